/*
 * The operators of a check in the words of NumPy, which are those of JAX too: one row an operator. All values are
 * matrices of two axes, as in mathematics; `np` stands for the module.
 */

export interface Operands {
  /** Each ready to stand in a product. */
  readonly args: readonly string[];
  readonly parameters: readonly number[];
  readonly rows: number;
  readonly cols: number;
}

type Row = (of: Operands) => string;

const infix =
  (sign: string): Row =>
  ({ args: [a, b] }) =>
    `${a!} ${sign} ${b!}`;
const call =
  (name: string): Row =>
  ({ args }) =>
    `np.${name}(${args.map(bare).join(", ")})`;
/** A number as a matrix of one entry. */
const scalar =
  (of: (a: string, parameters: readonly number[]) => string): Row =>
  ({ args: [a], parameters }) =>
    `np.reshape(${of(a!, parameters)}, (1, 1))`;
const shaped = ({ rows, cols }: Operands) => `(${rows}, ${cols})`;

/** Without fences that only a product needs. */
export function bare(text: string): string {
  if (!text.startsWith("(") || !text.endsWith(")")) return text;
  let depth = 0;
  for (const [at, letter] of [...text].entries()) {
    if (letter === "(") depth++;
    if (letter === ")" && --depth === 0 && at < text.length - 1) return text;
  }
  return text.slice(1, -1);
}

