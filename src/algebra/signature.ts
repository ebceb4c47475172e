/*
 * Signatures: the shapes an operator takes and gives, as text that is read for concrete sizes here and for
 * symbolic ones elsewhere. "m n; n p -> m p" is the matrix product. A letter is a size, a number itself; "?" is a
 * size known only from values or parameters; "*" a whole shape in a broadcast, where a 1×1 may meet anything;
 * "..." repeats the last argument.
 */
import type { Dims, Operator } from "./operator.ts";

/** A size: a letter, a fixed number, or `null` where it is not known from the shapes alone. */
export type Size = string | number | null;

/** The shape of one argument or of the result. */
export type ShapePattern =
  { readonly type: "broadcast" } | { readonly type: "sizes"; readonly rows: Size; readonly cols: Size };

export interface Signature {
  readonly args: readonly ShapePattern[];
  readonly result: ShapePattern;
  /** Whether the last argument may be repeated. */
  readonly variadic: boolean;
}

const parsed = new Map<string, Signature>();

/** Reads a signature; each text is read once. */
export function parseSignature(text: string): Signature {
  const known = parsed.get(text);
  if (known) return known;
  const [left = "", right = ""] = text.split("->");
  const variadic = left.includes("...");
  const args = left
    .replace("...", "")
    .split(";")
    .flatMap((part) => patterns(part));
  const [result] = patterns(right);
  if (!result) throw new Error(`signature without a result: ${text}`);
  const signature = { args, result, variadic };
  parsed.set(text, signature);
  return signature;
}

function patterns(text: string): ShapePattern[] {
  const words = text.trim().split(/\s+/u).filter(Boolean);
  if (words.every((word) => word === "*")) return words.map(() => ({ type: "broadcast" }));
  const [rows, cols] = words.map(size);
  if (rows === undefined || cols === undefined || words.length !== 2) throw new Error(`bad shape: ${text}`);
  return [{ type: "sizes", rows, cols }];
}

function size(word: string): Size {
  if (word === "?") return null;
  return /^\d+$/u.test(word) ? Number(word) : word;
}

/** Dimensions of the operator's value, or `null` if the shapes of the arguments do not conform. */
export function resultDims(
  operator: Operator,
  args: readonly Dims[],
  parameters: readonly number[] = [],
): Dims | null {
  const signature = parseSignature(operator.signature);
  const count = signature.args.length;
  if (signature.variadic ? args.length < count : args.length !== count) return null;
  bound = 0;
  let broadcast: Dims | null = null;
  for (let i = 0; i < args.length; i++) {
    const pattern = signature.args[Math.min(i, count - 1)];
    const dims = args[i];
    if (!pattern || !dims) return null;
    if (pattern.type === "sizes") {
      if (!bind(pattern.rows, dims.rows) || !bind(pattern.cols, dims.cols)) return null;
    } else if (broadcast === null || isOne(broadcast)) broadcast = dims;
    else if (!isOne(dims) && (dims.rows !== broadcast.rows || dims.cols !== broadcast.cols)) return null;
  }
  if (operator.resultDims) return operator.resultDims(args, parameters);
  if (signature.result.type === "broadcast") return broadcast;
  const rows = valueOf(signature.result.rows);
  const cols = valueOf(signature.result.cols);
  return rows === null || cols === null ? null : { rows, cols };
}

// The letters bound so far. Kept between calls, because this runs for every node that is built.
const letters: string[] = [];
const sizes: number[] = [];
let bound = 0;

function isOne({ rows, cols }: Dims): boolean {
  return rows === 1 && cols === 1;
}

function bind(size: Size, actual: number): boolean {
  if (size === null) return true;
  if (typeof size === "number") return size === actual;
  for (let k = 0; k < bound; k++) if (letters[k] === size) return sizes[k] === actual;
  letters[bound] = size;
  sizes[bound++] = actual;
  return true;
}

function valueOf(size: Size): number | null {
  if (typeof size !== "string") return size;
  for (let k = 0; k < bound; k++) if (letters[k] === size) return sizes[k] ?? null;
  return null;
}
