/*
 * Phrasings of what the symbols of several formulas share: "likewise for the other gates", "layer `l` is hidden",
 * "taking symmetry into account", "`a`, `b` are both in `R^n`".
 * Goes out: `likewise`, `inner-index`, `perturbation` and `shape` declarations.
 */
import type { Span } from "../../../text/span.ts";
import type { TexNode } from "../../../tex/syntax.ts";
import type { Declaration } from "../../declaration.ts";
import type { Sentence } from "../sentence.ts";
import { readSet } from "../set.ts";
import { spell } from "../spell.ts";
import { isSymbol } from "../subject.ts";
import { type Phrasing, node, phrase, symbols } from "./phrasing.ts";

export const sharedRows: readonly Phrasing[] = [
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

  // Whether the entries of a symmetric matrix vary together.
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
];

/** The shapes meant are those of the same parenthesis, or of the sentence. */
function likewise(match: RegExpExecArray, sentence: Sentence, span: Span): Declaration[] {
  const before = sentence.text.slice(0, match.index);
  const open = before.lastIndexOf("(");
  const piece = open > before.lastIndexOf(")") ? before.slice(open) : before;
  return [{ type: "likewise", subjects: symbols(sentence, piece), span }];
}

function membersOf(subjects: readonly TexNode[], set: TexNode | null, span: Span): Declaration[] {
  const shape = set ? readSet(set)?.shape : null;
  return shape ? subjects.map((subject) => ({ type: "shape", subject, shape, span })) : [];
}

function innerIndex(index: TexNode | null, span: Span): Declaration[] {
  return index && isSymbol(index) ? [{ type: "inner-index", index, span }] : [];
}

/** `d\mathbf{X}` is symmetric. */
function perturbation(found: TexNode | null, span: Span): Declaration[] {
  if (found?.type !== "product" || found.factors.length !== 2) return [];
  const [d, matrix] = [found.factors[0]!.node, found.factors[1]!.node];
  if (!/^(?:d|\\?partial|\\?delta|\\?Delta)$/.test(spell(d)) || !isSymbol(matrix)) return [];
  return [{ type: "perturbation", subject: matrix, symmetric: true, span }];
}