export const arrayOperators: Readonly<Record<string, Row>> = {
  variable: ({ args: [a] }) => bare(a!),
  add: infix("+"),
  subtract: infix("-"),
  hadamard: infix("*"),
  scale: infix("*"),
  divide: infix("/"),
  matmul: infix("@"),
  pow: infix("**"),
  negate: ({ args: [a] }) => `-${a!}`,
  power: ({ args: [a], parameters: [n] }) => `${a!} ** ${String(n)}`,
  maximum: call("maximum"),
  minimum: call("minimum"),
  exp: call("exp"),
  expm1: call("expm1"),
  log: call("log"),
  log2: call("log2"),
  log10: call("log10"),
  log1p: call("log1p"),
  sqrt: call("sqrt"),
  abs: call("abs"),
  sign: call("sign"),
  floor: call("floor"),
  sin: call("sin"),
  cos: call("cos"),
  tan: call("tan"),
  asin: call("arcsin"),
  acos: call("arccos"),
  atan: call("arctan"),
  atan2: call("arctan2"),
  sinh: call("sinh"),
  cosh: call("cosh"),
  tanh: call("tanh"),
  asinh: call("arcsinh"),
  acosh: call("arccosh"),
  atanh: call("arctanh"),
  step: ({ args: [a] }) => `(${a!} > 0) * 1.0`,
  stepEqual: ({ args: [a] }) => `(${a!} >= 0) * 1.0`,
  sigmoid: ({ args: [a] }) => `1 / (1 + np.exp(-${a!}))`,
  softplus: ({ args: [a] }) => `np.log1p(np.exp(${bare(a!)}))`,
  relu: ({ args: [a] }) => `np.maximum(${bare(a!)}, 0)`,
  inverse: call("linalg.inv"),
  pinv: call("linalg.pinv"),
  solve: call("linalg.solve"),
  det: scalar((a) => `np.linalg.det(${bare(a)})`),
  logDet: scalar((a) => `np.linalg.slogdet(${bare(a)})[1]`),
  adjugate: ({ args: [a] }) => `np.linalg.det(${bare(a!)}) * np.linalg.inv(${bare(a!)})`,
  symmetricPart: ({ args: [a] }) => `(${a!} + ${a!}.T) / 2`,
  skewPart: ({ args: [a] }) => `(${a!} - ${a!}.T) / 2`,
  expm: ({ args: [a] }) => `expm(${bare(a!)})`,
  matrixPower: ({ args: [a], parameters: [n] }) => `np.linalg.matrix_power(${bare(a!)}, ${String(n)})`,
  fillDiagonal: ({ args: [a], rows }) => `${a!} * np.eye(${rows})`,
  fill: (of) => `${of.args[0]!} * np.ones(${shaped(of)})`,
  norm: scalar((a) => `np.sqrt(np.sum(${a} ** 2))`),
  norm1: scalar((a) => `np.sum(np.abs(${bare(a)}))`),
  normInf: scalar((a) => `np.max(np.abs(${bare(a)}))`),
  pNorm: scalar((a, [p]) => `np.sum(np.abs(${a}) ** ${String(p)}) ** (1 / ${String(p)})`),
  sum: scalar((a) => `np.sum(${bare(a)})`),
  mean: scalar((a) => `np.mean(${bare(a)})`),
  product: scalar((a) => `np.prod(${bare(a)})`),
  trace: scalar((a) => `np.trace(${bare(a)})`),
  max: scalar((a) => `np.max(${bare(a)})`),
  min: scalar((a) => `np.min(${bare(a)})`),
  inner: ({ args: [a, b] }) => `np.reshape(np.sum(${a!} * ${b!}), (1, 1))`,
  rowSums: ({ args: [a] }) => `np.sum(${bare(a!)}, axis=1, keepdims=True)`,
  columnSums: ({ args: [a] }) => `np.sum(${bare(a!)}, axis=0, keepdims=True)`,
  logSumExp: scalar((a) => `np.log(np.sum(np.exp(${bare(a)})))`),
  softmax: ({ args: [a] }) => `np.exp(${bare(a!)}) / np.sum(np.exp(${bare(a!)}))`,
  softmaxRows: ({ args: [a] }) => `np.exp(${bare(a!)}) / np.sum(np.exp(${bare(a!)}), axis=1, keepdims=True)`,
  softmaxColumns: ({ args: [a] }) =>
    `np.exp(${bare(a!)}) / np.sum(np.exp(${bare(a!)}), axis=0, keepdims=True)`,
  logSoftmax: ({ args: [a] }) => `${a!} - np.log(np.sum(np.exp(${bare(a!)})))`,
  kronecker: call("kron"),
  outer: ({ args: [a, b] }) => `${a!} @ ${b!}.T`,
  cross: ({ args: [a, b] }) => `np.reshape(np.cross(np.ravel(${bare(a!)}), np.ravel(${bare(b!)})), (3, 1))`,
  transpose: ({ args: [a] }) => `${a!}.T`,
  vec: ({ args: [a] }) => `np.reshape(${bare(a!)}, (-1, 1), order="F")`,
  unvec: (of) => `np.reshape(${bare(of.args[0]!)}, ${shaped(of)}, order="F")`,
  diag: ({ args: [a] }) => `np.diag(np.ravel(${bare(a!)}))`,
  diagonal: ({ args: [a] }) => `np.reshape(np.diag(${bare(a!)}), (-1, 1))`,
  submatrix: ({ args: [a], parameters: [i = 0, j = 0], rows, cols }) =>
    `${a!}[${i}:${i + rows}, ${j}:${j + cols}]`,
  assemble: ({ args, cols }) => {
    const rows = Array.from({ length: args.length / cols }, (_, r) =>
      args.slice(r * cols, (r + 1) * cols).map(bare),
    );
    return `np.block([${rows.map((row) => `[${row.join(", ")}]`).join(", ")}])`;
  },
  place: ({ args: [a], parameters: [i = 0, j = 0], rows, cols }) =>
    `np.pad(${bare(a!)}, ((${i}, ${rows} - ${i} - len(${bare(a!)})), (${j}, ${cols} - ${j} - ${a!}.shape[1])))`,
  vstack: ({ args }) => `np.vstack([${args.map(bare).join(", ")}])`,
  hstack: ({ args }) => `np.hstack([${args.map(bare).join(", ")}])`,
  smooth: ({ args: [x, waves], parameters: [order = 0] }) =>
    `smooth(${bare(x!)}, ${bare(waves!)}${order === 0 ? "" : `, ${order}`})`,
};

/** Functions that the rows above call and no module has. */
export const arrayHelpers: Readonly<Record<string, readonly string[]>> = {
  smooth: [
    "def smooth(x, waves, order=0):",
    '    """An unspecified smooth function, or its derivative of some order."""',
    "    d, a1, b1, c1, a2, b2, c2 = np.ravel(waves)",
    "    line = (d * x, d)[order] if order < 2 else 0",
    "    turn = order * np.pi / 2",
    "    wave1 = a1 * b1**order * np.sin(b1 * x + c1 + turn)",
    "    return line + wave1 + a2 * b2**order * np.sin(b2 * x + c2 + turn)",
  ],
  expm: [
    "def expm(a):",
    '    """The matrix exponential: its series at a / 1024, squared ten times."""',
    "    term = result = np.eye(len(a))",
    "    for k in range(1, 12):",
    "        term = term @ a / (1024 * k)",
    "        result = result + term",
    "    return np.linalg.matrix_power(result, 1024)",
  ],
};
