/*
 * The words that describe a variable or a function, one row a phrasing: what to match at a place in a sentence
 * and what it says. To teach the linter a word, add a row here and its sentence in the test.
 */
import type { TexNode } from "../../tex/syntax.ts";
import type { DeclaredShape, Role } from "../declaration.ts";
import type { Acts, ConstantName, Description } from "./description.ts";
import { mentionOf, type Sentence } from "./sentence.ts";
import { readSet, readSizes, shapeOfSizes, splitSizes } from "./set.ts";

export interface VocabularyRow {
  /** Sticky: it is tried at one place. */
  readonly pattern: RegExp;
  /** Takes the match in; false when the formula it holds does not fit after all. */
  readonly say: (said: Description, match: RegExpExecArray, sentence: Sentence) => boolean | void;
  /** Only behind the noun ("of length n"), or only before it. */
  readonly after?: "noun" | "start";
}

const F = "[\\uE000-\\uF8FF]";
const numberWords = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
/** `(samples × features)`: in parentheses a size may go by a word. */
const sizeWord = "[A-Za-z][a-z_]+";
const cross = "(?: ?[×,] ?| x )";
const wordedSize = `(?:(?<=\\()${sizeWord}(?=${cross}(?:${sizeWord}|\\d+|${F})\\))|(?<=\\((?:${sizeWord}|\\d+|${F})${cross})${sizeWord}(?=\\)))`;
const size = `(?:${wordedSize}|${F}|\\d+|[A-Za-z]|${numberWords.slice(1).join("|")})`;

/** `[size]` stands for a size and `[F]` for a formula; spaces before a word are optional, and it ends at a boundary. */
function words(pattern: string): RegExp {
  const source = pattern.replaceAll("[size]", `(${size})`).replaceAll("[F]", `(${F})`);
  return new RegExp(` ?(?:${source})(?![A-Za-z0-9_])`, "iy");
}

function sizeNode(sentence: Sentence, match: RegExpExecArray, group: number): TexNode | null {
  const text = match[group];
  if (text === undefined) return null;
  const mention = mentionOf(sentence, text);
  if (mention) {
    const sizes = splitSizes(mention.node);
    return sizes.length === 1 && shapeOfSizes(sizes) ? sizes[0]! : null;
  }
  const start = sentence.offsets[match.index + match[0].indexOf(text)] ?? 0;
  const placed = { span: { start, end: start + text.length }, literal: true };
  const value = /^\d+$/.test(text) ? Number(text) : numberWords.indexOf(text.toLowerCase());
  if (value > 0) return { type: "number", value, ...placed };
  if (/^[A-Za-z]$/.test(text)) return { type: "letter", name: text, font: null, ...placed };
  return numberWords[0] === text.toLowerCase() ? null : { type: "word", text, ...placed };
}

function twoSizes(said: Description, match: RegExpExecArray, sentence: Sentence): boolean {
  const sizes = [sizeNode(sentence, match, 1), sizeNode(sentence, match, 2)];
  if (!sizes[0] || !sizes[1]) return false;
  return setShape(said, shapeOfSizes([sizes[0], sizes[1]]));
}

/** "Differentiable matrices `A(t)`" are matrices: the adjective alone makes no functions of them. */
function dropFunction(said: Description): void {
  if (!said.hasHead && said.named === null && said.acts === "unstated") said.isFunction = false;
}

function setShape(said: Description, shape: DeclaredShape | null): boolean {
  if (!shape) return false;
  dropFunction(said);
  said.shape = shape;
  said.hasHead = true;
  return true;
}

/** A formula that is itself a product of sizes, `n \times m` or `(n, m)`. */
function sizesFormula(said: Description, match: RegExpExecArray, sentence: Sentence): boolean {
  const node = mentionOf(sentence, match[1]!)?.node;
  if (!node) return false;
  const isPair = node.type === "product" || (node.type === "fenced" && node.open === "(");
  const shape = isPair ? readSizes(node) : null;
  return (
    shape !== null &&
    splitSizes(node.type === "fenced" ? node.body : node).length === 2 &&
    setShape(said, shape)
  );
}

