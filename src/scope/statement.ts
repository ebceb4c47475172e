/*
 * Statements: the relations of a formula, each a left side and the steps of its chain. A row that starts with
 * "=" carries on the row before it; arrows and wide spaces part statements.
 */
import type { Expression } from "../algebra/expression.ts";
import type { Span } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import { applicationsIn, isElided } from "./application.ts";
import { type IndexCondition, readCondition } from "./conditions.ts";
import { oncePer } from "../text/once.ts";
import { withoutOptimum } from "./objectives.ts";
import { itemsOf, readOccurrence, withoutDecoration } from "./occurrence.ts";
import { partAtWords } from "./words.ts";

/** One relation of a chain: its sign and its right side. */
export interface RawStep {
  readonly relation: string;
  readonly relationSpan: Span;
  readonly right: TexNode;
  /** The row it stands in, with the words of its condition. */
  readonly formula: number;
}

export interface RawStatement {
  readonly left: TexNode;
  readonly steps: readonly RawStep[];
  readonly formula: number;
  /** Words that stand beside it in the formula. */
  readonly words: string;
}

export interface Step {
  readonly relation: string;
  readonly relationSpan: Span;
  readonly right: Expression;
  readonly node: TexNode;
  /** From the sign (or, in the first step, the left side) to the end. */
  readonly span: Span;
  readonly formula: number;
}

export interface Statement {
  readonly id: number;
  readonly left: Expression;
  readonly leftNode: TexNode;
  readonly steps: readonly Step[];
  readonly formula: number;
  readonly block: number;
  readonly words: string;
  readonly span: Span;
}

const equalities = new Set([
  "=",
  ":=",
  "\\coloneqq",
  "\\equiv",
  "\\triangleq",
  "\\doteq",
  "\\def",
  "≡",
  "=:",
  "\\colonequals",
  "\\overset{=}",
]);

const inequalities = new Set(["<", ">", "\\le", "\\leq", "\\leqslant", "\\ge", "\\geq", "\\geqslant"]);

export function isEquality(relation: string): boolean {
  return equalities.has(relation) || /stackrel|overset/.test(relation);
}

export function isInequality(relation: string): boolean {
  return inequalities.has(relation);
}

/** The left side of a statement and all right ones, as trees or with their meaning. */
export function sidesOf<Side>({
  left,
  steps,
}: {
  readonly left: Side;
  readonly steps: readonly { readonly right: Side }[];
}): readonly Side[] {
  return [left, ...steps.map(({ right }) => right)];
}

/** The statement with each of its sides changed; the same one where that changes none of them. */
export function mapSides(statement: Statement, change: (side: Expression) => Expression): Statement {
  const left = change(statement.left);
  const steps = statement.steps.map((step) => {
    const right = change(step.right);
    return right === step.right ? step : { ...step, right };
  });
  return left === statement.left && steps.every((step, at) => step === statement.steps[at])
    ? statement
    : { ...statement, left, steps };
}

/** All statements of the formulas, in order; `formulas[i]` is the tree of math span i, `counting` what counts in any. */
export function readStatements(
  formulas: readonly TexNode[],
  counting: ReadonlySet<string>,
): readonly RawStatement[] {
  const statements: RawStatement[] = [];
  formulas.forEach((root, formula) => {
    let open: RawStatement | null = lastOf(statements, formula - 1);
    for (const written of statementsIn(root)) {
      if (comparesIndices(written, counting)) continue;
      const found = placed(written, formula);
      if (open && withoutDecoration(found.left).type === "empty") {
        open = { ...open, steps: [...open.steps, ...found.steps] };
        statements[statements.length - 1] = open;
      } else if (found.left.type !== "empty") {
        statements.push(found);
        open = found;
      }
    }
  });
  return statements;
}

/** A statement within its formula. */
interface WrittenStatement {
  readonly left: TexNode;
  readonly steps: readonly Omit<RawStep, "formula">[];
  readonly words: string;
  /** What it says where it does no more than compare two letters. */
  readonly condition: IndexCondition | null;
}

const statementsIn = oncePer((root: TexNode): readonly WrittenStatement[] =>
  rowsOf(root).flatMap(statementsOfRow),
);

function placed({ left, steps, words }: WrittenStatement, formula: number): RawStatement {
  return { left, steps: steps.map((step) => ({ ...step, formula })), formula, words };
}

/** `i = j` of two indices is a condition, not a definition of either. */
function comparesIndices({ condition }: WrittenStatement, counting: ReadonlySet<string>): boolean {
  return condition !== null && counting.has(condition.left) && counting.has(condition.right);
}

/** A chain may go on in the next display, but only from the one right before it. */
function lastOf(statements: readonly RawStatement[], formula: number): RawStatement | null {
  const last = statements.at(-1);
  return last && (last.formula === formula || last.steps.at(-1)?.formula === formula) ? last : null;
}

function rowsOf(root: TexNode): readonly TexNode[] {
  const bare = withoutDecoration(root);
  return bare.type === "rows" ? bare.rows.flatMap(rowsOf) : [bare];
}

