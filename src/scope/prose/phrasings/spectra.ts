/*
 * Phrasings of the spectrum of a matrix: its decompositions ("let `A = U S V^T` be the thin SVD"), and its eigenvalues
 * and singular values with their vectors. Goes out: `decomposition` and `spectral` declarations.
 */
import type { Span } from "../../../text/span.ts";
import type { TexNode } from "../../../tex/syntax.ts";
import type { Declaration, Role } from "../../declaration.ts";
import { mentionOf, type Sentence } from "../sentence.ts";
import { spell } from "../spell.ts";
import { isSymbol, subjectsOf } from "../subject.ts";
import { type Phrasing, node, phrase } from "./phrasing.ts";

const decompositions: readonly {
  pattern: string;
  means: Extract<Declaration, { type: "decomposition" }>["means"];
}[] = [
  { pattern: "(?:thin|compact|reduced|economy) (?:singular value decomposition|SVD)", means: "thin-svd" },
  { pattern: "(?:full )?(?:singular value decomposition|SVD)", means: "svd" },
  { pattern: "(?:eigen-?(?:value )?decomposition|spectral decomposition)", means: "eigen" },
  { pattern: "cholesky (?:factorization|factorisation|decomposition|factor)", means: "cholesky" },
  { pattern: "(?:thin |reduced )?QR (?:factorization|factorisation|decomposition)", means: "qr" },
];

/** What a matrix must be to have the factors. */
const rolesOfDecomposed: Readonly<Record<string, readonly Role[]>> = {
  cholesky: ["symmetric", "positive-definite"],
  qr: ["full-column-rank"],
};

const decompositionRows: readonly Phrasing[] = decompositions.flatMap(({ pattern, means }) =>
  [
    `[F] (?:is|be|denotes) (?:the|an?|its) ${pattern}`,
    `(?:the|an?|with|and|its) ${pattern} (?:is |reads )?[F]`,
  ].map((source) => ({
    pattern: phrase(source),
    read: (match: RegExpExecArray, sentence: Sentence, span: Span): Declaration[] => {
      const formula = node(sentence, match[1]);
      if (formula?.type !== "relation") return [];
      const roles = (rolesOfDecomposed[means] ?? []).flatMap((role): Declaration[] => {
        const [subject] = subjectsOf(formula.operands[0]!);
        return subject ? [{ type: "role", subject: subject.node, role, span }] : [];
      });
      return [{ type: "decomposition", formula, means, span }, ...roles];
    },
  })),
);

type SpectralName = Extract<Declaration, { type: "spectral" }>["means"];

const belonging = "(?:corresponding |associated |unit |normali[sz]ed )*";
const largest = "(?:largest|top|leading|dominant|maximal|maximum|first)";
const vectorWords =
  "(?:the |its |corresponding |associated |unit |normali[sz]ed |first |leading |top |dominant |principal )*";
const leftAndRight: readonly (readonly [number, SpectralName])[] = [
  [1, "left-vector"],
  [2, "right-vector"],
];

