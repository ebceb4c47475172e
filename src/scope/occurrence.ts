/*
 * Reads a letter with its scripts: `{h_j^{(t-1)}}^\top` is the letter h with one subscript item and two
 * superscript parts. What the items count (time, component, label) is decided in `notation.ts`.
 */
import { oncePer } from "../text/once.ts";
import { type Span, cover } from "../text/span.ts";
import type { Font, ScriptsNode, TexNode } from "../tex/syntax.ts";
import { operatorAbove } from "./wedge.ts";
import { children } from "../tex/walk.ts";

/** What a superscript can be, one part at a time. */
export type SuperscriptPart =
  | { readonly type: "transpose"; readonly span: Span }
  | { readonly type: "inverse"; readonly span: Span }
  | { readonly type: "pseudo-inverse"; readonly span: Span }
  /** `(t)`, `\langle t \rangle`, `[l]`. */
  | { readonly type: "bracket"; readonly items: readonly TexNode[]; readonly span: Span }
  /** `\odot 2`: entrywise. */
  | { readonly type: "hadamard-power"; readonly node: TexNode; readonly span: Span }
  /** `a^\wedge`, `A^\vee`. */
  | { readonly type: "operator"; readonly name: string; readonly span: Span }
  | { readonly type: "mark"; readonly name: string; readonly span: Span }
  | { readonly type: "bare"; readonly node: TexNode; readonly span: Span };

export interface Occurrence {
  /** Letter with accents before it: `h`, `\sigma`, `tilde c`. */
  readonly base: string;
  readonly font: Font | null;
  /** One list of items for each subscript. */
  readonly subscripts: readonly { readonly items: readonly TexNode[]; readonly span: Span }[];
  readonly superscripts: readonly SuperscriptPart[];
  readonly primes: number;
  readonly span: Span;
}

/** Accents that only say "this is a vector". */
export const vectorAccents = new Set(["vec", "overrightarrow", "underline", "boldsymbol", "mathbf", "bm"]);

const transposeNames = new Set(["\\top", "\\intercal", "T", "Tr", "\\mathsf{T}", "tr", "⊤", "trans"]);

/** The letter and scripts of a node, or null where it is not a letter with scripts. */
export function readOccurrence(node: TexNode): Occurrence | null {
  const bare = withoutDecoration(node);
  switch (bare.type) {
    case "letter":
      return {
        base: bare.name,
        font: bare.font,
        subscripts: [],
        superscripts: [],
        primes: 0,
        span: node.span,
      };
    case "accent": {
      const inner = readOccurrence(bare.body);
      if (!inner) return null;
      const base = vectorAccents.has(bare.accent) ? inner.base : `${bare.accent} ${inner.base}`;
      return { ...inner, base, span: node.span };
    }
    case "scripts":
      return readScripts(bare, node.span);
    default:
      return null;
  }
}

function readScripts(node: ScriptsNode, place: Span): Occurrence | null {
  const inner = readOccurrence(node.base);
  if (!inner) return null;
  const subscripts = node.sub ? withSubscript(inner, node) : inner.subscripts;
  const superscripts = node.sup
    ? [
        ...inner.superscripts,
        ...superscriptParts(node.sup, node.supSpan ?? node.sup.span, { ofEuler: isEuler(inner) }),
      ]
    : inner.superscripts;
  return { ...inner, subscripts, superscripts, primes: inner.primes + node.primes, span: place };
}

/** A plain e, which is Euler's where it has a product above. */
function isEuler({ base, subscripts, superscripts }: Occurrence): boolean {
  return base === "e" && subscripts.length + superscripts.length === 0;
}

/** A second subscript right after the first (`a_d_h`, no TeX) is one that belongs to it: `a_{d_h}`. */
function withSubscript(inner: Occurrence, node: ScriptsNode): Occurrence["subscripts"] {
  const sub = node.sub!;
  const fresh = { items: itemsOf(sub), span: node.subSpan ?? sub.span };
  const last = inner.subscripts.at(-1);
  const [only, ...more] = last?.items ?? [];
  if (!last || only?.type !== "letter" || more.length > 0 || fresh.items.length !== 1)
    return [...inner.subscripts, fresh];
  const nested: ScriptsNode = { ...node, base: only, sup: null, supSpan: null, primes: 0, primeSpan: null };
  return [...inner.subscripts.slice(0, -1), { items: [nested], span: cover(last.span, fresh.span) }];
}

/** `t,j` and `jk` are two items; `t-1` is one. */
export function itemsOf(node: TexNode): readonly TexNode[] {
  const bare = withoutDecoration(node);
  if (bare.type === "list") return bare.items.flatMap(itemsOf);
  if (bare.type === "fenced" && bare.body.type !== "empty") return itemsOf(bare.body);
  if (bare.type === "product" && bare.factors.every((f) => f.sign === "" && isItem(f.node)))
    return bare.factors.map((factor) => factor.node);
  return [bare];
}

function isItem(node: TexNode): boolean {
  return node.type === "letter" || node.type === "number" || node.type === "scripts" || node.type === "word";
}

