/*
 * Why a claim that holds is not called right all the same: it was seen to hold for numbers, while a letter of
 * which nothing is said may be a matrix as well, `w` of `z = w a + b` beside ⊙ or a transpose, and then it fails.
 * Where all is numbers, transposes do nothing and the order of factors does not matter.
 */
import { type Expression, factorsOf, walkExpression, symbolNames } from "../algebra/expression.ts";
import { type Size, isScalarShape, one } from "../algebra/shape.ts";
import type { Claim } from "../claims/claim.ts";
import { inferShapes } from "../scope/shapes.ts";
import { writesVectorsBold } from "../scope/shapes/typography.ts";
import type { Scope } from "../scope/scope.ts";
import { sidesOf } from "../scope/statement.ts";
import { plainName } from "../scope/symbol-name.ts";
import { oncePer } from "../text/once.ts";
import { type Effort, decide } from "./decide.ts";
import type { Doubt } from "./doubts/doubt.ts";
import type { LayoutName } from "../report.ts";
import type { Failure, Reading } from "./builder.ts";
import type { Verdict } from "./verdict.ts";

const quick: Effort = { agreeing: 4, most: 24 };

/** What speaks against calling the claim right, if anything does; or the one layout in which it holds for matrices. */
export function arrayDoubt(
  scope: Scope,
  claim: Claim,
  { used, seed, reading }: Verdict & { type: "verified" },
  readings: readonly Reading[],
): Doubt | LayoutName | null {
  const sides = [claim.head, claim.claimed, ...used.map(({ body }) => body)];
  const parts = sides.flatMap(walkExpression);
  const givenUp = reading.scalars === "none" ? undefined : matrixGivenUp(scope, claim, parts);
  if (givenUp !== undefined) return numbersOnly(givenUp, claim);
  const [matrix, ...others] = matricesAmong(scope, parts);
  if (matrix === undefined) return null;
  // The weights of layers are matrices, unless the note says that they are numbers.
  const isLayer = (part: Expression) => part.type === "symbol" && part.name === matrix && part.time !== null;
  const numbers = saysNumbers(scope);
  const speaks = (part: Expression) => isOfArrays(part) || (!numbers && isLayer(part));
  if (![...parts, ...partsAbout(scope, matrix)].some(speaks)) return null;
  const behind = isCapital(matrix) ? factorsBehind([...parts, ...partsAbout(scope, matrix)], matrix) : [];
  const vectors = behind.filter((name) => !isCapital(name) && isOpen(scope, name));
  const declared = behind.some((name) => isDeclaredVector(scope, name));
  const assumed = withMatrices(scope, [matrix, ...others], vectors, declared ? open : own);
  // Where what it multiplies remains a number, that is no such product.
  if (behind.some((name) => isNumber(assumed, name))) return null;
  const agrees = (reading: Reading) => decide(scope, claim, reading, seed, quick).type === "agree";
  if (isCapital(matrix) && !readings.some(agrees)) return null;
  // By a matrix, a vector has a derivative of rank three: no vector or matrix is equal to that.
  const isRank = ({ reason }: Failure) => reason === "unsupported-operator" && isCapital(matrix);
  const outcomes = readings.map((reading) => {
    const outcome = decide(assumed, claim, reading, seed, quick);
    const fails =
      outcome.type === "failure" ? isRank(outcome.failure) : /^(disagree|mismatch)$/.test(outcome.type);
    return { layout: reading.layout.name, agrees: outcome.type === "agree", fails };
  });
  if (!outcomes.every(({ fails }) => fails)) {
    const layouts = new Set(outcomes.flatMap(({ agrees, layout }) => (agrees ? [layout] : [])));
    const [only, ...more] = layouts;
    return only !== undefined && more.length === 0 ? only : null;
  }
  return numbersOnly(matrix, claim);
}

function numbersOnly(matrix: string, { span }: Claim): Doubt {
  const message = `this holds for numbers, but not if ${plainName(matrix)} is a matrix; the note does not say which it is`;
  return { reason: "unknown-shape", message, span };
}

/** A capital that would be a matrix, if the shapes beside it fitted, in a product whose order was not compared. */
function matrixGivenUp(scope: Scope, { claimed }: Claim, parts: readonly Expression[]): string | undefined {
  if (saysNumbers(scope) || !parts.some(isOfArrays)) return undefined;
  const factors = walkExpression(claimed).flatMap((part) => (part.type === "product" ? factorsOf(part) : []));
  const names = factors.flatMap((factor) => (factor.type === "symbol" ? [factor.name] : []));
  return names.find((name) => isCapital(name) && isOpen(scope, name) && !isNumber(scope, name));
}

/** "A single neuron a layer", "with scalars", but not "a scalar loss". */
function saysNumbers({ note }: Scope): boolean {
  const words =
    /\bscalars?\b(?! (?:\w+ )?(?:loss|cost|function|objective|output|valued))|\b(?:single|one) (?:neuron|unit)\b|\breal numbers?\b/i;
  return note.blocks.some(({ content }) =>
    content.some((inline) => inline.type === "text" && words.test(inline.text)),
  );
}

/** The parts of all formulas in which a symbol stands. */
function partsAbout({ statements }: Scope, name: string): readonly Expression[] {
  const found = partsBySymbol(statements).get(name);
  return found ? joined(found) : [];
}

type Lists = readonly (readonly Expression[])[];

const joined = oncePer((lists: Lists) => lists.flat());

