/*
 * From an expression to a concrete computation: symbols are looked up and unrolled, products become what their
 * shapes make them, derivatives are taken through the graph. Sizes are numbers here; what does not fit fails.
 */
import type { Expression, FunctionName, Index } from "../algebra/expression.ts";
import { combine, evaluateIndex } from "../algebra/index-arithmetic.ts";
import {
  type Dims,
  type NodeId,
  apply,
  dims,
  identity,
  isScalar,
  isZero,
  nodeOf,
  ones,
  op,
  opWith,
  scalar,
  uniformValue,
  zeros,
} from "../algebra/graph.ts";
import { operators } from "../algebra/operators/all.ts";
import { parseSignature } from "../algebra/signature.ts";
import { derivativeFunction } from "../algebra/elementwise-derivative.ts";
import { isKnown } from "../algebra/shape.ts";
import type { Span } from "../text/span.ts";
import { buildFunction } from "./build-function.ts";
import { buildDerivative, buildDifferential } from "./build-derivative.ts";
import { buildMatrix } from "./build-matrix.ts";
import { buildSymbol } from "./build-symbol.ts";
import { type Builder, attempt, fail, indexValue, letterValue, misfit, sizeValue, spend } from "./builder.ts";

/** Builds an expression; `expected` gives constants such as 0 and I their size. */
export function build(builder: Builder, expression: Expression, expected?: Dims): NodeId {
  spend(builder, expression.span);
  builder.depth++;
  try {
    return buildPart(builder, expression, expected);
  } finally {
    builder.depth--;
  }
}

function buildPart(builder: Builder, expression: Expression, expected?: Dims): NodeId {
  const { graph } = builder;
  switch (expression.type) {
    case "number":
      return scalar(graph, expression.value);
    case "index":
      return scalar(graph, indexValue(builder, expression.index));
    case "symbol":
      return buildSymbol(builder, expression);
    case "entry":
      return buildEntry(builder, expression);
    case "sum":
      return buildSum(builder, expression, expected);
    case "product":
      return buildProduct(builder, expression, expected);
    case "quotient":
      return buildQuotient(builder, expression, expected);
    case "power":
      return buildPower(builder, expression);
    case "transpose": {
      const of = build(builder, expression.of, expected && { rows: expected.cols, cols: expected.rows });
      return must(apply(graph, "transpose", [of]), "transpose", expression.span);
    }
    case "inverse":
      return buildInverse(builder, expression);
    case "norm":
      return buildNorm(builder, expression);
    case "call":
      return buildCall(builder, expression);
    case "iterated":
      return buildIterated(builder, expression, expected);
    case "matrix":
      return buildMatrix(builder, expression, expected);
    case "derivative":
      return buildDerivative(builder, expression);
    case "differential":
      return buildDifferential(builder, expression);
    case "delta":
      return scalar(
        graph,
        indexValue(builder, expression.left) === indexValue(builder, expression.right) ? 1 : 0,
      );
    case "indicator":
      return buildCondition(builder, expression);
    case "cases":
      return buildCases(builder, expression);
    case "constant":
      return buildConstant(builder, expression, expected);
    case "unknown":
      return fail(expression.reason, expression.message, expression.span);
  }
}

function must(node: NodeId | null, what: string, span: Span): NodeId {
  return node ?? misfit(`the shapes in this ${what} do not fit`, span);
}

export function shapeText({ rows, cols }: Dims): string {
  return `${rows}×${cols}`;
}

function buildEntry(builder: Builder, expression: Expression & { type: "entry" }): NodeId {
  const of = build(builder, expression.of);
  const { rows, cols } = dims(builder.graph, of);
  const [first, second] = expression.indices.map((index) => indexValue(builder, index));
  if (first === undefined) return fail("unsupported-notation", "an entry without an index", expression.span);
  const pick = (r: number, c: number): NodeId => {
    if (r < 1 || r > rows || c < 1 || c > cols)
      misfit(`index [${r},${c}] lies outside a ${rows}×${cols} matrix`, expression.span);
    return opWith(builder.graph, "submatrix", [r - 1, c - 1, 1, 1], of);
  };
  if (second !== undefined) return pick(first, second);
  if (cols === 1) return pick(first, 1);
  if (rows === 1) return pick(1, first);
  if (first < 1 || first > rows)
    misfit(`row ${first} lies outside a ${rows}×${cols} matrix`, expression.span);
  return opWith(builder.graph, "submatrix", [first - 1, 0, 1, cols], of);
}

