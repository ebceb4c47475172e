/*
 * What an operator is, and what a graph of them is: plain types, and nothing that computes. The tables in
 * operators/ hold the rows; graph.ts hands the tables to a new graph; everything else reads them from there.
 */

/** Index of a node in its graph; arguments always come before what uses them. */
export type NodeId = number;

export interface Dims {
  readonly rows: number;
  readonly cols: number;
}

/**
 * Computes one value. `args` holds the offsets of the arguments, then that of the scratch space if the operator
 * asked for some; `dims` holds rows and columns of the result, then of each argument. Every offset lies inside
 * the heap by construction of the tape, hence the non-null assertions in kernels. A kernel never allocates, and
 * never writes to its arguments.
 */
export type Kernel = (
  heap: Float64Array,
  out: number,
  args: readonly number[],
  dims: readonly number[],
  parameters: readonly number[],
) => void;

/**
 * Pulls `cotangent` (the derivative of some scalar by `node`, in the shape of `node`) back to argument `index`,
 * in terms of the same operators; `null` where nothing flows.
 */
export type Pullback = (graph: Graph, node: NodeId, index: number, cotangent: NodeId) => NodeId | null;

/** A cheaper or canonical node of the same value, or `null` to keep the operator as it stands. */
export type Simplify = (
  graph: Graph,
  args: readonly NodeId[],
  parameters: readonly number[],
  dims: Dims,
) => NodeId | null;

export interface Operator {
  readonly name: string;
  /** LaTeX words and commands (without backslash) that denote it. */
  readonly spellings: readonly string[];
  /** Shapes, see `parseSignature`. */
  readonly signature: string;
  /** Dimensions where the signature leaves them to the values; also a stricter test of the arguments. */
  readonly resultDims?: (args: readonly Dims[], parameters: readonly number[]) => Dims | null;
  /** Absent where `simplify` rewrites every use. */
  readonly kernel?: Kernel;
  /** Numbers of scratch space that the kernel needs. */
  readonly scratch?: (dims: readonly number[]) => number;
  /** The one derivative rule; absent where the derivative is not known. */
  readonly derivative?: Pullback;
  readonly simplify?: Simplify;
  /** The same value by mathjs: of entries if `elementwise`, else of whole matrices as nested arrays. */
  readonly reference?: (
    mathjs: Mathjs,
    args: readonly MathjsValue[],
    parameters: readonly number[],
  ) => MathjsValue;
  /** Whether `reference` may be trusted with a complex step. */
  readonly analytic: boolean;
  readonly elementwise?: boolean;
  /** Linear in each argument: a zero argument gives a zero result. */
  readonly multilinear?: boolean;
  /** Only moves entries of its arguments (or fills in zeros): needs no `reference`. */
  readonly moves?: boolean;
}

export interface GraphNode {
  readonly operator: string;
  readonly args: readonly NodeId[];
  /** Parameters of the operator; of a constant, its entries row by row. */
  readonly parameters: readonly number[];
  readonly rows: number;
  readonly cols: number;
  /** Name of an input or a variable, else empty. */
  readonly name: string;
  /** What kind of constant this is. */
  readonly special: "zero" | "identity" | "uniform" | null;
}

/** The nodes so far and the indices that keep them unique; only the functions in construct.ts write to it. */
export interface Graph {
  readonly operators: ReadonlyMap<string, Operator>;
  readonly nodes: GraphNode[];
  /** Newest node by hash, and the next older one of the same hash. */
  readonly newest: Map<number, NodeId>;
  readonly older: NodeId[];
  /** Inputs and variables by name. */
  readonly names: Map<string, NodeId>;
  /** The variable that stands for a value. */
  readonly aliases: Map<NodeId, NodeId>;
}

/** A number, a complex number, or nested arrays of them, as mathjs takes and returns them. */
export type MathjsValue = number | MathjsComplex | MathjsValue[];

export interface MathjsComplex {
  readonly re: number;
  readonly im: number;
}

/** The functions of mathjs that rows of the tables may call. */
export type MathjsFunction =
  | "abs"
  | "acos"
  | "acosh"
  | "add"
  | "asin"
  | "asinh"
  | "atan"
  | "atan2"
  | "atanh"
  | "complex"
  | "cos"
  | "cosh"
  | "det"
  | "divide"
  | "dotMultiply"
  | "erf"
  | "exp"
  | "expm"
  | "gamma"
  | "inv"
  | "kron"
  | "lgamma"
  | "log"
  | "max"
  | "min"
  | "multiply"
  | "pinv"
  | "pow"
  | "sign"
  | "sin"
  | "sinh"
  | "sqrt"
  | "sqrtm"
  | "subtract"
  | "sum"
  | "tan"
  | "tanh"
  | "trace"
  | "transpose"
  | "unaryMinus";

export type Mathjs = Readonly<Record<MathjsFunction, (...values: MathjsValue[]) => MathjsValue>>;
