/*
 * Constants: I, 0, a vector of ones, unit vectors, single-entry and commutation matrices. Their sizes are those
 * written on them, else those that follow from where they stand; a constant without a size fails.
 */
import type { Expression } from "../algebra/expression.ts";
import {
  type Dims,
  type NodeId,
  duplication,
  elimination,
  identity,
  ones,
  op,
  opWith,
  zeros,
} from "../algebra/graph.ts";
import { isKnown } from "../algebra/shape.ts";
import { type Builder, fail, indexValue, misfit, sizeValue } from "./builder.ts";
import { shapeText } from "./fit.ts";

/** Builds a constant at the size that its indices, its place or `expected` give it. */
export function buildConstant(
  builder: Builder,
  expression: Expression & { type: "constant" },
  expected?: Dims,
): NodeId {
  const { graph } = builder;
  const sizes = expression.indices.map((index) => indexValue(builder, index));
  const [first, second] = sizes;
  const inferred = first === undefined ? inferredDims(builder, expression) : undefined;
  switch (expression.constant) {
    case "identity": {
      // `I_{mn}` has m·n rows.
      const own = first !== undefined && second !== undefined ? first * second : first;
      const asked = expected && expected.rows === expected.cols ? expected.rows : undefined;
      // An I of one row was inferred of a gradient that is a row here: what stands beside it knows better.
      const n = own ?? (inferred?.rows === 1 ? (asked ?? 1) : (inferred?.rows ?? asked));
      if (n === undefined) {
        if (expected) misfit(`I cannot be ${shapeText(expected)}`, expression.span);
        return fail("unknown-shape", "the size of I is not known here", expression.span);
      }
      return identity(graph, n);
    }
    case "ones":
    case "zeros": {
      const shape =
        first !== undefined
          ? { rows: first, cols: second ?? 1 }
          : (inferred ?? expected ?? { rows: 1, cols: 1 });
      return expression.constant === "ones" ? ones(graph, shape) : zeros(graph, shape);
    }
    default:
      return buildNamedMatrix(builder, expression, sizes, expected);
  }
}

/** The sizes of a constant that follow from where it stands. */
function inferredDims(builder: Builder, expression: Expression): Dims | undefined {
  const { bindings, deferred } = builder.scope.shapes;
  const shape = deferred.get(expression);
  if (!shape || !isKnown(bindings, shape.rows) || !isKnown(bindings, shape.cols)) return undefined;
  const rows = sizeValue(builder, shape.rows);
  const cols = sizeValue(builder, shape.cols);
  return rows === undefined || cols === undefined ? undefined : { rows, cols };
}

/** `J^{ij}`, `K_{m,n}`, `e_i`. */
function buildNamedMatrix(
  builder: Builder,
  expression: Expression & { type: "constant" },
  sizes: readonly number[],
  expected?: Dims,
): NodeId {
  const { graph } = builder;
  const [i, j] = sizes;
  if (expression.constant === "commutation" && i !== undefined && j !== undefined) {
    const size = i * j;
    const rows = Array.from({ length: size }, (_, r) => (r % j) * i + Math.floor(r / j));
    const columns = rows.map((column) =>
      opWith(graph, "submatrix", [column, 0, 1, size], identity(graph, size)),
    );
    return op(graph, "vstack", ...columns);
  }
  if (i === undefined)
    return fail("unsupported-notation", "this constant lacks its indices", expression.span);
  if (expression.constant === "duplication") return duplication(graph, i);
  if (expression.constant === "elimination") return elimination(graph, i);
  const letters = expression.indices.map((index) => index.terms[0]?.letter);
  const range = (letter: string | undefined) => {
    const size =
      letter === undefined ? undefined : builder.scope.shapes.letters.get(`${builder.statement}:${letter}`);
    return size && sizeValue(builder, size);
  };
  if (expression.constant === "single-entry" && j !== undefined) {
    const [own, across] = [range(letters[0]), range(letters[1])];
    const rows = own !== undefined && across !== undefined ? own : expected?.rows;
    const cols = own !== undefined && across !== undefined ? across : expected?.cols;
    if (rows === undefined || cols === undefined || i > rows || j > cols)
      return fail("unknown-shape", "the size of this matrix is not known", expression.span);
    return op(graph, "matmul", unit(builder, rows, i), op(graph, "transpose", unit(builder, cols, j)));
  }
  const n = range(letters[0]) ?? expected?.rows;
  if (n === undefined || i > n || j !== undefined)
    return fail("unknown-shape", "the size of this vector is not known", expression.span);
  return unit(builder, n, i);
}

/** The unit vector `e_i` of length n. */
function unit(builder: Builder, n: number, i: number): NodeId {
  return opWith(builder.graph, "submatrix", [0, i - 1, n, 1], identity(builder.graph, n));
}
