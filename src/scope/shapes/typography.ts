/*
 * What the look of a letter says of its rank, and how surely: the name of a symbol and the habits of the note go in.
 * It never looks at what the symbol means.
 */
import { oncePer } from "../../text/once.ts";
import { boldName } from "../fonts.ts";
import type { Notation } from "../notation.ts";

/** Below this a guess from typography alone is not enough to call a claim wrong. */
export const CONFIDENT = 3;

/** `W`, `bold W`, `W_{h}`: a capital, which nobody takes for a vector or a number unless told. */
export function isMatrixLetter(name: string): boolean {
  return /^(bold )?[A-Z](?![A-Za-z])/.test(name);
}

/** A capital, Latin or Greek. */
export function isCapital(name: string): boolean {
  return isMatrixLetter(name) || /^(bold )?\\[A-Z]/.test(name);
}

/** How a letter is usually used: bold or capital Latin letters as in linear algebra, Greek ones as scalars. */
export function typographicRank(name: string, notation: Notation): { rank: number; confidence: number } {
  const base = name.replace(/[_^]\{.*$/, "").replace(/@.*$/, "");
  const letter = base.split(" ").at(-1)!;
  // A step in time.
  if (/^Delta (t|\\tau)$/.test(base)) return { rank: 0, confidence: 4 };
  const seen = notation.evidence.get(base);
  const bold = seen?.fonts.has("bold") ?? false;
  // Nobody transposes a number.
  if (seen?.transposed && /^[LJECNT]$/.test(letter)) return { rank: 2, confidence: CONFIDENT };
  if (/^(L|J|E|C|N|T|\\ell|\\mathcal.*|const|constant)$/.test(letter) && !bold)
    return { rank: 0, confidence: 4 };
  if (/^[A-Z]$/.test(letter)) return { rank: 2, confidence: bold ? 5 : 3 };
  if (hasPairs(base, notation)) return { rank: 2, confidence: CONFIDENT };
  if (bold) return { rank: 1, confidence: 5 };
  // What is transposed is no number, in bold or not.
  if (seen?.transposed) return { rank: 1, confidence: CONFIDENT - 1 };
  if (/^\\(lambda|alpha|beta|gamma|eta|epsilon|varepsilon|tau|rho|kappa|zeta|nu|omega)$/.test(letter))
    return { rank: 0, confidence: 4 };
  // A step, more often than a matrix; what it is added to says more.
  if (letter === "\\Delta") return { rank: 0, confidence: 1 };
  if (notation.evidence.has(boldName(letter))) return { rank: 0, confidence: CONFIDENT };
  if (/^\\(Sigma|Lambda|Omega|Theta|Phi)$/.test(letter) && usesMatrices(notation))
    return { rank: 2, confidence: CONFIDENT - 1 };
  const linear = usesMatrices(notation) && !writesVectorsBold(notation);
  return linear ? { rank: 1, confidence: 1 } : { rank: 0, confidence: 1 };
}

/** `w_{jk}` of a small w, wherever it stands. */
function hasPairs(base: string, { evidence }: Notation): boolean {
  const seen = evidence.get(base);
  return seen !== undefined && seen.pairs && seen.bare && !seen.labelPairs;
}

/** Whether the note works with vectors and matrices at all. */
export const usesMatrices = oncePer((notation: Notation): boolean => {
  if (notation.multipliesEntries || [...notation.declaredRank.values()].some((rank) => rank > 0)) return true;
  return [...notation.evidence.values()].some((seen) => seen.fonts.has("bold") || seen.transposed);
});

/** Whether the note sets its vectors in bold: a small letter that never is, is then more likely a number. */
export const writesVectorsBold = oncePer((notation: Notation): boolean =>
  [...notation.evidence].some(([name, seen]) => /^(bold )?[a-z]$/.test(name) && seen.fonts.has("bold")),
);
