/*
 * Sums and products over an index, unrolled: the body is built once for each value of the index. A range that is
 * not known, or too long, fails.
 */
import { type IteratedExpression, type Expression, type Index, some } from "../algebra/expression.ts";
import { type Dims, type NodeId, apply, identity, isScalar, op, scalar, zeros } from "../algebra/graph.ts";
import { combine, evaluateIndex } from "../algebra/index-arithmetic.ts";
import { ENDLESS } from "../scope/elaborate-iterated.ts";
import { build } from "./build.ts";
import { type Builder, fail, indexValue, letterValue, sizeValue } from "./builder.ts";
import { must } from "./fit.ts";
import { membersCounted, sumsOverMembers } from "./lookups.ts";
import { scaled } from "./multiply.ts";

/** Terms that are added of a series. */
const TERMS = 60;

/** Unrolls a sum or product over its range; an empty one is 0, 1 or I. */
export function buildIterated(builder: Builder, expression: IteratedExpression, expected?: Dims): NodeId {
  const range = rangeOf(builder, expression);
  const { graph } = builder;
  const outer = builder.letters;
  const nodes: NodeId[] = [];
  const letters = new Map(outer);
  for (const value of range) {
    letters.set(expression.letter, value);
    builder.letters = letters;
    nodes.push(build(builder, expression.body, expected));
  }
  builder.letters = outer;
  const total = combined(builder, expression, nodes, expected);
  // A series has a value where its last terms no longer count.
  return isSeries(expression) ? op(graph, "whereZero", nodes.at(-1)!, total) : total;
}

function isSeries({ to }: IteratedExpression): boolean {
  return to?.terms.some(({ letter }) => letter === ENDLESS) ?? false;
}

function combined(
  builder: Builder,
  expression: IteratedExpression,
  nodes: readonly NodeId[],
  expected?: Dims,
): NodeId {
  const { graph } = builder;
  const [first, ...rest] = nodes;
  if (first === undefined) {
    if (expression.operator === "sum") return expected ? zeros(graph, expected) : scalar(graph, 0);
    return expected && expected.rows === expected.cols ? identity(graph, expected.rows) : scalar(graph, 1);
  }
  return rest.reduce((total, node) => {
    if (expression.operator === "sum")
      return must(apply(graph, "add", [total, node]), "sum", expression.span);
    if (isScalar(graph, total) || isScalar(graph, node)) return scaled(builder, total, node);
    return must(apply(graph, "matmul", [total, node]), "product", expression.span);
  }, first);
}

/** The values of the index in the order of the factors from left to right. */
function rangeOf(builder: Builder, expression: IteratedExpression): readonly number[] {
  const { from, to } = bounded(builder, expression);
  const { letter } = expression;
  let values: number[];
  if (from && isSeries(expression)) {
    const first = indexValue(builder, from);
    values = Array.from({ length: TERMS }, (_, at) => first + at);
  } else if (from && to) {
    const first = indexValue(builder, from);
    const last = indexValue(builder, to);
    const step = expression.descending || runsDown(builder, from, to) ? -1 : 1;
    values = [];
    for (let value = first; step > 0 ? value <= last : value >= last; value += step) values.push(value);
    const { largest } = builder.reading;
    if (expression.operator === "product" && largest && values.length > 1) {
      const descending = values[0]! > values.at(-1)!;
      if (descending !== (largest === "left")) values.reverse();
    }
  } else {
    const size = builder.scope.shapes.letters.get(`${builder.statement}:${letter}`);
    const { familyLetters, timeLetters } = builder.scope.notation;
    const isCounted = familyLetters.has(letter) || timeLetters.has(letter);
    const members = isCounted ? builder.choice.lastTime - 1 : undefined;
    const outcomes = isArgument(expression) ? OUTCOMES : undefined;
    const count = size ? sizeValue(builder, size) : (members ?? outcomes);
    if (count === undefined)
      fail("unknown-shape", `the range of ${letter} is not known`, expression.headSpan);
    values = Array.from({ length: count }, (_, at) => at + 1);
  }
  if (expression.except) {
    const outer = builder.letters;
    const except = indexValue(builder, expression.except);
    builder.letters = outer;
    values = values.filter((value) => value !== except);
  }
  if (values.length > 64) fail("over-budget", "this range is too long to be unrolled", expression.headSpan);
  return values;
}

/** How many values an argument takes in turn, where the note does not say. */
const OUTCOMES = 3;

/** The a of `\sum_a \pi(a) R(a)`, which is no index of anything. */
function isArgument({ letter, body }: IteratedExpression): boolean {
  const isLetter = (part: Expression) => part.type === "symbol" && part.name === letter && !part.time;
  const isCounted = (part: Expression) =>
    (part.type === "entry" &&
      part.indices.some((index) => index.terms.some((term) => term.letter === letter))) ||
    (part.type === "symbol" && part.time?.terms.some((term) => term.letter === letter) === true);
  return (
    some(
      body,
      (part) => part.type === "call" && part.function.type === "symbol" && part.arguments.some(isLetter),
    ) && !some(body, isCounted)
  );
}

/** Where a sum names no bounds, those of another one over the same members. */
function bounded(builder: Builder, expression: IteratedExpression): Pick<IteratedExpression, "from" | "to"> {
  if (expression.from) return expression;
  const others = sumsOverMembers(builder.scope.statements);
  const known = membersCounted(expression).flatMap((name) => others.get(name) ?? []);
  const hasValue = ({ letter }: { letter: string }) => letterValue(builder, letter) !== undefined;
  return known.find(({ from, to }) => [...from!.terms, ...to!.terms].every(hasValue)) ?? expression;
}

/** Whether bounds run from high to low, also where this choice of times leaves nothing between them. */
function runsDown(builder: Builder, from: Index, to: Index): boolean {
  const difference = combine(from, to, -1, from.span);
  const wide = evaluateIndex(difference, (letter) => (letterValue(builder, letter) ?? 0) * 10) ?? 0;
  if (difference.terms.length === 0 || wide !== difference.offset) return wide > 0;
  // An outer sum has brought k to t: there is nothing from k + 1 up to t, nor from t down to k + 1.
  const isBound = ({ terms }: Index) => terms.some(({ letter }) => !builder.choice.letters.has(letter));
  return wide < 0 && isBound(to) && !isBound(from);
}
