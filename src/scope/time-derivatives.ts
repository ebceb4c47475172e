/*
 * Dots above letters: `\dot V` of a V that is defined, or of an `A(t)`, is its derivative by time; `\dot x` of any
 * other x says how x flows, and what is computed from x changes with it. Statements go in and come out with each such
 * derivative written out, and with the symbols that flow.
 */
import { derivativeOf } from "../algebra/compose.ts";
import { type DerivativeExpression, type Expression, mapParts } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { readSubject } from "./declared-subject.ts";
import type { Facts } from "./facts.ts";
import { freeNumber } from "./free-number.ts";
import { letterName } from "./index-reading.ts";
import type { Notation } from "./notation.ts";
import { readSymbol } from "./symbol-reading.ts";
import { type Occurrence, visitOccurrences } from "./occurrence.ts";
import { type Statement, isEquality } from "./statement.ts";
import { isTimeLetter, unwrittenTime } from "./time-letters.ts";

export interface Timed {
  readonly statements: readonly Statement[];
  /** Symbols whose derivative by time is a symbol of the note, with the name of that. */
  readonly flows: ReadonlyMap<string, string>;
}

/** Writes out the derivatives by time that dots stand for. */
export function writeTimeDerivatives(
  statements: readonly Statement[],
  formulas: readonly TexNode[],
  facts: Facts,
  notation: Notation,
): Timed {
  const subjects = gather(statements, subjectOf);
  const written = [
    ...gather(formulas, (formula) => dottedIn(formula, notation)),
    ...subjects.filter(isDotted),
  ];
  const dots = [...new Set(written)];
  const defined = new Set([...subjects, ...spectralNames(facts, notation)]);
  const time = timeIn(dots, statements, facts);
  const isComputed = (name: string): boolean => {
    const of = undotted(name);
    if (of === null) return false;
    return defined.has(of) || isComputed(of) || (!defined.has(name) && timeOf(of, facts) !== null);
  };
  const rates = dots.filter((name) => !isComputed(name));
  const flows = new Map(rates.map((name) => [undotted(name)!, name]));
  // What is a rate has one itself, whether or not it is written.
  for (const rate of rates) if (!defined.has(rate) && rate.startsWith("dot ")) flows.set(rate, `d${rate}`);
  // Where nothing flows and nothing depends on time, a dot is an accent like any other.
  if (flows.size === 0 && time === null) return { statements, flows };
  const write = (expression: Expression): Expression => {
    if (expression.type === "symbol" && isComputed(expression.name))
      return derivative(write({ ...expression, name: undotted(expression.name)! }), time);
    if (expression.type !== "call" || expression.order > 0) return mapParts(expression, write);
    const { function: called, span } = expression;
    if (flows.has(called.name)) return { type: "symbol", name: called.name, time: null, span };
    if (!isComputed(called.name)) return mapParts(expression, write);
    const of: Expression = { ...expression, function: { type: "symbol", name: undotted(called.name)! } };
    return derivative(write(of), time);
  };
  const inDerivatives = statements.map((statement) => ({
    ...statement,
    left: write(statement.left),
    steps: statement.steps.map((step) => ({ ...step, right: write(step.right) })),
  }));
  return { statements: inDerivatives, flows };
}

/** `x` of `dot x`, and `dot x` of `ddot x`. */
function undotted(name: string): string | null {
  const [, second, of] = /^(d?)dot (.+)$/.exec(name) ?? [];
  return of === undefined ? null : second ? `dot ${of}` : of;
}

function isDotted(name: string): boolean {
  return undotted(name) !== null;
}

/** `x` of `dot x`, `dot x` and `x` of `ddot x`. */
function undottedParts(name: string): readonly string[] {
  const of = undotted(name);
  return of === null ? [] : [of, ...undottedParts(of)];
}

function dottedIn(formula: TexNode, notation: Notation): readonly string[] {
  return withDots(formula).flatMap((occurrence) => {
    const { name, time } = readSymbol(occurrence, notation);
    return !time && undotted(name) !== null ? [name] : [];
  });
}

const withDots = oncePer((formula: TexNode): readonly Occurrence[] => {
  const found: Occurrence[] = [];
  visitOccurrences(formula, (occurrence) => {
    if (undotted(occurrence.base) !== null) found.push(occurrence);
  });
  return found;
});

function subjectOf({ left, steps }: Statement): readonly string[] {
  if (!isEquality(steps[0]!.relation)) return [];
  if (left.type === "symbol") return [left.name];
  return left.type === "call" && left.order === 0 ? [left.function.name] : [];
}

/** An eigenvalue of an A(t) is computed from it, as prose says. */
function spectralNames({ others }: Facts, notation: Notation): readonly string[] {
  return others.flatMap(({ declaration }) => {
    const subject = declaration.type === "spectral" ? readSubject(declaration.subject, notation) : null;
    return subject ? [subject.name] : [];
  });
}

/** The letter of time that a symbol is said to depend on. */
function timeOf(name: string, { functions }: Facts): string | null {
  const [argument, ...more] = (functions.get(name) ?? []).flatMap(({ dependsOn }) => dependsOn);
  const letter = argument && more.length === 0 ? letterName(argument) : null;
  return letter !== null && isTimeLetter(letter) ? letter : null;
}

/** The letter of time of symbols with a dot, by what is said of them or by how they are defined: `y(t) = …`. */
function timeIn(dots: readonly string[], statements: readonly Statement[], facts: Facts): string | null {
  const names = dots.flatMap(undottedParts);
  const said = names.map((name) => timeOf(name, facts)).find((letter) => letter !== null);
  if (said !== undefined) return said;
  for (const { left } of statements) {
    const [argument] = left.type === "call" && names.includes(left.function.name) ? left.arguments : [];
    if (argument?.type === "symbol" && isTimeLetter(argument.name)) return argument.name;
  }
  return null;
}

function derivative(of: Expression, time: string | null): DerivativeExpression {
  const { span } = of;
  const by: Expression =
    time === null ? freeNumber(unwrittenTime, span) : { type: "symbol", name: time, time: null, span };
  return { ...derivativeOf(of, by, span), notation: "operator" };
}
