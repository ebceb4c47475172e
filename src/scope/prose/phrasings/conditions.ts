/*
 * Phrasings of conditions: matrices that commute, entries that are positive or sum to one, operations that act
 * entrywise. Goes out: `role`, `commuting` and `entrywise` declarations.
 */
import type { Span } from "../../../text/span.ts";
import type { TexNode } from "../../../tex/syntax.ts";
import type { Declaration } from "../../declaration.ts";
import type { Sentence } from "../sentence.ts";
import { isSymbol } from "../subject.ts";
import { fullRank } from "../vocabulary/restrictions.ts";
import { type Phrasing, node, phrase, symbols } from "./phrasing.ts";

export const conditionRows: readonly Phrasing[] = [
  // Matrices that commute.
  ...[
    "[list](?: in [\\uE000-\\uF8FF])? (?:(?:also |all |both |pairwise |mutually )*commute|are commuting)(?! with [\\uE000-\\uF8FF])",
    "[F] (?:commutes|that commutes) with [F]",
    "\\bcommuting (?:square )?(?:matrices|operators) [list]",
    "[list](?: ?∈[^,.;]*)? (?:be|are) (?:two )?commuting (?:square )?matrices",
  ].map((source): Phrasing => ({ pattern: phrase(source), read: commuting })),

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
];

/** Any two of the matrices that are listed. */
function commuting(match: RegExpExecArray, sentence: Sentence, span: Span): Declaration[] {
  const matrices = match.slice(1).flatMap((marks) => symbols(sentence, marks));
  return matrices.flatMap((one, at) =>
    matrices.slice(at + 1).map((other): Declaration => ({ type: "commuting", pair: [one, other], span })),
  );
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

function nonzero(subject: TexNode | null, span: Span): Declaration[] {
  return subject && isSymbol(subject) ? [{ type: "role", subject, role: "nonzero", span }] : [];
}
