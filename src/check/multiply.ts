/*
 * What a product of two nodes means: matrix, entrywise, Kronecker, outer, inner or cross product, by its sign, by
 * what the note says of that sign, and by the shapes. Every sense that is a choice is noted in the builder.
 */
import { wordsOf } from "../markdown/note.ts";
import { type Expression, some } from "../algebra/expression.ts";
import { type NodeId, apply, dims, identity, isScalar, op } from "../algebra/graph.ts";
import type { Scope } from "../scope/scope.ts";
import { allSides } from "../scope/sides.ts";
import { oncePer } from "../text/once.ts";
import { type Builder, fail, misfit } from "./builder.ts";
import { shapeText } from "./fit.ts";

/** Multiplies two nodes as the sign between them and their shapes say. */
export function multiply(
  builder: Builder,
  left: NodeId,
  right: NodeId,
  expression: Expression & { type: "product" },
): NodeId {
  const { graph } = builder;
  const { sign, span } = expression;
  const a = dims(graph, left);
  const b = dims(graph, right);
  if (sign === "\\oplus") return kroneckerSum(builder, left, right, expression);
  if (isScalar(graph, left) || isScalar(graph, right)) return scaled(builder, left, right);
  const same = a.rows === b.rows && a.cols === b.cols;
  if (/odot/.test(sign) || (builder.elementwise && same)) {
    if (!same) misfit(`${shapeText(a)} ⊙ ${shapeText(b)} cannot be formed`, span);
    return op(graph, "hadamard", left, right);
  }
  const matrices = a.rows > 1 && a.cols > 1 && b.rows > 1 && b.cols > 1;
  // Nothing but a Kronecker product is taken with an identity matrix.
  const kronecker = meansKronecker(builder) || isIdentity(expression.left) || isIdentity(expression.right);
  if (sign === "\\otimes" && (kronecker || (matrices && !prefersHadamard(builder, sign)))) {
    builder.senses.add("⊗ is the Kronecker product");
    return op(graph, "kronecker", left, right);
  }
  const hadamardSign = /^(\*|\\ast|\\circ|\\times|\\cdot|\\otimes|\\star|\\bullet)$/.test(sign);
  if (hadamardSign && prefersHadamard(builder, sign) && same) return op(graph, "hadamard", left, right);
  const product = a.cols === b.rows ? apply(graph, "matmul", [left, right]) : null;
  if (product !== null) return product;
  if (sign === "\\times" && same && a.rows === 3 && a.cols === 1 && livesInSpace(builder))
    return op(graph, "cross", left, right);
  if (hadamardSign) {
    if (same && sign !== "\\cdot") {
      builder.senses.add(`${signText(sign)} is the entrywise product`);
      return op(graph, "hadamard", left, right);
    }
    if (same && a.cols === 1) {
      // x · y of two columns is their inner product; as a chain of gradients it is entrywise.
      builder.senses.add("· is the inner product");
      return op(graph, "matmul", op(graph, "transpose", left), right);
    }
    if (sign === "\\otimes" && a.cols === 1 && b.cols === 1) {
      builder.senses.add("⊗ is the outer product");
      return op(graph, "matmul", left, op(graph, "transpose", right));
    }
    if (sign === "\\otimes" && a.cols === 1 && b.rows === 1) return op(graph, "matmul", left, right);
  }
  if (sign === "\\otimes") return op(graph, "kronecker", left, right);
  if (builder.reading.implicitDiag && a.cols === 1 && a.rows === b.rows && b.cols > 1) {
    builder.senses.add(`a vector stands for its diagonal matrix`);
    return op(graph, "matmul", op(graph, "diag", left), right);
  }
  if (
    builder.scope.wedges &&
    a.rows === a.cols &&
    Math.abs(a.cols - b.rows) === 1 &&
    Math.max(a.cols, b.rows) === 4
  )
    return fail("unknown-shape", "a point stands here with three and with four coordinates", span);
  return misfit(`${shapeText(a)} times ${shapeText(b)} cannot be formed`, span);
}

export const ofKroneckerSums = /kronecker[- ]sum/i;

/** `A \oplus B = A \otimes I + I \otimes B`, in a note that calls it so. */
function kroneckerSum(builder: Builder, left: NodeId, right: NodeId, { span }: Expression): NodeId {
  const { graph, scope } = builder;
  const [a, b] = [dims(graph, left), dims(graph, right)];
  if (!ofKroneckerSums.test(wordsOf(scope.note)) || a.rows !== a.cols || b.rows !== b.cols)
    return fail("unsupported-notation", "⊕ is not understood here", span);
  const first = op(graph, "kronecker", left, identity(graph, b.rows));
  return op(graph, "add", first, op(graph, "kronecker", identity(graph, a.rows), right));
}

/** The product of two nodes of which one is a scalar. */
export function scaled(builder: Builder, left: NodeId, right: NodeId): NodeId {
  const { graph } = builder;
  return isScalar(graph, left) ? op(graph, "scale", left, right) : op(graph, "scale", right, left);
}

/** Whether the note declares vectors or rotations of three dimensions, or writes `[a]_\times`: × is the cross product. */
function livesInSpace({ scope }: Builder): boolean {
  const isInSpace = [...scope.facts.shapes.values()].some((facts) =>
    facts.some(({ rows, rank }) => rank > 0 && rows.type === "number" && rows.value === 3),
  );
  return isInSpace || writesCrossMatrices(scope);
}

const writesCrossMatrices = oncePer(({ statements }: Scope) =>
  allSides(statements).some((side) =>
    some(side, (part) => part.type === "call" && part.function.name === "skew"),
  ),
);

function signText(sign: string): string {
  const texts: Readonly<Record<string, string>> = {
    "\\circ": "∘",
    "\\times": "×",
    "\\otimes": "⊗",
    "\\cdot": "·",
  };
  return texts[sign] ?? sign.replace("\\ast", "*");
}

function isIdentity(expression: Expression): boolean {
  return expression.type === "constant" && expression.constant === "identity";
}

function meansKronecker(builder: Builder): boolean {
  return builder.scope.facts.others.some(
    ({ declaration }) =>
      declaration.type === "product-sign" &&
      declaration.sign === "\\otimes" &&
      declaration.means === "kronecker",
  );
}

function prefersHadamard(builder: Builder, sign: string): boolean {
  if (sign === "\\circ" || sign === "*" || sign === "\\ast")
    return !builder.scope.facts.others.some(
      ({ declaration }) =>
        declaration.type === "product-sign" && declaration.sign === sign && declaration.means === "matrix",
    );
  return builder.scope.facts.others.some(
    ({ declaration }) =>
      declaration.type === "product-sign" && declaration.sign === sign && declaration.means === "hadamard",
  );
}
