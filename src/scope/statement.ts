/*
 * Statements: the relations of a formula, each a left side and the steps of its chain. A row that starts with
 * "=" carries on the row before it; arrows and wide spaces part statements.
 */
import type { Expression } from "../algebra/expression.ts";
import type { Span } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import { readCondition } from "./conditions.ts";
import { withoutDecoration } from "./occurrence.ts";
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

/** The statement with each of its sides changed. */
export function mapSides(statement: Statement, change: (side: Expression) => Expression): Statement {
  return {
    ...statement,
    left: change(statement.left),
    steps: statement.steps.map((step) => ({ ...step, right: change(step.right) })),
  };
}

/** All statements of the formulas, in order; `formulas[i]` is the tree of math span i, `counting` what counts in any. */
export function readStatements(
  formulas: readonly TexNode[],
  counting: ReadonlySet<string>,
): readonly RawStatement[] {
  const statements: RawStatement[] = [];
  formulas.forEach((root, formula) => {
    let open: RawStatement | null = lastOf(statements, formula - 1);
    for (const row of rowsOf(root)) {
      for (const found of statementsOfRow(row, formula)) {
        if (comparesIndices(found, counting)) continue;
        const carriesOn = open && withoutDecoration(found.left).type === "empty";
        if (carriesOn && open) {
          const joined: RawStatement = { ...open, steps: [...open.steps, ...found.steps] };
          statements[statements.indexOf(open)] = joined;
          open = joined;
        } else if (found.left.type !== "empty") {
          statements.push(found);
          open = found;
        }
      }
    }
  });
  return statements;
}

/** `i = j` of two indices is a condition, not a definition of either. */
function comparesIndices({ left, steps }: RawStatement, counting: ReadonlySet<string>): boolean {
  const condition = steps.length === 1 ? readCondition(left, steps[0]!.relation, steps[0]!.right) : null;
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

function statementsOfRow(row: TexNode, formula: number): readonly RawStatement[] {
  const items = row.type === "list" ? row.items.map(withoutDecoration) : [row];
  // `i = 1, \ldots, n` is a range, not a definition of i.
  if (items.some((item) => item.type === "dots")) return [];
  const words = items
    .filter((item) => item.type === "text")
    .map((item) => item.text)
    .join(" ");
  return items.flatMap((item) =>
    item.type === "relation"
      ? splitRelation(item, formula, words)
      : item.type === "rows"
        ? rowsOf(item).flatMap((r) => statementsOfRow(r, formula))
        : [],
  );
}

/** Parts `a = b ⇒ c = d` at its arrows, and keeps relations that make claims or definitions. */
function splitRelation(
  node: TexNode & { type: "relation" },
  formula: number,
  words: string,
): readonly RawStatement[] {
  const statements: RawStatement[] = [];
  let left = node.operands[0]!;
  let steps: RawStep[] = [];
  const close = () => {
    if (steps.length > 0) statements.push({ left, steps, formula, words });
    steps = [];
  };
  node.relations.forEach((relation, at) => {
    const operand = node.operands[at + 1]!;
    const parted = partAtWords(operand);
    const right = parted?.before ?? operand;
    if (isEquality(relation.name) || isInequality(relation.name))
      steps.push({ relation: relation.name, relationSpan: relation.span, right, formula });
    else {
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