/** The parts of a superscript: `(t)\top` is two. */
export function superscriptParts(
  node: TexNode,
  place: Span,
  { ofEuler = false } = {},
): readonly SuperscriptPart[] {
  const bare = withoutDecoration(node);
  if (bare.type === "product" && bare.factors.every((factor) => factor.sign === "")) {
    const nodes = bare.factors.map((factor) => factor.node);
    const isPart = (factor: TexNode) =>
      factor.type === "fenced" || isTranspose(factor) || operatorAbove(factor) !== null;
    // `e^{f(x)}` has one exponent.
    const isCall = nodes.some((factor, at) => factor.type === "fenced" && at > 0 && !isPart(nodes[at - 1]!));
    // `e^{(1-s)A}` has one exponent, `W^{(l)\top}` two superscripts.
    const isOperated = nodes.some((factor) => factor.type !== "fenced" && isPart(factor));
    // The T of `e^{rT}` is a time: there is nothing to transpose.
    if (ofEuler && nodes.every(({ type }) => type === "letter" || type === "scripts"))
      return [superscriptPart(bare, place)];
    if (!isCall && (isOperated ? nodes.some(isPart) : nodes.every(isPart)))
      return nodes.flatMap((factor) => superscriptParts(factor, factor.span));
  }
  return [superscriptPart(bare, place)];
}

function superscriptPart(node: TexNode, place: Span): SuperscriptPart {
  if (isTranspose(node)) return { type: "transpose", span: place };
  if (node.type === "fenced" && /^(\(|\[|\\langle|<|\\\{)/.test(node.open))
    return { type: "bracket", items: itemsOf(node.body), span: place };
  if (node.type === "relation" && node.operands.length === 3 && /^[<>]$/.test(node.relations[0]?.name ?? ""))
    return { type: "bracket", items: itemsOf(node.operands[1]!), span: place };
  const operator = operatorAbove(node);
  if (operator !== null) return { type: "operator", name: operator, span: place };
  const sign = markOf(node);
  if (sign === "+" || sign === "\\dagger") return { type: "pseudo-inverse", span: place };
  if (sign !== null) return { type: "mark", name: sign, span: place };
  if (node.type === "sum" && node.terms.length === 1 && node.terms[0]!.sign === "-") {
    const only = node.terms[0]!.node;
    if (only.type === "number" && only.value === 1) return { type: "inverse", span: place };
  }
  const label = labelOf(node);
  if (label !== null) return { type: "mark", name: label, span: place };
  const hadamard = hadamardExponent(node);
  if (hadamard) return { type: "hadamard-power", node: hadamard, span: place };
  return { type: "bare", node, span: place };
}

/** `W^{in}`: a word that names weights, though its letters stand in italics. */
function labelOf(node: TexNode): string | null {
  if (node.type !== "product" || !node.factors.every(({ sign }) => sign === "")) return null;
  const word = node.factors.map(({ node: part }) => (part.type === "letter" ? part.name : "·")).join("");
  return /^(in|out|rec|res|back|fb|hid)$/.test(word) ? word : null;
}

export function isTranspose(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  if (bare.type === "letter") return bare.name === "T" || transposeNames.has(bare.name);
  if (bare.type === "sign" || bare.type === "word") {
    const name = bare.type === "sign" ? bare.name : bare.text;
    return transposeNames.has(name);
  }
  return bare.type === "text" && transposeNames.has(bare.text.trim());
}

function markOf(node: TexNode): string | null {
  if (node.type === "sign" && /^(\*|\\ast|\\star|\\dagger|\+|\\circ|-|\\infty)$/.test(node.name))
    return node.name === "\\ast" ? "*" : node.name;
  if (node.type === "product" && node.factors.length === 2) {
    const [first, second] = node.factors;
    if (first?.node.type === "empty" && second?.node.type === "empty") return second.sign;
  }
  if (node.type === "sum" && node.terms.length === 1 && node.terms[0]!.node.type === "empty")
    return node.terms[0]!.sign;
  return null;
}

function hadamardExponent(node: TexNode): TexNode | null {
  if (node.type !== "product") return null;
  const [first, second] = node.factors;
  if (node.factors.length === 2 && first?.node.type === "empty" && /odot|circ/.test(second?.sign ?? ""))
    return second!.node;
  if (node.factors.length === 2 && first?.node.type === "sign" && /odot|circ/.test(first.node.name))
    return second!.node;
  return null;
}

/** The node under braces drawn round it: `\underbrace{x}`, `\cancel{x}`, `\color{red} x`. */
export function withoutDecoration(node: TexNode): TexNode {
  return node.type === "decoration" ? withoutDecoration(node.body) : node;
}

/**
 * Calls `visit` for every letter with its scripts, and for the letters inside the scripts; `listed` where it is one
 * of a list with dots (`x_1, \ldots, x_{i-1}, x_{i+1}, \ldots, x_n`).
 */
export function visitOccurrences(
  node: TexNode,
  visit: (occurrence: Occurrence, listed: boolean) => void,
): void {
  for (const { occurrence, listed } of occurrencesIn(node)) visit(occurrence, listed);
}

interface Listed {
  readonly occurrence: Occurrence;
  readonly listed: boolean;
}

const occurrencesIn = oncePer((root: TexNode): readonly Listed[] => {
  const found: Listed[] = [];
  const collect = (node: TexNode, listed: boolean): void => {
    const occurrence = readOccurrence(node);
    if (occurrence) {
      found.push({ occurrence, listed });
      // The sizes in `\mathbb{R}^{n_l \times n_{l-1}}` are symbols of their own.
      if (occurrence.font === "blackboard")
        for (const part of occurrence.superscripts) if (part.type === "bare") collect(part.node, listed);
      return;
    }
    const lists = listed || (node.type === "list" && node.items.some((item) => item.type === "dots"));
    for (const child of children(node)) collect(child, lists);
  };
  collect(root, false);
  return found;
});
