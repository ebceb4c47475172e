/*
 * The doubt that letters whose shapes nobody declared are numbers: every shape contains them, so a claim is wrong only
 * if it fails for them too, unless the note shows that they are none. In comes a claim that fails.
 */
import { type Expression, factorsOf, parts, some, walkExpression } from "../../algebra/expression.ts";
import { isSameOpen, resolve } from "../../algebra/shape.ts";
import { isOpenValue } from "../../scope/open-functions.ts";
import type { Scope } from "../../scope/scope.ts";
import { plainName } from "../../scope/symbol-name.ts";
import { wholeOf } from "../../scope/unstated.ts";
import { oncePer } from "../../text/once.ts";
import type { Reading } from "../builder.ts";
import { type Outcome, decide } from "../decide.ts";
import { type Doubt, type Failed, namesIn, quick, usedNames } from "./doubt.ts";

/** Shapes nobody declared: a claim is wrong only if it fails for scalars, which every shape contains. */
export function shapeDoubt(failed: Failed): Doubt | null {
  const { scope, claim, builder } = failed;
  const inConflict = [...builder.used].some((one) =>
    scope.shapes.conflicts.some((conflict) => conflict.statement === one.statement),
  );
  const name = uncertainName(failed);
  if ((name === undefined && !inConflict) || failsInNumbers(failed)) return null;
  return {
    reason: "unknown-shape",
    message:
      name === undefined
        ? "the shapes in the definitions behind this do not fit together"
        : `the shape of ${plainName(name)} is not declared, and no reading of it makes this hold`,
    span: claim.span,
  };
}

/** A letter behind the claim that may be a number for all that the note shows. */
function uncertainName({ scope, claim, builder, outcome }: Failed): string | undefined {
  const { guessed, forced, rows } = scope.shapes;
  // A loss that the claim takes for granted is a number; the functions that a rule is about are anything.
  const generic = new Set(claim.assumed.filter(isOpenValue).map((one) => one.name));
  const assumed = new Set(claim.assumed.map((one) => one.name).filter((one) => !generic.has(one)));
  const open = [...usedNames(builder)].filter((one) => !assumed.has(one));
  // What merely does not fit is wrong only where no guess at all is behind the sizes, not even that vectors are rows.
  const { head, claimed } = claim;
  const sides = [claimed, ...[...builder.used].map(({ body }) => body)];
  if (outcome.type === "mismatch")
    return open.find(
      (one) =>
        (guessed.has(one) || !forced.has(one) || generic.has(one) || rows.vectors.size > 0) &&
        (generic.has(one) || !followsFromOthers(scope, one)) &&
        !sides.every((side) => isCoefficient(side, one)),
    );
  const arrays = new Set(sides.flatMap(arraysIn));
  // Where the variable itself is no number, they are not all numbers.
  const isOfArray =
    head.type === "derivative" &&
    head.withRespectTo.some((by) => isAsLongAs(scope, wholeOf(by)?.name, arrays));
  return isOfArray ? undefined : open.find((one) => guessed.has(one) && !isDeclaredLong(scope, one));
}

/** What is defined has the shape that the letters behind it give it. */
function followsFromOthers({ definitions, shapes: { guessed } }: Scope, name: string): boolean {
  return definitions.has(name) && !guessed.has(name);
}

/** The λ of `\frac{\lambda}{2} \|W\|^2` and `\lambda W`: in front of all else, it fits whatever its shape. */
function isCoefficient(side: Expression, name: string): boolean {
  if (!/^\\(lambda|mu|eta|epsilon|varepsilon|tau)$/.test(name)) return false;
  const isName = (part: Expression) => part.type === "symbol" && part.name === name;
  const isPlaced = (part: Expression): boolean => {
    if (part.type === "product" || part.type === "quotient")
      return (isName(part.left) || isPlaced(part.left)) && isPlaced(part.right);
    return !isName(part) && parts(part).every(isPlaced);
  };
  return isPlaced(side);
}

/** Whether no reading holds where all that is not declared is a number. */
function failsInNumbers({ scope, claim, readings, outcome, seed }: Failed): boolean {
  const inNumbers = readings.map((reading) =>
    decide(scope, claim, { ...reading, scalars: "undeclared" }, seed, quick),
  );
  const differs = outcome.type === "disagree";
  const isWrong = (one: Outcome): boolean =>
    one.type === "disagree" ||
    // What has components or a softmax is no number.
    (differs && one.type === "failure" && one.failure.reason === "unknown-shape");
  // A matrix that is written out, and is wrong in one layout, need not fit in the other.
  const isWritten = differs && some(claim.claimed, isMatrix);
  const isOtherLayout = (at: number): boolean =>
    isWritten &&
    inNumbers[at]!.type === "mismatch" &&
    inNumbers.some((one, k) => one.type === "disagree" && differOnlyInLayout(readings[at]!, readings[k]!));
  return inNumbers.every((one, at) => isWrong(one) || isOtherLayout(at));
}

function isMatrix(part: Expression): boolean {
  return part.type === "matrix" && part.rows.length > 1 && part.rows[0]!.length > 1;
}

/** Whether a letter has as many rows as a declared size says, and so is no number. */
function isDeclaredLong({ shapes: { bindings, symbols } }: Scope, name: string): boolean {
  const rows = symbols.get(name)?.rows;
  const size = rows && resolve(bindings, rows);
  return size !== undefined && (size.type === "name" || (size.type === "number" && size.value > 1));
}

/** Whether a letter is one of these, or has as many rows. */
function isAsLongAs(
  { shapes: { bindings, symbols } }: Scope,
  name: string | undefined,
  arrays: ReadonlySet<string>,
): boolean {
  if (name === undefined || arrays.has(name)) return name !== undefined;
  const own = symbols.get(name)?.rows;
  return [...arrays].some((one) => {
    const rows = symbols.get(one)?.rows;
    return own !== undefined && rows !== undefined && isSameOpen(bindings, rows, own);
  });
}

/** What has a norm, is transposed or stands along a diagonal is no number, nor what `x^\top` multiplies. */
const arraysIn = oncePer((body: Expression): readonly string[] =>
  walkExpression(body).flatMap((part) => {
    if (part.type === "norm" && part.kind !== "abs") return namesIn(part.of);
    if (part.type === "call" && part.function.name === "diag") return part.arguments.flatMap(namesIn);
    if (part.type === "transpose" && part.of.type === "symbol") return [part.of.name];
    const isInner =
      part.type === "product" && part.sign === "" && factorsOf(part.left).at(-1)!.type === "transpose";
    return isInner && part.right.type === "symbol" ? [part.right.name] : [];
  }),
);

function differOnlyInLayout(one: Reading, other: Reading): boolean {
  return JSON.stringify({ ...one, layout: null }) === JSON.stringify({ ...other, layout: null });
}
