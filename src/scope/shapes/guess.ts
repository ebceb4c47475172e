/*
 * Guesses where nothing forces a shape: symbols that are still open go in, those with the clearest signs first, and
 * get the rank that their use or their letter suggests. A weak guess is marked as one.
 */
import { type Expression, factorsOf, some, walkExpression } from "../../algebra/expression.ts";
import {
  type Size,
  isKnown,
  isOne,
  isSameOpen,
  isScalarShape,
  isWide,
  one,
  unify,
  widen,
} from "../../algebra/shape.ts";
import { oncePer } from "../../text/once.ts";
import { type Facts, familyOf } from "../facts.ts";
import { allSides } from "../sides.ts";
import { letterName } from "../index-reading.ts";
import { isFreeNumber } from "../free-number.ts";
import type { Notation } from "../notation.ts";
import type { Statement } from "../statement.ts";
import { namesTime } from "../time-letters.ts";
import { infer } from "./infer.ts";
import { type State, sizeNamed, symbolsOfSize } from "./state.ts";
import { isOccurrence, symbolShape } from "./symbol-shape.ts";
import { CONFIDENT, typographicRank, usesMatrices } from "./typography.ts";

/** Symbols that still have an unknown size, those with the clearest typography first. */
export function openSymbols(state: State, notation: Notation): readonly string[] {
  const open = [...state.symbols.keys()].filter((name) => {
    const shape = state.symbols.get(name)!;
    return (
      !isOccurrence(name) && !(isKnown(state.bindings, shape.rows) && isKnown(state.bindings, shape.cols))
    );
  });
  // What stands with components is known best.
  const confidence = (name: string) =>
    componentsOf(state, name) > 0 ? 2 * CONFIDENT : typographicRank(name, notation).confidence;
  const confidences = new Map(open.map((name) => [name, confidence(name)]));
  return open.sort((a, b) => confidences.get(a)! - confidences.get(b)!).reverse();
}

/** Gives an open symbol the rank that its use or, failing that, its letter suggests. */
export function guess(state: State, name: string, notation: Notation): void {
  const shape = state.symbols.get(name)!;
  const known = (size: Size) => isKnown(state.bindings, size);
  if (known(shape.rows) && known(shape.cols)) return;
  const isLong = (size: Size) =>
    isKnown(state.bindings, size) || isWide(state.bindings, { rows: size, cols: size });
  // However long it is, that it is a column, a row or a matrix is known.
  if (isLong(shape.rows) && isLong(shape.cols)) return;
  const typography = typographicRank(name, notation);
  // Where weights multiply rows, a letter of which nothing is known is one as well.
  const isRow = state.rows.vectors.size > 0 && typography.confidence === 1 && componentsOf(state, name) === 0;
  const look = isRow ? { ...typography, rank: 1 } : typography;
  const { rank, confidence } =
    isSigned(name, state.facts, notation) ||
    isParameter(name, state) ||
    isCoordinate(name, state) ||
    isRaised(name, state) ||
    isDivisor(name, state) ||
    isInMatrix(name, state) ||
    state.counts.has(name) ||
    isTime(name, state, notation)
      ? { rank: 0, confidence: CONFIDENT }
      : isDefinedByEntries(name, state) ||
          (normalised(state.definitions).has(familyOf(name)) && look.rank < 2)
        ? { rank: 1, confidence: CONFIDENT }
        : byUse(name, state, look, usesMatrices(notation));
  // What is added to each sample is as long as the samples are.
  const isBias = (part: Expression) => part.type === "symbol" && part.name === familyOf(name);
  if ([...state.spread.keys()].some(isBias)) return;
  // What has the sizes of a matrix is one.
  if (isSizeOfMatrix(shape.cols, state, notation, confidence)) return;
  if (rank >= 1 && known(shape.rows) && isOne(state.bindings, shape.rows) && !known(shape.cols) && rank === 1)
    return;
  if (confidence < CONFIDENT) state.guessed.add(name);
  // Time is nothing but a number, and so is a count.
  if (rank === 0 && confidence === CONFIDENT && (namesTime(name) || state.counts.has(name)))
    state.forced.add(name);
  if (rank === 0) {
    unify(state.bindings, shape.rows, one);
    unify(state.bindings, shape.cols, one);
  } else if (rank === 1 && !known(shape.cols))
    unify(state.bindings, isRow && !known(shape.rows) ? shape.rows : shape.cols, one);
  // What stands with two indices has rows and columns.
  if (rank === 2 && componentsOf(state, name) === 2) widen(state.bindings, shape);
}

