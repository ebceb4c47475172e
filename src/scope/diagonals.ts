/*
 * `\operatorname{diag}(1 - h_i^2)`: an index that stands nowhere else counts the entries along the diagonal. Statements
 * go in; out they come with `\sum_i (1 - h_i^2) E_{ii}` for such a matrix, where E_{ii} has a single 1.
 */
import {
  type CallExpression,
  type Expression,
  indexLettersOf,
  mapParts,
  parts,
  some,
  walkExpression,
} from "../algebra/expression.ts";
import { letterIndex, onlyLetter } from "../algebra/index-arithmetic.ts";
import { oncePer } from "../text/once.ts";
import { asEntries } from "./batch-rows.ts";
import { overDots } from "./ellipsis.ts";
import { type Statement, mapSides, sidesOf } from "./statement.ts";

/** Writes out the diagonal matrices whose entries are given by an index of their own. */
export function writeDiagonals(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((statement) => {
    const sides = sidesOf(statement);
    if (!sides.some(hasDiagonal)) return statement;
    const outside = new Set(sides.flatMap(lettersOutside));
    const whole = new Set(sides.flatMap((side) => walkExpression(side).flatMap(wholeName)));
    const write = (part: Expression): Expression =>
      isDiagonal(part) ? writtenOut(part, outside, whole) : mapParts(part, write);
    return mapSides(statement, write);
  });
}

function isDiagonal(part: Expression): part is CallExpression {
  return part.type === "call" && part.function.name === "diag" && part.arguments.length === 1;
}

const hasDiagonal = oncePer((side: Expression): boolean => some(side, isDiagonal));

function lettersOutside(side: Expression): readonly string[] {
  return isDiagonal(side) ? [] : [...lettersOf(side), ...parts(side).flatMap(lettersOutside)];
}

function lettersOf(part: Expression): readonly string[] {
  const bound = part.type === "iterated" ? [part.letter] : [];
  return [...bound, ...indexLettersOf(part)];
}

function wholeName(part: Expression): readonly string[] {
  return part.type === "symbol" && !part.time ? [part.name] : [];
}

function writtenOut(
  call: CallExpression,
  outside: ReadonlySet<string>,
  whole: ReadonlySet<string>,
): Expression {
  // What also stands whole has components here, though its index was taken for a time.
  const argument = asEntries(call.arguments[0]!, whole);
  const [letter, ...others] = new Set(walkExpression(argument).flatMap(lettersOf));
  const isCounted = walkExpression(argument).some(
    (part) => part.type === "entry" && part.indices.some((index) => onlyLetter(index) === letter),
  );
  if (letter === undefined || others.length > 0 || outside.has(letter) || !isCounted) return call;
  const all = { from: null, to: null, descending: false, except: null } as const;
  const head = { letter, headSpan: call.functionSpan, span: call.span };
  return alongDiagonal({ type: "iterated", operator: "sum", body: argument, ...head, ...all });
}

/** The matrix of `\operatorname{diag}(1 - h_1^2, \ldots, 1 - h_n^2)`, or null where no pattern shows. */
export function listedDiagonal(entries: readonly Expression[], last: Expression): Expression | null {
  const sum = overDots("sum", entries, last);
  return sum?.type === "iterated" ? alongDiagonal(sum) : null;
}

/** What a sum adds up, each where its index says. */
function alongDiagonal(sum: Expression & { type: "iterated" }): Expression {
  const { letter, span, body } = sum;
  const index = letterIndex(letter, span);
  const single: Expression = { type: "constant", constant: "single-entry", indices: [index, index], span };
  return { ...sum, body: { type: "product", left: body, right: single, sign: "", span } };
}
