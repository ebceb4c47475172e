/*
 * Phrasings of how the author stands to a claim: quotes it, supposes it, calls it wrong.
 * Goes out: `attitude` declarations, of the formula that follows or of the one before.
 */
import type { Declaration } from "../../declaration.ts";
import { F, type Phrasing, phrase } from "./phrasing.ts";

/** "is wrong": of the formula in or behind the sentence if there is one, else of the one before. */
const rejects: Phrasing["read"] = (match, sentence, span) => {
  const behind = sentence.text.slice(match.index + match[0].length);
  const isNext = /:\s*[\uE000-\uF8FF]?\s*$/.test(behind) || new RegExp(`^ ?${F}`).test(behind);
  return attitude("rejects", isNext ? "next" : "previous")(match, sentence, span);
};

export const attitudeRows: readonly Phrasing[] = [
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
];

function attitude(
  how: Extract<Declaration, { type: "attitude" }>["attitude"],
  extent: "next" | "previous",
): Phrasing["read"] {
  return (_match, sentence, span) =>
    sentence.kind === "heading" ? [] : [{ type: "attitude", attitude: how, extent, span }];
}