function buildSum(builder: Builder, expression: Expression & { type: "sum" }, expected?: Dims): NodeId {
  const { graph } = builder;
  // Terms with a size of their own come first: they say how large 0, I and 1 are.
  const order = [...expression.terms.keys()].sort(
    (a, b) => vagueness(expression.terms[a]!.of) - vagueness(expression.terms[b]!.of),
  );
  const built: NodeId[] = [];
  let shape = expected;
  for (const at of order) {
    const node = build(builder, expression.terms[at]!.of, shape);
    built[at] = node;
    if (!isScalar(graph, node)) shape ??= dims(graph, node);
  }
  return expression.terms.reduce<NodeId | null>((total, term, at) => {
    const node = built[at]!;
    if (total === null) return term.sign === 1 ? node : op(graph, "negate", node);
    checkAddition(builder, total, node, term.of);
    return must(apply(graph, term.sign === 1 ? "add" : "subtract", [total, node]), "sum", expression.span);
  }, null)!;
}

function vagueness(term: Expression): number {
  if (term.type === "number" || (term.type === "constant" && term.indices.length === 0)) return 2;
  if (term.type === "product") return Math.max(vagueness(term.left), vagueness(term.right)) > 1 ? 1 : 0;
  if (term.type === "transpose") return vagueness(term.of);
  return 0;
}

/** A number may stand for a vector of it (`1 - z`), a computed scalar may not be added to a matrix. */
function checkAddition(builder: Builder, left: NodeId, right: NodeId, term: Expression): void {
  const { graph } = builder;
  const a = dims(graph, left);
  const b = dims(graph, right);
  if (a.rows === b.rows && a.cols === b.cols) return;
  const wide = isScalar(graph, left) ? b : a;
  const square = wide.rows === wide.cols && wide.rows > 1;
  const plain = [left, right].some((node) => isScalar(graph, node) && uniformValue(graph, node) !== null);
  const one = isScalar(graph, left) || isScalar(graph, right);
  if (!one || (square && !builder.elementwise && !plain))
    misfit(`${shapeText(a)} and ${shapeText(b)} cannot be added`, term.span);
}

/** A factor with a size of its own comes first: it says how large a 1 or I beside it is. */
function buildProduct(
  builder: Builder,
  expression: Expression & { type: "product" },
  expected?: Dims,
): NodeId {
  const regrouped = expression.sign === "" ? regroup(expression) : null;
  if (regrouped) {
    const asWritten = attempt(() => leftToRight(builder, expression, expected));
    if ("value" in asWritten) return asWritten.value;
    const grouped = attempt(() => build(builder, regrouped, expected));
    if ("value" in grouped) return grouped.value;
  }
  return leftToRight(builder, expression, expected);
}

/** `P \\odot GV^\\top`, where `P \\odot G` cannot be: what is written together is multiplied first. */
function regroup(expression: Expression & { type: "product" }): Expression | null {
  const { left, right } = expression;
  if (left.type !== "product") return null;
  const inner = left.sign === "" ? regroup(left) : /odot|circ/.test(left.sign) ? left : null;
  if (inner?.type !== "product") return null;
  const together: Expression = {
    type: "product",
    left: inner.right,
    right,
    sign: "",
    span: { start: inner.right.span.start, end: right.span.end },
  };
  return { ...inner, right: together, span: expression.span };
}

function leftToRight(
  builder: Builder,
  expression: Expression & { type: "product" },
  expected?: Dims,
): NodeId {
  const { graph } = builder;
  if (isVague(expression.left) && !isVague(expression.right)) {
    const right = build(builder, expression.right);
    const shape = dims(graph, right);
    const asked = shape.rows * shape.cols === 1 ? expected : vagueLeft(expression, shape, expected);
    return multiply(builder, build(builder, expression.left, asked), right, expression);
  }
  const left = build(builder, expression.left);
  const shape = dims(graph, left);
  const asked = isVague(expression.right) ? vagueRight(expression, shape, expected) : undefined;
  const right = build(builder, expression.right, shape.rows * shape.cols === 1 ? expected : asked);
  return multiply(builder, left, right, expression);
}