/** With how many indices an entry of it stands; of members, one of any of them. */
function componentsOf({ entries }: State, name: string): number {
  return entries.get(familyOf(name)) ?? 0;
}

/** Whether a matrix has as many rows or columns, one that is declared or one that is known as surely by its letter. */
function isSizeOfMatrix(size: Size, state: State, notation: Notation, confidence: number): boolean {
  const { facts, rows } = state;
  const isMatrix = (name: string) => {
    const declared = facts.shapes.get(name);
    if (declared) return declared.some(({ rank }) => rank === 2);
    const look = typographicRank(name, notation);
    return (
      (usesMatrices(notation) || rows.vectors.size > 0) && look.rank === 2 && look.confidence > confidence
    );
  };
  return symbolsOfSize(state, size).some(isMatrix);
}

/** Symbols of these statements that are scalars by their letter or by what is said of their sign. */
export function plainScalars(
  state: State,
  statements: readonly Statement[],
  notation: Notation,
): readonly string[] {
  const names = new Set<string>();
  // The E of `Df(A)[E]` is what A is.
  const directions = new Set<string>();
  for (const side of allSides(statements)) {
    const seen = plainIn(side);
    for (const name of seen.names) if (!state.symbols.has(name)) names.add(name);
    for (const name of seen.directions) directions.add(name);
  }
  return [...names].filter((name) => {
    if (directions.has(name)) return false;
    if (state.facts.functions.has(name) || state.definitions.has(name) || sizeNamed(state, name))
      return false;
    const { rank, confidence } = typographicRank(name, notation);
    const signed =
      isSigned(name, state.facts, notation) ||
      isParameter(name, state) ||
      isTime(name, state, notation) ||
      state.counts.has(name);
    if (signed) state.forced.add(name);
    const scalar = (rank === 0 && confidence >= CONFIDENT) || signed;
    if (scalar) symbolShape(state, name, null);
    return scalar;
  });
}

/** Symbols without a time, and those that a direction is named by. */
const plainIn = oncePer((side: Expression) => {
  const names = new Set<string>();
  const directions = new Set<string>();
  for (const part of walkExpression(side)) {
    if (part.type === "symbol" && !part.time) names.add(part.name);
    if (part.type !== "product" || part.right.type !== "symbol") continue;
    if (part.left.type === "symbol" && isFreeNumber(part.left.name)) directions.add(part.right.name);
  }
  return { names, directions };
});

/** `y_i = \sum_j A_{ij} x_j` with a number on the right makes y a vector, whatever its letter. */
function isDefinedByEntries(name: string, state: State): boolean {
  const shape = state.symbols.get(name)!;
  const definitions = state.definitions.get(name) ?? [];
  if (definitions.length === 0 || !isKnown(state.bindings, shape.rows)) return false;
  return definitions.every((definition) => {
    state.statement = definition.statement;
    return definition.components.length === 1 && isScalarShape(state.bindings, infer(state, definition.body));
  });
}

/** What has components is no number; what stands in front of a vector is one, if its letter allows it. */
function byUse(
  name: string,
  state: State,
  look: { rank: number; confidence: number },
  linear: boolean,
): { rank: number; confidence: number } {
  const components = componentsOf(state, name);
  if (components > 0 && look.rank <= components) return { rank: components, confidence: CONFIDENT };
  if (look.rank === 0 && look.confidence < CONFIDENT && isAlongComponents(name, state))
    return { rank: 1, confidence: look.confidence };
  if (linear && look.rank === 0 && name.startsWith("\\") && state.applied.has(name))
    return { rank: 1, confidence: isLongFor(state, name) ? CONFIDENT : CONFIDENT - 1 };
  if (/^[CEJLT](?![A-Za-z])/.test(name) && look.rank === 0 && isFactor(name, state))
    return { rank: 2, confidence: CONFIDENT };
  if (look.rank === 1 && look.confidence < CONFIDENT && isFactor(name, state))
    return { rank: 0, confidence: CONFIDENT };
  return look;
}