/** A singular value with its vectors, `u_1` and `v_1` in this order, and all eigenvalues of a matrix at once. */
const singularRows: readonly Phrasing[] = [
  {
    pattern: phrase(
      `(?:[F],? (?:has|have|with) )?(?:the |an? |its )?(?:simple )?${largest} (?:simple )?singular value [F](?:,? which is (?:simple|unique),?)?,? (?:and |with )?${vectorWords}(?:left and right )?singular vectors [F](?:,| and) [F]`,
    ),
    read: spectral(
      [
        [2, "singular-value"],
        [3, "left-vector"],
        [4, "right-vector"],
      ],
      [1],
      /simple|unique/i,
    ),
  },
  {
    pattern: phrase(
      `[F] and [F] (?:are |being |be |denote )?${vectorWords}left and right singular vectors(?: of [F])?`,
    ),
    read: spectral(leftAndRight, [3], /simple/i),
  },
  {
    pattern: phrase(`spectral norm [F] of [F]`),
    read: spectral([[1, "singular-value"]], 2, /simple/i),
  },
  {
    pattern: phrase(
      `(?:[F],? (?:has|have|with) |[F] (?:is|be) (?:an? )?(?:[a-z]+ )*with )(?:the |an? |its )?(?:simple )?${largest} eigen-?value [F](?:,? which is (?:simple|unique),?)?,? (?:and |with )?(?:the |an? |its )?${belonging}eigen-?vector [F]`,
    ),
    read: spectral(
      [
        [3, "eigenvalue"],
        [4, "eigenvector"],
      ],
      [1, 2],
      /simple|unique/i,
    ),
  },
  {
    pattern: phrase(
      `[F],? (?:(?:is|be) (?:an? )?(?:[a-z-]+ )*)?(?:with|has|have) (?:the |its |(?:simple|distinct|real|complex) )*eigen-?values [F](?!,? (?:[a-z]+ )*eigen-?vectors?)`,
    ),
    read: spectral([[2, "spectrum"]], 1, /simple|distinct/i),
  },
  {
    pattern: phrase(
      "[F] (?:be|are|denotes?) (?:the |all )?(?:[a-z]+ )*eigen-?values of (?:the |an? )?(?:[a-z]+ )*[F]",
    ),
    read: spectral([[1, "spectrum"]], 2, /simple|distinct/i),
  },
];

const eigenvalues = "(?:an? |the )?(?:simple |distinct |real |isolated )*eigen-?values?";

const spectrumOf = `[F] (?:(?:is|be) (?:an? )?(?:square |real )*(?:matrix )?with|has|have|with) ${eigenvalues} [F]`;
const spectrumIn = `[F] (?:is |be |denotes? )?(?:an? |the )?(?:simple |real |isolated |distinct )*eigen-?value of (?:an? |the )?(?:general |square |real |matrix )*[F]`;
const twoVectors = `,? (?:and |with )?(?:the |an? |its )?${belonging}(right|left) eigen-?vectors? [F],? (?:and )?(?:with )?(?:the |an? |its )?${belonging}(left|right) eigen-?vectors? [F]`;
const vectorsPaired = `,? (?:and |with )?(?:the |its )?${belonging}(right|left) and (left|right) eigen-?vectors [F](?:,| and) [F]`;
const spectrumFirst = { matrix: 1, value: 2 };
const valueFirst = { matrix: 2, value: 1 };

/** Eigenvectors of both sides: "right eigenvector `x` and left eigenvector `y`", "right and left eigenvectors `x` and `y`". */
const twoSidedRows: readonly Phrasing[] = [
  { pattern: phrase(spectrumOf + twoVectors), read: bothEigenvectors(spectrumFirst, [3, 5], [4, 6]) },
  { pattern: phrase(spectrumIn + twoVectors), read: bothEigenvectors(valueFirst, [3, 5], [4, 6]) },
  { pattern: phrase(spectrumOf + vectorsPaired), read: bothEigenvectors(spectrumFirst, [3, 4], [5, 6]) },
  { pattern: phrase(spectrumIn + vectorsPaired), read: bothEigenvectors(valueFirst, [3, 4], [5, 6]) },
];

