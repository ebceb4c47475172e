/*
 * The third opinion: the same graph evaluated and differentiated by mathjs, which is handed in. A complex step
 * where every operator on the path is analytic, else central differences. Slow, and independent of our kernels
 * and derivative rules.
 */
import { nodeOf } from "./construct.ts";
import { pathBetween } from "./derivative.ts";
import type { Graph, Mathjs, MathjsComplex, MathjsValue, NodeId, Operator } from "./operator.ts";

export type { Mathjs } from "./operator.ts";

/** Small enough that its square vanishes, so that f(x + ih) = f(x) + ih f'(x) to the last bit. */
const COMPLEX_STEP = 1e-20;
const REAL_STEP = Number.EPSILON ** (1 / 3);

/** A matrix as mathjs sees it. */
type Matrix = readonly (readonly MathjsValue[])[];
type Values = Map<NodeId, Matrix>;

/**
 * The Jacobian [size(output) × size(wrt)], row by row, as `differences` gives it; `null` beyond mathjs' reach.
 * `inputs` hold entries row by row, of every input that `output` needs.
 */
export function referenceDerivative(
  mathjs: Mathjs,
  graph: Graph,
  inputs: ReadonlyMap<string, ArrayLike<number>>,
  output: NodeId,
  wrt: NodeId,
  frozen?: ReadonlySet<NodeId>,
): { readonly jacobian: Float64Array } | null {
  const values = evaluate(mathjs, graph, inputs, [output, wrt]);
  if (!values) return null;
  const path = pathBetween(graph, output, wrt, frozen).reverse();
  const from = nodeOf(graph, wrt);
  const to = nodeOf(graph, output);
  const width = from.rows * from.cols;
  const height = to.rows * to.cols;
  const jacobian = new Float64Array(height * width);
  const base = values.get(wrt);
  if (path.length === 0 || !base) return { jacobian };
  const analytic = path.every((id) => id === wrt || isAnalytic(graph, id));
  const perturbed = (i: number, j: number, by: MathjsValue): Matrix | null => {
    const moved = new Map(values);
    moved.set(wrt, base.map((row, r) => row.map((x, c) => (r === i && c === j ? mathjs.add(x, by) : x)))); // prettier-ignore
    for (const id of path) if (id !== wrt && !step(mathjs, graph, id, moved)) return null;
    return moved.get(output) ?? null;
  };
  for (let k = 0; k < width; k++) {
    const i = k % from.rows;
    const j = Math.floor(k / from.rows);
    const h = REAL_STEP * Math.max(1, Math.abs(realPart(base[i]?.[j] ?? NaN)));
    const above = perturbed(i, j, analytic ? mathjs.complex(0, COMPLEX_STEP) : h);
    const below = analytic ? above : perturbed(i, j, -h);
    if (!above || !below) return null;
    for (let e = 0; e < height; e++) {
      const [r, c] = [e % to.rows, Math.floor(e / to.rows)];
      const a = above[r]?.[c] ?? NaN;
      const b = below[r]?.[c] ?? NaN;
      jacobian[e * width + k] = analytic
        ? imaginaryPart(a) / COMPLEX_STEP
        : (realNumber(a) - realNumber(b)) / (2 * h);
    }
  }
  return { jacobian };
}

/** The value of a node by mathjs, row by row; `null` beyond its reach. */
export function referenceValue(
  mathjs: Mathjs,
  graph: Graph,
  inputs: ReadonlyMap<string, ArrayLike<number>>,
  node: NodeId,
): Float64Array | null {
  const value = evaluate(mathjs, graph, inputs, [node])?.get(node);
  return value ? Float64Array.from(value.flat().map(realNumber)) : null;
}

function isAnalytic(graph: Graph, id: NodeId): boolean {
  const { operator } = nodeOf(graph, id);
  return operator === "variable" || graph.operators.get(operator)?.analytic === true;
}