function statementsOfRow(row: TexNode): readonly WrittenStatement[] {
  const items = row.type === "list" ? withoutRanges(row.items.map(withoutDecoration)) : [row];
  // `i = 1, \ldots, n` is a range, not a definition of i; an open list of equations goes on in the same way.
  const isOpen = items.at(-1)?.type === "dots" && items.slice(0, -1).every(isWrittenOut);
  if (!isOpen && items.some((item) => item.type === "dots")) return [];
  const words = items
    .filter((item) => item.type === "text")
    .map((item) => item.text)
    .join(" ");
  return items
    .map(withoutParentheses)
    .flatMap((item) =>
      item.type === "relation"
        ? splitRelation(item, words)
        : item.type === "rows"
          ? rowsOf(item).flatMap(statementsOfRow)
          : [],
    );
}

/** The inequality of `= 0 \quad (x < 0)`. */
function withoutParentheses(item: TexNode): TexNode {
  const body = item.type === "fenced" && item.open === "(" ? withoutDecoration(item.body) : item;
  return body.type === "relation" && body.relations.every(({ name }) => isInequality(name)) ? body : item;
}

/** `s_i = f(x_i), \quad i = 1, \ldots, n`: what is said for all of a range, without the range. */
function withoutRanges(items: readonly TexNode[]): readonly TexNode[] {
  const at = items.findIndex((item, place) => items[place + 1]?.type === "dots" && isFirstOfRange(item));
  const [last, ...more] = items.slice(at + 2);
  if (at < 1 || !last || more.length > 0 || !/^(letter|number|sum)$/.test(last.type)) return items;
  return items.slice(0, at).some((item) => item.type === "relation") ? items.slice(0, at) : items;
}

/** `i = 1`. */
function isFirstOfRange(item: TexNode): boolean {
  if (item.type !== "relation" || item.relations.length > 1 || !isEquality(item.relations[0]!.name))
    return false;
  const [letter, first] = item.operands.map(withoutDecoration);
  const counted = letter && withoutLabel(letter);
  return counted?.type === "letter" && first?.type === "number";
}

/** A letter, and the call of another one with letters alone. */
function isNamed(left: TexNode, call: TexNode): boolean {
  const node = withoutDecoration(call);
  if (node.type !== "product" || node.factors.length !== 2 || withoutDecoration(left).type !== "letter")
    return false;
  const [only] = applicationsIn(node);
  return (
    only !== undefined &&
    only.fence.open === "(" &&
    /^[fgFGuh]$/.test(only.head.base) &&
    itemsOf(only.fence.body).every((item) => readOccurrence(item) !== null)
  );
}

/** `\text{Quadratic: } x^\top A x`, `设 s = …`: a heading is no factor, nor is a word of a script that names nothing. */
function withoutLabel(side: TexNode): TexNode {
  if (side.type !== "product" || side.factors.length < 2) return side;
  const [first, ...factors] = side.factors;
  const isLabel = first!.node.type === "text" && /[:：]\s*$|^\s*\p{Lo}/u.test(first!.node.text);
  if (!isLabel || factors[0]!.sign !== "") return side;
  const span = { start: factors[0]!.node.span.start, end: side.span.end };
  return factors.length === 1 ? factors[0]!.node : { ...side, factors, span };
}

/** `\mathcal L(\cdot) = …` says what L is. */
function withoutOpenArgument(left: TexNode): TexNode {
  if (left.type !== "product" || left.factors.length !== 2) return left;
  const [only] = applicationsIn(left);
  return only?.fence.open === "(" && isElided(only.fence.body) ? left.factors[0]!.node : left;
}

/** An equation of more than a letter and a number, or words. */
function isWrittenOut(item: TexNode): boolean {
  if (item.type !== "relation") return item.type === "text";
  return item.operands.some(({ type }) => /^(fraction|product|sum|fenced)$/.test(type));
}

/** Parts `a = b ⇒ c = d` at its arrows, and keeps relations that make claims or definitions. */
function splitRelation(node: TexNode & { type: "relation" }, words: string): readonly WrittenStatement[] {
  const statements: WrittenStatement[] = [];
  let left = node.operands[0]!;
  let steps: WrittenStatement["steps"][number][] = [];
  const close = () => {
    const [named, given, ...others] = steps;
    // `y = f(x_1, x_2) = x_1^2 + x_2` says what f is, and that y is its value.
    if (named && given && isEquality(given.relation) && isNamed(left, named.right)) {
      statements.push({ left: named.right, steps: [given, ...others], words, condition: null });
      steps = [named];
    }
    const [only, ...more] = steps;
    const condition = only && more.length === 0 ? readCondition(left, only.relation, only.right) : null;
    if (only) statements.push({ left, steps, words, condition });
    steps = [];
  };
  node.relations.forEach((relation, at) => {
    const operand = node.operands[at + 1]!;
    const parted = partAtWords(operand);
    const written = parted?.before ?? operand;
    const [subject, right] = steps.length === 0 ? withoutOptimum(left, written) : [left, written];
    if (steps.length === 0) left = withoutOpenArgument(withoutLabel(subject));
    // `Z \in \mathbb{R}^{m \times d} = X W` is about Z.
    const isOfSet =
      relation.name === "\\in" &&
      readOccurrence(operand)?.font === "blackboard" &&
      isEquality(node.relations[at + 1]?.name ?? "");
    if (isEquality(relation.name) || isInequality(relation.name))
      steps.push({ relation: relation.name, relationSpan: relation.span, right });
    else if (!isOfSet || steps.length > 0) {
      close();
      left = right;
    }
    // Words before another sign part statements as arrows do.
    if (!parted?.after || at + 1 === node.relations.length) return;
    close();
    left = parted.after;
  });
  close();
  return statements;
}