function setFormula(said: Description, match: RegExpExecArray, sentence: Sentence): boolean {
  const set = mentionOf(sentence, match[1]!);
  const member = set ? readSet(set.node) : null;
  if (!member) return false;
  said.roles.push(...member.roles);
  if (said.isFunction) {
    said.codomainRank = member.shape?.rank ?? null;
    return false;
  }
  if (member.shape) setShape(said, member.shape);
  return true;
}

/** Keeps a size only; which shape it is of, the noun says. */
function oneSize(said: Description, match: RegExpExecArray, sentence: Sentence): boolean {
  const node = sizeNode(sentence, match, 1);
  if (!node) return false;
  said.size = node;
  return true;
}

const role =
  (...roles: Role[]): VocabularyRow["say"] =>
  (said) =>
    void said.roles.push(...roles);

/** "Full column rank" says of the shape that it is not wide, "full row rank" that it is not tall. */
export function fullRank(words: string): Role {
  const side = /row|column/i.exec(words)?.[0].toLowerCase();
  return side === "row" ? "full-row-rank" : side === "column" ? "full-column-rank" : "full-rank";
}

const noun =
  (rank: 0 | 1 | 2, more: Partial<Description> = {}): VocabularyRow["say"] =>
  (said, match) => {
    dropFunction(said);
    if (said.isFunction && said.rank === null) return false;
    Object.assign(said, { rank, hasHead: true, plural: /(?:s|ices)$/i.test(match[0]) }, more);
    return true;
  };

const acts =
  (how: Acts): VocabularyRow["say"] =>
  (said) => {
    said.acts = how;
    said.isFunction = true;
  };

/** The normal distribution that is meant where its function is named. */
const normal = "(?:(?:standard |unit )?(?:normal|gaussian))";
/** A density that is not said to be standard may have any mean. */
const standardNormal = "(?:(?:standard|unit) (?:normal|gaussian))";

const named =
  (name: string, how: Acts = "elementwise"): VocabularyRow["say"] =>
  (said) => {
    Object.assign(said, { named: name, isFunction: true, hasHead: true });
    if (said.acts === "unstated") said.acts = how;
  };

const constant =
  (name: ConstantName): VocabularyRow["say"] =>
  (said) => {
    Object.assign(said, { constant: name, hasHead: true });
  };

/** "function", "map": unspecified unless a name was read before. */
const functionNoun =
  (how: Acts, more: Partial<Description> = {}): VocabularyRow["say"] =>
  (said) => {
    Object.assign(said, { isFunction: true, hasHead: true }, more);
    if (said.acts === "unstated") said.acts = how;
    if (said.rank !== null) Object.assign(said, { codomainRank: said.codomainRank ?? said.rank, rank: null });
  };

const nothing: VocabularyRow["say"] = () => undefined;

export const elementwise =
  "(?:element|component|entry|entrie|entries|coordinate|position)s?[- ]?wise|point-?wise|element by element|entry by entry|on each (?:entry|element|component|coordinate)|to each (?:entry|element|component|coordinate)|per (?:entry|element)|逐元素|按元素|逐个元素|逐点|逐分量|按分量";
const rowwise = "row[- ]?wise|(?:along|over|across|to|on|for) (?:each|every|the) rows?|按行|逐行";
const columnwise = "column[- ]?wise|(?:along|over|across|to|on|for) (?:each|every|the) columns?|按列|逐列";
const acting =
  ",?(?: and| which| that)?(?: is| are)?(?: always| both| all| each| here)?(?: acting| acts?| applied| applies| apply| operates?| operating| understood| taken| defined)?(?: to vectors| on vectors)?(?: here)?";