export const spectrumRows: readonly Phrasing[] = [
  ...decompositionRows,
  ...singularRows,
  {
    pattern: phrase(
      "[F] (?:is|be|denotes) the (?:\\(?simple\\)? )?(?:largest|top|leading|dominant|maximal) (?:\\(?simple\\)? )?singular value(?: of [F])?(?:,? with (?:corresponding )?(?:unit )?singular vectors [F] \\(left\\),? (?:and )?[F] \\(right\\))?",
    ),
    read: spectral(
      [
        [1, "singular-value"],
        [3, "left-vector"],
        [4, "right-vector"],
      ],
      [2],
      /simple/i,
    ),
  },
  {
    pattern: phrase(
      "(?:[F],? (?:has|have|with) (?:the )?)?(?:simple |distinct |nonzero )*singular values? [F],? (?:and |with )?(?:the )?(?:corresponding )?left(?: singular)? vectors? [F],? and (?:the )?right(?: singular)? vectors? [F]",
    ),
    read: spectral(
      [
        [2, "singular-value"],
        [3, "left-vector"],
        [4, "right-vector"],
      ],
      [1],
      /simple|distinct/i,
    ),
  },
  {
    pattern: phrase(
      "[F] (?:is|be) (?:an? )?(?:real )?(?:symmetric )?(?:matrix )?with (?:an? |the )?(?:simple |distinct |real )*eigen-?values? [F](?:,? (?:and|with) (?:the |an? )?(?:corresponding |associated |unit |normali[sz]ed |orthonormal )*eigen-?vectors? [F])?",
    ),
    read: spectral(
      [
        [2, "eigenvalue"],
        [3, "eigenvector"],
      ],
      1,
      /simple/i,
    ),
  },
  ...twoSidedRows,

  {
    pattern: phrase(
      `[F],? (?:is |be |denotes )?(?:its|the) (?:simple )?(?:largest|maximal|dominant|leading|top) (?:simple )?eigen-?value(?: of [F])?,? (?:and|with) (?:[F] (?:is |be )?)?(?:the |its |an? )?${belonging}eigen-?vector(?: [F])?`,
    ),
    read: (m, s, span) => {
      const vector = m[3] ? 3 : 4;
      const entries = [[1, "eigenvalue"] as const, [vector, "eigenvector"] as const];
      return spectral(entries, m[2] ? 2 : null, /simple/i)(m, s, span);
    },
  },
];

/** Each symbol by its group; the matrix by its own, or by the first of several that is there. */
function spectral(
  entries: readonly (readonly [number, SpectralName])[],
  of: number | readonly number[] | null,
  isSimple: RegExp,
): Phrasing["read"] {
  return (match, sentence, span) => {
    const owning = typeof of === "number" ? of : (of?.find((group) => match[group]) ?? null);
    return entries.flatMap(([group, means]): Declaration[] => {
      const found = node(sentence, match[group]);
      const inside = match[group] && found?.type === "product" ? argumentOf(found) : null;
      const matrix =
        owning !== null
          ? node(sentence, match[owning])
          : (inside ?? argumentOf(node(sentence, match[entries[0]![0]])));
      const owner = matrix ? (subjectsOf(matrix)[0]?.node ?? null) : null;
      return found
        ? [{ type: "spectral", subject: found, of: owner, means, simple: isSimple.test(match[0]), span }]
        : [];
    });
  };
}

/** An eigenvalue of a matrix with a right and a left eigenvector, in either order: where each stands in the match. */
function bothEigenvectors(
  { matrix, value }: { readonly matrix: number; readonly value: number },
  sides: readonly [number, number],
  vectors: readonly [number, number],
): Phrasing["read"] {
  return (match, sentence, span) => {
    const isLeftFirst = /left/i.test(match[sides[0]]!) && !/left/i.test(match[sides[1]] ?? "");
    const [right, left] = isLeftFirst ? [vectors[1], vectors[0]] : vectors;
    const spectrum = spectral(
      [
        [value, "eigenvalue"],
        [right, "eigenvector"],
        [left, "left-eigenvector"],
      ],
      matrix,
      /simple|distinct/i,
    )(match, sentence, span);
    const dual = areDual(sentence);
    return spectrum.map((one) => ({ ...one, dual }));
  };
}

/** "normalised such that `y^\top x = 1`". */
function areDual(sentence: Sentence): boolean {
  const products = [...sentence.text].flatMap((character) => mentionOf(sentence, character) ?? []);
  return (
    /bi-?orthonormal|dual basis/i.test(sentence.text) ||
    products.some(({ node: formula }) => /^.*\^\{(\\top|T|\*|H)\}.*=1$/.test(spell(formula)))
  );
}

function argumentOf(found: TexNode | null): TexNode | null {
  const last = found?.type === "product" ? found.factors.at(-1)!.node : null;
  return last?.type === "fenced" && isSymbol(last.body) ? last.body : null;
}
