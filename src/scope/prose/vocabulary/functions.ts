/*
 * Functions: which one is meant, on what it acts, and on what it depends.
 */
import type { Acts, Description } from "../description.ts";
import { type Sentence, mentionOf } from "../sentence.ts";
import { F, type VocabularyRow, functionNoun, words } from "./row.ts";

export const elementwise =
  "(?:element|component|entry|entrie|entries|coordinate|position)s?[- ]?wise|point-?wise|element by element|entry by entry|on each (?:entry|element|component|coordinate)|to each (?:entry|element|component|coordinate)|per (?:entry|element)|逐元素|按元素|逐个元素|逐点|逐分量|按分量";
const rowwise = "row[- ]?wise|(?:along|over|across|to|on|for) (?:each|every|the) rows?|按行|逐行";
const columnwise = "column[- ]?wise|(?:along|over|across|to|on|for) (?:each|every|the) columns?|按列|逐列";
const acting =
  ",?(?: and| which| that)?(?: is| are)?(?: always| both| all| each| here)?(?: acting| acts?| applied| applies| apply| operates?| operating| understood| taken| defined)?(?: to vectors| on vectors)?(?: here)?";

/** The normal distribution that is meant where its function is named. */
const normal = "(?:(?:standard |unit )?(?:normal|gaussian))";
/** A density that is not said to be standard may have any mean. */
const standardNormal = "(?:(?:standard|unit) (?:normal|gaussian))";

const acts =
  (how: Acts): VocabularyRow["say"] =>
  (said) => {
    said.acts = how;
    said.isFunction = true;
  };

const named =
  (name: string, how: Acts = "elementwise"): VocabularyRow["say"] =>
  (said) => {
    Object.assign(said, { named: name, isFunction: true, hasHead: true });
    if (said.acts === "unstated") said.acts = how;
  };

