/*
 * Neighbouring models: a recurrence before its activation for one after it, and the other way round. A claim that
 * is wrong for the note's model but right for its neighbour was most likely copied from a text about that one.
 */
import type { Expression } from "../algebra/expression.ts";
import { decide, fullEffort } from "../check/decide.ts";
import { admittedReadings } from "../check/readings.ts";
import type { Definition } from "../scope/definitions.ts";
import type { Scope } from "../scope/scope.ts";
import { plainText } from "./plain-text.ts";
import type { Search } from "./search.ts";

type Call = Expression & { type: "call" };

/** The neighbouring definition under which the claim holds, for people; null where none does. */
export function neighbourModel({ site, declared, seed }: Search): string | null {
  const { scope, claim } = site;
  const { head } = claim;
  if (head.type !== "derivative" || head.of.type !== "symbol") return null;
  const name = head.of.name;
  for (const definition of scope.definitions.get(name) ?? []) {
    const other = afterActivation(definition) ?? beforeActivation(definition);
    if (!other) continue;
    const changed = withDefinition(scope, name, { ...definition, body: other.body });
    const holds = admittedReadings(changed, claim, declared).some(
      (reading) =>
        decide(changed, claim, { ...reading, implicitDiag: false }, seed, fullEffort).type === "agree",
    );
    if (holds) return describe(site.text, name, other);
  }
  return null;
}

interface Neighbour {
  readonly body: Expression;
  readonly call: Call;
  readonly factor: Expression;
  readonly place: "inside" | "outside";
}

/** `x_t = W f(x_{t-1}) + …` as `x_t = f(W x_{t-1} + …)`. */
function afterActivation(definition: Definition): Neighbour | null {
  const terms = termsOf(definition.body);
  for (const [at, { of }] of terms.entries()) {
    if (of.type !== "product" || of.right.type !== "call" || !isOwnState(of.right, definition)) continue;
    const call = of.right;
    const inner: Expression = { ...of, right: call.arguments[0]! };
    const sum: Expression = {
      type: "sum",
      terms: terms.with(at, { sign: terms[at]!.sign, of: inner }),
      span: of.span,
    };
    return { body: { ...call, arguments: [sum] }, call, factor: of.left, place: "inside" };
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
    return { body, call, factor: of.left, place: "outside" };
  }
  return null;
}

function termsOf(body: Expression): { readonly sign: 1 | -1; readonly of: Expression }[] {
  return body.type === "sum" ? [...body.terms] : [{ sign: 1, of: body }];
}

function isOwnState(call: Call, definition: Definition): boolean {
  return call.order === 0 && call.arguments.length === 1 && isOwn(call.arguments[0]!, definition);
}

function isOwn(part: Expression, definition: Definition): boolean {
  return part.type === "symbol" && part.name === definition.name && part.time !== null;
}

function withDefinition(scope: Scope, name: string, definition: Definition): Scope {
  return { ...scope, definitions: new Map([...scope.definitions, [name, [definition]]]) };
}

function describe(text: string, name: string, { call, factor, place }: Neighbour): string {
  const slice = (part: { span: { start: number; end: number } }) =>
    plainText(text.slice(part.span.start, part.span.end));
  const activation = plainText(text.slice(call.functionSpan.start, call.functionSpan.end));
  const own = plainText(name);
  return place === "inside"
    ? `${own} = ${activation}(${slice(factor)} ${own} + …)`
    : `${own} = ${slice(factor)} ${activation}(${own}) + …`;
}
