/*
 * A letter or word with its scripts, as a value: named constants (`I`, `\mathbf 1`, `\delta_{ij}`), symbols of
 * the note with time and components, and the operations among their superscripts.
 */
import type { Expression, Index } from "../algebra/expression.ts";
import type { Span } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import { isClassIndex } from "./class-indices.ts";
import { type Context, unknown } from "./context.ts";
import { applySuperscripts, entryOf, withScripts } from "./elaborate-scripts.ts";
import { elaborate } from "./elaborate.ts";
import { readIndex } from "./index-reading.ts";
import { type ReadSymbol, readSymbol } from "./symbol-reading.ts";
import { entryOfTurned } from "./turned-entries.ts";
import { type Occurrence, itemsOf, readOccurrence, withoutDecoration } from "./occurrence.ts";

export function elaborateSymbol(node: TexNode, context: Context): Expression {
  const occurrence = readOccurrence(node);
  if (!occurrence) return elaborateWord(node, context);
  const read = readSymbol(occurrence, context.notation);
  const constant = elaborateConstant(occurrence.base, occurrence.font, read, node, context);
  if (constant) return constant;
  const isOwn = context.ownSymbols.has("\\pi") || context.ownFunctions.has("\\pi");
  if (read.name === "\\pi" && !isOwn && !read.time && read.entries.length === 0)
    return applySuperscripts({ type: "number", value: Math.PI, span: node.span }, read.operations, context);
  const name = read.name + "'".repeat(read.primes);
  const span = withoutOperations(node.span, read, occurrence);
  const symbol: Expression = { type: "symbol", name, time: read.time, span };
  if (read.entries.length === 0) return applySuperscripts(symbol, read.operations, context);
  const isMatrix = /^\\?[A-Z]/.test(occurrence.base);
  return (
    (isMatrix ? entryOfTurned(symbol, read.entries, read.operations, node.span, context) : null) ??
    applySuperscripts(entryOf(symbol, read.entries, span), read.operations, context)
  );
}

/** The span of a symbol without the transposes and powers at its end. */
function withoutOperations(whole: Span, read: ReadSymbol, { subscripts }: Occurrence): Span {
  const [first] = read.operations;
  const late = first && subscripts.some((subscript) => subscript.span.start > first.span.start);
  return first && !late ? { start: whole.start, end: first.span.start } : whole;
}

/** `\mathrm{softmax}` without an argument, `\mathrm{loss}`, `\mathrm{net}_t`. */
function elaborateWord(node: TexNode, context: Context): Expression {
  const bare = withoutDecoration(node);
  if (bare.type === "word") return { type: "symbol", name: bare.text, time: null, span: node.span };
  if (bare.type === "scripts") return withScripts(elaborate(bare.base, context), bare, context);
  return unknown("unsupported-notation", "this symbol is not understood", node.span);
}

function elaborateConstant(
  base: string,
  font: string | null,
  read: ReadSymbol,
  node: TexNode,
  context: Context,
): Expression | null {
  const named = context.constants.get(read.name) ?? context.constants.get(base);
  const indices = constantIndices(read, node);
  if (named === "kronecker-delta" || (base === "\\delta" && isKronecker(read, context))) {
    const [left, right] = indices;
    if (left && right) return { type: "delta", left, right, span: node.span };
    return null;
  }
  const constant = named ?? (isUnit(base, indices) ? "basis" : typographicConstant(base, font, context));
  if (!constant || (!named && constant === "identity" && !indices.every(isSize))) return null;
  // What stands above `J^{ij}` are its indices.
  const isSized = constant === "identity" || constant === "ones" || constant === "zeros";
  const operations = isSized ? read.operations : read.operations.filter(({ type }) => type !== "bare");
  return applySuperscripts({ type: "constant", constant, indices, span: node.span }, operations, context);
}

/** The `e_y` and `\mathbf{1}_y` of a class y. */
function isUnit(base: string, [index, ...more]: readonly Index[]): boolean {
  if (!/^(bold )?(e|1|𝟏)$/.test(base) || !index || more.length > 0) return false;
  return index.terms.some(({ letter }) => isClassIndex(letter));
}

/** Sizes or places of a constant, whether they were read as components, label or bracket: `I_m`, `J^{ij}`, `K_{m,n}`. */
function constantIndices(read: ReadSymbol, node: TexNode): readonly Index[] {
  if (read.entries.length > 0) return read.entries;
  if (read.time) return [read.time];
  const bare = withoutDecoration(node);
  if (bare.type !== "scripts") return [];
  const script =
    bare.sub ?? (read.operations.length === 1 && read.operations[0]!.type === "bare" ? bare.sup : null);
  return script ? indexItems(script) : [];
}

/** The n of `I_n`, but not the z of a moment of inertia `I_z`. */
function isSize({ terms }: Index): boolean {
  return terms.every(({ letter }) => !/^[ijtxyz]$/.test(letter));
}

function isKronecker(read: ReadSymbol, context: Context): boolean {
  return read.entries.length === 2 && !context.ownSymbols.has("\\delta");
}

function typographicConstant(
  base: string,
  font: string | null,
  context: Context,
): "identity" | "ones" | "zeros" | null {
  if (base === "1" || base === "𝟏") return "ones";
  if (base === "0") return "zeros";
  if ((base === "I" || (base === "E" && font === "bold")) && !context.ownSymbols.has(base))
    return base === "I" ? "identity" : null;
  return null;
}

function indexItems(node: TexNode): readonly Index[] {
  return itemsOf(node)
    .map(readIndex)
    .filter((index) => index !== null);
}
