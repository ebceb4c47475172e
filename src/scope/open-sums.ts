/*
 * Sums without parentheses round their terms: `\sum_{i=1}^n y_i \log p_i + (1 - y_i) \log(1 - p_i)`. Formula trees go in;
 * they come out with each later term that has the index within the sum, where nothing else says what the index is.
 */
import type { BigOperatorNode, SumNode, TexNode } from "../tex/syntax.ts";
import { mapTree, rewritten, someNode } from "../tex/walk.ts";
import { oncePer } from "../text/once.ts";
import { cover } from "../text/span.ts";
import { letterName } from "./index-reading.ts";
import { withoutDecoration } from "./occurrence.ts";

/** Takes the terms behind a sum into it that count what it counts. */
export function writeOpenSums(formulas: readonly TexNode[]): readonly TexNode[] {
  return formulas.map((formula) =>
    holdsOpenSum(formula) ? rewritten(formula, "open sums", () => mapTree(formula, closed)) : formula,
  );
}

const holdsOpenSum = oncePer((formula: TexNode): boolean =>
  someNode(formula, (node) => node.type === "relation" && closed(node) !== node),
);

/** An equation with its sums closed; what stands left of it says which indices are free. */
function closed(node: TexNode): TexNode {
  if (node.type !== "relation" || node.relations[0]!.name !== "=") return node;
  const [left, ...sides] = node.operands;
  const written = sides.map((side) => (side.type === "sum" ? closedSum(side, left!) : side));
  return written.every((side, at) => side === sides[at]) ? node : { ...node, operands: [left!, ...written] };
}

function closedSum(sum: SumNode, left: TexNode): TexNode {
  const at = sum.terms.findIndex(({ node }) => sumAtEnd(node) !== null);
  const open = at < 0 ? null : sumAtEnd(sum.terms[at]!.node)!;
  const letter = open && letterOf(open);
  if (!open || letter === null || hasIndex(left, letter)) return sum;
  const behind = sum.terms.slice(at + 1);
  const end = behind.findIndex(({ node }) => !hasIndex(node, letter) || counts(node, letter));
  const taken = end < 0 ? behind : behind.slice(0, end);
  if (taken.length === 0) return sum;
  const first = { sign: "+", signSpan: null, node: open.body };
  const span = cover(open.body.span, taken.at(-1)!.node.span);
  const body: SumNode = { type: "sum", terms: [first, ...taken], span, literal: open.body.literal };
  const whole = withSum(sum.terms[at]!.node, { ...open, body, span: cover(open.span, span) });
  const terms = [
    ...sum.terms.slice(0, at),
    { ...sum.terms[at]!, node: whole },
    ...behind.slice(taken.length),
  ];
  return terms.length === 1 && terms[0]!.signSpan === null ? whole : { ...sum, terms };
}

/** The sum that a term is, or ends with: `\frac{1}{n} \sum_i x_i`. */
function sumAtEnd(node: TexNode): BigOperatorNode | null {
  const last = node.type === "product" ? node.factors.at(-1)!.node : node;
  return last.type === "bigOperator" && last.operator === "sum" ? last : null;
}

function withSum(term: TexNode, sum: BigOperatorNode): TexNode {
  if (term.type !== "product") return sum;
  const factors = [...term.factors.slice(0, -1), { ...term.factors.at(-1)!, node: sum }];
  return { ...term, factors, span: cover(term.span, sum.span) };
}

/** The i of `\sum_{i=1}^n` and `\sum_i`. */
function letterOf({ sub }: BigOperatorNode): string | null {
  const below = sub && withoutDecoration(sub);
  const first = below?.type === "relation" ? below.operands[0]! : below;
  return first ? letterName(first) : null;
}

/** Whether a letter stands in a script. */
function hasIndex(node: TexNode, letter: string): boolean {
  const isLetter = (part: TexNode) => part.type === "letter" && part.name === letter;
  return someNode(
    node,
    (part) =>
      part.type === "scripts" &&
      [part.sub, part.sup].some((script) => script !== null && someNode(script, isLetter)),
  );
}

/** Whether a sum or product in it counts with the letter. */
function counts(node: TexNode, letter: string): boolean {
  return someNode(node, (part) => part.type === "bigOperator" && letterOf(part) === letter);
}
