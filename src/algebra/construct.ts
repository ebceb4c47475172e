/*
 * Building nodes: what is written twice becomes one node, what is zero stays visibly zero. Comes in: a graph and
 * arguments already in it. Goes out: node ids. It never evaluates anything larger than a small constant.
 */
import type { Dims, Graph, GraphNode, NodeId, Operator } from "./operator.ts";
import { resultDims } from "./signature.ts";

/** Operators of constants up to this many entries are evaluated at once. */
const LARGEST_FOLD = 16;

/** A node of the graph; an id from another graph is a bug. */
export function nodeOf(graph: Graph, id: NodeId): GraphNode {
  const node = graph.nodes[id];
  if (!node) throw new Error(`no node ${id} in this graph`);
  return node;
}

/** Rows and columns of a node. */
export function dims(graph: Graph, id: NodeId): Dims {
  return nodeOf(graph, id);
}

/** Number of entries of a node. */
export function size(graph: Graph, id: NodeId): number {
  const { rows, cols } = nodeOf(graph, id);
  return rows * cols;
}

/** Whether the node is 1×1. */
export function isScalar(graph: Graph, id: NodeId): boolean {
  return size(graph, id) === 1;
}

/** Whether the node is zero whatever the inputs. */
export function isZero(graph: Graph, id: NodeId): boolean {
  return nodeOf(graph, id).special === "zero";
}

/** The number that every entry of a constant has, or `null`. */
export function uniformValue(graph: Graph, id: NodeId): number | null {
  const { special, parameters, rows, cols } = nodeOf(graph, id);
  if (special === "zero") return 0;
  return special === "uniform" || (special === "identity" && rows * cols === 1)
    ? (parameters[0] ?? null)
    : null;
}

/** A matrix given from outside; the same name is the same node. */
export function input(graph: Graph, name: string, { rows, cols }: Dims): NodeId {
  const known = graph.names.get(name);
  if (known !== undefined) return known;
  const id = graph.nodes.length;
  graph.nodes.push({ operator: "input", args: [], parameters: [], rows, cols, name, special: null });
  graph.older.push(-1);
  graph.names.set(name, id);
  return id;
}

/** Names `value`: whatever would yield `value` from now on yields the variable. The same name is the same node. */
export function variable(graph: Graph, name: string, value: NodeId): NodeId {
  const known = graph.names.get(name);
  if (known !== undefined) return known;
  const { rows, cols, operator } = nodeOf(graph, value);
  const id = graph.nodes.length;
  graph.nodes.push({ operator: "variable", args: [value], parameters: [], rows, cols, name, special: null });
  graph.older.push(-1);
  graph.names.set(name, id);
  if (graph.operators.has(operator) && !graph.aliases.has(value)) graph.aliases.set(value, id);
  return id;
}

/** A node of the same value that no rule of simplification sees through, and that names nothing. */
export function cut(graph: Graph, value: NodeId, parameters: readonly number[] = []): NodeId {
  const { rows, cols } = nodeOf(graph, value);
  return intern(graph, "variable", [value], parameters, rows, cols, null);
}

/** A constant, its entries row by row. */
export function constant(graph: Graph, { rows, cols }: Dims, values: readonly number[]): NodeId {
  if (values.length !== rows * cols) throw new Error(`${values.length} entries for ${rows}×${cols}`);
  return intern(graph, "constant", [], values, rows, cols, kindOf(values, rows, cols));
}

function kindOf(values: readonly number[], rows: number, cols: number): GraphNode["special"] {
  const first = values[0];
  if (values.every((value) => value === first)) return first === 0 ? "zero" : "uniform";
  if (rows !== cols || first !== 1) return null;
  return values.every((value, k) => value === (k % (cols + 1) === 0 ? 1 : 0)) ? "identity" : null;
}

/** A 1×1 constant. */
export function scalar(graph: Graph, value: number): NodeId {
  return constant(graph, { rows: 1, cols: 1 }, [value]);
}

/** A constant with one value in every entry. */
export function uniform(graph: Graph, { rows, cols }: Dims, value: number): NodeId {
  return constant(graph, { rows, cols }, new Array<number>(rows * cols).fill(value));
}

/** A zero matrix. */
export function zeros(graph: Graph, shape: Dims): NodeId {
  return uniform(graph, shape, 0);
}

/** A matrix of ones. */
export function ones(graph: Graph, shape: Dims): NodeId {
  return uniform(graph, shape, 1);
}

/** The identity matrix. */
export function identity(graph: Graph, n: number): NodeId {
  const values = Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0));
  return constant(graph, { rows: n, cols: n }, values);
}

/** The commutation matrix K with K vec(A) = vec(Aᵀ) for A of m×n. */
export function commutation(graph: Graph, m: number, n: number): NodeId {
  const values = new Array<number>(m * n * m * n).fill(0);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) values[(i * n + j) * m * n + j * m + i] = 1;
  return constant(graph, { rows: m * n, cols: m * n }, values);
}

