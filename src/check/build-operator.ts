/*
 * Calls of known operators such as exp, tr or softmax: the name as written and the shapes of the arguments go in,
 * the node of the operator they stand for comes out. The note's own functions are built elsewhere.
 */
import { type Expression, type FunctionName, some } from "../algebra/expression.ts";
import { derivativeFunction } from "../algebra/elementwise-derivative.ts";
import { type NodeId, apply, dims, isScalar, nodeOf, op } from "../algebra/graph.ts";
import { operators } from "../algebra/operators/all.ts";
import { parseSignature } from "../algebra/signature.ts";
import { type Note, wordsOf } from "../markdown/note.ts";
import type { Scope } from "../scope/scope.ts";
import { oncePer } from "../text/once.ts";
import { build } from "./build.ts";
import { buildFunction } from "./build-function.ts";
import { buildWedge } from "./build-lie.ts";
import { type Builder, fail, misfit } from "./builder.ts";
import { must, shapeText } from "./fit.ts";

/** Calls an operator, or one of the note's own functions. */
export function buildCall(builder: Builder, expression: Expression & { type: "call" }): NodeId {
  const { function: fn } = expression;
  if (fn.type === "symbol") return buildFunction(builder, expression);
  return buildOperator(builder, fn, expression);
}

/** Functions of numbers that are also functions of whole square matrices. */
export const matrixFunctionOf: Readonly<Record<string, string>> = {
  log: "logm",
  sqrt: "sqrtm",
  sin: "sinm",
  cos: "cosm",
  sinh: "sinhm",
  cosh: "coshm",
};

function buildOperator(
  builder: Builder,
  fn: FunctionName,
  expression: Expression & { type: "call" },
): NodeId {
  const { graph } = builder;
  const args = argumentsOf(builder, fn, expression.arguments);
  const [first, second] = args;
  if (first === undefined) return fail("syntax-error", "a function without an argument", expression.span);
  const angle = fn.name === "atan" && expression.order === 0 ? angleOf(builder, expression) : null;
  if (angle !== null) return angle;
  const shape = dims(graph, first);
  const isMatrix = shape.rows > 1 && shape.cols > 1;
  const square = isMatrix && shape.rows === shape.cols;
  let name = fn.name;
  if (name === "inner" && second !== undefined)
    return must(apply(graph, "inner", [first, second]), "inner product", expression.span);
  if (name === "wedge") return buildWedge(builder, first, expression.span);
  if (name === "sum" && isScalar(graph, first))
    return fail("unsupported-notation", "what this sum runs over is not said", expression.span);
  if (name === "diag" && isMatrix) name = "diagonal";
  if (name === "diag" && shape.rows === 1 && shape.cols > 1)
    return op(graph, "diag", op(graph, "transpose", first));
  if (name === "det" && expression.order === 0 && !square && !isScalar(graph, first))
    misfit(`the determinant of a ${shapeText(shape)} matrix`, expression.span);
  if (name === "abs" && square && builder.reading.absolute) return op(graph, "abs", op(graph, "det", first));
  if (name === "abs" && square && !builder.scope.facts.meanings.has("entrywise")) name = "det";
  if (name === "exp" && square && !builder.elementwise && !builder.reading.entrywiseExp) name = "expm";
  if (name === "log" && square && builder.scope.facts.meanings.has("matrix-logarithm")) name = "logm";
  if (square && builder.reading.ofMatrices && !builder.elementwise) {
    builder.senses.add("functions of square matrices are functions of the whole matrix");
    name = matrixFunctionOf[name] ?? name;
  }
  if (name === "softmax" && isScalar(graph, first))
    return fail("unknown-shape", "the softmax of a number says nothing", expression.span);
  if (name === "softmax" && isMatrix) name = softmaxOf(builder);
  if (name === "logSoftmax" && isMatrix) return op(graph, "log", op(graph, softmaxOf(builder), first));
  if (name === "log" && args.length === 1) return logOf(builder, expression, first);
  if (/^m(ax|in)Entry$/.test(name) && second !== undefined) name = `${name.slice(0, 3)}imum`;
  const operator = operators.get(name);
  if (!operator) return fail("unsupported-operator", `${name} is not understood`, expression.span);
  if (expression.order > 0) {
    if (!operator.elementwise || args.length > 1 || apply(graph, name, [first]) === null)
      return fail("unsupported-operator", `${name} has no derivative of this kind`, expression.span);
    return derivativeFunction(graph, (g, x) => op(g, name, x), first, expression.order);
  }
  const { args: taken, variadic } = parseSignature(operator.signature);
  if (args.length !== taken.length && !variadic)
    return fail(
      "unsupported-operator",
      `${name} of ${args.length} arguments is not understood`,
      expression.span,
    );
  return must(apply(graph, name, args), name, expression.span);
}

