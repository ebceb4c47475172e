/*
 * Primes of a letter that an equation gives: where a note differentiates `x^2 + y^2 = 25`, the `y'` behind it is dy/dx.
 * Statements go in and come out with each such derivative written out.
 */
import { type DerivativeExpression, type Expression, mapParts, symbolNames } from "../algebra/expression.ts";
import { type Note, wordsOf } from "../markdown/note.ts";
import { gather } from "../text/gather.ts";
import { inSides } from "./sides.ts";
import type { Section } from "./section.ts";
import { type Statement, isEquality, mapSides, sidesOf } from "./statement.ts";

/** Words of a note that differentiates an equation. */
const ABOUT = /\b(differentiat|implicit|slope|tangent|curve)/i;

export function writeSlopes(
  statements: readonly Statement[],
  note: Note,
  sectionOf: (formula: number) => Section,
): readonly Statement[] {
  // A letter that has a mark as another has one is another letter: `x' = x \cos\theta - y \sin\theta`.
  const primed = new Set(primedLetters(statements));
  const [letter, ...others] = [...primed];
  if (letter === undefined || others.length > 0 || !ABOUT.test(wordsOf(note))) return statements;
  const equations = statements.filter((one) => ties(one, letter)).reverse();
  return statements.map((statement) => {
    if (!lettersOf(statement).some((name) => unprimed(name))) return statement;
    const { path } = sectionOf(statement.formula);
    const equation = equations.find(
      (one) => one.id < statement.id && path.includes(sectionOf(one.formula).id),
    );
    const by = equation && variableOf(equation, letter);
    return by ? mapSides(statement, (side) => written(side, by)) : statement;
  });
}

/** The y of `y'` and `y''`, with the number of marks. */
function unprimed(name: string): { readonly letter: string; readonly order: number } | null {
  const [, letter, marks] = /^([a-z])('{1,2})$/.exec(name) ?? [];
  return letter !== undefined && marks !== undefined ? { letter, order: marks.length } : null;
}

const primedLetters = inSides((side) =>
  gather(symbolNames(side), (name) => {
    const letter = unprimed(name)?.letter;
    return letter === undefined ? [] : [letter];
  }),
);

function lettersOf(statement: Statement): readonly string[] {
  return gather(sidesOf(statement), symbolNames);
}

/** Whether a statement is an equation that holds the letter and does not say what it is. */
function ties(statement: Statement, letter: string): boolean {
  const { left, steps } = statement;
  const names = lettersOf(statement);
  return (
    left.type !== "symbol" &&
    left.type !== "derivative" &&
    isEquality(steps[0]!.relation) &&
    names.includes(letter) &&
    !names.some((name) => unprimed(name))
  );
}

/** The x beside the y of an equation, or its only other letter. */
function variableOf(equation: Statement, letter: string): string | null {
  const others = [...new Set(lettersOf(equation))].filter((name) => name !== letter);
  if (others.includes("x")) return "x";
  return others.length === 1 ? others[0]! : null;
}

function written(side: Expression, by: string): Expression {
  const slope = side.type === "symbol" && !side.time ? unprimed(side.name) : null;
  if (!slope) return mapParts(side, (part) => written(part, by));
  const symbol = (name: string): Expression => ({ type: "symbol", name, time: null, span: side.span });
  const derivative: DerivativeExpression = {
    type: "derivative",
    of: symbol(slope.letter),
    withRespectTo: Array.from({ length: slope.order }, () => symbol(by)),
    notation: "fraction",
    span: side.span,
  };
  return derivative;
}
