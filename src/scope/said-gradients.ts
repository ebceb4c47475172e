/*
 * The loss of a d before a letter, where the note says it: "for a loss L we write `dX` for `\partial L/\partial X`",
 * `dW = \frac{\partial L}{\partial W}`. Statements and words go in, the name of the loss comes out.
 */
import type { Expression, SymbolExpression } from "../algebra/expression.ts";
import type { Block, Note } from "../markdown/note.ts";
import { wordsOf } from "../markdown/note.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { Context } from "./context.ts";
import { elaborate } from "./elaborate.ts";
import { incrementOf } from "./increments.ts";
import { type Statement, isEquality } from "./statement.ts";

/** What `dX` is written for, in words between the two formulas: X stands for any letter. */
const asShorthand =
  /^ *(?:(?:is |as )?(?:a |the )?(?:short(?:hand|-hand)? |abbreviation )?(?:for|denotes?|means|stands for|instead of|in place of)|:?=) *(?:the )?(?:gradient|derivative)? *$/i;
/** Words that tell true differentials. */
export const ofDifferentials = /\bdifferentials?\b|\bperturb|\binfinitesimal/i;

/** The name of the loss; null where the note does not say that d makes gradients of one. */
export function saidLoss(
  statements: readonly Statement[],
  note: Note,
  formulas: readonly TexNode[],
  context: Context,
): string | null {
  if (!context.differentials || ofDifferentials.test(wordsOf(note))) return null;
  for (const { content } of note.blocks) {
    const loss = saidIn(content, formulas, context);
    if (loss !== null) return loss;
  }
  return statements.map(lossOfMark).find((loss) => loss !== null) ?? null;
}

/** The L of "write `dX` for `\partial L/\partial X`". */
function saidIn(content: Block["content"], formulas: readonly TexNode[], context: Context): string | null {
  for (const [at, mark] of content.entries()) {
    const [words, meant] = [content[at + 1], content[at + 2]];
    if (mark.type !== "math" || meant?.type !== "math" || words?.type !== "text") continue;
    if (!asShorthand.test(words.text.replaceAll(/\s+/g, " "))) continue;
    const [left, right] = [formulas[mark.index], formulas[meant.index]];
    const loss = left && right ? lossBetween(elaborate(left, context), elaborate(right, context)) : null;
    if (loss !== null) return loss;
  }
  return null;
}

/** The loss of a δ before a letter, by an equation that says so of one: `\delta h_t = \partial L/\partial h_t`. */
export function lossOfIncrements(statements: readonly Statement[]): {
  readonly loss: string | null;
  readonly saidBy: ReadonlySet<number>;
} {
  const said = statements.flatMap(({ id, left, steps: [first] }) => {
    const mark = left.type === "symbol" ? incrementOf(left.name) : null;
    const meant = first && isEquality(first.relation) ? first.right : null;
    if (mark === null || meant?.type !== "derivative" || meant.of.type !== "symbol") return [];
    const [by, ...more] = meant.withRespectTo;
    const isSame = by?.type === "symbol" && by.name === mark && more.length === 0;
    return isSame && !/^d?dot /.test((left as SymbolExpression).name) ? [{ id, loss: meant.of.name }] : [];
  });
  return { loss: said[0]?.loss ?? null, saidBy: new Set(said.map(({ id }) => id)) };
}

/** `dW = \frac{\partial L}{\partial W}` says what `dW` is. */
function lossOfMark({ left, steps: [first] }: Statement): string | null {
  return first && isEquality(first.relation) ? lossBetween(left, first.right) : null;
}

function lossBetween(mark: Expression, meant: Expression): string | null {
  if (mark.type !== "differential" || mark.of.type !== "symbol" || meant.type !== "derivative") return null;
  const [by, ...more] = meant.withRespectTo;
  const isSame = by?.type === "symbol" && by.name === mark.of.name && more.length === 0;
  return isSame && meant.of.type === "symbol" ? meant.of.name : null;
}