/** Whether the size follows from what stands around it. */
function isVague(expression: Expression): boolean {
  switch (expression.type) {
    case "transpose":
      return isVague(expression.of);
    case "constant":
      return expression.indices.length === 0;
    case "sum":
      return expression.terms.every((term) => isVague(term.of) || term.of.type === "number");
    case "product":
      return isVague(expression.right) && (isVague(expression.left) || expression.left.type === "number");
    case "quotient":
      return isVague(expression.left);
    default:
      return false;
  }
}

/** `x \mathbf 1^\top`, `A \mathbf 1`, `P I`: the sizes that the factor before asks for. */
function vagueRight(expression: Expression & { type: "product" }, left: Dims, expected?: Dims): Dims {
  if (/odot|circ/.test(expression.sign)) return left;
  if (expression.sign === "\\otimes" && expected)
    return { rows: expected.rows / left.rows, cols: expected.cols / left.cols };
  return { rows: left.cols, cols: expected?.cols ?? (left.cols === 1 ? left.rows : 1) };
}

function vagueLeft(expression: Expression & { type: "product" }, right: Dims, expected?: Dims): Dims {
  if (/odot|circ/.test(expression.sign)) return right;
  if (expression.sign === "\\otimes" && expected)
    return { rows: expected.rows / right.rows, cols: expected.cols / right.cols };
  return { rows: expected?.rows ?? (right.rows === 1 ? right.cols : 1), cols: right.rows };
}

