/*
 * Factors: drops one that does not belong, brings in one that is missing, or turns a matrix product into an
 * entrywise one.
 */
import type { Expression } from "../../algebra/expression.ts";
import { type Candidate, type Chain, type Site, chainsOf, source, unfenced } from "../site.ts";
import { occurrencesOf, symbolText, textAtTime, timesOf } from "../symbol-text.ts";
import { kindOf } from "../derive/kind.ts";
import { activationCalls } from "./functions.ts";

export function factorEdits(site: Site): readonly Candidate[] {
  return [...drops(site), ...insertions(site), ...productKinds(site), ...deltas(site)];
}

function drops(site: Site): readonly Candidate[] {
  return chainsOf(site).flatMap((chain) =>
    chain.factors.flatMap((factor, at): readonly Candidate[] => {
      if (factor.type === "number") return [];
      const rest = chain.factors.filter((_, index) => index !== at);
      const only = rest.length === 1 ? rest[0]! : null;
      const alone = only && chain.whole === site.claimed;
      const next = chain.factors[at + 1];
      const span = alone
        ? chain.whole.span
        : next
          ? { start: factor.span.start, end: next.span.start }
          : { start: chain.factors[at - 1]!.span.end, end: factor.span.end };
      const newText = alone ? (unfenced(site, only) ?? source(site, only.span)) : "";
      const derivative = hasPrime(factor);
      return [
        {
          rule: derivative ? "wrong-function" : factor.type === "symbol" ? "wrong-symbol" : "wrong-function",
          edits: [{ span, newText }],
          marks: [factor.span],
          cost: 1.3,
          title: "Drop the factor",
        },
      ];
    }),
  );
}

function hasPrime(part: Expression): boolean {
  if (part.type === "call") return part.order > 0 || part.arguments.some(hasPrime);
  return false;
}

/** Derivatives of the activations, matrices and vectors of the note, before or after each factor. */
function insertions(site: Site): readonly Candidate[] {
  const pieces = missingPieces(site);
  const chains: readonly Chain[] = chainsOf(site).filter(({ whole }) => topLevel(site, whole));
  const targets = chains.length > 0 ? chains : [{ whole: site.claimed, factors: [site.claimed] }];
  const identity = site.claimed.type === "constant" && site.claimed.constant === "identity";
  const candidates: Candidate[] = [];
  for (const { factors } of targets)
    for (const piece of pieces) {
      if (identity) {
        candidates.push(insert(site.claimed.span, piece.text, piece, 1.4));
        continue;
      }
      candidates.push(...besideFactors(site, factors, piece), ...entrywiseProducts(site, factors, piece));
    }
  return candidates;
}

function besideFactors(site: Site, factors: readonly Expression[], piece: Piece): readonly Candidate[] {
  if (piece.isScalar) {
    const [first] = factors;
    const span = { start: first!.span.start, end: first!.span.start };
    return [insert(span, `${piece.entrywise ?? piece.text} `, piece, 1.3)];
  }
  return factors.flatMap((factor, at) => {
    const candidates = [
      insert({ start: factor.span.start, end: factor.span.start }, `${piece.text} `, piece, 1.5),
    ];
    if (factor.type === "constant" && factor.constant === "identity")
      candidates.push(insert(factor.span, piece.text, piece, 1.3));
    if (at === factors.length - 1)
      candidates.push(insert({ start: factor.span.end, end: factor.span.end }, ` ${piece.text}`, piece, 1.5));
    return candidates;
  });
}

/** `(Wᵀδ) ⊙ σ'(z)`: the first factors together, times the derivative entry by entry. */
function entrywiseProducts(site: Site, factors: readonly Expression[], piece: Piece): readonly Candidate[] {
  if (piece.entrywise === null || piece.isScalar) return [];
  const whole = factors.length;
  return factors.map((factor, at) => {
    const span = { start: factors[0]!.span.start, end: factor.span.end };
    const prefix = source(site, span);
    const product = `${at === 0 ? prefix : `(${prefix})`} \\odot ${piece.entrywise!}`;
    return insert(span, at === whole - 1 ? product : `(${product})`, piece, 1.35);
  });
}

