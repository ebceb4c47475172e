/*
 * `[A, B]` of two square matrices is `AB - BA` where the note speaks of commutators, where a matrix of their size is
 * asked for, or where the claim holds so; else they stand side by side. In comes such a list, out its value, or null
 * for any other.
 */
import type { Expression } from "../algebra/expression.ts";
import { type Dims, type NodeId, dims, op } from "../algebra/graph.ts";
import { oncePer } from "../text/once.ts";
import { type Note, wordsOf } from "../markdown/note.ts";
import { build } from "./build.ts";
import { type Builder, attempt } from "./builder.ts";

/** A row of two, as `[A, B]` is. */
export function isPair(part: Expression): boolean {
  return part.type === "matrix" && part.rows.length === 1 && part.rows[0]!.length === 2;
}

export function commutatorOf(
  builder: Builder,
  { rows, span }: Expression & { type: "matrix" },
  expected?: Dims,
): NodeId | null {
  const { graph, scope } = builder;
  const [first, second, ...more] = rows.length === 1 ? rows[0]! : [];
  if (!first || !second || more.length > 0 || first.type === "dots" || second.type === "dots") return null;
  if (!/^(\\left\s*)?\[/.test(scope.note.text.slice(span.start))) return null;
  const built = attempt(() => [build(builder, first), build(builder, second)] as const);
  if (!("value" in built)) return null;
  const [left, right] = built.value;
  const sizes = [left, right].flatMap((node) => [dims(graph, node).rows, dims(graph, node).cols]);
  const [size] = sizes;
  if (size === 1 || sizes.some((one) => one !== size)) return null;
  const isAsked = expected?.rows === size && expected?.cols === size;
  if (!isAsked && !builder.reading.commutators && !speaksOfCommutators(scope.note)) return null;
  return op(graph, "subtract", op(graph, "matmul", left, right), op(graph, "matmul", right, left));
}

const speaksOfCommutators = oncePer((note: Note) =>
  /commutator|lie bracket|lie algebra|对易|交换子/i.test(wordsOf(note)),
);