function multiply(
  builder: Builder,
  left: NodeId,
  right: NodeId,
  { sign, span }: Expression & { type: "product" },
): NodeId {
  const { graph } = builder;
  const a = dims(graph, left);
  const b = dims(graph, right);
  if (isScalar(graph, left) || isScalar(graph, right)) return scaled(builder, left, right);
  const same = a.rows === b.rows && a.cols === b.cols;
  if (/odot/.test(sign) || (builder.elementwise && same)) {
    if (!same) misfit(`${shapeText(a)} ⊙ ${shapeText(b)} cannot be formed`, span);
    return op(graph, "hadamard", left, right);
  }
  const matrices = a.rows > 1 && a.cols > 1 && b.rows > 1 && b.cols > 1;
  if (sign === "\\otimes" && (meansKronecker(builder) || (matrices && !prefersHadamard(builder, sign)))) {
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
  return misfit(`${shapeText(a)} times ${shapeText(b)} cannot be formed`, span);
}

/** Whether the note declares vectors of three dimensions, so that × is their cross product. */
function livesInSpace(builder: Builder): boolean {
  return [...builder.scope.facts.shapes.values()].some((facts) =>
    facts.some(({ rows, rank }) => rank === 1 && rows.type === "number" && rows.value === 3),
  );
}

function signText(sign: string): string {
  const texts: Readonly<Record<string, string>> = {
    "\\circ": "∘",
    "\\times": "×",
    "\\otimes": "⊗",
    "\\cdot": "·",
  };
  return texts[sign] ?? sign.replace("\\ast", "*");
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

function scaled(builder: Builder, left: NodeId, right: NodeId): NodeId {
  const { graph } = builder;
  return isScalar(graph, left) ? op(graph, "scale", left, right) : op(graph, "scale", right, left);
}

function buildQuotient(
  builder: Builder,
  expression: Expression & { type: "quotient" },
  expected?: Dims,
): NodeId {
  const { graph } = builder;
  const left = build(builder, expression.left, expected);
  const right = build(builder, expression.right);
  const a = dims(graph, left);
  const b = dims(graph, right);
  const fits = isScalar(graph, right) || (a.rows === b.rows && a.cols === b.cols) || isScalar(graph, left);
  if (!fits) misfit(`${shapeText(a)} cannot be divided by ${shapeText(b)}`, expression.span);
  return must(apply(graph, "divide", [left, right]), "quotient", expression.span);
}

function buildPower(builder: Builder, expression: Expression & { type: "power" }): NodeId {
  const { graph } = builder;
  const base = build(builder, expression.base);
  const { rows, cols } = dims(graph, base);
  const exponent = build(builder, expression.exponent);
  if (!isScalar(graph, exponent))
    return fail("unsupported-operator", "a matrix as exponent", expression.span);
  const value = uniformValue(graph, exponent);
  const isMatrix = rows === cols && rows > 1;
  if (isMatrix && !expression.elementwise && !builder.elementwise) {
    if (value === null || !Number.isInteger(value)) {
      if (value === 0.5) return op(graph, "sqrtm", base);
      return fail("unsupported-operator", "this matrix power is not understood", expression.span);
    }
    return opWith(graph, "matrixPower", [value], base);
  }
  if (rows > 1 && cols > 1 && !expression.elementwise && !builder.elementwise && value !== null && value < 0)
    return misfit(`a ${rows}×${cols} matrix has no inverse`, expression.span);
  if (rows > 1 && cols > 1 && !expression.elementwise && !builder.elementwise)
    return fail("readings-disagree", "a power of a matrix that is not square", expression.span);
  return must(apply(graph, "pow", [base, exponent]), "power", expression.span);
}

function buildInverse(builder: Builder, expression: Expression & { type: "inverse" }): NodeId {
  const { graph } = builder;
  const of = build(builder, expression.of);
  const { rows, cols } = dims(graph, of);
  if (expression.pseudo) return op(graph, "pinv", of);
  if (rows === 1 && cols === 1) return op(graph, "divide", scalar(graph, 1), of);
  // `x^{-1}` of a letter that is a vector elsewhere is the reciprocal of a number here.
  if (rows === 1 || cols === 1) return fail("readings-disagree", "the inverse of a vector", expression.span);
  if (rows !== cols) misfit(`a ${rows}×${cols} matrix has no inverse`, expression.span);
  return op(graph, "inverse", of);
}

/** Names of norms by what stands below the bars: of vectors, then of matrices. */
const norms: Readonly<Record<string, readonly [string, string]>> = {
  "": ["norm", "spectralNorm"],
  "2": ["norm", "spectralNorm"],
  F: ["norm", "norm"],
  "*": ["norm1", "nuclearNorm"],
  "1": ["norm1", "induced1"],
  "\\infty": ["normInf", "inducedInf"],
};

function buildNorm(builder: Builder, expression: Expression & { type: "norm" }): NodeId {
  const { graph } = builder;
  const of = build(builder, expression.of);
  const { rows, cols } = dims(graph, of);
  const isVector = rows === 1 || cols === 1;
  const known = norms[expression.kind];
  if (known) {
    const said = expression.kind === "" && builder.scope.facts.meanings.has("frobenius-norm");
    const frobenius = said || (expression.kind !== "F" && builder.reading.frobenius);
    if (!isVector && builder.reading.frobenius) builder.senses.add("‖·‖ is the Frobenius norm");
    return op(graph, isVector || frobenius ? known[0] : known[1], of);
  }
  const p = Number(expression.kind) || (letterValue(builder, expression.kind) ?? NaN);
  if (isVector && Number.isFinite(p)) return opWith(graph, "pNorm", [p], of);
  return fail(
    "unsupported-operator",
    `the norm with index ${expression.kind} is not understood`,
    expression.span,
  );
}

function buildCall(builder: Builder, expression: Expression & { type: "call" }): NodeId {
  const { function: fn } = expression;
  if (fn.type === "symbol") return buildFunction(builder, expression);
  return buildOperator(builder, fn, expression);
}

function buildOperator(
  builder: Builder,
  fn: FunctionName,
  expression: Expression & { type: "call" },
): NodeId {
  const { graph } = builder;
  const args = expression.arguments.map((argument) => build(builder, argument));
  const [first, second] = args;
  if (first === undefined) return fail("syntax-error", "a function without an argument", expression.span);
  const shape = dims(graph, first);
  const isMatrix = shape.rows > 1 && shape.cols > 1;
  const square = isMatrix && shape.rows === shape.cols;
  let name = fn.name;
  if (name === "inner" && second !== undefined)
    return must(apply(graph, "inner", [first, second]), "inner product", expression.span);
  if (name === "diag" && isMatrix) name = "diagonal";
  if (name === "diag" && shape.rows === 1 && shape.cols > 1)
    return op(graph, "diag", op(graph, "transpose", first));
  if (name === "det" && expression.order === 0 && !square && !isScalar(graph, first))
    misfit(`the determinant of a ${shapeText(shape)} matrix`, expression.span);
  if (name === "abs" && square && !builder.scope.facts.meanings.has("entrywise")) name = "det";
  if (name === "exp" && square && !builder.elementwise) name = "expm";
  if (name === "log" && square && builder.scope.facts.meanings.has("matrix-logarithm")) name = "logm";
  if (name === "softmax" && isMatrix) name = softmaxOf(builder);
  if (name === "logSoftmax" && isMatrix) return op(graph, "log", op(graph, softmaxOf(builder), first));
  if (name === "log" && args.length === 1) return logOf(builder, expression, first);
  if (/^m(ax|in)Entry$/.test(name) && second !== undefined) name = `${name.slice(0, 3)}imum`;
  const operator = operators.get(name);
  if (!operator) return fail("unsupported-operator", `${name} is not understood`, expression.span);
  if (expression.order > 0) {
    if (!operator.elementwise)
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

function softmaxOf(builder: Builder): string {
  const fact = builder.scope.facts.functions.get("softmax")?.[0];
  return fact?.acts === "columns" ? "softmaxColumns" : "softmaxRows";
}

function buildIterated(
  builder: Builder,
  expression: Expression & { type: "iterated" },
  expected?: Dims,
): NodeId {
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
function rangeOf(builder: Builder, expression: Expression & { type: "iterated" }): readonly number[] {
  const { from, to, letter } = expression;
  let values: number[];
  if (from && to) {
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
    const count = size && sizeValue(builder, size);
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

/** Whether bounds run from high to low, also where this choice of times leaves nothing between them. */
function runsDown(builder: Builder, from: Index, to: Index): boolean {
  const difference = combine(from, to, -1, from.span);
  const wide = evaluateIndex(difference, (letter) => (letterValue(builder, letter) ?? 0) * 10);
  return (wide ?? 0) > 0;
}

function buildConstant(
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
      const n =
        own ?? inferred?.rows ?? (expected && expected.rows === expected.cols ? expected.rows : undefined);
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
  const letters = expression.indices.map((index) => index.terms[0]?.letter);
  const range = (letter: string | undefined) => {
    const size =
      letter === undefined ? undefined : builder.scope.shapes.letters.get(`${builder.statement}:${letter}`);
    return size && sizeValue(builder, size);
  };
  if (expression.constant === "single-entry" && j !== undefined) {
    const rows = expected?.rows ?? range(letters[0]);
    const cols = expected?.cols ?? range(letters[1]) ?? rows;
    if (rows === undefined || cols === undefined)
      return fail("unknown-shape", "the size of this matrix is not known", expression.span);
    return op(graph, "matmul", unit(builder, rows, i), op(graph, "transpose", unit(builder, cols, j)));
  }
  const n = expected?.rows ?? range(letters[0]);
  if (n === undefined || j !== undefined)
    return fail("unknown-shape", "the size of this vector is not known", expression.span);
  return unit(builder, n, i);
}

function unit(builder: Builder, n: number, i: number): NodeId {
  return opWith(builder.graph, "submatrix", [0, i - 1, n, 1], identity(builder.graph, n));
}

function buildCondition(
  builder: Builder,
  condition: { relation: string; left: Expression; right: Expression; span?: Span },
): NodeId {
  const { graph } = builder;
  const left = build(builder, condition.left);
  const right = build(builder, condition.right);
  const difference = op(graph, "subtract", left, right);
  const positive = (of: NodeId) => op(graph, "step", of);
  const not = (of: NodeId) => op(graph, "subtract", scalar(graph, 1), of);
  switch (condition.relation) {
    case ">":
      return positive(difference);
    case "<":
      return positive(op(graph, "negate", difference));
    case ">=":
      return not(positive(op(graph, "negate", difference)));
    case "<=":
      return not(positive(difference));
    default: {
      const a = uniformValue(graph, left);
      const b = uniformValue(graph, right);
      if (a === null || b === null)
        return fail(
          "unsupported-notation",
          "equality of values that vary is no condition",
          condition.left.span,
        );
      return scalar(graph, (a === b) === (condition.relation === "=") ? 1 : 0);
    }
  }
}

/** The first case that holds; a missing condition is "otherwise". */
function buildCases(builder: Builder, expression: Expression & { type: "cases" }): NodeId {
  const { graph } = builder;
  let rest: NodeId = scalar(graph, 1);
  let total: NodeId | null = null;
  for (const row of expression.rows) {
    const holds = row.condition ? buildCondition(builder, row.condition) : scalar(graph, 1);
    const weight = op(graph, "hadamard", rest, holds);
    if (!isZero(graph, weight)) {
      const value = op(graph, "hadamard", weight, build(builder, row.value));
      total = total === null ? value : op(graph, "add", total, value);
    }
    rest = op(graph, "hadamard", rest, op(graph, "subtract", scalar(graph, 1), holds));
  }
  return total ?? scalar(graph, 0);
}