/** The y of `y - a^L`, where a has components. */
function isAlongComponents(name: string, { bindings, symbols, entries }: State): boolean {
  const own = symbols.get(name)!.rows;
  return [...entries.keys()].some((other) => {
    const rows = symbols.get(other)?.rows;
    return rows !== undefined && isSameOpen(bindings, rows, own);
  });
}

/** `\mu v_t` in a definition: no vector stands to the left of a column. */
function isFactor(name: string, state: State): boolean {
  return [...state.definitions.values()].flat().some(({ body, statement }) => {
    state.statement = statement;
    return walkExpression(body).some((part) => {
      if (part.type !== "product" || !/^(\\cdot)?$/.test(part.sign)) return false;
      const { left } = part;
      if (left.type !== "symbol" || left.name !== name || left.time) return false;
      const { rows, cols } = infer(state, part.right);
      return isOne(state.bindings, cols) && isKnown(state.bindings, rows) && !isOne(state.bindings, rows);
    });
  });
}

/** Whether the matrix before it is declared, and says how long it is. */
function isLongFor({ bindings, symbols }: State, name: string): boolean {
  const { rows } = symbols.get(name)!;
  return isKnown(bindings, rows) && !isOne(bindings, rows);
}

/** A t in plain type without components is no vector. */
function isTime(name: string, { definitions }: State, { evidence }: Notation): boolean {
  const seen = namesTime(name) ? evidence.get(name) : undefined;
  if (!seen || seen.fonts.has("bold") || seen.transposed || seen.firstItems.size > 0) return false;
  // The t of `\|y - t\|` is a target.
  const isTerm = (part: Expression): boolean =>
    part.type === "norm" &&
    part.of.type === "sum" &&
    part.of.terms.some(({ of }) => of.type === "symbol" && of.name === name);
  return ![...definitions.values()].flat().some(({ body }) => some(body, isTerm));
}

/** The X, Y and Z of `P = [X, Y, Z]^\top` are numbers, though capitals. */
function isCoordinate(name: string, { definitions }: State): boolean {
  if (!/^[XYZ](?![A-Za-z])/.test(name)) return false;
  const triple = ["X", "Y", "Z"].map((letter) => letter + name.slice(1)).join();
  return [...definitions.values()].flat().some(({ body }) =>
    walkExpression(body).some((part) => {
      const cells = part.type === "matrix" ? part.rows.flat() : [];
      return cells.map((cell) => (cell?.type === "symbol" ? cell.name : "")).join() === triple;
    }),
  );
}

/** The K of `A K^\alpha L^{1-\alpha}`: only numbers have powers that need not be whole. */
function isRaised(name: string, { definitions }: State): boolean {
  return [...definitions.values()].flat().some(({ body }) => raisedIn(body).includes(name));
}

const raisedIn = oncePer((body: Expression): readonly string[] =>
  walkExpression(body).flatMap((part) =>
    part.type === "power" && part.base.type === "symbol" && some(part.exponent, isGreek)
      ? [part.base.name]
      : [],
  ),
);

/** The s of `\frac{1}{2s} x^\top x`: a number that is divided by something is so by a number. */
function isDivisor(name: string, state: State): boolean {
  if (/^bold /.test(name) || componentsOf(state, name) > 0) return false;
  return [...state.definitions.values()].flat().some(({ body, statement }) =>
    dividedIn(body).some(({ below, of }) => {
      if (!factorsOf(below).some((factor) => isPowerOf(factor, name))) return false;
      state.statement = statement;
      return isScalarShape(state.bindings, infer(state, of));
    }),
  );
}

