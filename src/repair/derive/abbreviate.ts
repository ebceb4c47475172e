/*
 * Puts the note's own names in place of what they stand for: `M` for `(A + XᵀCX)⁻¹`, `z` for `Wx + b`. Only whole
 * expressions are named, as the note defines them at the times of the claim.
 */
import { type Expression, mapParts, parts } from "../../algebra/expression.ts";
import { keyOf } from "../../algebra/expression-key.ts";
import type { Site } from "../site.ts";
import { timesOf } from "../symbol-text.ts";
import { type Term, nowhere } from "./form.ts";
import { bodyAt } from "./paths.ts";

type Names = ReadonlyMap<string, Expression>;

const known = new WeakMap<Site, Names>();

/** The terms with the note's names. */
export function abbreviated(site: Site, term: Term): Term {
  const names = namesOf(site);
  const name = (part: Expression) => named(part, names);
  return { ...term, scalars: term.scalars.map(name), factors: term.factors.map(name) };
}

function named(part: Expression, names: Names): Expression {
  const own = names.get(keyOf(part));
  if (own) return own;
  const before = parts(part);
  const changed = mapParts(part, (one) => named(one, names));
  return parts(changed).every((one, at) => one === before[at]) ? part : { ...changed, span: nowhere };
}

/** Symbols by the key of what they stand for; what is short already keeps its form. */
function namesOf(site: Site): Names {
  const before = known.get(site);
  if (before) return before;
  const names = new Map<string, Expression>();
  for (const [name, definitions] of site.scope.definitions)
    for (const time of definitions.some((one) => one.time) ? timesOf(site) : [null]) {
      const symbol: Expression & { type: "symbol" } = { type: "symbol", name, time, span: nowhere };
      const body = bodyAt(site, symbol);
      if (body && !isShort(body) && !names.has(keyOf(body))) names.set(keyOf(body), symbol);
    }
  known.set(site, names);
  return names;
}

function isShort(body: Expression): boolean {
  return parts(body).length === 0 || body.type === "derivative" || body.type === "transpose";
}
