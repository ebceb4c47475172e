/*
 * How values are restricted: symmetric, positive, one-hot.
 */
import type { Role } from "../../declaration.ts";
import { type VocabularyRow, role, words } from "./row.ts";

export const restrictions: readonly VocabularyRow[] = [
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
];

/** "Full column rank" says of the shape that it is not wide, "full row rank" that it is not tall. */
export function fullRank(words: string): Role {
  const side = /row|column/i.exec(words)?.[0].toLowerCase();
  return side === "row" ? "full-row-rank" : side === "column" ? "full-column-rank" : "full-rank";
}
