/*
 * Phrasings that give symbols a meaning: names for derivatives ("`J` is the Jacobian of `f`"), and new meanings for
 * old symbols ("now let"). Goes out: `derivative` and `redefines` declarations.
 */
import type { Span } from "../../../text/span.ts";
import type { Declaration } from "../../declaration.ts";
import { mentionsIn, type Sentence } from "../sentence.ts";
import { bare } from "../spell.ts";
import { subjectsOf } from "../subject.ts";
import { type Phrasing, node, phrase, symbols } from "./phrasing.ts";

/** "let", "now", "instead": the equation in this sentence, or right behind it, defines anew. */
const redefines: Phrasing["read"] = (_match, sentence, span) => {
  const holdsEquation = mentionsIn(sentence, sentence.text).some(
    (mention) =>
      mention.node.type === "relation" &&
      subjectsOf(mention.node).length > 0 &&
      ["=", ":=", "equiv", "coloneqq"].includes(bare(mention.node.relations[0]!.name)),
  );
  return holdsEquation || /:\s*$|[a-z]\s*$/i.test(sentence.text) ? [{ type: "redefines", span }] : [];
};

export const meaningRows: readonly Phrasing[] = [
  // Names for derivatives.
  {
    pattern: phrase(
      "[F] (?:is|denotes|be|represents|stands for) (?:just |simply )?(?:the|an?) (?:(?:\\w+ ){0,2}matrix (?:that contains|which contains|containing|of|with) (?:all )?(?:the )?)?(?:(?:first-order|first|partial|corresponding) )*(jacobian|derivative|gradient|hessian)s?(?: matrix)? of (?:the )?(?:\\w+ ){0,2}?[F](?:,? (?:with respect to|w\\.?r\\.?t\\.?) (?:the )?(?:\\w+ ){0,2}?[F])?",
    ),
    read: derivativeOf,
  },
  {
    pattern: phrase(
      "(?:\\b(?:with|and|where|for)|,) [F],? (?:the|its) (jacobian|gradient|hessian)(?: matrix)? of [F]",
    ),
    read: derivativeOf,
  },
  {
    pattern: phrase(
      "[F],? (?:(?:is|be|denotes?) (?:the|an?) (?:\\w+ ){1,3}with|has|have|with) (?:the )?(jacobian|gradient|hessian)(?: matrix)? [F]",
    ),
    read: derivativeNamed,
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

/** "`r: \mathbb{R}^n \to \mathbb{R}^m` with Jacobian `J`". */
function derivativeNamed([, of, said, name]: RegExpExecArray, sentence: Sentence, span: Span): Declaration[] {
  // `with Hessian H(x) = …` says what it is by itself.
  if (node(sentence, name)?.type === "relation") return [];
  const [[output], [subject]] = [symbols(sentence, of), symbols(sentence, name)];
  if (!subject || !output) return [];
  const kind = said!.toLowerCase();
  const means = kind === "gradient" || kind === "hessian" ? kind : "jacobian";
  return [{ type: "derivative", subject, of: output, by: null, means, span }];
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
