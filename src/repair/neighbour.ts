/*
 * Neighbouring models: a recurrence before its activation for one after it, and the other way round. A claim that
 * is wrong for the note's model but right for its neighbour was most likely copied from a text about that one.
 */
import { type CallExpression, type Expression, mapParts } from "../algebra/expression.ts";
import { termsOf } from "../algebra/terms.ts";
import { agreement, decide } from "../check/decide.ts";
import { admittedReadings } from "../check/readings.ts";
import type { Claim } from "../claims/claim.ts";
import type { LayoutName } from "../report.ts";
import type { Definition } from "../scope/definitions.ts";
import type { Scope } from "../scope/scope.ts";
import type { Span } from "../text/span.ts";
import { bodyAt } from "./derive/paths.ts";
import { plainText } from "../tex/plain-text.ts";
import type { Search } from "./search.ts";
import type { Site } from "./site.ts";
import { symbolText } from "./symbol-text.ts";

/** A neighbouring definition, for people, and how much of the claim it explains. */
export interface NeighbourModel {
  readonly text: string;
  /** The claim is its derivative; else only the argument of the slope is another one. */
  readonly exact: boolean;
  readonly layout: LayoutName;
}

/** The neighbouring definition whose derivative this is, or has the form of; null where there is none. */
export function neighbourModel({ site, declared, seed, work }: Search): NeighbourModel | null {
  const { scope, claim } = site;
  const { head } = claim;
  if (head.type !== "derivative" || head.of.type !== "symbol") return null;
  const { name } = head.of;
  for (const definition of scope.definitions.get(name) ?? []) {
    const other = afterActivation(definition) ?? beforeActivation(definition);
    if (!other) continue;
    const changed = withDefinition(scope, name, { ...definition, body: other.body });
    const text = describe(site, definition, other);
    for (const one of [claim, likeNeighbour({ ...site, scope: changed }, other)]) {
      if (!one) continue;
      // Without a declared layout both are looked at, and the one that explains the claim is named.
      const readings = admittedReadings(changed, one, declared);
      const holds = readings.find(
        (reading) =>
          decide(changed, one, { ...reading, implicitDiag: false }, seed, { ...agreement, work }).type ===
          "agree",
      );
      if (holds) return { text, exact: one === claim, layout: holds.layout.name };
    }
  }
  return null;
}

/** The claim with its slopes taken where the neighbour takes them. */
function likeNeighbour(site: Site, { call, place }: Neighbour): Claim | null {
  const { claim } = site;
  const { head } = claim;
  if (head.type !== "derivative" || head.of.type !== "symbol") return null;
  const body = place === "inside" ? bodyAt(site, head.of) : null;
  const argument = body?.type === "call" ? body.arguments[0] : head.withRespectTo[0];
  if (!argument || (place === "inside" && body?.type !== "call")) return null;
  let moved = false;
  const move = (part: Expression): Expression => {
    if (part.type !== "call" || part.order === 0 || part.function.name !== call.function.name)
      return mapParts(part, move);
    moved = true;
    return { ...part, arguments: [argument] };
  };
  const claimed = move(claim.claimed);
  return moved ? { ...claim, claimed } : null;
}

interface Neighbour {
  readonly body: Expression;
  readonly call: CallExpression;
  readonly factor: Expression;
  /** The state that the step starts from. */
  readonly state: Expression;
  readonly place: "inside" | "outside";
}

/** `x_t = W f(x_{t-1}) + …` as `x_t = f(W x_{t-1} + …)`. */
function afterActivation(definition: Definition): Neighbour | null {
  const terms = termsOf(definition.body);
  for (const [at, { of }] of terms.entries()) {
    if (of.type !== "product" || of.right.type !== "call" || !isOwnState(of.right, definition)) continue;
    const call = of.right;
    const inner = { ...of, right: call.arguments[0]! };
    const sum: Expression = {
      type: "sum",
      terms: terms.with(at, { sign: terms[at]!.sign, of: inner }),
      span: of.span,
    };
    return {
      body: { ...call, arguments: [sum] },
      call,
      factor: of.left,
      state: inner.right,
      place: "inside",
    };
  }
  return null;
}

/** `h_t = f(W h_{t-1} + …)` as `h_t = W f(h_{t-1}) + …`. */
function beforeActivation(definition: Definition): Neighbour | null {
  const call = definition.body;
  if (call.type !== "call" || call.arguments.length !== 1) return null;
  const terms = termsOf(call.arguments[0]!);
  for (const [at, { sign, of }] of terms.entries()) {
    if (of.type !== "product" || !isOwn(of.right, definition)) continue;
    const outer: Expression = { ...of, right: { ...call, arguments: [of.right] } };
    const body: Expression = { type: "sum", terms: terms.with(at, { sign, of: outer }), span: call.span };
    return { body, call, factor: of.left, state: of.right, place: "outside" };
  }
  return null;
}

function isOwnState(call: CallExpression, definition: Definition): boolean {
  return call.order === 0 && call.arguments.length === 1 && isOwn(call.arguments[0]!, definition);
}

function isOwn(part: Expression, definition: Definition): boolean {
  return part.type === "symbol" && part.name === definition.name && part.time !== null;
}

function withDefinition(scope: Scope, name: string, definition: Definition): Scope {
  return { ...scope, definitions: new Map([...scope.definitions, [name, [definition]]]) };
}

/** `x_t = σ(W x_{t-1} + …)`. */
function describe(site: Site, { name, time }: Definition, { call, factor, place, state }: Neighbour): string {
  const slice = ({ span }: { span: Span }) => plainText(site.text.slice(span.start, span.end));
  const activation = slice({ span: call.functionSpan });
  const own = plainText(symbolText(site, name, time) ?? name);
  return place === "inside"
    ? `${own} = ${activation}(${slice(factor)} ${slice(state)} + …)`
    : `${own} = ${slice(factor)} ${activation}(${slice(state)}) + …`;
}
