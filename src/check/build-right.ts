/*
 * The right side of a claim as nodes, each beside the left side that it is claimed for. What only it has must be declared
 * or defined somewhere.
 */
import { type Expression, some } from "../algebra/expression.ts";
import { type NodeId, dims, isScalar, isZero, op, zeros } from "../algebra/graph.ts";
import type { Claim } from "../claims/claim.ts";
import { isDeclared } from "../scope/facts.ts";
import { plainName } from "../scope/symbol-name.ts";
import type { Left } from "./build-left.ts";
import { build } from "./build.ts";
import { type Builder, fail, misfit } from "./builder.ts";
import type { RawDerivative } from "./derivative-layout.ts";
import { namesInDefinitions, namesNotUnderstood } from "./lookups.ts";

/** One comparison: both sides as nodes, and the derivative the left one comes from. */
export interface Pair {
  readonly exact: NodeId;
  readonly claimed: NodeId;
  readonly raw: RawDerivative | null;
  readonly source: Left["source"];
  readonly indices: Readonly<Record<string, number>>;
}

/** Both sides, for each choice of the indices; `known` are the symbols that the left side rests on. */
export function pairsOf(
  builder: Builder,
  claim: Claim,
  lefts: readonly Left[],
  known: ReadonlySet<string>,
): { pairs: readonly Pair[]; implicitDiag: boolean } {
  let implicitDiag = false;
  const pairs = lefts.map((whole): Pair => {
    builder.letters = new Map([...builder.choice.letters, ...whole.letters]);
    const shape = dims(builder.graph, whole.exact);
    let claimed = build(builder, claim.claimed, shape);
    const left = isScalar(builder.graph, claimed) ? asDeterminant(builder, whole, claim.head) : whole;
    const fitted = fit(builder, claimed, left.exact, claim);
    implicitDiag ||= fitted.implicitDiag;
    claimed = fitted.node;
    return {
      exact: left.exact,
      claimed,
      raw: left.raw,
      source: left.source,
      indices: Object.fromEntries(left.letters),
    };
  });
  requireKnown(builder, known, claim);
  return { pairs, implicitDiag };
}

/** `\partial(x, y)/\partial(r, \theta) = r` is about the determinant. */
function asDeterminant({ graph }: Builder, left: Left, head: Expression): Left {
  const { rows, cols } = dims(graph, left.exact);
  const isOfLists =
    head.type === "derivative" && head.of.type === "matrix" && head.withRespectTo[0]!.type === "matrix";
  if (!isOfLists || rows !== cols || rows === 1) return left;
  return { ...left, exact: op(graph, "det", left.exact), raw: null, source: null };
}

/** A zero stands for a zero of any size; a vector for its diagonal matrix where the reading admits that. */
function fit(
  builder: Builder,
  claimed: NodeId,
  exact: NodeId,
  claim: Claim,
): { node: NodeId; implicitDiag: boolean } {
  const { graph } = builder;
  const want = dims(graph, exact);
  const have = dims(graph, claimed);
  if (want.rows === have.rows && want.cols === have.cols) return { node: claimed, implicitDiag: false };
  if (isScalar(graph, claimed) && isZero(graph, claimed))
    return { node: zeros(graph, want), implicitDiag: false };
  const square = want.rows === want.cols && want.rows > 1;
  if (builder.reading.implicitDiag && square && have.rows === want.rows && have.cols === 1) {
    builder.senses.add("a vector stands for its diagonal matrix");
    return { node: op(graph, "diag", claimed), implicitDiag: true };
  }
  return misfit(`${have.rows}×${have.cols} is claimed for ${want.rows}×${want.cols}`, claim.claimed.span);
}

/** Inputs that only the right side has must be symbols of the note, not slips of the pen. */
function requireKnown(builder: Builder, known: ReadonlySet<string>, claim: Claim): void {
  const { facts, definitions, statements } = builder.scope;
  for (const name of builder.leaves.values()) {
    if (known.has(name)) continue;
    if (namesNotUnderstood(statements).has(name) && !definitions.has(name))
      fail(
        "undefined-symbol",
        `what this note says of ${plainName(name)} is not understood`,
        claim.claimed.span,
      );
    if (isDeclared(facts, name)) continue;
    if (name.startsWith("d ") || definitions.has(name)) continue;
    if (namesInDefinitions(definitions).has(name)) continue;
    fail(
      "undefined-symbol",
      `${plainName(name)} is used but never defined in this note`,
      placeOf(claim.claimed, name) ?? claim.claimed.span,
    );
  }
}

function placeOf(expression: Expression, name: string): { start: number; end: number } | null {
  let place: { start: number; end: number } | null = null;
  some(expression, (part) => {
    if (part.type === "symbol" && part.name === name) place = part.span;
    return place !== null;
  });
  return place;
}
