/*
 * Values by a flat tape: one heap of numbers, one instruction per node, each run by its operator's kernel. Comes
 * in: a graph and the nodes wanted. Goes out: their values for the inputs set. Running never allocates.
 */
import { nodeOf } from "./construct.ts";
import type { Dims, Graph, Kernel, NodeId } from "./operator.ts";

export interface Instruction {
  readonly node: NodeId;
  readonly kernel: Kernel;
  readonly out: number;
  readonly args: readonly number[];
  readonly dims: readonly number[];
  readonly parameters: readonly number[];
}

export interface Tape {
  readonly graph: Graph;
  readonly heap: Float64Array;
  /** A second heap of the same size, to restore the first after perturbing it. */
  readonly saved: Float64Array;
  readonly instructions: readonly Instruction[];
  /** Offset of each node, by its id; -1 for those that are not on the tape. */
  readonly offsets: Int32Array;
  readonly inputs: readonly TapeInput[];
  /** Instructions that depend on one node and that another needs, once asked for. */
  readonly plans: Map<string, readonly Instruction[]>;
  /** Instructions that were run so far, for those who count work. */
  readonly done: { instructions: number };
}

export interface TapeInput {
  readonly name: string;
  readonly dims: Dims;
  readonly offset: number;
}

const copy: Kernel = (heap, out, args, dims) => {
  const from = args[0]!;
  heap.copyWithin(out, from, from + dims[0]! * dims[1]!);
};

/** Lays out the nodes that `roots` need. */
export function compile(graph: Graph, roots: readonly NodeId[]): Tape {
  const uses = countUses(graph, roots);
  const offsets = new Int32Array(uses.length).fill(-1);
  const instructions: Instruction[] = [];
  const inputs: TapeInput[] = [];
  const constants: NodeId[] = [];
  let end = 0;
  for (let id = 0; id < uses.length; id++) {
    if (!uses[id]) continue;
    const node = nodeOf(graph, id);
    const { rows, cols } = node;
    const first = node.args[0];
    if (node.operator === "variable" && first !== undefined && uses[first] === 1) {
      offsets[id] = offsets[first]!; // nobody else reads the value: one slot for both
      continue;
    }
    const out = end;
    offsets[id] = out;
    end += rows * cols;
    if (node.operator === "input") inputs.push({ name: node.name, dims: { rows, cols }, offset: out });
    else if (node.operator === "constant") constants.push(id);
    else {
      const args: number[] = [];
      const dims = [rows, cols];
      for (const arg of node.args) {
        args.push(offsets[arg]!);
        const shape = nodeOf(graph, arg);
        dims.push(shape.rows, shape.cols);
      }
      const operator = graph.operators.get(node.operator);
      if (operator?.scratch) {
        args.push(end);
        end += operator.scratch(dims);
      }
      const kernel = node.operator === "variable" ? copy : operator?.kernel;
      if (!kernel) throw new Error(`${node.operator} has no kernel`);
      instructions.push({ node: id, kernel, out, args, dims, parameters: node.parameters });
    }
  }
  const memory = new Float64Array(2 * end);
  const [heap, saved] = [memory.subarray(0, end), memory.subarray(end)];
  for (const id of constants) fill(heap, offsets[id]!, nodeOf(graph, id).parameters);
  const done = { instructions: 0 };
  return { graph, heap, saved, instructions, offsets, inputs, plans: new Map(), done };
}

/** Typed arrays copy few numbers slowly. */
function fill(heap: Float64Array, offset: number, values: ArrayLike<number>): void {
  for (let k = 0; k < values.length; k++) heap[offset + k] = values[k]!;
}

/** How often each node up to the last root is read; a root counts as read once more. */
function countUses(graph: Graph, roots: readonly NodeId[]): Int32Array {
  const uses = new Int32Array(Math.max(-1, ...roots) + 1);
  for (const root of roots) uses[root] = 1;
  for (let id = uses.length - 1; id >= 0; id--)
    if (uses[id]) for (const arg of nodeOf(graph, id).args) uses[arg] = (uses[arg] ?? 0) + 1;
  return uses;
}

/** The inputs that the tape reads. */
export function inputsOf(tape: Tape): readonly TapeInput[] {
  return tape.inputs;
}

/** Sets an input, row by row; a name that the tape does not read is ignored. */
export function setInput(tape: Tape, name: string, values: ArrayLike<number>): void {
  const found = tape.inputs.find((candidate) => candidate.name === name);
  if (!found) return;
  if (values.length !== found.dims.rows * found.dims.cols)
    throw new Error(`wrong number of entries for ${name}`);
  fill(tape.heap, found.offset, values);
}

/** Evaluates everything. */
export function run(tape: Tape): void {
  runInstructions(tape, tape.instructions);
}

/** Evaluates some instructions, in order. */
export function runInstructions({ heap, done }: Tape, instructions: readonly Instruction[]): void {
  done.instructions += instructions.length;
  for (let i = 0; i < instructions.length; i++) {
    const { kernel, out, args, dims, parameters } = instructions[i]!; // i is below the length
    kernel(heap, out, args, dims, parameters);
  }
}

/** The value of a node, row by row: a view, which the next run overwrites. */
export function read(tape: Tape, node: NodeId): Float64Array {
  const { rows, cols } = nodeOf(tape.graph, node);
  const offset = offsetOf(tape, node);
  return tape.heap.subarray(offset, offset + rows * cols);
}

/** Where a node's value starts; a node that is not on the tape is a bug. */
export function offsetOf(tape: Tape, node: NodeId): number {
  const offset = tape.offsets[node] ?? -1;
  if (offset < 0) throw new Error(`node ${node} is not on this tape`);
  return offset;
}
