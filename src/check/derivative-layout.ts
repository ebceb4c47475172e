/*
 * How a derivative is laid out. Comes in: its Jacobian, in numerator layout, and the reading in force.
 * Goes out: the matrix that the note would write.
 */
import type { DerivativeExpression } from "../algebra/expression.ts";
import { type NodeId, op, opWith } from "../algebra/graph.ts";
import {
  type Arrangement,
  type DerivativeForm,
  type Sizes,
  arrange,
  numeratorLayout,
} from "../claims/layout.ts";
import { type Builder, fail, layoutIn } from "./builder.ts";

/** A derivative before it is laid out: what is differentiated, by what, and which rows and columns count. */
export interface RawDerivative {
  readonly output: NodeId;
  readonly variable: NodeId;
  readonly frozen: ReadonlySet<NodeId>;
  /** One row or column of the full Jacobian, where an entry is differentiated or differentiated by. */
  readonly row: number | null;
  readonly column: number | null;
  readonly form: DerivativeForm;
}

/** The arrangement of a derivative under the reading in force. */
export function arrangementOf(
  builder: Builder,
  raw: RawDerivative,
  expression: DerivativeExpression,
): Arrangement {
  const count = (sizes: Sizes) => sizes.rows * sizes.cols;
  const wide = ({ rows, cols }: Sizes) => rows > 1 && cols > 1;
  if ((wide(raw.form.of) && count(raw.form.by) > 1) || (wide(raw.form.by) && count(raw.form.of) > 1))
    fail("unsupported-operator", "a derivative of rank three or four has no agreed layout", expression.span);
  if (expression.notation !== "operator") return arrange(raw.form, layoutIn(builder));
  if (wide(raw.form.by)) fail("unsupported-operator", "the derivative by a matrix is a map", expression.span);
  return arrange(raw.form, numeratorLayout);
}

/** Lays a Jacobian out. */
export function arranged(
  builder: Builder,
  raw: Pick<RawDerivative, "form">,
  jacobian: NodeId,
  arrangement: Arrangement,
): NodeId {
  const { graph } = builder;
  const transposeIf = (node: NodeId, flip: boolean) => (flip ? op(graph, "transpose", node) : node);
  switch (arrangement.type) {
    case "jacobian":
      return jacobian;
    case "transposed-jacobian":
      return op(graph, "transpose", jacobian);
    case "gradient": {
      const column = op(graph, "transpose", jacobian);
      return transposeIf(opWith(graph, "unvec", [raw.form.by.rows], column), arrangement.transposed);
    }
    case "tangent":
      return transposeIf(opWith(graph, "unvec", [raw.form.of.rows], jacobian), arrangement.transposed);
  }
}

/**
 * How the Jacobian of a gradient is written. In `∂²f/∂x∂yᵀ` the transpose says which variable has the columns;
 * without one `∂²f/∂x∂y` is ∂/∂x of ∂f/∂y in the layout of the reading, and `∇²_{xy} f` has a row for each entry of x
 * in all of them, as ∇ has the shape of its variable.
 */
export function hessianArrangement(
  builder: Builder,
  { form: { of, by } }: RawDerivative,
  expression: DerivativeExpression,
): Arrangement {
  const [first, last, ...more] = expression.withRespectTo;
  // A matrix by a number, twice, is a matrix.
  if (by.rows * by.cols === 1 && Math.min(of.rows, of.cols) > 1)
    return { type: "tangent", rows: of.rows, transposed: false };
  if (!first || !last || more.length > 0) return { type: "jacobian" };
  const [marksFirst, marksLast] = [first, last].map(({ type }) => type === "transpose");
  if (marksFirst !== marksLast) return { type: marksLast ? "transposed-jacobian" : "jacobian" };
  const layout = layoutIn(builder);
  const byRows = layout.jacobians === "denominator" || expression.notation === "nabla";
  return { type: byRows ? "transposed-jacobian" : "jacobian" };
}
