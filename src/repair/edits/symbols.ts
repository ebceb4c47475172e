/*
 * Another symbol of the same kind in its place: A for B, one gate for another, a gate for its complement.
 */
import type { Expression } from "../../algebra/expression.ts";
import { isOne as isOneSize } from "../../algebra/shape.ts";
import { type Candidate, type Site, chainsOf, source, unfenced } from "../site.ts";
import { occurrencesOf, symbolText } from "../symbol-text.ts";

/** At most this many symbols are tried in one place. */
const MOST = 14;

export function symbolEdits(site: Site): readonly Candidate[] {
  const names = [...occurrencesOf(site).keys()].filter((name) => site.scope.shapes.symbols.has(name));
  const symbols = site.parts.filter(
    (part): part is Expression & { type: "symbol" } => part.type === "symbol",
  );
  const others = symbols.flatMap((part) => {
    const kind = kindOf(site, part.name);
    return names
      .filter((name) => name !== part.name && kindOf(site, name) === kind)
      .filter((name) => kind !== "scalar" || areNumbered(name, part.name))
      .slice(0, MOST)
      .flatMap((name) => {
        const text = symbolText(site, name, part.time) ?? symbolText(site, name, null);
        return text === null ? [] : [replaced(site, part, text, 1.4)];
      });
  });
  return [...others, ...complements(site, symbols)];
}

/** x_1 and x_2. */
function areNumbered(name: string, other: string): boolean {
  const [letter, ...rest] = [name, other].map((one) => /^(.*)_\{\d+\}$/.exec(one)?.[1]);
  return letter !== undefined && rest[0] === letter;
}

function kindOf(site: Site, name: string): string {
  const { bindings, symbols } = site.scope.shapes;
  const shape = symbols.get(name);
  if (!shape) return "none";
  const rows = isOneSize(bindings, shape.rows);
  const cols = isOneSize(bindings, shape.cols);
  return rows && cols ? "scalar" : rows || cols ? "vector" : "matrix";
}

function replaced(site: Site, part: Expression, newText: string, cost: number): Candidate {
  const old = source(site, part.span);
  const inner = unfenced(site, part);
  const text = inner === null ? newText : old.replace(inner, newText);
  return {
    rule: "wrong-symbol",
    edits: [{ span: part.span, newText: text }],
    marks: [part.span],
    cost,
    title: "Use the other symbol",
  };
}

/** z for 1 - z, and the other way round. */
function complements(
  site: Site,
  symbols: readonly (Expression & { type: "symbol" })[],
): readonly Candidate[] {
  const whole = site.parts.flatMap((part): readonly Candidate[] => {
    if (part.type !== "sum" || part.terms.length !== 2 || part.terms[1]!.sign !== -1) return [];
    const [one, value] = part.terms;
    const isOne =
      (one!.of.type === "number" && one!.of.value === 1) ||
      (one!.of.type === "constant" && one!.of.constant === "ones");
    if (!isOne) return [];
    return [
      {
        rule: "wrong-symbol",
        edits: [{ span: part.span, newText: source(site, value!.of.span) }],
        marks: [part.span],
        cost: 1.3,
        title: "Use the complement",
      },
    ];
  });
  const factors = new Set(chainsOf(site).flatMap((chain) => chain.factors));
  const single = symbols
    .filter((part) => kindOf(site, part.name) === "vector")
    .map((part) => {
      const complement = `1-${source(site, part.span)}`;
      return replaced(site, part, factors.has(part) ? `(${complement})` : complement, 1.25);
    });
  return [...whole, ...single, ...ofArguments(site)];
}

/** `diag(1 - h ⊙ h)` for `diag(h ⊙ h)`. */
function ofArguments(site: Site): readonly Candidate[] {
  return site.parts.flatMap((part): readonly Candidate[] => {
    if (part.type !== "call" || part.order > 0) return [];
    return part.arguments
      .filter((argument) => argument.type === "product" || argument.type === "power")
      .map((argument) => ({
        rule: "missing-term",
        edits: [{ span: argument.span, newText: `1 - ${source(site, argument.span)}` }],
        marks: [argument.span],
        cost: 1.2,
        title: "Bring in the one",
      }));
  });
}
