/*
 * Phrasings that declare something other than what a symbol is: what is held fixed, how products run, what a sign
 * means, how the author stands to the next claim. One row a phrasing; in comes a match, out go declarations.
 */
import type { Span } from "../../text/span.ts";
import type { TexNode } from "../../tex/syntax.ts";
import type { Declaration, FixedGroup, Role } from "../declaration.ts";
import { mentionOf, mentionsIn, type Sentence, sentenceSpan } from "./sentence.ts";
import { readSet } from "./set.ts";
import { bare, spell } from "./spell.ts";
import { isDigitName, isSymbol, subjectsOf } from "./subject.ts";
import { elementwise, fullRank } from "./vocabulary.ts";

interface PhraseRow {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, sentence: Sentence, span: Span) => Declaration[];
}

const F = "[\\uE000-\\uF8FF]";
const list = `${F}(?:(?: ?, ?and | ?, ?| and | or )(?:the )?(?:\\w+ ){0,2}?${F})*`;

/** `[F]` is one formula, `[list]` several; case does not matter. */
function phrase(source: string): RegExp {
  return new RegExp(source.replaceAll("[F]", `(${F})`).replaceAll("[list]", `(${list})`), "gi");
}

/** All declarations of the rows that match. */
export function readPhrases(sentence: Sentence): Declaration[] {
  if (/\?["')]*\s*$/.test(sentence.text)) return [];
  return phrases.flatMap((row) =>
    matchesOf(row.pattern, sentence.text).flatMap((match) =>
      row.read(match, sentence, sentenceSpan(sentence, match.index, match.index + match[0].length)),
    ),
  );
}

/** Most patterns match nothing, and to ask that costs less than to collect. */
function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  const found = pattern.test(text);
  pattern.lastIndex = 0;
  return found ? [...text.matchAll(pattern)] : [];
}

function node(sentence: Sentence, mark: string | undefined): TexNode | null {
  return mark ? (mentionOf(sentence, mark)?.node ?? null) : null;
}

function symbols(sentence: Sentence, marks: string | undefined): TexNode[] {
  return mentionsIn(sentence, marks ?? "").flatMap((mention) =>
    subjectsOf(mention.node).map((subject) => subject.node),
  );
}

const gateNames: readonly { pattern: RegExp; group: FixedGroup }[] = [
  { pattern: /\bgates\b.*\bcandidates?\b|\bcandidates?\b.*\bgates\b/i, group: "gates-and-candidate" },
  { pattern: /\bgates\b|门控/i, group: "gates" },
  { pattern: /\breset gate\b|重置门/i, group: "reset-gate" },
  { pattern: /\bupdate gate\b|更新门/i, group: "update-gate" },
  { pattern: /\bforget gate\b|遗忘门/i, group: "forget-gate" },
  { pattern: /\binput gate\b|输入门/i, group: "input-gate" },
  { pattern: /\boutput gate\b|输出门/i, group: "output-gate" },
  { pattern: /\bcandidates?\b|候选/i, group: "candidate" },
];

/** What is held fixed: the formulas named, and a group of gates named without formulas. */
function fixed(said: string, sentence: Sentence, span: Span): Declaration[] {
  const what = said.replace(/\b(?:but|while|only|and let|let)\b.*$/i, "");
  const subjects = symbols(sentence, what);
  const words =
    subjects.length > 0
      ? what.replace(/\b(?:\w+ )?(?:candidate|gate)s?(?: state| activation)?,? ?[\uE000-\uF8FF]/gi, "")
      : what;
  const group = gateNames.find((row) => row.pattern.test(words))?.group ?? null;
  if (subjects.length === 0 && !group) return [];
  return [{ type: "fixed", subjects, group, span }];
}

const what = "((?:(?!\\b(?:with|where|if|when|let|is|are|be|has|have|we)\\b)[^.;:()]){1,90}?)";
const held = "(?:held|kept|being held|treated|regarded|considered|taken|assumed(?: to be)?|viewed|frozen)";
const still = "(?:as )?(?:an? )?(?:fixed|constants?|constant inputs?|independent(?: of [^,.;]*)?|given)";

function productOrder(largest: "left" | "right"): PhraseRow["read"] {
  return (_match, _sentence, span) => [{ type: "product-order", largest, span }];
}

function ordered(match: RegExpExecArray, sentence: Sentence, span: Span): Declaration[] {
  const [, extreme, side] = match;
  const isLargest = /larg|high|great|last|latest|big/i.test(extreme ?? "");
  const isLeft = /left|first/i.test(side ?? "");
  return productOrder(isLargest === isLeft ? "left" : "right")(match, sentence, span);
}

const meanings: readonly {
  pattern: RegExp;
  means: Extract<Declaration, { type: "product-sign" }>["means"];
}[] = [
  { pattern: new RegExp(`hadamard|(?:${elementwise})|阿达马|哈达玛`, "i"), means: "hadamard" },
  { pattern: /kronecker|tensor|克罗内克/i, means: "kronecker" },
  { pattern: /outer|外积/i, means: "outer" },
  { pattern: /inner|dot|scalar product|内积|点积/i, means: "inner" },
  { pattern: /(?:ordinary|usual|standard)? ?matrix|矩阵乘/i, means: "matrix" },
  { pattern: /scalar|ordinary|数乘/i, means: "scalar" },
];

/** What a product is called: "Hadamard product", "elementwise multiplication". */
export function meaningOf(said: string): Extract<Declaration, { type: "product-sign" }>["means"] | null {
  return meanings.find((row) => row.pattern.test(said))?.means ?? null;
}

const productSigns = new Set([
  "odot",
  "otimes",
  "circ",
  "times",
  "cdot",
  "*",
  "ast",
  "star",
  "bullet",
  "⊙",
  "⊗",
  "∘",
  "×",
  "·",
]);

/** A formula that is only a sign: `\odot`, also with empty or dotted sides. */
function signOf(sentence: Sentence, mark: string): string | null {
  const found = mentionOf(sentence, mark);
  if (found?.node.type === "product" && found.node.factors.length === 2 && found.node.factors[1]!.sign) {
    const sign = found.node.factors[1]!.sign;
    return productSigns.has(bare(sign)) ? sign : null;
  }
  const text = found ? spell(found.node).replace(/\\cdot(?=\\)|[{}\s]/g, "") : mark;
  return productSigns.has(bare(text)) ? text : null;
}

function productSign(mark: string, said: string, sentence: Sentence, span: Span): Declaration[] {
  const sign = signOf(sentence, mark);
  const means = meaningOf(said);
  return sign && means ? [{ type: "product-sign", sign, means, span }] : [];
}

function attitude(
  how: Extract<Declaration, { type: "attitude" }>["attitude"],
  extent: "next" | "previous",
): PhraseRow["read"] {
  return (_match, sentence, span) =>
    sentence.kind === "heading" ? [] : [{ type: "attitude", attitude: how, extent, span }];
}

/** "is wrong": of the formula in or behind the sentence if there is one, else of the one before. */
const rejects: PhraseRow["read"] = (match, sentence, span) => {
  const behind = sentence.text.slice(match.index + match[0].length);
  const isNext = /:\s*[\uE000-\uF8FF]?\s*$/.test(behind) || new RegExp(`^ ?${F}`).test(behind);
  return attitude("rejects", isNext ? "next" : "previous")(match, sentence, span);
};

function part(kind: "row" | "column" | "entry"): PhraseRow["read"] {
  return (match, sentence, span) => {
    const [subject, of] = [node(sentence, match[1]), node(sentence, match.at(-1))];
    if (!subject || !of || !isSymbol(subject) || !isSymbol(of)) return [];
    return [{ type: "part", subject, of, part: kind, span }];
  };
}

type NotationName = Extract<Declaration, { type: "notation" }>["means"];

const notations: readonly { pattern: string; means: NotationName }[] = [
  { pattern: "(?:matrix exponential)", means: "matrix-exponential" },
  { pattern: "(?:(?:principal )?matrix logarithm)", means: "matrix-logarithm" },
  { pattern: "(?:(?:moore-penrose )?pseudo-?inverse)", means: "pseudo-inverse" },
  { pattern: "(?:nuclear norm)", means: "nuclear-norm" },
  { pattern: "(?:frobenius norm)", means: "frobenius-norm" },
  { pattern: "(?:spectral norm|operator norm)", means: "spectral-norm" },
  { pattern: "(?:euclidean norm)", means: "euclidean-norm" },
  { pattern: `(?:(?:(?:${elementwise}) )?indicator(?: function)?)`, means: "indicator" },
  { pattern: "trace", means: "trace" },
  { pattern: "determinant", means: "determinant" },
];

const notationRows: readonly PhraseRow[] = notations.map(({ pattern, means }) => ({
  pattern: phrase(`[F] (?:is|denotes|for|means) (?:the )?(?:usual )?${pattern}(?! of)(?=[ ,.;:)]|$)`),
  read: (match, sentence, span) => [{ type: "notation", subject: node(sentence, match[1]), means, span }],
}));

const decompositions: readonly {
  pattern: string;
  means: Extract<Declaration, { type: "decomposition" }>["means"];
}[] = [
  { pattern: "(?:thin|compact|reduced|economy) (?:singular value decomposition|SVD)", means: "thin-svd" },
  { pattern: "(?:full )?(?:singular value decomposition|SVD)", means: "svd" },
  { pattern: "(?:eigen-?(?:value )?decomposition|spectral decomposition)", means: "eigen" },
  { pattern: "cholesky (?:factorization|factorisation|decomposition)", means: "cholesky" },
  { pattern: "(?:thin |reduced )?QR (?:factorization|factorisation|decomposition)", means: "qr" },
];

/** What a matrix must be to have the factors. */
const rolesOfDecomposed: Readonly<Record<string, readonly Role[]>> = {
  cholesky: ["symmetric", "positive-definite"],
  qr: ["full-column-rank"],
};

const decompositionRows: readonly PhraseRow[] = decompositions.flatMap(({ pattern, means }) =>
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

const eigenvalues = "(?:an? |the )?(?:simple |distinct |real |isolated )*eigen-?values?";
const belonging = "(?:corresponding |associated |unit |normali[sz]ed )*";

type SpectralName = Extract<Declaration, { type: "spectral" }>["means"];

function spectral(
  entries: readonly (readonly [number, SpectralName])[],
  of: number | null,
  isSimple: RegExp,
): PhraseRow["read"] {
  return (match, sentence, span) =>
    entries.flatMap(([group, means]): Declaration[] => {
      const found = node(sentence, match[group]);
      const inside = match[group] && found?.type === "product" ? argumentOf(found) : null;
      const matrix =
        of !== null
          ? node(sentence, match[of])
          : (inside ?? argumentOf(node(sentence, match[entries[0]![0]])));
      const owner = matrix ? (subjectsOf(matrix)[0]?.node ?? null) : null;
      return found
        ? [{ type: "spectral", subject: found, of: owner, means, simple: isSimple.test(match[0]), span }]
        : [];
    });
}

/** An eigenvalue of a matrix with a right and a left eigenvector, in either order: where each stands in the match. */
function bothEigenvectors(
  { matrix, value }: { readonly matrix: number; readonly value: number },
  sides: readonly [number, number],
  vectors: readonly [number, number],
): PhraseRow["read"] {
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

const spectrumOf = `[F] (?:(?:is|be) (?:an? )?(?:square |real )*(?:matrix )?with|has|have|with) ${eigenvalues} [F]`;
const spectrumIn = `[F] (?:is |be |denotes? )?(?:an? |the )?(?:simple |real |isolated |distinct )*eigen-?value of (?:an? |the )?(?:general |square |real |matrix )*[F]`;
const twoVectors = `,? (?:and |with )?(?:the |an? |its )?${belonging}(right|left) eigen-?vectors? [F],? (?:and )?(?:with )?(?:the |an? |its )?${belonging}(left|right) eigen-?vectors? [F]`;
const vectorsPaired = `,? (?:and |with )?(?:the |its )?${belonging}(right|left) and (left|right) eigen-?vectors [F](?:,| and) [F]`;
const spectrumFirst = { matrix: 1, value: 2 };
const valueFirst = { matrix: 2, value: 1 };

/** Eigenvectors of both sides: "right eigenvector `x` and left eigenvector `y`", "right and left eigenvectors `x` and `y`". */
const twoSidedRows: readonly PhraseRow[] = [
  { pattern: phrase(spectrumOf + twoVectors), read: bothEigenvectors(spectrumFirst, [3, 5], [4, 6]) },
  { pattern: phrase(spectrumIn + twoVectors), read: bothEigenvectors(valueFirst, [3, 5], [4, 6]) },
  { pattern: phrase(spectrumOf + vectorsPaired), read: bothEigenvectors(spectrumFirst, [3, 4], [5, 6]) },
  { pattern: phrase(spectrumIn + vectorsPaired), read: bothEigenvectors(valueFirst, [3, 4], [5, 6]) },
];

/** "normalised such that `y^\\top x = 1`". */
function areDual(sentence: Sentence): boolean {
  const products = [...sentence.text].flatMap((character) => mentionOf(sentence, character) ?? []);
  return (
    /bi-?orthonormal|dual basis/i.test(sentence.text) ||
    products.some(({ node: formula }) => /^.*\^\{(\\top|T|\*|H)\}.*=1$/.test(spell(formula)))
  );
}

/** A number that is computed from this and nothing else. */
function lossOf(loss: TexNode | null, of: TexNode | null, span: Span): Declaration[] {
  const [argument] = of ? subjectsOf(of.type === "relation" ? of.operands[0]! : of) : [];
  if (!loss || !argument || !isSymbol(loss)) return [];
  const codomain = { rank: 0, sizes: [] } as const;
  const fact = { acts: "whole", named: null, domain: null, codomain, dependsOn: [argument.node] } as const;
  return [{ type: "function", subject: loss, ...fact, span }];
}

const rolesKept: readonly (readonly [RegExp, Role])[] = [
  [/\bpositive[- ]definite/i, "positive-definite"],
  [/(?<!skew[- ])\bsymmetric/i, "symmetric"],
  [/\binvertible|\bnon-?singular/i, "invertible"],
  [/\borthogonal/i, "orthogonal"],
];

/** What changes with a number, and what it always is. */
function dependingOn(written: TexNode | null, by: TexNode | null, always: string, span: Span): Declaration[] {
  const [value] = written ? subjectsOf(written) : [];
  if (!value || !by || !isSymbol(by) || value.parameters.length > 0) return [];
  const fact = { acts: "whole", named: null, domain: null, codomain: null, dependsOn: [by] } as const;
  return [
    { type: "function", subject: value.base, ...fact, span },
    { type: "shape", subject: by, shape: { rank: 0, sizes: [] }, span },
    ...rolesKept.flatMap(([word, role]): Declaration[] =>
      word.test(always) ? [{ type: "role", subject: value.base, role, span }] : [],
    ),
  ];
}

/** A function that prose names, applied or alone: `\\Phi(M)`, `\\Phi`. */
function functionNamed(written: TexNode | null, named: string, span: Span): Declaration[] {
  const [found] = written ? subjectsOf(written) : [];
  if (!found) return [];
  const fact = { acts: "whole", named, domain: null, codomain: null, dependsOn: [] } as const;
  return [{ type: "function", subject: found.base, ...fact, span }];
}

/** Any two of the matrices that are listed. */
function commuting(match: RegExpExecArray, sentence: Sentence, span: Span): Declaration[] {
  const matrices = match.slice(1).flatMap((marks) => symbols(sentence, marks));
  return matrices.flatMap((one, at) =>
    matrices.slice(at + 1).map((other): Declaration => ({ type: "commuting", pair: [one, other], span })),
  );
}

function argumentOf(found: TexNode | null): TexNode | null {
  const last = found?.type === "product" ? found.factors.at(-1)!.node : null;
  return last?.type === "fenced" && isSymbol(last.body) ? last.body : null;
}

function entrywise(match: RegExpExecArray, _sentence: Sentence, span: Span): Declaration[] {
  const operations = (["power", "absolute", "sign", "all"] as const).filter((name) =>
    operationWords[name].test(match[1]!),
  );
  return operations.length > 0 ? [{ type: "entrywise", operations, span }] : [];
}

const operationWords = {
  power: /squares?|powers?|exponents?|roots?|reciprocals?/i,
  absolute: /absolute/i,
  sign: /\bsigns?\b/i,
  all: /everything|all (?:operations|functions|nonlinearities|products|of)|operations/i,
} as const;

/** "the softmax taken along each row": the subject is the word itself. */
function softmaxAlong(match: RegExpExecArray, _sentence: Sentence, span: Span): Declaration[] {
  const subject: TexNode = { type: "word", text: "softmax", span, literal: false };
  const acts = /row/i.test(match[1] ?? match[2] ?? "") ? "rows" : "columns";
  return [
    { type: "function", subject, acts, named: "softmax", domain: null, codomain: null, dependsOn: [], span },
  ];
}

/** The shapes meant are those of the same parenthesis, or of the sentence. */
function likewise(match: RegExpExecArray, sentence: Sentence, span: Span): Declaration[] {
  const before = sentence.text.slice(0, match.index);
  const open = before.lastIndexOf("(");
  const piece = open > before.lastIndexOf(")") ? before.slice(open) : before;
  return [{ type: "likewise", subjects: symbols(sentence, piece), span }];
}

/** "let", "now", "instead": the equation in this sentence, or right behind it, defines anew. */
const redefines: PhraseRow["read"] = (_match, sentence, span) => {
  const holdsEquation = mentionsIn(sentence, sentence.text).some(
    (mention) =>
      mention.node.type === "relation" &&
      subjectsOf(mention.node).length > 0 &&
      ["=", ":=", "equiv", "coloneqq"].includes(bare(mention.node.relations[0]!.name)),
  );
  return holdsEquation || /:\s*$|[a-z]\s*$/i.test(sentence.text) ? [{ type: "redefines", span }] : [];
};

const phrases: readonly PhraseRow[] = [
  // What is held fixed.
  {
    pattern: phrase(
      `\\b(?:with |where |here,? |so )?${what},? (?:is|are|were|being|be|,)? ?(?:all |both |here )?${held} ${still}`,
    ),
    read: (m, s, at) => fixed(m[1]!, s, at),
  },
  {
    pattern: phrase(
      `\\b(?:(?:hold|holding|keep|keeping|freeze|freezing|fix|fixing|leave|leaving) ${what}|(?:treat|treating|regard|regarding|consider|considering|view|viewing) ${what} as) ${still}\\b`,
    ),
    read: (m, s, at) => fixed(m[1] ?? m[2]!, s, at),
  },
  { pattern: phrase(`\\bfor fixed ${what}(?=[,.;:]|$)`), read: (m, s, at) => fixed(m[1]!, s, at) },
  {
    pattern: phrase(
      "\\b(?:ignor(?:e|ing)|neglect(?:ing)?) (?:the )?(?:dependence|dependency|indirect dependence) of ((?:the )?gates?[^.;,]*?|[^.;,]*?) on\\b",
    ),
    read: (m, s, at) => fixed(m[1]!, s, at),
  },
  {
    pattern:
      /\b(?:direct|immediate) (?:partial )?derivatives?\b|\bonly the direct path\b|\bdirect partial\b|直接偏导/gi,
    read: (_m, _s, span) => [{ type: "fixed", subjects: [], group: null, span }],
  },
  {
    pattern: phrase("(?:[F][、,，和与 ]*)+(?:视|看作|看成|当作)(?:作|为)?(?:常数|常量|常矩阵|常向量)"),
    read: (m, s, at) => fixed(m[0], s, at),
  },
  {
    pattern: /(?:视|看作|固定)[^。；，]{0,20}?(?:为常数|为常量|常数|不变)|(?:门控|门)(?:固定|不变|视为常数)/g,
    read: (m, s, at) => fixed(m[0], s, at),
  },

  // Functions named by a word.
  {
    pattern:
      /\bsoftmax (?:is |being |are )?(?:then )?(?:taken|applied|computed|acting|acts|operates|operating|normalised|normalized)? ?(?:(?:along|over|across|to|on|for) (?:each|every|the) (row|column)s?|(row|column)-?wise)/gi,
    read: softmaxAlong,
  },

  // In which order products run.
  {
    pattern: phrase(
      `\\b(largest|highest|greatest|last|latest|biggest|smallest|lowest|least|earliest) (?:(?:value of |index |time |time step |step )*(?:${F} ?)?)?(?:is |stands |goes |comes |appears |placed |standing )*(?:on the |at the |to the |furthest |far )*(left-?most|right-?most|left|right|first|last)\\b`,
    ),
    read: ordered,
  },
  {
    pattern: phrase(
      `(?:${F} |index |indices |time )(?:running |runs |is |are )*(increasing|ascending|decreasing|descending)(?: order)? (?:from )?(?:left to right|to the right)`,
    ),
    read: (m, s, at) => productOrder(/^(?:inc|asc)/i.test(m[1]!) ? "right" : "left")(m, s, at),
  },
  {
    pattern: phrase(
      `(?:${F} |index |indices )(?:running |runs |is |are )*(increasing|ascending|decreasing|descending)(?: order)? (?:from )?right to left`,
    ),
    read: (m, s, at) => productOrder(/^(?:inc|asc)/i.test(m[1]!) ? "left" : "right")(m, s, at),
  },
  {
    pattern: phrase(
      `\\b(?:in|by|with|of) (decreasing|descending|increasing|ascending) (?:order(?: of(?: the)?(?: index)? ${F})?|${F}|index|indices)\\b(?! (?:from )?(?:left|right))`,
    ),
    read: (m, s, at) => productOrder(/^(?:dec|desc)/i.test(m[1]!) ? "left" : "right")(m, s, at),
  },

  // What a sign means.
  {
    pattern: phrase(
      `(${F}|[⊙⊗∘*·×]) (?:is|denotes|means|stands for|represents|for|being|indicates|=) (?:the |an? )?([a-z -]*?(?:product|multiplication|products))`,
    ),
    read: (m, s, at) => productSign(m[1]!, m[2]!, s, at),
  },
  {
    pattern: phrase(
      `(${F}|[⊙⊗∘*·×]) ?(?:是|为|表示|代表) ?((?:逐元素|按元素|矩阵|外|内|点|克罗内克|Hadamard|哈达玛|阿达马)[^，。；]{0,6})`,
    ),
    read: (m, s, at) => productSign(m[1]!, m[2]!, s, at),
  },
  {
    pattern: phrase(
      `\\(?(?:the |by )?((?:hadamard|element-?wise|kronecker|outer|inner|matrix) (?:product|multiplication)),? (?:which |that )?(?:we )?(?:is )?(?:denoted?|written|denote by|written as)(?: by| as| with)? (${F}|[⊙⊗∘*])`,
    ),
    read: (m, s, at) => productSign(m[2]!, m[1]!, s, at),
  },

  {
    pattern: phrase(
      `(?:and|,|with|where) (${F}) (?:the |an? )?((?:hadamard|element-?wise|kronecker|outer|inner|ordinary|usual) (?:matrix )?(?:product|multiplication))`,
    ),
    read: (m, s, at) => productSign(m[1]!, m[2]!, s, at),
  },
  {
    pattern: phrase(
      `(?:the |an? )((?:hadamard|element-?wise|kronecker|outer|inner) (?:product|multiplication)) (${F})(?![a-z])`,
    ),
    read: (m, s, at) => productSign(m[2]!, m[1]!, s, at),
  },

  {
    pattern: phrase(`denote by (${F}) (?:the |an? )?([a-z-]+ (?:product|multiplication))`),
    read: (m, s, at) => productSign(m[1]!, m[2]!, s, at),
  },

  // Parts of a matrix or vector.
  {
    pattern: phrase(
      `[F],? (?:is|be|denotes|for|are|represents) (?:the )?(?:${F}|\\w+)?-?(?:-?th|st|nd|rd)? ?rows? (?:vector )?(?:\\([^)]*\\) )?of (?:the )?(?:matrix )?[F]`,
    ),
    read: part("row"),
  },
  {
    pattern: phrase(
      `[F],? (?:is|be|denotes|for|are|represents) (?:the )?(?:${F}|\\w+)?-?(?:-?th|st|nd|rd)? ?columns? (?:vector )?(?:\\([^)]*\\) )?of (?:the )?(?:matrix )?[F]`,
    ),
    read: part("column"),
  },
  {
    pattern: phrase(
      `[F],? (?:is|be|denotes|for|are|represents) (?:the )?(?:${F}|\\([^)]*\\)|\\w+)?-?(?:-?th|st|nd|rd)? ?(?:entry|element|component|coordinate|entries|elements|components)(?: \\([^)]*\\)| ${F})? of (?:the )?(?:matrix |vector )?[F]`,
    ),
    read: part("entry"),
  },
  {
    pattern: phrase(`[F] ?(?:是|为|表示) ?(?:矩阵|向量)? ?[F] ?的?第 ?(?:${F}|\\w) ?行(?!第)`),
    read: part("row"),
  },
  {
    pattern: phrase(`[F] ?(?:是|为|表示) ?(?:矩阵|向量)? ?[F] ?的?第 ?(?:${F}|\\w) ?列`),
    read: part("column"),
  },
  {
    pattern: phrase(
      `[F] ?(?:是|为|表示) ?(?:矩阵|向量)? ?[F] ?的?第 ?(?:${F}|\\w) ?(?:行第? ?(?:${F}|\\w) ?列)?(?:的)?个?(?:元素|分量)`,
    ),
    read: part("entry"),
  },

  // Constants, norms, decompositions, spectra.
  {
    pattern: phrase(
      "\\b(?:where |with |and |here |, )?[F] (?:is|denotes) the matrix with (?:a )?(?:single )?(?:one|1|[F]) (?:in|at)\\b",
    ),
    read: (m, s, span) => constantOf(node(s, m[1]), "single-entry", span),
  },
  ...notationRows,
  {
    pattern: /\bthe exponential is the matrix exponential/gi,
    read: (_m, _s, span) => [{ type: "notation", subject: null, means: "matrix-exponential", span }],
  },
  {
    pattern: phrase("(?:[F]|vec) (?:operator )?(?:stacks|stacking) (?:the )?(columns|rows)"),
    read: (m, s, span) => [
      {
        type: "notation",
        subject: node(s, m[1]),
        means: /col/i.test(m[2]!) ? "vec-columns" : "vec-rows",
        span,
      },
    ],
  },
  ...decompositionRows,
  {
    pattern: phrase(
      "[F] (?:is|be|denotes) the (?:\\(?simple\\)? )?(?:largest|top|leading|dominant|maximal) (?:\\(?simple\\)? )?singular value(?: of [F])?(?:,? with (?:corresponding )?(?:unit )?singular vectors [F] \\(left\\),? (?:and )?[F] \\(right\\))?",
    ),
    read: (m, s, at) =>
      spectral(
        [
          [1, "singular-value"],
          [3, "left-vector"],
          [4, "right-vector"],
        ],
        m[2] ? 2 : null,
        /simple/i,
      )(m, s, at),
  },
  {
    pattern: phrase(
      "(?:simple |distinct |nonzero )*singular values? [F],? (?:and |with )?(?:the )?(?:corresponding )?left(?: singular)? vectors? [F],? and (?:the )?right(?: singular)? vectors? [F]",
    ),
    read: spectral(
      [
        [1, "singular-value"],
        [2, "left-vector"],
        [3, "right-vector"],
      ],
      null,
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
  {
    pattern: phrase(
      "[F] (?:takes|keeps|extracts|returns|is|denotes|gives) (?:the )?lower[- ]triang(?:le|ular (?:part|half))(?: of (?:its argument|a matrix|[F]))?,? (?:and (?:halves|divides)|with|halving|and) (?:the |its )?(?:entries on the )?diagonal(?: entries| elements)?(?: halved| by two| by 2)?",
    ),
    read: (m, s, span) =>
      /halv|by (?:2|two)/i.test(m[0]) ? functionNamed(node(s, m[1]), "lowerHalf", span) : [],
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

  // "A loss `L` of `y`".
  {
    pattern: phrase(
      "\\b(?:loss|cost|objective)(?: function)? [F],? (?:of|depends (?:only )?on|depending (?:only )?on|that depends (?:only )?on|which depends (?:only )?on) (?:the (?:\\w+ )?)?[F]",
    ),
    read: (m, s, span) => lossOf(node(s, m[1]), node(s, m[2]), span),
  },

  // "A matrix `K` that depends on a parameter `θ`."
  {
    pattern: phrase(
      "[F],? (?:that |which |may |to )?(?:depends?|depending) (?:smoothly |differentiably |only )?on (?:an? |the |some )(?:real |scalar |single |hyper-?)*(?:parameter|variable|scalar|number) [F](,? (?:and )?(?:be|is|stays?|remains?) [a-z, -]+)?",
    ),
    read: (m, s, span) => dependingOn(node(s, m[1]), node(s, m[2]), m[3] ?? "", span),
  },

  // Matrices that commute.
  ...[
    "[list](?: in [\\uE000-\\uF8FF])? (?:(?:also |all |both |pairwise |mutually )*commute|are commuting)(?! with [\\uE000-\\uF8FF])",
    "[F] (?:commutes|that commutes) with [F]",
    "\\bcommuting (?:square )?(?:matrices|operators) [list]",
    "[list](?: ?∈[^,.;]*)? (?:be|are) (?:two )?commuting (?:square )?matrices",
  ].map((source): PhraseRow => ({ pattern: phrase(source), read: commuting })),

  // Conditions on entries.
  {
    pattern: phrase(
      "\\b(?:with |and |where )?all (?:the )?(?:entries|elements|components) of [list] (?:are |being )?(?:strictly )?positive",
    ),
    read: (m, s, span) =>
      symbols(s, m[1]).map((subject) => ({ type: "role", subject, role: "positive", span })),
  },
  {
    pattern: phrase(
      "\\bno (?:entry|element|component) of [F] (?:is|vanishes|being)(?: exactly)?(?: zero| 0)?",
    ),
    read: (m, s, span) => nonzero(node(s, m[1]), span),
  },
  {
    pattern: phrase("\\b(?:entries|elements|components) of [F] (?:that )?(?:sum|add up|add) to (?:one|1)"),
    read: (m, s, span) =>
      symbols(s, m[1]).map((subject) => ({ type: "role", subject, role: "sums-to-one", span })),
  },
  {
    pattern: phrase("[F] (?:has|have|is of) full (?:row |column )?rank"),
    read: (m, s, span) =>
      symbols(s, m[1]).map((subject) => ({ type: "role", subject, role: fullRank(m[0]), span })),
  },
  {
    pattern:
      /\b((?:[a-z, ]*\b)?(?:squares?|powers?|absolute values?|signs?|all operations|all nonlinearities|everything|operations)(?: [a-z, ]*?)?) (?:is|are|is applied|are applied|applied|acts?|acting)(?: taken| understood| applied)? (?:element-?wise|component-?wise|entry-?wise|pointwise)/gi,
    read: entrywise,
  },

  // Recurrences and layers.
  {
    pattern: phrase(
      "\\blikewise for (?:the )?(?:other|all other|remaining) (?:gates|layers|weights|matrices|parameters|ones)|\\b(?:and )?(?:similarly|same|analogously) for (?:the )?(?:other|remaining) (?:gates|weights|matrices|parameters|ones)|其余类推|其他门同理",
    ),
    read: likewise,
  },
  {
    pattern: phrase("\\blayer [F] (?:[a-z ]*?)is (?:an? )?(?:hidden|inner|intermediate)\\b"),
    read: (m, s, span) => innerIndex(node(s, m[1]), span),
  },
  {
    pattern: /\b(?:ignor(?:es|ing)|disregard(?:s|ing)) the symmetry(?: constraint)?/gi,
    read: (_m, _s, span) => [{ type: "perturbation", subject: null, symmetric: false, span }],
  },
  {
    pattern:
      /\b(?:tak(?:e|es|ing)|with) (?:the |its |this )?symmetry(?: of [\uE000-\uF8FF])? (?:taken )?into account|\b(?:respect|account)(?:s|ing)?(?: for)? (?:the |its )?symmetry|\boff-?diagonal (?:entries|elements) (?:count(?:ed)? (?:only )?once|vary together|are (?:tied|equal variables|one variable))|\bequal entries (?:of [\uE000-\uF8FF] )?(?:count|are (?:treated|counted)|being treated) as (?:one|a single|the same) (?:variable|entry)/gi,
    read: (_m, _s, span) => [{ type: "perturbation", subject: null, symmetric: true, span }],
  },
  { pattern: phrase("[F] is symmetric"), read: (m, s, span) => perturbation(node(s, m[1]), span) },

  // A set said of several at the end.
  {
    pattern: phrase("[list] (?:be|are) [^.;:]*?\\b(?:both|all) (?:in|from) [F]"),
    read: (m, s, span) => membersOf(symbols(s, m[1]), node(s, m.at(-1)), span),
  },

  // How the author stands to a claim.
  {
    pattern:
      /\baccording to (?:the|this|that|their|some|these)? ?(?:paper|authors?|book|article|text|lecture|blog|post|answer|reference|source|\w+ et al)|\b(?:they|the authors?|the paper|the book|he|she|the article) (?:then )?(?:states?|claims?|writes?|says?|asserts?|gets?|obtains?|gives?)(?: that)?(?=[:, ]*(?:$|[\uE000-\uF8FF]))/gi,
    read: attitude("quotes", "next"),
  },
  {
    pattern:
      /\b(?:assuming|suppose|supposing|if) (?:that )?(?:this|that|it|the above|this formula|this claim) (?:is|were|was) (?:right|true|correct|so|the case)/gi,
    read: attitude("supposes", "next"),
  },
  {
    pattern:
      /\bone (?:might|may|could) (?:naively |be tempted to |first )?(?:think|guess|expect|write|believe|conclude|say|be tempted)|\b(?:it is|it's|you may be|one is) tempting to (?:write|think|say|conclude)|\ba (?:common|frequent|typical|naive) (?:mistake|error|guess|slip)|\bnaively\b|\bthe (?:naive|wrong|incorrect|erroneous) (?:guess|formula|answer|version|result|derivation|rule)|\bit is (?:not true|false|wrong|not the case) that|\bnot (?=[\uE000-\uF8FF])/gi,
    read: attitude("rejects", "next"),
  },
  {
    pattern:
      /\b(?:this|that|it|which|the above|the (?:formula|claim|equation|result) above)(?: also)? (?:is|was|looks|seems)(?: clearly| obviously| just| simply| of course)? (?:wrong|incorrect|false|not (?:right|correct|true)|mistaken|a mistake|nonsense)|\b(?:this|that|it|which|the above)(?: also)? (?:does not|doesn't|cannot|can't|do not|don't) (?:quite |really |actually )?(?:work(?! as| quite)|hold|look (?:right|sensible|correct)|make (?:any )?sense|be (?:right|true|correct)|match|type-?check)\b/gi,
    read: rejects,
  },
  {
    pattern: /(?:上式|该式|此式|这个?结果|这)(?:显然|是|并)*(?:不成立|不正确|错误的|错的|有误)/g,
    read: attitude("rejects", "previous"),
  },

  {
    pattern: phrase(
      "(?:^|\\b(?:formula|claim|that|then|equation|answer|result) )[F] (?:is|would be) (?:clearly |obviously )?(?:wrong|incorrect|false|not (?:right|correct|true))",
    ),
    read: attitude("rejects", "previous"),
  },
  {
    pattern: /\b(?:this|that|it|the following) (?:would be|is) (?:wrong|incorrect|false)(?=:)/gi,
    read: attitude("rejects", "next"),
  },

  // Names for derivatives.
  {
    pattern: phrase(
      "[F] (?:is|denotes|be|represents|stands for) (?:just |simply )?(?:the|an?) (?:(?:\\w+ ){0,2}matrix (?:that contains|which contains|containing|of|with) (?:all )?(?:the )?)?(?:(?:first-order|first|partial|corresponding) )*(jacobian|derivative|gradient|hessian)s?(?: matrix)? of (?:the )?(?:\\w+ ){0,2}?[F](?:,? (?:with respect to|w\\.?r\\.?t\\.?) (?:the )?(?:\\w+ ){0,2}?[F])?",
    ),
    read: derivativeOf,
  },

  // New meanings for old symbols.
  {
    pattern:
      /^\W*(?:[a-z][^,.;:\uE000-\uF8FF]{2,60}, )?(?:now,? |next,? |then,? |here,? |instead,? |and )?(?:let(?!'s)(?! us (?:now )?(?:see|look|compute|check|verify|go|try|start|first))|define|redefine|put|set|take|consider|suppose|write|denote|abbreviate|introduce|设|令|记|定义)\b/gi,
    read: redefines,
  },
  { pattern: /^\W*(?:设|令|记|定义)/g, read: redefines },
  {
    pattern:
      /\bredefin(?:e|ed|ing)\b|\bfrom now on\b|\binstead,? (?:we|let|define|use|take|consider)\b|\b(?:we|let us) now (?:let|set|define|write|switch|change|redefine)\b|\bnow (?:let|set|define|take|suppose|consider)\b|现在(?:令|设|定义)|重新定义/gi,
    read: redefines,
  },
];

function membersOf(subjects: readonly TexNode[], set: TexNode | null, span: Span): Declaration[] {
  const shape = set ? readSet(set)?.shape : null;
  return shape ? subjects.map((subject) => ({ type: "shape", subject, shape, span })) : [];
}

function constantOf(subject: TexNode | null, constant: "single-entry", span: Span): Declaration[] {
  return subject && (isSymbol(subject) || isDigitName(subject))
    ? [{ type: "constant", subject, constant, span }]
    : [];
}

function nonzero(subject: TexNode | null, span: Span): Declaration[] {
  return subject && isSymbol(subject) ? [{ type: "role", subject, role: "nonzero", span }] : [];
}

function innerIndex(index: TexNode | null, span: Span): Declaration[] {
  return index && isSymbol(index) ? [{ type: "inner-index", index, span }] : [];
}

/** "`J` is the Jacobian of `f` with respect to `x`". */
function derivativeOf(match: RegExpExecArray, sentence: Sentence, span: Span): Declaration[] {
  const [, name, said, of, by] = match;
  const [subject] = symbols(sentence, name);
  const [output] = symbols(sentence, of);
  const variable = by ? symbols(sentence, by)[0] : null;
  if (!subject || !output || variable === undefined) return [];
  const kind = said!.toLowerCase();
  const means = kind === "gradient" || kind === "hessian" ? kind : "jacobian";
  return [{ type: "derivative", subject, of: output, by: variable, means, span }];
}

/** `d\mathbf{X}` is symmetric. */
function perturbation(found: TexNode | null, span: Span): Declaration[] {
  if (found?.type !== "product" || found.factors.length !== 2) return [];
  const [d, matrix] = [found.factors[0]!.node, found.factors[1]!.node];
  if (!/^(?:d|\\?partial|\\?delta|\\?Delta)$/.test(spell(d)) || !isSymbol(matrix)) return [];
  return [{ type: "perturbation", subject: matrix, symmetric: true, span }];
}