/** All arguments; the I of a normal density is as large as what it is the density of. */
function argumentsOf(builder: Builder, fn: FunctionName, given: readonly Expression[]): readonly NodeId[] {
  if (fn.name !== "normalDensity") return given.map((argument) => build(builder, argument));
  const { rows } = dims(builder.graph, build(builder, given[0]!));
  const isIdentity = (part: Expression) => part.type === "constant" && part.constant === "identity";
  return given.map((argument) =>
    build(builder, argument, some(argument, isIdentity) ? { rows, cols: rows } : undefined),
  );
}

/** Words of a note whose `\arctan(y/x)` is the angle of a point, on whichever side it lies. */
const ofAngles = oncePer((note: Note) =>
  /\b(polar|spherical|cylindrical|angle|azimuth|bearing|heading)\b/i.test(wordsOf(note)),
);

/** `\arctan(y/x)` as the angle of (x, y), where the note speaks of angles or of the distance beside it. */
function angleOf(builder: Builder, { arguments: [of] }: Expression & { type: "call" }): NodeId | null {
  const { graph, scope, senses } = builder;
  if (of?.type !== "quotient" || !(ofAngles(scope.note) || hasDistance(scope, of))) return null;
  const [above, below] = [build(builder, of.left), build(builder, of.right)];
  if (!isScalar(graph, above) || !isScalar(graph, below)) return null;
  senses.add("the arctangent of a quotient is the angle of a point");
  return op(graph, "atan2", above, below);
}

/** Whether the note has a `\sqrt{x^2 + y^2}` for this `y/x`. */
function hasDistance({ definitions }: Scope, { left, right }: Expression & { type: "quotient" }): boolean {
  if (left.type !== "symbol" || right.type !== "symbol") return false;
  const isRoot = (body: Expression) =>
    (body.type === "call" && body.function.name === "sqrt") ||
    (body.type === "power" && body.exponent.type === "number" && body.exponent.value === 0.5);
  const holds = (body: Expression, name: string) =>
    some(body, (part) => part.type === "symbol" && part.name === name);
  return [...definitions.values()]
    .flat()
    .some(({ body }) => isRoot(body) && holds(body, left.name) && holds(body, right.name));
}

/** `\log\mathrm{softmax}` is evaluated as one, so that it stays finite. */
function logOf(builder: Builder, expression: Expression & { type: "call" }, of: NodeId): NodeId {
  const { graph } = builder;
  const node = nodeOf(graph, of);
  if (expression.order > 0) return derivativeFunction(graph, (g, x) => op(g, "log", x), of, expression.order);
  if (node.operator === "softmax") return op(graph, "logSoftmax", node.args[0]!);
  if (node.operator === "det") return op(graph, "logDet", node.args[0]!);
  if (node.operator === "abs" && nodeOf(graph, node.args[0]!).operator === "det")
    return op(graph, "logAbsDet", nodeOf(graph, node.args[0]!).args[0]!);
  return op(graph, "log", of);
}

/** Whether the note takes the softmax of a matrix by rows or by columns. */
function softmaxOf(builder: Builder): string {
  const fact = builder.scope.facts.functions.get("softmax")?.[0];
  return fact?.acts === "columns" ? "softmaxColumns" : "softmaxRows";
}
