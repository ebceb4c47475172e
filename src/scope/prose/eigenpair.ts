/*
 * Eigenvalues that are introduced by their equation: "suppose `A v = \lambda v`, where λ is simple", "with simple
 * eigenvalues, `A v_i = \lambda_i v_i`". An equation that is found, and not assumed, introduces nothing.
 */
import type { TexNode } from "../../tex/syntax.ts";
import type { Declaration } from "../declaration.ts";
import { type Sentence, mentionOf, sentenceSpan } from "./sentence.ts";
import { spell } from "./spell.ts";
import { isSymbol } from "./subject.ts";

const ofSpectra = /\beigen|\bsimple\b|\bnormali[sz]ed\b|\bunit\b/i;
const introduced =
  /(?:^\W*|\b)(?:let|suppose|assume|consider|given|for|where|with|satisfy(?:ing)?|satisfies|such that|so that|namely|i\.e\.)\b[^.;]*$/i;

/** The eigenvalue and the eigenvector of each equation that a sentence assumes. */
export function readEigenpairs(sentence: Sentence): Declaration[] {
  if (!ofSpectra.test(sentence.text)) return [];
  return [...sentence.text].flatMap((character, at): Declaration[] => {
    const mention = mentionOf(sentence, character);
    const pair = mention?.kind === "inline" && introduced.test(sentence.text.slice(0, at));
    const parts = pair ? eigenpairOf(mention.node) : null;
    if (!parts) return [];
    const { matrix: of, value, vector } = parts;
    const span = sentenceSpan(sentence, at, at + 1);
    const shared = { type: "spectral", of, simple: /simple|distinct/i.test(sentence.text), span } as const;
    return [
      { ...shared, subject: value, means: "eigenvalue", byEquation: true },
      { ...shared, subject: vector, means: "eigenvector", byEquation: true },
    ];
  });
}

/** The parts of `A v = \lambda v`, also within `A v_i = \lambda_i v_i, \quad i = 1, \dots, n`. */
function eigenpairOf(node: TexNode): { matrix: TexNode; value: TexNode; vector: TexNode } | null {
  if (node.type === "decoration") return eigenpairOf(node.body);
  if (node.type === "list") return eigenpairOf(node.items[0]!);
  if (node.type !== "relation" || node.relations[0]!.name !== "=") return null;
  const [left, right] = node.operands.slice(0, 2).map(twoSymbols);
  if (!left || !right || spell(left[1]) !== spell(right[1])) return null;
  const [matrix, value] = [left[0], right[0]];
  const isPair = /^\\?[A-Z]/.test(spell(matrix)) && /^\\(lambda|mu|theta|omega)/.test(spell(value));
  return isPair ? { matrix, value, vector: left[1] } : null;
}

function twoSymbols(node: TexNode): readonly [TexNode, TexNode] | null {
  if (node.type !== "product" || node.factors.length !== 2 || node.factors[1]!.sign !== "") return null;
  const [first, second] = node.factors.map((factor) => factor.node) as [TexNode, TexNode];
  return isSymbol(first) && isSymbol(second) ? [first, second] : null;
}
