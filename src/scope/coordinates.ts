/*
 * `f(x_1, x_2) = x_1^2 + \cos x_2` in a note where x is a vector of any length elsewhere: in the equations of such a
 * function, x_1 and x_2 are numbers of their own. Statements go in and come out.
 */
import { type Expression, mapParts, parts, walkExpression } from "../algebra/expression.ts";
import { freeNumber } from "./free-number.ts";
import { type Statement, isEquality, mapSides, sidesOf } from "./statement.ts";

/** Makes symbols of the components that functions are defined by, wherever an equation speaks of such a function. */
export function nameCoordinates(statements: readonly Statement[]): readonly Statement[] {
  const coordinates = new Map<string, ReadonlySet<string>>();
  for (const { left, steps } of statements) {
    const names = isEquality(steps[0]!.relation) ? coordinatesOf(left) : null;
    if (names && left.type === "call") coordinates.set(left.function.name, names);
  }
  if (coordinates.size === 0 && !statements.some(({ left }) => isOfParts(left))) return statements;
  // What was said last of f counts: `f(x) = …` says what it is of a vector.
  const lists = new Map<string, readonly Expression[]>();
  return statements.map((written) => {
    const { left } = written;
    if (left.type === "call" && left.order === 0 && isEquality(written.steps[0]!.relation)) {
      if (isOfParts(left)) lists.set(left.function.name, left.arguments);
      else lists.delete(left.function.name);
    }
    const statement = mapSides(written, (side) => withCoordinates(side, lists));
    const sides = sidesOf(statement);
    const spokenOf = sides.flatMap((side) => walkExpression(side).flatMap(functionName));
    const names = spokenOf.flatMap((name) => coordinates.get(name) ?? []).at(0);
    const vectors = new Set([...(names ?? [])].map((name) => name.replace(/_\{\d+\}$/, "")));
    if (!names || sides.some((side) => usesOtherwise(side, vectors))) return statement;
    return mapSides(statement, (side) => rename(side, vectors));
  });
}

/** `\nabla f(x)` of an f that is written as `f(x_1, x_2)`: the x is all of them. */
function withCoordinates(part: Expression, lists: ReadonlyMap<string, readonly Expression[]>): Expression {
  const listOf = (of: Expression) => {
    const [only, ...more] = of.type === "call" && of.order === 0 ? of.arguments : [];
    const list = of.type === "call" ? lists.get(of.function.name) : undefined;
    const isWhole = list !== undefined && only?.type === "symbol" && !only.time && more.length === 0;
    return isWhole && list.every((one) => partName(one)?.startsWith(`${only.name}_{`)) ? list : null;
  };
  if (part.type === "derivative" && part.of.type === "call") {
    const list = listOf(part.of);
    const [whole] = part.of.arguments;
    const isBy = (by: Expression) =>
      by.type === "symbol" && whole?.type === "symbol" && by.name === whole.name && !by.time;
    if (list && part.withRespectTo.every(isBy)) {
      const column: Expression = { type: "matrix", rows: list.map((one) => [one]), span: part.of.span };
      const of = { ...part.of, arguments: list };
      return { ...part, of, withRespectTo: part.withRespectTo.map(() => column) };
    }
  }
  const list = listOf(part);
  return list && part.type === "call"
    ? { ...part, arguments: list }
    : mapParts(part, (one) => withCoordinates(one, lists));
}

/** The names of the numbers in `f(x_1, x_2)`, or null where its arguments are anything else. */
function coordinatesOf(left: Expression): ReadonlySet<string> | null {
  if (left.type !== "call" || left.function.type !== "symbol" || left.order > 0) return null;
  const names = left.arguments.map(coordinate);
  return names.length > 1 && names.every((name) => name !== null) ? new Set(names) : null;
}

/** `x_{2}` of the second component of x, or of the second of several x. */
function coordinate(expression: Expression): string | null {
  const symbol = expression.type === "entry" ? expression.of : expression;
  if (symbol.type !== "symbol") return null;
  const indices = [symbol.time, ...(expression.type === "entry" ? expression.indices : [])];
  const [index, ...more] = indices.filter((one) => one !== null);
  return index && more.length === 0 && index.terms.length === 0 ? `${symbol.name}_{${index.offset}}` : null;
}

/** Whether a function is written with the parts of a vector, `f(x_1, x_2)`, by whatever their number makes of them. */
function isOfParts(left: Expression): boolean {
  if (left.type !== "call" || left.function.type !== "symbol" || left.order > 0) return false;
  return left.arguments.length > 1 && left.arguments.every((one) => partName(one) !== null);
}

/** The name of a component, or of a letter with a number: the `x_1` of a note that has an `x_1^*` is one. */
function partName(expression: Expression): string | null {
  const isNumbered = expression.type === "symbol" && !expression.time && /_\{\d+\}$/.test(expression.name);
  return isNumbered ? expression.name : coordinate(expression);
}

function functionName(part: Expression): readonly string[] {
  if (part.type === "symbol") return [part.name];
  return part.type === "call" && part.function.type === "symbol" ? [part.function.name] : [];
}

/** Whether one of the vectors stands for itself, or with an index letter. */
function usesOtherwise(expression: Expression, vectors: ReadonlySet<string>): boolean {
  if (coordinate(expression) !== null) return false;
  if (expression.type === "symbol") return vectors.has(expression.name);
  return parts(expression).some((part) => usesOtherwise(part, vectors));
}

function rename(expression: Expression, vectors: ReadonlySet<string>): Expression {
  const name = coordinate(expression);
  if (name !== null && vectors.has(name.replace(/_\{\d+\}$/, ""))) return freeNumber(name, expression.span);
  return mapParts(expression, (part) => rename(part, vectors));
}
