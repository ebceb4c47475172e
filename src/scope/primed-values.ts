/*
 * `y = x^x`, then `y' = x^x (\ln x + 1)`: of a value that is given by a formula in x, a prime is the derivative by x.
 * Statements go in and come out with such primes as derivatives.
 */
import { type Expression, mapParts, some, symbolNames, holdsDerivative } from "../algebra/expression.ts";
import type { Note } from "../markdown/note.ts";
import { allSides, inParts } from "./sides.ts";
import type { Notation } from "./notation.ts";
import { type Section, nearest } from "./section.ts";
import { usesMatrices } from "./shapes/typography.ts";
import { type Statement, isEquality, mapSides } from "./statement.ts";

/** Words of notes in which a prime is a derivative. */
const ofDerivatives =
  /\bderiv|\bdifferentia|\bslope|\btangent|\bAbleit|\bdériv|производн|导数|導數|求导|微分|導関数|미분/i;

/** Writes derivatives of values that formulas give, where they are written as primes. */
export function writePrimedValues(
  statements: readonly Statement[],
  note: Note,
  notation: Notation,
  sectionOf: (formula: number) => Section,
): readonly Statement[] {
  const primed = new Set(primedIn(statements));
  if (primed.size === 0) return statements;
  if (!ofDerivatives.test(note.text) && !allSides(statements).some(holdsDerivative)) return statements;
  const values = statements.flatMap(({ left, steps, span, formula }) => {
    const isValue = left.type === "symbol" && !left.time && isEquality(steps[0]!.relation);
    const variable = isValue && primed.has(left.name) ? variableOf(steps[0]!.right, notation) : null;
    return isValue && variable !== null
      ? [{ name: left.name, variable, span, section: sectionOf(formula) }]
      : [];
  });
  if (values.length === 0) return statements;
  return statements.map((statement) => {
    const { span, formula } = statement;
    const variableAt = (name: string) =>
      nearest(
        values.filter((value) => value.name === name),
        sectionOf(formula),
        span.start,
      )?.variable;
    return mapSides(statement, (side) => unprimed(side, variableAt));
  });
}

function unprimed(part: Expression, variableOf: (name: string) => string | undefined): Expression {
  const [, name = "", primes = ""] =
    part.type === "symbol" && !part.time ? (primedName(part.name) ?? []) : [];
  const variable = variableOf(name);
  if (variable === undefined) return mapParts(part, (inner) => unprimed(inner, variableOf));
  const { span } = part;
  const of: Expression = { type: "symbol", name, time: null, span };
  const by: Expression = { type: "symbol", name: variable, time: null, span };
  return { type: "derivative", of, withRespectTo: [...primes].map(() => by), notation: "fraction", span };
}

function primedName(name: string): RegExpExecArray | null {
  return /^([a-zA-Z])('{1,3})$/.exec(name);
}

const primedIn = inParts((part) => {
  const name = part.type === "symbol" && !part.time ? primedName(part.name)?.[1] : undefined;
  return name === undefined ? [] : [name];
});

/** The x of `a x^2 + b`, or the only letter in it; null of what may be a vector, or is made of other values. */
export function variableOf(value: Expression, notation: Notation): string | null {
  const isOther = (part: Expression) =>
    /^(transpose|matrix|derivative|entry|unknown|differential)$/.test(part.type);
  if (some(value, isOther)) return null;
  // `F = \Lambda` says by what name a function goes.
  if (value.type === "symbol" && !/^[a-z]$/.test(value.name)) return null;
  const names = new Set(symbolNames(value));
  const isNumber = usesMatrices(notation) ? /^\\?[a-z]+$/ : /^\\?[a-zA-Z]+$/;
  if ([...names].some((name) => !isNumber.test(name))) return null;
  const [only, ...more] = names;
  return ["x", "t"].find((name) => names.has(name)) ?? (more.length === 0 ? (only ?? null) : null);
}