function isPowerOf(factor: Expression, name: string): boolean {
  const base = factor.type === "power" ? factor.base : factor;
  return base.type === "symbol" && base.name === name && !base.time;
}

const dividedIn = oncePer((body: Expression): readonly { below: Expression; of: Expression }[] =>
  walkExpression(body).flatMap((part) => {
    const [first] = part.type === "product" ? factorsOf(part) : [part];
    if (first?.type !== "quotient" || (first === part && first.left.type === "number")) return [];
    return [{ below: first.right, of: part }];
  }),
);

/** The θ of a `\begin{bmatrix} \cos\theta & -\sin\theta \\ … \end{bmatrix}`: what an entry is computed from. */
function isInMatrix(name: string, { definitions }: State): boolean {
  if (/^(bold )?[A-Z]/.test(name)) return false;
  return [...definitions.values()].flat().some(({ body }) => argumentsInMatrices(body).includes(name));
}

const argumentsInMatrices = oncePer((body: Expression): readonly string[] =>
  walkExpression(body)
    .flatMap((part) =>
      part.type === "matrix" && part.rows.length > 1 && part.rows[0]!.length > 1 ? part.rows.flat() : [],
    )
    .flatMap((cell) => (cell && cell.type !== "dots" ? walkExpression(cell) : []))
    .flatMap((part) =>
      part.type === "call" && /^(a?(sin|cos|tan)h?)$/.test(part.function.name) ? part.arguments : [],
    )
    .flatMap((argument) => (argument.type === "symbol" ? [argument.name] : [])),
);

function isGreek(part: Expression): boolean {
  return (
    part.type === "symbol" &&
    /^\\(alpha|beta|gamma|epsilon|varepsilon|eta|rho|sigma|theta|delta)$/.test(part.name)
  );
}

/** The t of a declared `A(t)`, the z of `\sigma(z) = …` where nothing makes it a vector. */
function isParameter(name: string, { facts, definitions, entries }: State): boolean {
  if (entries.has(name)) return false;
  const scalar = [...definitions.values()]
    .flat()
    .some(
      ({ parameters, body }) => parameters.length === 1 && parameters[0] === name && !actsOnVectors(body),
    );
  if (scalar) return true;
  return [...facts.functions.values()]
    .flat()
    .some(
      ({ dependsOn, acts }) =>
        acts === "whole" && dependsOn.some((node) => letterName(node) === name && /^[a-z]$/.test(name)),
    );
}

/** The softmax of a number is nothing but 1: what goes in and what comes out are vectors. */
const normalised = oncePer(
  (definitions: State["definitions"]): ReadonlySet<string> =>
    new Set(
      [...definitions.values()].flat().flatMap(({ name, body }) =>
        walkExpression(body).flatMap((part) => {
          if (part.type !== "call" || !/^(log)?softmax$/i.test(part.function.name)) return [];
          const inner = part.arguments.flatMap((one) => (one.type === "symbol" ? [one.name] : []));
          return part === body ? [name, ...inner] : inner;
        }),
      ),
    ),
);

/** Whether a body has parts that only vectors and matrices have. */
export function actsOnVectors(body: Expression): boolean {
  return walkExpression(body).some((part) => {
    if (part.type === "symbol") return /^[A-Z]/.test(part.name);
    if (part.type === "product") return /odot/.test(part.sign);
    if (part.type === "call") return part.function.name === "sum";
    return /^(transpose|norm|entry|iterated|derivative|inverse|matrix)$/.test(part.type);
  });
}

/** `\sigma > 0` of a letter that has no components is said of a number. */
function isSigned(name: string, facts: Facts, notation: Notation): boolean {
  const seen = notation.evidence.get(name.replace(/[_^]\{.*$/, ""));
  if (!seen || seen.fonts.has("bold") || /^[A-Z]/.test(name) || seen.firstItems.size > 0) return false;
  return [...(facts.roles.get(name) ?? [])].some((role) =>
    /^(positive|nonnegative|nonzero|unit-interval)$/.test(role),
  );
}
