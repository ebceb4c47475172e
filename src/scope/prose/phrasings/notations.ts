/*
 * Phrasings of operators, norms and constants: "exp is the matrix exponential", "`E` is the matrix with a one in".
 * Goes out: `notation`, `constant` and `function` declarations.
 */
import type { Span } from "../../../text/span.ts";
import type { TexNode } from "../../../tex/syntax.ts";
import type { Declaration } from "../../declaration.ts";
import type { Sentence } from "../sentence.ts";
import { spell } from "../spell.ts";
import { isDigitName, isSymbol, subjectsOf } from "../subject.ts";
import { elementwise } from "../vocabulary/functions.ts";
import { type Phrasing, node, phrase } from "./phrasing.ts";

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

const namedOperators: readonly Phrasing[] = notations.map(({ pattern, means }) => ({
  pattern: phrase(`[F] (?:is|denotes|for|means) (?:the )?(?:usual )?${pattern}(?! of)(?=[ ,.;:)]|$)`),
  read: (match, sentence, span) => [{ type: "notation", subject: node(sentence, match[1]), means, span }],
}));

export const notationRows: readonly Phrasing[] = [
  // Functions named by a word.
  {
    pattern:
      /\bsoftmax (?:is |being |are )?(?:then )?(?:taken|applied|computed|acting|acts|operates|operating|normalised|normalized)? ?(?:(?:along|over|across|to|on|for) (?:each|every|the) (row|column)s?|(row|column)-?wise)/gi,
    read: softmaxAlong,
  },

  {
    pattern: phrase(
      "\\b(?:where |with |and |here |, )?[F] (?:is|denotes) the matrix with (?:a )?(?:single )?(?:one|1|[F]) (?:in|at)\\b",
    ),
    read: (m, s, span) => constantOf(node(s, m[1]), "single-entry", span),
  },
  ...namedOperators,
  {
    pattern: /\bthe exponential is the matrix exponential/gi,
    read: (_m, _s, span) => [{ type: "notation", subject: null, means: "matrix-exponential", span }],
  },
  {
    pattern: phrase(
      `\\b(?:${elementwise}) exponential|\\bexponential (?:is |acts |being )?(?:taken |applied |understood |computed )?(?:${elementwise})`,
    ),
    read: (_m, _s, span) => [{ type: "notation", subject: null, means: "entrywise-exponential", span }],
  },
  {
    pattern: phrase(
      `[F],? (?:is |being |where the exponential is )?(?:taken|applied|computed|understood) (?:${elementwise})`,
    ),
    read: (m, s, span) => {
      const formula = node(s, m[1]);
      const isExponential = formula !== null && /=(e\^|\\?exp)/.test(spell(formula));
      return isExponential ? [{ type: "notation", subject: null, means: "entrywise-exponential", span }] : [];
    },
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
  {
    pattern: phrase(
      "[F] (?:takes|keeps|extracts|returns|is|denotes|gives) (?:the )?lower[- ]triang(?:le|ular (?:part|half))(?: of (?:its argument|a matrix|[F]))?,? (?:and (?:halves|divides)|with|halving|and) (?:the |its )?(?:entries on the )?diagonal(?: entries| elements)?(?: halved| by two| by 2)?",
    ),
    read: (m, s, span) =>
      /halv|by (?:2|two)/i.test(m[0]) ? functionNamed(node(s, m[1]), "lowerHalf", span) : [],
  },
];

/** A function that prose names, applied or alone: `\Phi(M)`, `\Phi`. */
function functionNamed(written: TexNode | null, named: string, span: Span): Declaration[] {
  const [found] = written ? subjectsOf(written) : [];
  if (!found) return [];
  const fact = { acts: "whole", named, domain: null, codomain: null, dependsOn: [] } as const;
  return [{ type: "function", subject: found.base, ...fact, span }];
}

/** "the softmax taken along each row": the subject is the word itself. */
function softmaxAlong(match: RegExpExecArray, _sentence: Sentence, span: Span): Declaration[] {
  const subject: TexNode = { type: "word", text: "softmax", span, literal: false };
  const acts = /row/i.test(match[1] ?? match[2] ?? "") ? "rows" : "columns";
  return [
    { type: "function", subject, acts, named: "softmax", domain: null, codomain: null, dependsOn: [], span },
  ];
}

function constantOf(subject: TexNode | null, constant: "single-entry", span: Span): Declaration[] {
  return subject && (isSymbol(subject) || isDigitName(subject))
    ? [{ type: "constant", subject, constant, span }]
    : [];
}