export const functions: readonly VocabularyRow[] = [
  { pattern: words(`${acting},? (?:${elementwise})(?: by)?`), say: acts("elementwise") },
  { pattern: words(`${acting} (?:${rowwise})`), say: acts("rows") },
  { pattern: words(`${acting} (?:${columnwise})`), say: acts("columns") },
  { pattern: words(elementwise), say: acts("elementwise") },
  {
    pattern: words(
      `,? (?:with )?(?:everything|all (?:of them|operations|functions|nonlinearities)) (?:is |are |being )?(?:applied |acting |taken )?(?:${elementwise})`,
    ),
    say: (said) => void Object.assign(said, { everything: true, acts: "elementwise" }),
  },
  {
    pattern: words(
      "(?:logistic[- ])?sigmoid(?:al)?(?: (?:activation )?functions?| nonlinearity| activation)?|logistic(?: (?:activation )?functions?)?|(?:logistic )?sigmoid 函数|(?:sigmoid|逻辑|S ?型)(?: ?激活)? ?函数",
    ),
    say: named("logistic"),
  },
  {
    pattern: words(
      "hyperbolic tangent(?: functions?)?|tanh(?: (?:activation )?functions?| nonlinearity| activation| 函数)?|双曲正切(?:函数)?",
    ),
    say: named("tanh"),
  },
  {
    pattern: words(
      "(?:ReLU|rectified linear units?|rectifier|rectified linear)(?: (?:activation )?functions?| nonlinearity| activation)?",
    ),
    say: named("relu"),
  },
  { pattern: words("softplus(?: (?:activation )?functions?)?"), say: named("softplus") },
  {
    pattern: words(
      `(?:${normal} )?cumulative (?:distribution )?(?:functions? )?(?:of (?:the |an? )?)?(?:${normal}(?: (?:distribution|variable)(?: functions?)?)?)|${normal} (?:cumulative (?:distribution )?functions?|cdf|distribution functions?)|cdf of (?:the |an? )?${normal}(?: (?:distribution|variable))?|标准正态(?:分布)?(?:的)?(?:累积|累计)(?:概率)?(?:分布)?函数`,
    ),
    say: named("normalCdf"),
  },
  {
    pattern: words(
      `${standardNormal} (?:probability )?(?:density(?: functions?)?|pdf)|(?:probability )?(?:density(?: functions?)?|pdf) of (?:the |an? )?${standardNormal}(?: (?:distribution|variable))?|标准正态(?:分布)?(?:的)?(?:概率)?密度(?:函数)?`,
    ),
    say: named("normalPdf"),
  },
  {
    // "`\Phi` is the standard normal distribution function and `\phi` its density."
    pattern: words(
      "(?:its|the (?:corresponding|associated)) (?:probability )?(?:density(?: functions?)?|pdf)",
    ),
    say: (said, m, s) =>
      new RegExp(standardNormal, "i").test(s.text) ? named("normalPdf")(said, m, s) : false,
  },
  { pattern: words("log-?softmax(?: functions?)?"), say: named("log_softmax", "whole") },
  { pattern: words("softmax(?: (?:activation )?functions?| 函数)?"), say: named("softmax", "whole") },
  { pattern: words("GELU(?: (?:activation )?functions?)?"), say: named("gelu") },
  { pattern: words("(?:SiLU|swish)(?: (?:activation )?functions?)?"), say: named("silu") },
  { pattern: words("identity (?:function|map|activation)"), say: named("identity") },
  { pattern: words("(?:natural )?logarithm(?: functions?)?"), say: named("log") },
  {
    pattern: words("(?:Euler(?:'s)? )?gamma functions?|伽[马玛瑪]函数|伽[马玛瑪]函數|ガンマ関数"),
    say: named("gamma"),
  },
  { pattern: words("digamma functions?|双伽[马玛]函数|ディガンマ関数"), say: named("digamma") },
  { pattern: words("trigamma functions?"), say: named("trigamma") },
  {
    pattern: words(
      "(?:non-?linear |nonlinear )?activation functions?|non-?linearit(?:y|ies)|squashing functions?|(?:非线性)?激活函数",
    ),
    say: functionNoun("elementwise"),
  },
  { pattern: words("(?:differentiable|smooth|non-?linear) activations?"), say: functionNoun("elementwise") },
  {
    pattern: words(
      "(?:once |twice |continuously |everywhere |infinitely |twice[- ]continuously )?differentiable(?: almost everywhere)?|smooth|可微|可导|光滑",
    ),
    say: (said) => void (said.isFunction = true),
  },
  {
    pattern: words("activations?"),
    say: (said, m, s) => (said.isFunction ? functionNoun("elementwise")(said, m, s) : false),
    after: "start",
  },
  {
    pattern: words("(?:scalar )?(?:loss|cost|objective)(?: functions?)?|损失函数|代价函数|目标函数"),
    say: functionNoun("whole", { codomainRank: 0 }),
    after: "start",
  },
  {
    pattern: words("functions?|maps?|mappings?|函数|映射"),
    say: functionNoun("unstated"),
    after: "start",
  },
  {
    pattern: words("functions? of (?:a |the )?(?:real |single )?scalar [F]"),
    say: (said, m, s) => dependsOn(said, m, s, true),
  },
  {
    pattern: words("(?:functions? )?(?:of|in) (?:a |the )?(?:real |single )?scalar(?: variable)? [F]"),
    say: (said, m, s) => said.isFunction && dependsOn(said, m, s, true),
  },
  {
    pattern: new RegExp(` of (?:the )?(?:vectors? |inputs? )?(${F}(?:(?:, and |, | and )${F})*)`, "iy"),
    say: (said, m, s) => said.isFunction && said.named === null && dependsOn(said, m, s, false),
    after: "noun",
  },
];

function dependsOn(
  said: Description,
  match: RegExpExecArray,
  sentence: Sentence,
  ofScalar: boolean,
): boolean {
  const mentions = [...match[0]].flatMap((character) => mentionOf(sentence, character) ?? []);
  const symbols = mentions
    .filter((mention) => mention.node.type !== "relation")
    .map((mention) => mention.node);
  if (symbols.length === 0) return false;
  said.isFunction = true;
  said.hasHead = true;
  said.ofScalar = ofScalar;
  said.dependsOn.push(...symbols);
  return true;
}