/** First match wins; longer phrasings stand before the shorter ones they contain. */
export const vocabulary: readonly VocabularyRow[] = [
  // Small words that say nothing.
  {
    pattern: words(
      "(?:an?|the|any|some|each|every|all(?= )|both|given|our|this|two|three|一个|个|的)(?= ?\\S)",
    ),
    say: nothing,
    after: "start",
  },
  {
    pattern: words(
      "arbitrary|generic|given|known|real|simple|certain|unknown|learnable|trainable|same|real-?valued(?= vector| matri| column| row)",
    ),
    say: nothing,
    after: "start",
  },
  { pattern: words("的|一个|个"), say: nothing },
  { pattern: words("[F] ?-?(?:th|st|nd|rd)"), say: nothing, after: "start" },
  {
    pattern:
      /,? ?and (?=(?:positive|non-?singular|invertible|symmetric|diagonal|orthogonal|differentiable|smooth)\b)/iy,
    say: nothing,
  },
  {
    pattern:
      /, (?=(?:positive|invertible|symmetric|diagonal|orthogonal|square|smooth|differentiable|elementwise)\b)/iy,
    say: nothing,
  },

  // Sizes.
  {
    pattern: words("[F](?:[- ]?(?:matri(?:x|ces)|arrays?))?"),
    say: (said, match, sentence) => !said.hasHead && sizesFormula(said, match, sentence),
    after: "start",
  },
  {
    pattern: words("[size] ?(?:×|x(?![A-Za-z])) ?[size](?: matri(?:x|ces))?"),
    say: twoSizes,
    after: "start",
  },
  { pattern: words("[size][- ]by[- ][size](?: matri(?:x|ces))?"), say: twoSizes, after: "start" },
  { pattern: words("[size] ?行 ?[size] ?列(?: ?的? ?矩阵)?"), say: twoSizes },
  { pattern: words("(?:length|size)-[size]"), say: oneSize, after: "start" },
  {
    pattern: words(
      "[size][- ]?(?:dimensional|dimensions?|dim|d)(?=[- ](?:\\w+[- ])?(?:vector|column|row))[- ]?",
    ),
    say: oneSize,
    after: "start",
  },
  { pattern: words("[size] ?维"), say: oneSize, after: "start" },
  { pattern: words("[size]-(?=vector)"), say: oneSize, after: "start" },
  { pattern: words("(?:长度|维度|维数|大小)(?:为|是) ?[size]"), say: oneSize },
  {
    pattern: words(
      "(?:(?:of|with) \\w+ )?(?:of|with|having) (?:length|dimension|dimensionality|size|order) [size](?! ?[x×]| by)",
    ),
    say: oneSize,
    after: "noun",
  },
  { pattern: words("of (?:size|shape|dimensions?|order) [F]"), say: sizesFormula, after: "noun" },
  {
    pattern: words(
      "(?:of|with) (?:size|shape|dimensions?|order) \\(?[size](?: ?(?:[×,]|x(?![A-Za-z])) ?| by )[size]\\)?",
    ),
    say: twoSizes,
    after: "noun",
  },
  { pattern: words("(?:with|has|have|having) [size] rows and [size] columns"), say: twoSizes },
  {
    pattern: words("(?:of |has |have |with |having )(?:the )?(?:shape|size|dimensions?|order) [F]"),
    say: sizesFormula,
    after: "start",
  },
  {
    pattern: words(
      "(?:of |has |have |with |having )(?:the )?(?:shape|size|dimensions?|order) \\(?[size](?: ?(?:[×,]|x(?![A-Za-z])) ?| by )[size]\\)?",
    ),
    say: twoSizes,
    after: "start",
  },
  {
    pattern: words("(?:of |has |have |with |having )(?:the )?shape \\((?:[size]|[A-Za-z][a-z_]+),?\\)"),
    say: noun(1),
    after: "start",
  },
  {
    pattern: words("(?:of |has |have |having )(?:length|dimension) [size]"),
    say: (said, match, sentence) => oneSize(said, match, sentence) && noun(1)(said, match, sentence),
    after: "start",
  },
  {
    pattern: words("(?:of|with) [size] (?:entries|components|elements|coordinates)"),
    say: oneSize,
    after: "noun",
  },
  { pattern: words("(?:lying |living |lives |lies )?(?:in|from|on|∈|属于) [F]"), say: setFormula },

  // Kinds of arrays.
  { pattern: words("vectors? of (?:functions|matrices|vectors)"), say: () => false },
  {
    pattern: words("matri(?:x|ces)[- ](?:functions?|valued (?:functions?|maps?))"),
    say: functionNoun("whole", { codomainRank: 2 }),
  },
  {
    pattern: words("vector[- ](?:fields?|functions?|valued (?:functions?|maps?))"),
    say: functionNoun("whole", { codomainRank: 1 }),
  },
  {
    pattern: words(
      "(?:scalar|real)[- ]valued(?: (?:functions?|maps?))?|scalar (?:fields?|functions?|loss(?: functions?)?)",
    ),
    say: functionNoun("whole", { codomainRank: 0 }),
  },
  {
    pattern: words("probability vectors?"),
    say: (said, m, s) => (role("sums-to-one", "positive")(said, m, s), noun(1)(said, m, s)),
  },
  {
    pattern: words("unit(?:-norm|-length)? (?:(?:column )?vectors?|(?:rotation )?ax[ei]s)|单位向量"),
    say: (said, m, s) => (role("unit-norm")(said, m, s), noun(1)(said, m, s)),
  },
  {
    pattern: words(
      "(?:all[- ])?ones?(?:-| )(?:column )?vectors?|(?:column )?vectors? of (?:all )?(?:ones|1s)|全 ?1 ?(?:列)?向量",
    ),
    say: (said, m, s) => (constant("ones")(said, m, s), noun(1)(said, m, s)),
  },
  {
    pattern: words("zero vectors?|零向量"),
    say: (said, m, s) => (constant("zeros")(said, m, s), noun(1)(said, m, s)),
  },
  {
    pattern: words("(?:standard |canonical )(?:basis |unit )?vectors?"),
    say: (said, m, s) => (constant("basis")(said, m, s), noun(1)(said, m, s)),
  },
  {
    pattern: words("zero matri(?:x|ces)|零矩阵"),
    say: (said, m, s) => (constant("zeros")(said, m, s), noun(2)(said, m, s)),
  },
  {
    pattern: words("(?:all[- ])?ones matri(?:x|ces)|matrix of (?:all )?ones"),
    say: (said, m, s) => (constant("ones")(said, m, s), noun(2)(said, m, s)),
  },
  {
    pattern: words("(?:identity|unit) matri(?:x|ces)|单位(?:矩)?阵"),
    say: (said, m, s) => (constant("identity")(said, m, s), noun(2)(said, m, s)),
  },
  { pattern: words("commutation matri(?:x|ces)"), say: constant("commutation") },
  { pattern: words("duplication matri(?:x|ces)"), say: constant("duplication") },
  { pattern: words("elimination matri(?:x|ces)"), say: constant("elimination") },
  { pattern: words("kronecker (?:delta|symbol)|克罗内克(?:函数|符号)?"), say: constant("kronecker-delta") },
  {
    pattern: words(
      "single[- ]entry matri(?:x|ces)|matrix with (?:a )?(?:single )?(?:one|1) (?:in|at) (?:position|entry|place) (?:[F]|\\(\\w, ?\\w\\))(?: and (?:zeros?|0) (?:elsewhere|otherwise))?",
    ),
    say: constant("single-entry"),
  },
  { pattern: words("column vectors?|列向量"), say: noun(1, { side: "column" }) },
  { pattern: words("row vectors?|行向量"), say: noun(1, { side: "row" }) },
  {
    pattern: words(
      "(?:error|weight|bias|state|hidden|input|output|label|target|parameter|gradient|feature|activation)?[- ]?vectors?|(?:偏置|权重|输入|输出|状态|隐藏|参数|特征)?向量",
    ),
    say: noun(1),
  },
  {
    pattern: words("square (?:\\w+ )?matri(?:x|ces)|方阵"),
    say: (said, m, s) => (role("square")(said, m, s), noun(2)(said, m, s)),
  },
  { pattern: words("square"), say: role("square"), after: "start" },
  {
    pattern: words(
      "(?:(?:sample|state|process|measurement|noise|error|posterior|prior) )?(?:covariance|correlation|precision|Gram|Gramian|scatter|inertia|stiffness) matri(?:x|ces)(?: of [F])?|协方差矩阵|精度矩阵",
    ),
    say: (said, m, s) => (role("symmetric", "positive-definite")(said, m, s), noun(2)(said, m, s)),
  },
  {
    pattern: words(
      "(?:weight|transition|recurrent|data|input|output|parameter)?[- ]?matri(?:x|ces)|(?:偏置|权重|输入|输出|参数|系数)?矩阵",
    ),
    say: noun(2),
  },
  { pattern: words("scalars?|real numbers?|标量|实数"), say: noun(0) },

  // How values are restricted.
  {
    pattern: words("(?:skew|anti)[- ]?symmetric(?: matri(?:x|ces))?|反对称(?:矩)?阵?"),
    say: role("skew-symmetric"),
  },
  {
    pattern: words("symmetric positive[- ]semi[- ]?definite|PSD"),
    say: role("symmetric", "positive-semidefinite"),
  },
  {
    pattern: words("symmetric(?: and|,)? positive[- ]definite|S\\.?P\\.?D\\.?|对称正定"),
    say: role("symmetric", "positive-definite"),
  },
  { pattern: words("positive[- ]semi[- ]?definite|半正定"), say: role("positive-semidefinite") },
  { pattern: words("positive[- ]definite|正定"), say: role("positive-definite") },
  {
    pattern: words("symmetric|symmetrical|实?对称(?:矩阵|阵)?"),
    say: (said, match) => {
      said.roles.push("symmetric");
      if (/[矩阵]/.test(match[0])) Object.assign(said, { rank: 2, hasHead: true });
    },
  },
  { pattern: words("invertible|non-?singular|可逆|非奇异"), say: role("invertible") },
  { pattern: words("orthogonal|orthonormal|正交(?:矩阵|阵)?"), say: role("orthogonal") },
  {
    pattern: words("diagonal|对角(?:矩阵|阵)?"),
    say: (said, match) => {
      said.roles.push("diagonal");
      if (/[矩阵]/.test(match[0])) Object.assign(said, { rank: 2, hasHead: true });
    },
  },
  { pattern: words("lower[- ]triangular|下三角(?:矩阵|阵)?"), say: role("lower-triangular") },
  { pattern: words("upper[- ]triangular|上三角(?:矩阵|阵)?"), say: role("upper-triangular") },
  {
    pattern: words("of full (?:row |column )?rank|full[- ]rank|has full (?:row |column )?rank|满秩"),
    say: (said, match) => void said.roles.push(fullRank(match[0])),
  },
  {
    pattern: words("one-?hot(?:[- ]encoded)?(?: (?:label|vector|target|encoding|column)){0,3}"),
    say: (said, match) => {
      const hasHead = said.hasHead || /vector|label|target|encoding|向量|编码/i.test(match[0]);
      Object.assign(said, { rank: 1, hasHead, roles: [...said.roles, "one-hot"] });
    },
  },
  {
    pattern: words("(?:strictly )?positive(?! (?:semi|def))|正(?=常数|数|标量|实数)"),
    say: role("positive"),
  },
  { pattern: words("non-?negative|非负"), say: role("nonnegative") },
  { pattern: words("non-?zero|非零"), say: role("nonzero") },
  { pattern: words("integers?|整数"), say: role("integer") },
  { pattern: words("constants?|常(?:数|量|向量|矩阵)"), say: role("constant") },
  {
    pattern: words("fixed(?= (?:vector|column|row|matri|scalar|constant|real))"),
    say: role("constant"),
    after: "start",
  },
  {
    pattern: words(
      "with (?:all )?(?:strictly )?positive (?:entries|elements|components|coordinates)|with (?:all )?(?:entries|elements|components) (?:strictly )?positive",
    ),
    say: role("positive"),
    after: "noun",
  },
  {
    pattern: words(
      "with (?:all )?non-?zero (?:entries|elements|components|coordinates)|with no zero (?:entries|elements)",
    ),
    say: role("nonzero"),
    after: "noun",
  },
  {
    pattern: words("with unit (?:euclidean )?(?:norm|length)|of unit (?:norm|length)"),
    say: role("unit-norm"),
    after: "noun",
  },
  { pattern: words("with orthonormal columns"), say: role("orthogonal"), after: "noun" },
  {
    pattern: words(
      "(?:whose|with) (?:entries|elements|components) (?:that )?sum(?:ming)? to (?:one|1)|(?:that )?sums? to (?:one|1)",
    ),
    say: role("sums-to-one"),
  },

  // Functions.
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
