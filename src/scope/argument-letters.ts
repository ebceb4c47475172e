/*
 * The z of `g(z) = \frac{1}{1 + e^{-z}}` beside the `z^{(l)}` of layers: a letter that stands for any argument, and has
 * nothing to do with the layers' but its shape. Statements go in; they come out with two letters.
 */
import { type Expression, mapParts, some, symbolNames, walkExpression } from "../algebra/expression.ts";
import type { Facts } from "./facts.ts";
import { type Statement, mapSides, sidesOf } from "./statement.ts";
import { argumentName } from "./symbol-name.ts";

/** Writes another letter for each that stands for an argument only where it has no time. */
export function writeArgumentLetters(
  statements: readonly Statement[],
  { shapes }: Facts,
): readonly Statement[] {
  const letters = statements.flatMap(argumentsOf).filter((name) => !shapes.has(name));
  if (letters.length === 0) return statements;
  const apart = new Set(letters.filter((name) => standsApart(name, statements)));
  return apart.size === 0
    ? statements
    : statements.map((one) => mapSides(one, (side) => asArguments(side, apart)));
}

/** A changed piece of a statement, with the letters for arguments that the statement has. */
export function withArgumentsOf(statement: Statement, piece: Expression): Expression {
  const names = symbolNames(piece).filter((name) =>
    sidesOf(statement).some((side) =>
      some(side, (part) => part.type === "symbol" && part.name === argumentName(name)),
    ),
  );
  return names.length === 0 ? piece : asArguments(piece, new Set(names));
}

/** An expression with letters for arguments in place of these. */
export function asArguments(part: Expression, apart: ReadonlySet<string>): Expression {
  return part.type === "symbol" && !part.time && apart.has(part.name)
    ? { ...part, name: argumentName(part.name) }
    : mapParts(part, (inner) => asArguments(inner, apart));
}

/** The letter in the parentheses of a function that an equation defines by that letter alone, and so for each entry. */
function argumentsOf({ left, steps: [first] }: Statement): readonly string[] {
  if (left.type !== "call" || left.order > 0 || left.function.type !== "symbol") return [];
  const [only, ...more] = left.arguments;
  if (only?.type !== "symbol" || only.time || more.length > 0) return [];
  return symbolNames(first!.right).every((name) => name === only.name) ? [only.name] : [];
}

/** Whether a letter has a time elsewhere, and stands nowhere beside itself with one, nor is anything without. */
function standsApart(name: string, statements: readonly Statement[]): boolean {
  let isTimed = false;
  for (const statement of statements) {
    if (statement.left.type === "symbol" && statement.left.name === name && !statement.left.time)
      return false;
    const times = new Set(
      sidesOf(statement)
        .flatMap(walkExpression)
        .flatMap((part) => (part.type === "symbol" && part.name === name ? [part.time !== null] : [])),
    );
    if (times.size > 1) return false;
    isTimed ||= times.has(true);
  }
  return isTimed;
}
