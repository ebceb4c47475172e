/*
 * `dX` as a gradient: "for a loss L we write `dX` for `\partial L/\partial X`", `dW = \frac{\partial L}{\partial W}`.
 * In a note that says so, every `dX` of a symbol is the derivative of that L. Statements go in and come out.
 */
import { type Expression, mapParts } from "../algebra/expression.ts";
import type { Block, Note } from "../markdown/note.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { Context } from "./context.ts";
import { elaborate } from "./elaborate.ts";
import { type Statement, isEquality, mapSides } from "./statement.ts";

/** What `dX` is written for, in words between the two formulas: X stands for any letter. */
const asShorthand =
  /^ *(?:(?:is |as )?(?:a |the )?(?:short(?:hand|-hand)? |abbreviation )?(?:for|denotes?|means|stands for|instead of|in place of)|:?=) *(?:the )?(?:gradient|derivative)? *$/i;
/** Words that tell true differentials. */
const ofDifferentials = /\bdifferentials?\b|\bperturb|\binfinitesimal/i;

/** Writes derivatives for all `dX`, where the note says that this is what they are. */
export function writeGradientMarks(
  statements: readonly Statement[],
  note: Note,
  formulas: readonly TexNode[],
  context: Context,
): readonly Statement[] {
  if (!context.differentials) return statements;
  const words = note.blocks
    .flatMap(({ content }) => content)
    .map((one) => (one.type === "text" ? one.text : ""));
  if (words.some((text) => ofDifferentials.test(text))) return statements;
  const output = saidOf(note.blocks, formulas, context) ?? equatedOf(statements);
  if (!output) return statements;
  const rewrite = (side: Expression): Expression => {
    if (side.type !== "differential") return mapParts(side, rewrite);
    const { of: variable, span } = side;
    // `dS^\top` is the gradient by S, transposed.
    if (variable.type === "transpose")
      return { ...variable, of: rewrite({ ...side, of: variable.of }), span };
    if (variable.type !== "symbol") return mapParts(side, rewrite);
    return {
      type: "derivative",
      of: { ...output, span },
      withRespectTo: [variable],
      notation: "nabla",
      span,
    };
  };
  return statements.map((statement) => (isMark(statement) ? statement : mapSides(statement, rewrite)));
}

type Output = Expression & { readonly type: "symbol" };

/** The L of "write `dX` for `\partial L/\partial X`". */
function saidOf(blocks: readonly Block[], formulas: readonly TexNode[], context: Context): Output | null {
  for (const { content } of blocks)
    for (const [at, inline] of content.entries()) {
      const [words, next] = [content[at + 1], content[at + 2]];
      if (inline.type !== "math" || next?.type !== "math" || words?.type !== "text") continue;
      if (!asShorthand.test(words.text.replaceAll(/\s+/g, " "))) continue;
      const [mark, meant] = [formulas[inline.index], formulas[next.index]].map(
        (node) => node && elaborate(node, context),
      );
      const output = mark && meant ? outputOf(mark, meant) : null;
      if (output) return output;
    }
  return null;
}

function equatedOf(statements: readonly Statement[]): Output | null {
  for (const statement of statements) {
    const output = isMark(statement) ? outputOf(statement.left, statement.steps[0]!.right) : null;
    if (output) return output;
  }
  return null;
}

/** `dW = \frac{\partial L}{\partial W}`, which says what `dW` is. */
function isMark({ left, steps: [first] }: Statement): boolean {
  return first !== undefined && isEquality(first.relation) && outputOf(left, first.right) !== null;
}

function outputOf(mark: Expression, meant: Expression): Output | null {
  if (mark.type !== "differential" || mark.of.type !== "symbol" || meant.type !== "derivative") return null;
  const [by, ...more] = meant.withRespectTo;
  const isSame = by?.type === "symbol" && by.name === mark.of.name && more.length === 0;
  return isSame && meant.of.type === "symbol" ? meant.of : null;
}