function topLevel(site: Site, whole: Expression): boolean {
  return whole === site.claimed || (site.claimed.type === "iterated" && site.claimed.body === whole);
}

interface Piece {
  readonly text: string;
  /** The same without diag, for an entrywise product. */
  readonly entrywise: string | null;
  readonly isDerivative: boolean;
  /** A number stands before all factors. */
  readonly isScalar: boolean;
}

function insert(
  span: { start: number; end: number },
  newText: string,
  piece: Piece,
  cost: number,
): Candidate {
  return {
    rule: "missing-factor",
    edits: [{ span, newText }],
    marks: [span],
    cost: piece.isDerivative ? cost : cost + 0.5,
    title: "Bring in the missing factor",
  };
}

/** What a product may lack: σ'(z) at each time that the claim speaks of, and the matrices of the definitions. */
function missingPieces(site: Site): readonly Piece[] {
  const pieces = new Map<string, Piece>();
  const [open, close] = site.style.diag;
  for (const { call, letter } of activationCalls(site).slice(0, 6))
    for (const time of timesOf(site)) {
      const slope = `${source(site, call.functionSpan)}'(${textAtTime(site, call.arguments[0]!, letter, time)})`;
      const isScalar = kindOf(site.scope, call.arguments[0]!) === "scalar";
      pieces.set(slope, { text: `${open}${slope}${close}`, entrywise: slope, isDerivative: true, isScalar });
    }
  for (const [name, [first]] of occurrencesOf(site)) {
    if (!first || !site.scope.facts.shapes.has(name) || pieces.size > 24) continue;
    const text = symbolText(site, name, first.time);
    const isScalar = kindOf(site.scope, first) === "scalar";
    if (text !== null) pieces.set(text, { text, entrywise: null, isDerivative: false, isScalar });
  }
  return [...pieces.values()];
}

/** `A B z` as `(A B) ⊙ z`, and ⊙ as a matrix product. */
function productKinds(site: Site): readonly Candidate[] {
  return chainsOf(site).flatMap(({ whole, factors }): readonly Candidate[] => {
    const candidates: Candidate[] = [];
    const text = source(site, whole.span);
    if (/\\odot|\\circ|\*/.test(text))
      for (const match of text.matchAll(/\s*(?:\\odot|\\circ|\*)\s*/g)) {
        const start = whole.span.start + match.index;
        const span = { start, end: start + match[0].length };
        candidates.push({
          rule: "product-kind",
          edits: [{ span, newText: " " }],
          marks: [span],
          cost: 1.2,
          title: "Use the matrix product",
        });
      }
    if (factors.length >= 2) {
      const last = factors.at(-1)!;
      const before = { start: factors[0]!.span.start, end: factors.at(-2)!.span.end };
      const left = source(site, before);
      const head = factors.length > 2 ? `\\left(${left}\\right)` : left;
      const span = { start: before.start, end: last.span.end };
      const mark = { start: before.end, end: last.span.start };
      candidates.push({
        rule: "product-kind",
        edits: [{ span, newText: `${head} \\odot ${source(site, last.span)}` }],
        marks: [mark.end > mark.start ? mark : last.span],
        cost: 1.15,
        title: "Use the entrywise product",
      });
    }
    return candidates;
  });
}

/** `s_j (1 - s_k)` for `s_j (δ_jk - s_k)`. */
function deltas(site: Site): readonly Candidate[] {
  const { head } = site.claim;
  if (head.type !== "derivative" || head.of.type !== "entry" || head.withRespectTo[0]?.type !== "entry")
    return [];
  const [i] = head.of.indices;
  const [j] = head.withRespectTo[0].indices;
  if (!i || !j) return [];
  const delta = `\\delta_{${source(site, i.span)}${source(site, j.span)}}`;
  return site.parts.flatMap((part): readonly Candidate[] => {
    const one =
      (part.type === "number" && part.value === 1) || (part.type === "constant" && part.constant === "ones");
    return one
      ? [
          {
            rule: "missing-factor",
            edits: [{ span: part.span, newText: delta }],
            marks: [part.span],
            cost: 1.1,
            title: "Use the Kronecker delta",
          },
        ]
      : [];
  });
}
