/*
 * What is said of shapes that do not fit: the outcome of an operator goes in, its node comes out or a misfit is
 * thrown. Whether shapes fit is the operators' own business.
 */
import type { Dims, NodeId } from "../algebra/graph.ts";
import type { Span } from "../text/span.ts";
import { misfit } from "./builder.ts";

/** The node of an operation, or a misfit where its arguments could not be combined. */
export function must(node: NodeId | null, what: string, span: Span): NodeId {
  return node ?? misfit(`the shapes in this ${what} do not fit`, span);
}

/** A shape as messages write it: `2×3`. */
export function shapeText({ rows, cols }: Dims): string {
  return `${rows}×${cols}`;
}