/** The place in vech(A) of each entry on or below the diagonal of an n×n matrix, column by column, and of its mirror image. */
function placesBelow(n: number): readonly { readonly at: number; readonly mirrored: number }[] {
  const placeOf = (row: number, col: number) => col * n - (col * (col - 1)) / 2 + row - col;
  return Array.from({ length: n * n }, (_, k) => {
    const [row, col] = [k % n, Math.floor(k / n)];
    return {
      at: row >= col ? placeOf(row, col) : -1,
      mirrored: placeOf(Math.max(row, col), Math.min(row, col)),
    };
  });
}

/** The duplication matrix D with D vech(A) = vec(A) for a symmetric A of n×n. */
export function duplication(graph: Graph, n: number): NodeId {
  const cols = (n * (n + 1)) / 2;
  const values = placesBelow(n).flatMap(({ mirrored }) =>
    Array.from({ length: cols }, (_, k) => (k === mirrored ? 1 : 0)),
  );
  return constant(graph, { rows: n * n, cols }, values);
}

/** The elimination matrix L with L vec(A) = vech(A) for A of n×n. */
export function elimination(graph: Graph, n: number): NodeId {
  const rows = (n * (n + 1)) / 2;
  const values = new Array<number>(rows * n * n).fill(0);
  placesBelow(n).forEach(({ at }, k) => {
    if (at >= 0) values[at * n * n + k] = 1;
  });
  return constant(graph, { rows, cols: n * n }, values);
}

/** Applies an operator; `null` if the shapes of the arguments do not conform. */
export function apply(
  graph: Graph,
  name: string,
  args: readonly NodeId[],
  parameters: readonly number[] = [],
): NodeId | null {
  const operator = graph.operators.get(name);
  if (!operator) throw new Error(`no operator ${name}`);
  const shapes = args.map((id) => nodeOf(graph, id));
  const shape = resultDims(operator, shapes, parameters);
  if (!shape) return null;
  const id =
    fold(graph, operator, shapes, parameters, shape) ??
    operator.simplify?.(graph, args, parameters, shape) ??
    intern(graph, name, args, parameters, shape.rows, shape.cols, null);
  return graph.aliases.get(id) ?? id;
}

/** Applies an operator whose arguments are known to conform, as in derivative rules. */
export function op(graph: Graph, name: string, ...args: readonly NodeId[]): NodeId {
  return opWith(graph, name, [], ...args);
}

/** As `op`, for an operator with parameters. */
export function opWith(
  graph: Graph,
  name: string,
  parameters: readonly number[],
  ...args: readonly NodeId[]
): NodeId {
  const id = apply(graph, name, args, parameters);
  if (id === null)
    throw new Error(`${name} does not take ${args.map((a) => shapeText(graph, a)).join(", ")}`);
  return id;
}

function shapeText(graph: Graph, id: NodeId): string {
  const { rows, cols } = nodeOf(graph, id);
  return `${rows}×${cols}`;
}

function fold(
  graph: Graph,
  operator: Operator,
  args: readonly GraphNode[],
  parameters: readonly number[],
  shape: Dims,
): NodeId | null {
  if (operator.multilinear && args.some((node) => node.special === "zero")) return zeros(graph, shape);
  const { kernel } = operator;
  if (!kernel || operator.scratch || shape.rows * shape.cols > LARGEST_FOLD) return null;
  if (!args.every((node) => node.operator === "constant")) return null;
  const offsets: number[] = [];
  let offset = 0;
  for (const node of args) {
    offsets.push(offset);
    offset += node.rows * node.cols;
  }
  const size = shape.rows * shape.cols;
  const memory = new Float64Array(offset + size);
  for (const [at, node] of args.entries()) memory.set(node.parameters, offsets[at]);
  kernel(
    memory,
    offset,
    offsets,
    [shape, ...args].flatMap(({ rows, cols }) => [rows, cols]),
    parameters,
  );
  return constant(graph, shape, [...memory.subarray(offset)]);
}

/** The one node with this operator, these arguments and parameters. */
export function intern(
  graph: Graph,
  operator: string,
  args: readonly NodeId[],
  parameters: readonly number[],
  rows: number,
  cols: number,
  special: GraphNode["special"],
): NodeId {
  const hash = hashOf(operator, args, parameters, rows, cols);
  const head = graph.newest.get(hash);
  for (let id = head ?? -1; id >= 0; id = graph.older[id] ?? -1) {
    const node = nodeOf(graph, id);
    if (
      node.operator === operator &&
      node.rows === rows &&
      node.cols === cols &&
      equal(node.args, args) &&
      equal(node.parameters, parameters)
    )
      return id;
  }
  const id = graph.nodes.length;
  graph.nodes.push({ operator, args, parameters, rows, cols, name: "", special });
  graph.older.push(head ?? -1);
  graph.newest.set(hash, id);
  return id;
}

function equal(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function hashOf(
  operator: string,
  args: readonly NodeId[],
  parameters: readonly number[],
  rows: number,
  cols: number,
): number {
  let hash = Math.imul(rows, 31) + cols;
  for (let i = 0; i < operator.length; i++) hash = (Math.imul(hash, 31) + operator.charCodeAt(i)) | 0;
  for (const id of args) hash = (Math.imul(hash, 0x01000193) + id + 1) | 0;
  for (const value of parameters) hash = (Math.imul(hash, 0x01000193) + ((value * 65536) | 0) + 1) | 0;
  return hash;
}
