/*
 * Phrasings of what is held fixed: "with the gates treated as constants", "the direct partial derivative".
 * Goes out: a `fixed` declaration with the formulas named, and the group of gates named without formulas.
 */
import type { Span } from "../../../text/span.ts";
import type { Declaration, FixedGroup } from "../../declaration.ts";
import type { Sentence } from "../sentence.ts";
import { type Phrasing, phrase, symbols } from "./phrasing.ts";

const what = "((?:(?!\\b(?:with|where|if|when|let|is|are|be|has|have|we)\\b)[^.;:()]){1,90}?)";
const held = "(?:held|kept|being held|treated|regarded|considered|taken|assumed(?: to be)?|viewed|frozen)";
const still = "(?:as )?(?:an? )?(?:fixed|constants?|constant inputs?|independent(?: of [^,.;]*)?|given)";

export const heldRows: readonly Phrasing[] = [
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
];

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