function evaluate(
  mathjs: Mathjs,
  graph: Graph,
  inputs: ReadonlyMap<string, ArrayLike<number>>,
  roots: readonly NodeId[],
): Values | null {
  const values: Values = new Map();
  const needed = new Set(roots);
  const last = Math.max(...roots);
  for (let id = last; id >= 0; id--)
    if (needed.has(id)) for (const arg of nodeOf(graph, id).args) needed.add(arg);
  for (let id = 0; id <= last; id++) {
    if (!needed.has(id)) continue;
    const { operator, name, parameters, rows, cols } = nodeOf(graph, id);
    if (operator === "input" || operator === "constant") {
      const given = operator === "input" ? inputs.get(name) : parameters;
      if (!given) return null;
      values.set(id, shape(Array.from(given), rows, cols));
    } else if (!step(mathjs, graph, id, values)) return null;
  }
  return values;
}

/** Evaluates one node; false where mathjs has no counterpart. */
function step(mathjs: Mathjs, graph: Graph, id: NodeId, values: Values): boolean {
  const node = nodeOf(graph, id);
  const args = node.args.map((arg) => values.get(arg) ?? []);
  const operator = graph.operators.get(node.operator);
  let value: Matrix | null = null;
  if (node.operator === "variable") value = args[0] ?? null;
  else if (operator?.reference) {
    const { reference } = operator;
    value = operator.elementwise
      ? Array.from(
          { length: node.rows },
          (_, i) =>
          Array.from({ length: node.cols }, (__, j) => reference(mathjs, args.map((arg) => pick(arg, i, j)), node.parameters)), // prettier-ignore
        )
      : matrixOf(reference(mathjs, args as MathjsValue[][][], node.parameters));
  } else if (operator?.moves) value = move(operator, node, args);
  if (value) values.set(id, value);
  return value !== null;
}

function pick(matrix: Matrix, i: number, j: number): MathjsValue {
  const broadcast = matrix.length === 1 && matrix[0]?.length === 1;
  return (broadcast ? matrix[0]?.[0] : matrix[i]?.[j]) ?? NaN;
}

/** Follows the entries through an operator that only moves them, by running it on their numbers. */
function move(
  operator: Operator,
  node: { readonly rows: number; readonly cols: number; readonly parameters: readonly number[] },
  args: readonly Matrix[],
): Matrix | null {
  if (!operator.kernel) return null;
  const entries: MathjsValue[] = [0, ...args.flatMap((arg) => arg.flat())];
  const labels = Float64Array.from({ length: entries.length + node.rows * node.cols }, (_, k) => k);
  const offsets: number[] = [];
  const dims = [node.rows, node.cols];
  let offset = 1;
  for (const arg of args) {
    offsets.push(offset);
    dims.push(arg.length, arg[0]?.length ?? 0);
    offset += arg.length * (arg[0]?.length ?? 0);
  }
  operator.kernel(labels, offset, offsets, dims, node.parameters);
  return shape(
    Array.from(labels.subarray(offset), (label) => entries[label] ?? 0),
    node.rows,
    node.cols,
  );
}

function shape(values: readonly MathjsValue[], rows: number, cols: number): Matrix {
  return Array.from({ length: rows }, (_, i) => values.slice(i * cols, (i + 1) * cols));
}

/** A result of mathjs as rows: some functions return a number, some a matrix object. */
function matrixOf(value: MathjsValue | { readonly toArray: () => MathjsValue[] }): Matrix {
  if (typeof value === "object" && "toArray" in value && typeof value.toArray === "function")
    return matrixOf(value.toArray());
  return Array.isArray(value) ? (value as MathjsValue[][]) : [[value as MathjsValue]];
}

function isComplex(value: MathjsValue): value is MathjsComplex {
  return typeof value === "object" && !Array.isArray(value);
}

function realPart(value: MathjsValue): number {
  return isComplex(value) ? value.re : typeof value === "number" ? value : NaN;
}

function imaginaryPart(value: MathjsValue): number {
  return isComplex(value) ? value.im : 0;
}

/** A number that should be real: where mathjs left the real line, the value is not defined. */
function realNumber(value: MathjsValue): number {
  return isComplex(value) && Math.abs(value.im) > 1e-9 * Math.abs(value.re) ? NaN : realPart(value);
}