const partsBySymbol = oncePer((statements: Scope["statements"]): ReadonlyMap<string, Lists> => {
  const found = new Map<string, (readonly Expression[])[]>();
  for (const statement of statements) {
    const sides = sidesOf(statement);
    const parts = sides.flatMap(walkExpression);
    for (const name of new Set(sides.flatMap(symbolNames))) {
      const lists = found.get(name);
      if (lists) lists.push(parts);
      else found.set(name, [parts]);
    }
  }
  return found;
});

/**
 * Letters of unknown shape that multiply others of the kind, where vectors are not set in bold: capitals that were
 * taken for numbers, and small letters where no capital is a matrix.
 */
function matricesAmong(scope: Scope, parts: readonly Expression[]): readonly string[] {
  const symbols = parts.flatMap((part) => (part.type === "symbol" ? [part.name] : []));
  if (writesVectorsBold(scope.notation)) return [];
  const isMatrix = (name: string) => isCapital(name) && !isNumber(scope, name);
  const candidate = symbols.some(isMatrix) ? isCapital : () => true;
  return [...new Set(symbols)].filter(
    (name) =>
      isOpen(scope, name) &&
      candidate(name) &&
      (!isCapital(name) || isNumber(scope, name)) &&
      !partsAbout(scope, name).some((part) => countsMargin(part, name)) &&
      (factorsBehind(parts, name).some((right) => isOpen(scope, right)) ||
        (isCapital(name) &&
          factorsBehind(partsAbout(scope, name), name).some((right) => isDeclaredVector(scope, right)))),
  );
}

/** `y_i (w^\top x_i + b) - 1`: what scales an inner product, before a number is taken from it, is a number. */
function countsMargin(part: Expression, name: string): boolean {
  if (part.type !== "sum" || !part.terms.some(({ of }) => of.type === "number")) return false;
  return part.terms.some(({ of }) => {
    const [first, ...rest] = factorsOf(of);
    const behind = rest.at(-1);
    const isOwn = first !== undefined && rest.length === 1 && symbolNames(first).join() === name;
    return isOwn && behind?.type === "sum" && behind.terms.some((one) => isInner(one.of));
  });
}

function isInner(of: Expression): boolean {
  const [left, ...more] = factorsOf(of);
  if (left?.type === "transpose") return more.length === 1;
  return of.type === "product" && of.sign === "\\cdot";
}

/** What a letter multiplies. */
function factorsBehind(parts: readonly Expression[], name: string): readonly string[] {
  return parts.flatMap((part) => {
    if (part.type !== "product" || !/^(\\cdot)?$/.test(part.sign)) return [];
    const [left, right] = [lastFactor(part.left), firstFactor(part.right)];
    return left?.type === "symbol" && left.name === name && right?.type === "symbol" ? [right.name] : [];
  });
}

function isCapital(name: string): boolean {
  return /^[A-Z](?![A-Za-z])/.test(name);
}

function lastFactor(factor: Expression): Expression | null {
  return factor.type === "product" ? lastFactor(factor.right) : factor;
}

function firstFactor(factor: Expression): Expression | null {
  return factor.type === "product" ? firstFactor(factor.left) : factor;
}

/** A letter of which nothing is said, and no weight of several letters. */
function isOpen({ facts, labels }: Scope, name: string): boolean {
  const isSaid = facts.shapes.has(name) || facts.roles.has(name) || labels.has(name);
  return /^[A-Za-z](?![A-Za-z])/.test(name) && !isSaid;
}

function isDeclaredVector({ facts }: Scope, name: string): boolean {
  return facts.shapes.get(name)?.some(({ rank }) => rank === 1) ?? false;
}

function isNumber({ shapes: { bindings, symbols } }: Scope, name: string): boolean {
  // Layers with sizes of their own are symbols of their own.
  const own = symbols.has(name) ? [name] : [...symbols.keys()].filter((one) => one.startsWith(`${name}@`));
  return own.length > 0 && own.every((one) => isScalarShape(bindings, symbols.get(one)!));
}

/** What is of use for vectors and matrices alone. */
function isOfArrays(part: Expression): boolean {
  if (part.type === "product") return /odot/.test(part.sign);
  if (part.type === "norm") return part.kind !== "abs";
  return part.type === "transpose" || (part.type === "call" && part.function.name === "diag");
}

/** The size of matrices that meet nothing whose size is known; else it follows. */
const own: Size = { type: "name", name: "·n", at: null };
const open: Size = { type: "other" };

/** The scope in which these letters are square matrices and vectors, and the shapes of the others follow. */
function withMatrices(
  scope: Scope,
  matrices: readonly string[],
  vectors: readonly string[],
  size: Size,
): Scope {
  const place = { section: { id: -1, path: [-1] }, span: { start: 0, end: 0 } };
  const fact = { rows: size, cols: size, rank: 2, side: null, letter: null, at: null, ...place };
  const ranks = [
    ...matrices.map((name) => [name, fact] as const),
    ...vectors.map((name) => [name, { ...fact, cols: one, rank: 1, side: "column" }] as const),
  ];
  const shapes = new Map([...scope.facts.shapes, ...ranks.map(([name, shape]) => [name, [shape]] as const)]);
  const facts = { ...scope.facts, shapes };
  const declaredRank = new Map([
    ...scope.notation.declaredRank,
    ...ranks.map(([name, { rank }]) => [name, rank] as const),
  ]);
  const notation = { ...scope.notation, declaredRank };
  const definitions = [...scope.definitions.values()].flat();
  return { ...scope, facts, notation, shapes: inferShapes(scope.statements, definitions, facts, notation) };
}
