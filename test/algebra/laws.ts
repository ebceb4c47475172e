/*
 * What the tests of the operators share: one example of each operator, and random inputs inside its domain.
 */
import type { Dims } from "../../src/algebra/graph.ts";

/** Entries: any sign, positive, inside (0,1), above 1, near the identity, symmetric, symmetric and positive. */
export type Domain = "any" | "positive" | "unit" | "above one" | "near identity" | "symmetric" | "definite";

export interface Example {
  readonly operator: string;
  readonly shapes: readonly Dims[];
  readonly parameters?: readonly number[];
  readonly domain?: Domain;
}

/** A generator of numbers in [0,1) from a seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Entries of a matrix of the domain, row by row. */
export function draw(random: () => number, { rows, cols }: Dims, domain: Domain = "any"): number[] {
  const values = Array.from({ length: rows * cols }, () => entry(random, domain));
  if (domain === "symmetric" || domain === "definite") {
    const half = Array.from(values);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < cols; j++)
        values[i * cols + j] = ((half[i * cols + j] ?? 0) + (half[j * cols + i] ?? 0)) / 2;
  }
  if (domain === "near identity" || domain === "definite")
    for (let i = 0; i < Math.min(rows, cols); i++)
      values[i * (cols + 1)] = (values[i * (cols + 1)] ?? 0) + 2.5;
  return values;
}

function entry(random: () => number, domain: Domain): number {
  const size = 0.2 + random();
  if (domain === "positive") return size;
  if (domain === "unit") return 0.1 + 0.8 * random();
  if (domain === "above one") return 1.2 + random();
  const signed = random() < 0.5 ? -size : size;
  return domain === "near identity" || domain === "definite" ? signed / 2 : signed;
}

const m = (rows: number, cols: number): Dims => ({ rows, cols });
const s = m(1, 1);

