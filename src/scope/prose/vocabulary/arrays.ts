/*
 * Kinds of arrays: vectors, matrices, numbers, and those that have a name, "the identity matrix".
 */
import type { ConstantName } from "../description.ts";
import { type VocabularyRow, functionNoun, noun, role, words } from "./row.ts";

const constant =
  (name: ConstantName): VocabularyRow["say"] =>
  (said) => {
    Object.assign(said, { constant: name, hasHead: true });
  };

export const arrays: readonly VocabularyRow[] = [
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
];
