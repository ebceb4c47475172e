/*
 * How long a vector is and how large a matrix: "of length n", "n × m", "in ℝⁿ".
 */
import type { TexNode } from "../../../tex/syntax.ts";
import type { Description } from "../description.ts";
import { type Sentence, mentionOf } from "../sentence.ts";
import { readSet, readSizes, shapeOfSizes, splitSizes } from "../set.ts";
import { type VocabularyRow, noun, numberWords, setShape, words } from "./row.ts";

export const sizes: readonly VocabularyRow[] = [
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
];

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