const unary = ["exp", "expm1", "abs", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh", "asinh", "sigmoid", "softplus", "relu", "leakyRelu", "elu", "erf", "silu", "gelu", "normalCdf", "normalPdf", "logSigmoid", "mish", "softsign", "hardTanh", "relu6", "selu", "sec", "csc", "cot", "sech", "csch", "coth", "negate", "sign", "step", "stepEqual", "floor"]; // prettier-ignore
const positive = ["log", "log2", "log10", "log1p", "sqrt", "lgamma", "gamma", "digamma", "trigamma"];

/** One example of every operator, of several where shapes matter. */
export const examples: readonly Example[] = [
  ...unary.map((operator) => ({ operator, shapes: [m(2, 3)] })),
  ...positive.map((operator): Example => ({ operator, shapes: [m(3, 1)], domain: "positive" })),
  ...["asin", "acos", "atanh", "logit"].map((operator): Example => ({
    operator,
    shapes: [m(3, 1)],
    domain: "unit",
  })),
  { operator: "acosh", shapes: [m(3, 1)], domain: "above one" },
  { operator: "power", shapes: [m(2, 3)], parameters: [2] },
  { operator: "power", shapes: [m(2, 3)], parameters: [3] },
  { operator: "power", shapes: [m(2, 3)], parameters: [-1] },
  { operator: "power", shapes: [m(2, 3)], parameters: [-1.5], domain: "positive" },
  { operator: "leakyRelu", shapes: [m(2, 3)], parameters: [0.2] },
  ...["add", "subtract", "hadamard", "divide", "maximum", "minimum", "atan2"].flatMap((operator) => [
    { operator, shapes: [m(2, 3), m(2, 3)] },
    { operator, shapes: [s, m(2, 3)] },
    { operator, shapes: [m(2, 3), s] },
  ]),
  { operator: "pow", shapes: [m(2, 3), m(2, 3)], domain: "positive" },
  { operator: "pow", shapes: [s, m(2, 3)], domain: "positive" },
  { operator: "scale", shapes: [s, m(2, 3)] },
  { operator: "matmul", shapes: [m(2, 3), m(3, 4)] },
  { operator: "matmul", shapes: [m(3, 1), m(1, 2)] },
  { operator: "matrixPower", shapes: [m(3, 3)], parameters: [3] },
  { operator: "matrixPower", shapes: [m(3, 3)], parameters: [-2], domain: "near identity" },
  { operator: "smooth", shapes: [m(2, 3), m(1, 7)], parameters: [0] },
  { operator: "smooth", shapes: [m(2, 3), m(1, 7)], parameters: [2] },
  { operator: "transpose", shapes: [m(2, 3)] },
  { operator: "vec", shapes: [m(2, 3)] },
  { operator: "unvec", shapes: [m(6, 1)], parameters: [2] },
  { operator: "diag", shapes: [m(3, 1)] },
  { operator: "diagonal", shapes: [m(3, 3)] },
  { operator: "submatrix", shapes: [m(3, 4)], parameters: [1, 0, 2, 3] },
  { operator: "place", shapes: [m(2, 2)], parameters: [1, 2, 3, 4] },
  { operator: "vech", shapes: [m(3, 3)] },
  { operator: "entry", shapes: [m(3, 4)], parameters: [2, 1] },
  { operator: "row", shapes: [m(3, 4)], parameters: [2] },
  { operator: "column", shapes: [m(3, 4)], parameters: [1] },
  { operator: "assemble", shapes: [s, s, s, s, s, s], parameters: [2, 3] },
  { operator: "vstack", shapes: [m(2, 3), m(1, 3)] },
  { operator: "hstack", shapes: [m(2, 3), m(2, 1), m(2, 2)] },
  { operator: "fill", shapes: [s], parameters: [2, 3] },
  { operator: "fillDiagonal", shapes: [s], parameters: [3] },
  { operator: "kronecker", shapes: [m(2, 3), m(3, 2)] },
  { operator: "kroneckerLeft", shapes: [m(6, 6), m(3, 2)] },
  { operator: "kroneckerRight", shapes: [m(6, 6), m(3, 2)] },
  { operator: "outer", shapes: [m(1, 3), m(2, 1)] },
  { operator: "inner", shapes: [m(2, 3), m(2, 3)] },
  { operator: "divergence", shapes: [m(3, 1), m(3, 1)], domain: "positive" },
  { operator: "normalDensity", shapes: [m(3, 1), m(3, 1), m(1, 1)], domain: "positive" },
  { operator: "normalDensity", shapes: [m(3, 1), m(3, 1), m(3, 1)], domain: "positive" },
  { operator: "cross", shapes: [m(3, 1), m(3, 1)] },
  { operator: "skew", shapes: [m(3, 1)] },
  { operator: "vee", shapes: [m(3, 3)] },
  { operator: "axial", shapes: [m(3, 3)] },
  { operator: "commutator", shapes: [m(3, 3), m(3, 3)] },
  ...["sum", "rowSums", "columnSums", "mean", "product", "maxEntry", "minEntry", "logSumExp", "softmaxRows", "softmaxColumns", "norm", "norm1", "normInf", "pinv", "nuclearNorm", "spectralNorm", "variance", "standardDeviation", "rootMeanSquare", "centre", "normalize", "rmsNorm", "layerNorm", "induced1", "inducedInf"].map((operator) => ({ operator, shapes: [m(2, 3)] })), // prettier-ignore
  ...["softmax", "logSoftmax"].flatMap((operator) => [{ operator, shapes: [m(3, 1)] }, { operator, shapes: [m(1, 4)] }]), // prettier-ignore
  ...["trace", "adjugate", "cofactors", "symmetricPart", "skewPart"].map((operator) => ({
    operator,
    shapes: [m(3, 3)],
  })),
  ...["inverse", "det", "logDet", "logAbsDet", "sqrtm", "logm", "expm", "sinm", "cosm", "sinhm", "coshm"].map((operator): Example => ({ operator, shapes: [m(3, 3)], domain: "near identity" })), // prettier-ignore
  ...["cholesky", "lowerHalf"].map((operator): Example => ({
    operator,
    shapes: [m(3, 3)],
    domain: "definite",
  })),
  { operator: "qrOrthogonal", shapes: [m(4, 3)], domain: "near identity" },
  { operator: "qrTriangular", shapes: [m(4, 3)], domain: "near identity" },
  ...["dominantEigenvalue", "rightEigenvector", "leftEigenvector", "dualEigenvector"].map((operator): Example => ({ operator, shapes: [m(3, 3)], domain: "positive" })), // prettier-ignore
  { operator: "logAbsDet", shapes: [m(3, 3)] },
  { operator: "adjugate", shapes: [m(4, 4)] },
  { operator: "solve", shapes: [m(3, 3), m(3, 2)], domain: "near identity" },
  { operator: "sylvester", shapes: [m(3, 3), m(2, 2), m(3, 2)], domain: "near identity" },
  { operator: "pNorm", shapes: [m(3, 1)], parameters: [3] },
  { operator: "pinv", shapes: [m(3, 2)] },
  { operator: "singularValue", shapes: [m(4, 3)], parameters: [1] },
  { operator: "leftSingular", shapes: [m(2, 3)], parameters: [0] },
  { operator: "rightSingular", shapes: [m(2, 3)], parameters: [1] },
  { operator: "singularValues", shapes: [m(2, 3)] },
  { operator: "svdLeft", shapes: [m(2, 3)] },
  { operator: "svdRight", shapes: [m(2, 3)] },
  { operator: "eigenvalue", shapes: [m(3, 3)], parameters: [0], domain: "symmetric" },
  { operator: "eigenvalue", shapes: [m(3, 3)], parameters: [2], domain: "symmetric" },
  { operator: "eigenvector", shapes: [m(3, 3)], parameters: [1], domain: "symmetric" },
  { operator: "eigenvectors", shapes: [m(3, 3)], domain: "symmetric" },
  { operator: "polygamma", shapes: [m(3, 1)], parameters: [2], domain: "above one" },
  { operator: "eigenvalues", shapes: [m(3, 3)], domain: "symmetric" },
];
