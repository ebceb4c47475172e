/*
 * Evaluation bars: `\frac{df}{dx}\Big|_{x=a}`, `\left.\frac{\partial f}{\partial x}\right|_{(x_0,y_0)}`. A body and
 * what is written under the bar come in; the body with its places goes out, or what about them is not clear.
 */
import { type Expression, type Place, type SymbolExpression, walkExpression } from "../algebra/expression.ts";
import { cover } from "../text/span.ts";
import type { EvaluationNode, SumNode, TexNode } from "../tex/syntax.ts";
import { type Context, unknown } from "./context.ts";
import { elaborate } from "./elaborate.ts";
import { withoutDecoration } from "./occurrence.ts";

/** Reads an evaluation; a place without its symbol takes the variable of the body. */
export function elaborateEvaluation(node: EvaluationNode, context: Context): Expression {
  return evaluationOf(node, elaborate(node.body, context), context);
}

/** The value at the places under the bar of what is given. */
export function evaluationOf(node: EvaluationNode, of: Expression, context: Context): Expression {
  if (of.type === "unknown") return of;
  const written = placesUnder(node.at);
  if (!written)
    return unknown("unsupported-notation", "the place under this bar is not understood", node.at.span);
  const coordinates = coordinatesOf(of, context);
  const isPoint = coordinates?.length === written.length && written.every(({ symbol }) => symbol === null);
  const places = written.map(({ symbol, value }, at) =>
    symbol
      ? writtenPlace(elaborate(symbol, context), elaborate(value, context))
      : (impliedPlace(elaborate(value, context), of, written.length) ??
        (isPoint ? writtenPlace(coordinates[at]!, elaborate(value, context)) : null)),
  );
  if (!places.every((place) => place !== null))
    return unknown("unsupported-notation", "say which symbol takes which value: |_{x=1, y=2}", node.at.span);
  return { type: "evaluation", of, places, span: cover(node.span, of.span) };
}

interface Written {
  readonly symbol: TexNode | null;
  readonly value: TexNode;
}

/** `x=a`, `x=0,y=1`, `(x,y)=(0,1)`, `x=y=0`, `x_0`, `(x_0,y_0)`. */
function placesUnder(node: TexNode): readonly Written[] | null {
  const bare = withoutDecoration(node);
  if (bare.type === "list") return joined(bare.items.map(placesUnder));
  if (bare.type === "rows") return joined(bare.rows.map(placesUnder));
  if (bare.type === "fenced" && withoutDecoration(bare.body).type === "list") return placesUnder(bare.body);
  if (bare.type !== "relation") return bare.type === "empty" ? null : [{ symbol: null, value: bare }];
  if (!bare.relations.every(({ name }) => name === "=")) return null;
  const value = bare.operands.at(-1)!;
  return joined(bare.operands.slice(0, -1).map((symbol) => pairwise(symbol, value)));
}

function joined(lists: readonly (readonly Written[] | null)[]): readonly Written[] | null {
  return lists.every((list) => list !== null) ? lists.flat() : null;
}

function pairwise(symbol: TexNode, value: TexNode): readonly Written[] | null {
  const [symbols, values] = [tupleItems(symbol), tupleItems(value)];
  if (!symbols || !values) return [{ symbol, value }];
  if (symbols.length !== values.length) return null;
  return symbols.map((one, at) => ({ symbol: one, value: values[at]! }));
}

function tupleItems(node: TexNode): readonly TexNode[] | null {
  const bare = withoutDecoration(node);
  const body = bare.type === "fenced" && bare.open === "(" ? withoutDecoration(bare.body) : null;
  return body?.type === "list" ? body.items : null;
}

function writtenPlace(symbol: Expression, value: Expression): Place | null {
  const takes = symbol.type === "symbol" || (symbol.type === "entry" && symbol.of.type === "symbol");
  return takes ? { symbol, value, implied: false } : null;
}

/** A place without its symbol: `x_0` and `\bar x` are places of x, and a single place one of the only variable. */
function impliedPlace(value: Expression, of: Expression, count: number): Place | null {
  const variables = variablesOf(of);
  const name = value.type === "symbol" ? value.name : null;
  const related = variables.find((variable) => name !== null && isPlaceOf(name, variable.name));
  if (related) return { symbol: related, value, implied: false };
  if (count === 1) return variables.length === 1 ? { symbol: variables[0]!, value, implied: true } : null;
  if (value.type !== "symbol" || letterOf(value.name) === value.name) return null;
  return { symbol: { ...value, name: letterOf(value.name), time: null }, value, implied: false };
}

/** The x and y of a derivative of f(x, y) at (1, 2), or of a slope dy/dx there. */
function coordinatesOf(of: Expression, context: Context): readonly Expression[] | null {
  if (of.type !== "derivative" || of.of.type !== "symbol") return null;
  const parameters = context.parameters.get(of.of.name);
  if (parameters) return parameters.map((node) => elaborate(node, context));
  const [by] = of.withRespectTo;
  const isSlope = of.isTotal === true && of.of.name === "y" && by?.type === "symbol" && by.name === "x";
  return isSlope ? [by, of.of] : null;
}

/** What the body is differentiated by, else what its function is applied to. */
function variablesOf(of: Expression): readonly SymbolExpression[] {
  const all = of.type === "derivative" ? of.withRespectTo : of.type === "call" ? of.arguments : [];
  const names = new Map<string, SymbolExpression>();
  for (const variable of all) if (variable.type === "symbol") names.set(variable.name, variable);
  return [...names.values()];
}

function isPlaceOf(name: string, variable: string): boolean {
  return name !== variable && letterOf(name) === letterOf(variable);
}

/** `x` of `x_{0}`, `bar x` and `x'`. */
function letterOf(name: string): string {
  return name
    .replace(/[_^]\{.*$/, "")
    .replace(/'+$/, "")
    .split(" ")
    .at(-1)!;
}

/** Whether a bar at the end of a sum may be meant for all of it: its variable stands in terms without a bar too. */
export function reachIsUnclear(sum: SumNode, terms: readonly { readonly of: Expression }[]): boolean {
  const last = terms.at(-1)?.of;
  const node = withoutDecoration(sum.terms.at(-1)!.node);
  if (last?.type !== "evaluation" || node.type !== "evaluation" || node.span.start < node.body.span.start)
    return false;
  const names = new Set(last.places.flatMap(({ symbol }) => (symbol.type === "symbol" ? [symbol.name] : [])));
  return terms
    .slice(0, -1)
    .some(
      ({ of }) =>
        of.type !== "evaluation" &&
        [...walkExpression(of)].some((part) => part.type === "symbol" && names.has(part.name)),
    );
}
