/*
 * The shape of an expression: its parts are inferred first, and what the form of the expression says of their sizes
 * is learnt. A shape that does not follow yet stays open; nothing is guessed here.
 */
import {
  type DerivativeExpression,
  type Expression,
  type Index,
  type MatrixCell,
  type Place,
  factorsOf,
  some,
  walkExpression,
} from "../../algebra/expression.ts";
import { onlyLetter } from "../../algebra/index-arithmetic.ts";
import { generalise } from "../../algebra/pattern.ts";
import {
  type Shape,
  type Size,
  freshSize,
  isKnown,
  isOne,
  isScalarShape,
  one,
  resolve,
  scalarShape,
  unify,
} from "../../algebra/shape.ts";
import { COUNT } from "../ellipsis.ts";
import { biasSide } from "./bias.ts";
import { inferCall } from "./infer-call.ts";
import { inferProduct, isMatrix, sameSize } from "./infer-product.ts";
import { type Spread, type State, deferred, equate, known, letterSize, sizeNamed } from "./state.ts";
import { symbolShape } from "./symbol-shape.ts";

/** Letters of the order of a norm: the p of `\|x\|_p`. */
export const ORDERS = /^[pqrs]$/;

/** Infers the shape of an expression as far as it follows from what is known. */
export function infer(state: State, expression: Expression): Shape {
  switch (expression.type) {
    case "number":
    case "index":
    case "delta":
      return scalarShape;
    case "symbol":
      if (!expression.time && !state.symbols.has(expression.name) && sizeNamed(state, expression.name))
        return scalarShape;
      return symbolShape(state, expression.name, expression.time);
    case "entry":
      return inferEntry(state, expression);
    case "sum":
      return inferSum(
        state,
        expression.terms.map((term) => term.of),
        expression,
      );
    case "product": {
      const shape = inferProduct(state, expression);
      const before = factorsOf(expression.left).at(-1);
      if (before?.type === "quotient") inferMean(state, before.right, expression.right);
      return shape;
    }
    case "quotient": {
      infer(state, expression.right);
      const shape = infer(state, expression.left);
      inferMean(state, expression.right, expression.left);
      return shape;
    }
    case "power":
      infer(state, expression.exponent);
      return infer(state, expression.base);
    case "transpose": {
      const of = infer(state, expression.of);
      return { rows: of.cols, cols: of.rows };
    }
    case "inverse": {
      const of = infer(state, expression.of);
      const isOpen = [of.rows, of.cols].some((size) => !isKnown(state.bindings, size));
      // What is inverted is square; a vector is so entry by entry.
      if (isOpen && !isOne(state.bindings, of.rows) && !isOne(state.bindings, of.cols))
        unify(state.bindings, of.rows, of.cols);
      return { rows: of.cols, cols: of.rows };
    }
    case "norm":
      infer(state, expression.of);
      if (ORDERS.test(expression.kind) && !sizeNamed(state, expression.kind))
        equate(state, symbolShape(state, expression.kind, null), scalarShape, expression.span);
      return scalarShape;
    case "call":
      return inferCall(state, expression);
    case "iterated": {
      const key = `${state.statement}:${expression.letter}`;
      if (state.members && countsMembers(expression))
        unify(state.bindings, letterSize(state, key), state.members);
      if (expression.to && expression.from && (onlyConstant(expression.from) ?? 0) >= 1) {
        const letter = onlyLetter(expression.to);
        const size =
          letter === null ? null : (sizeNamed(state, letter) ?? sizeOfRange(state, letter, expression));
        if (size) unify(state.bindings, letterSize(state, key), size);
      }
      return infer(state, expression.body);
    }
    case "matrix":
      return inferMatrix(state, expression);
    case "derivative":
      return inferDerivative(state, expression);
    case "limit": {
      const variable = infer(state, expression.variable);
      if (expression.to.type === "symbol")
        equate(state, variable, infer(state, expression.to), expression.span);
      return infer(state, expression.of);
    }
    case "integral":
      for (const end of [expression.from, expression.to])
        equate(state, infer(state, end), scalarShape, end.span);
      return infer(state, expression.of);
    case "evaluation":
      for (const place of expression.places) inferPlace(state, place);
      return infer(state, expression.of);
    case "differential":
      return infer(state, expression.of);
    case "solution":
      for (const of of expression.of) infer(state, of);
      return infer(state, expression.unknowns[expression.at]!);
    case "indicator":
      infer(state, expression.right);
      return infer(state, expression.left);
    case "cases": {
      const [first, ...rest] = expression.rows.map(({ value, condition }) => {
        if (condition) for (const side of [condition.left, condition.right]) infer(state, side);
        return infer(state, value);
      });
      return first ?? rest[0] ?? deferred(state, expression);
    }
    case "constant":
      return inferConstant(state, expression);
    case "unknown":
      return deferred(state, expression);
  }
}

/** A symbol has the shape of the value it takes; the t of `|_{t=0}` is a number. */
function inferPlace(state: State, { symbol, value }: Place): void {
  const shape = infer(state, symbol);
  if (value.type === "symbol") equate(state, shape, infer(state, value), value.span);
  if (value.type !== "number" || symbol.type !== "symbol" || !STEP.test(symbol.name)) return;
  if (isKnown(state.bindings, shape.rows) || isKnown(state.bindings, shape.cols)) return;
  equate(state, shape, scalarShape, value.span);
  state.forced.add(symbol.name);
}

/** Letters of steps along a line, which start at 0. */
const STEP = /^([tsh]|\\(tau|(var)?epsilon|alpha|eta|lambda))$/;

/** Whether the index of a sum counts the members of a family, beside which a vector may have components. */
function countsMembers({ letter, body }: Expression & { type: "iterated" }): boolean {
  return some(body, (part) => part.type === "symbol" && part.time?.terms[0]?.letter === letter);
}

/**
 * The n of `\sum_{j=1}^n w_{ij} x_j`, the J of a sum over j, or the k of one over components of which nothing else is
 * said, where it is no index itself: as many components as there are.
 */
function sizeOfRange(
  state: State,
  name: string,
  { letter, body }: Expression & { type: "iterated" },
): Size | null {
  const isUsual = /^[dmnDHMN]$/.test(name) || (name !== letter && name === letter.toUpperCase());
  const isCount = isUsual || (/^[kpqrCKLV]$/.test(name) && !state.claims && !state.indices.has(name));
  if (!isCount || state.letters.has(`${state.statement}:${name}`)) return null;
  const isOpen = (of: Expression) => isUsual || (of.type === "symbol" && !state.facts.shapes.has(of.name));
  const counts = some(
    body,
    (part) =>
      part.type === "entry" && isOpen(part.of) && part.indices.some((index) => onlyLetter(index) === letter),
  );
  return counts ? { type: "name", name, at: null } : null;
}

/** `\frac{1}{d} \sum_i x_i` of a d that nothing else is said of: as many as the components. */
function inferMean(state: State, count: Expression, sum: Expression): void {
  if (count.type !== "symbol" || sum.type !== "iterated" || sum.operator !== "sum" || sum.from) return;
  if (state.facts.shapes.has(count.name) || state.definitions.has(count.name)) return;
  const range = letterSize(state, `${state.statement}:${sum.letter}`);
  const size = sizeOfRange(state, count.name, sum);
  if (size && resolve(state.bindings, range).type === "variable") unify(state.bindings, range, size);
}

/** An identity is square; sizes that are written on it are its own. */
function inferConstant(state: State, expression: Expression & { type: "constant" }): Shape {
  const known = state.deferred.get(expression);
  if (known || expression.constant !== "identity") return known ?? deferred(state, expression);
  const [index, ...more] = expression.indices;
  const letter = index && more.length === 0 ? onlyLetter(index) : null;
  const size = (letter === null ? null : sizeNamed(state, letter)) ?? freshSize(state.bindings);
  const shape = { rows: size, cols: size };
  state.deferred.set(expression, shape);
  return shape;
}

function onlyConstant(index: Index): number | null {
  return index.terms.length === 0 ? index.offset : null;
}

function inferEntry(state: State, expression: Expression & { type: "entry" }): Shape {
  const of = infer(state, expression.of);
  const bind = (index: Index | undefined, size: Size) => {
    const letter = index ? onlyLetter(index) : null;
    if (letter !== null && !sizeNamed(state, letter))
      unify(state.bindings, letterSize(state, `${state.statement}:${letter}`), size);
  };
  const [first, second] = expression.indices;
  if (second) {
    bind(first, of.rows);
    bind(second, of.cols);
    return scalarShape;
  }
  if (isOne(state.bindings, of.rows)) {
    bind(first, of.cols);
    return scalarShape;
  }
  const colsKnown = isKnown(state.bindings, of.cols) || isDeclaredMatrix(state, expression.of);
  if (colsKnown && !isOne(state.bindings, of.cols)) {
    bind(first, of.rows);
    return { rows: one, cols: of.cols };
  }
  if (!colsKnown && state.eager) unify(state.bindings, of.cols, one);
  bind(first, of.rows);
  return scalarShape;
}

/** Whether a letter is said to be a matrix, of whatever size: then one index counts its rows. */
function isDeclaredMatrix({ facts }: State, of: Expression): boolean {
  return of.type === "symbol" && (facts.shapes.get(of.name)?.some(({ rank }) => rank === 2) ?? false);
}

function inferSum(state: State, terms: readonly Expression[], whole: Expression): Shape {
  const shapes = terms.map((term) => infer(state, term));
  const open = (term: Expression) =>
    term.type === "number" || (term.type === "constant" && term.constant !== "identity");
  const wide = [...terms.keys()].filter(
    (at) => !isScalarShape(state.bindings, shapes[at]!) && !open(terms[at]!),
  );
  const matrix = shapes.find((shape) => isMatrix(state, shape));
  const spread = new Set(
    wide.filter(
      (at) =>
        isBias(state, terms[at]!, terms, shapes) ||
        (matrix && spreads(state, terms[at]!, shapes[at]!, matrix)),
    ),
  );
  const [first, ...rest] = wide.filter((at) => !spread.has(at)).map((at) => shapes[at]!);
  if (!first) return shapes.find((shape) => !isScalarShape(state.bindings, shape)) ?? scalarShape;
  for (const shape of rest) equate(state, first, shape, whole.span);
  return first;
}

/** A bias is a row or a column, as it is declared or as the product beside it says. */
function isBias(
  state: State,
  term: Expression,
  terms: readonly Expression[],
  shapes: readonly Shape[],
): boolean {
  const side = biasSide(term, terms, state.facts);
  if (side === null) return false;
  const { bindings } = state;
  const own = shapes[terms.indexOf(term)]!;
  const product = shapes[terms.findIndex((one) => one !== term)]!;
  const isColumn = side === "column" || isOne(bindings, own.cols);
  unify(bindings, isColumn ? own.cols : own.rows, one);
  unify(bindings, isColumn ? own.rows : own.cols, side === "column" ? product.rows : product.cols);
  state.spread.set(term, isColumn && side === "row" ? "turned" : side);
  return true;
}

/** Whether a declared vector is added to each row or column of a matrix: the b of `X W + b`, `b \in \mathbb{R}^{1 \times h}`. */
function spreads(state: State, term: Expression, shape: Shape, matrix: Shape): boolean {
  if (term.type !== "symbol" || !state.facts.shapes.has(term.name)) return false;
  const { bindings } = state;
  const isRow = isOne(bindings, shape.rows);
  if (isRow === isOne(bindings, shape.cols)) return false;
  const how: Spread | null = isRow
    ? "row"
    : sameSize(state, shape.rows, matrix.rows)
      ? "column"
      : sameSize(state, shape.rows, matrix.cols)
        ? "turned"
        : null;
  if (how === null || (isRow && !sameSize(state, shape.cols, matrix.cols))) return false;
  state.spread.set(term, how);
  return true;
}

function inferMatrix(state: State, expression: Expression & { type: "matrix" }): Shape {
  for (const row of expression.rows)
    for (const cell of row) if (cell && cell.type !== "dots") infer(state, cell);
  const width = Math.max(...expression.rows.map((row) => row.length));
  const block = expression.rows
    .flat()
    .some((cell) => cell && cell.type !== "dots" && !isScalarShape(state.bindings, infer(state, cell)));
  if (block) return stackedShape(state, expression) ?? deferred(state, expression);
  if (expression.rows.some((row) => row.some((cell) => cell?.type === "dots")))
    return dottedShape(state, expression.rows, width) ?? deferred(state, expression);
  return {
    rows: { type: "number", value: expression.rows.length },
    cols: { type: "number", value: width },
  };
}

/** Columns below each other are one that is as long as all of them. */
function stackedShape(state: State, { rows }: Expression & { type: "matrix" }): Shape | null {
  // What says how long the whole is goes first.
  if (!state.eager) return null;
  const sizes = rows.map(([cell, ...more]) => {
    const shape = cell && cell.type !== "dots" && more.length === 0 ? infer(state, cell) : null;
    return shape && isOne(state.bindings, shape.cols) ? shape.rows : null;
  });
  const known = sizes.filter((size) => size !== null);
  return known.length === sizes.length ? { rows: { type: "sum", of: known }, cols: one } : null;
}

/** `(x_1, \ldots, x_n)` has as many columns as n says. */
function dottedShape(state: State, rows: readonly (readonly MatrixCell[])[], width: number): Shape | null {
  const [first] = rows[0]!;
  const size = (end: MatrixCell | undefined): Size | null => {
    if (end === first) return one;
    if (!first || !end || first.type === "dots" || end.type === "dots") return null;
    const ends = generalise(first, end, COUNT)?.ends;
    const letter =
      ends && ends.from.terms.length === 0 && ends.from.offset === 1 ? onlyLetter(ends.to) : null;
    return letter === null ? null : { type: "name", name: letter, at: null };
  };
  const shape = { rows: size(rows.at(-1)![0]), cols: size(rows[0]![width - 1]) };
  return shape.rows && shape.cols && { rows: shape.rows, cols: shape.cols };
}

/** `\nabla(a f(x) + b g(x))` of numbers f and g: so are a and b, of which nothing else is said. */
function inferCoefficients(state: State, of: Expression): void {
  if (of.type === "sum") for (const term of of.terms) inferCoefficients(state, term.of);
  if (of.type !== "product" || of.left.type !== "symbol" || of.right.type !== "call") return;
  const { name, time } = of.left;
  const [number, shape] = [infer(state, of.right), infer(state, of.left)];
  const isOpen = !time && !state.facts.shapes.has(name) && !state.definitions.has(name);
  if (!isOpen || !isScalarShape(state.bindings, number)) return;
  if (isKnown(state.bindings, shape.rows) || isKnown(state.bindings, shape.cols)) return;
  equate(state, shape, scalarShape, of.span);
}

/** `\partial(u^\top v)/\partial x` of a `u: \mathbb{R}^n \to \mathbb{R}^m` that is called nowhere: x lies where u is defined. */
function inferArgument(state: State, { of, withRespectTo: [by] }: DerivativeExpression): void {
  if (by?.type !== "symbol" || by.time || state.facts.shapes.has(by.name) || state.definitions.has(by.name))
    return;
  for (const part of walkExpression(of)) {
    const fact = part.type === "symbol" ? state.facts.functions.get(part.name)?.[0] : undefined;
    const [domain, ...more] = fact?.domain ?? [];
    if (!fact?.codomain || !domain || more.length > 0) continue;
    const shape = { rows: known(state, domain[0]), cols: known(state, domain[1]) };
    equate(state, infer(state, by), shape, by.span);
    state.forced.add(by.name);
    return;
  }
}

function inferDerivative(state: State, expression: Expression & { type: "derivative" }): Shape {
  if (expression.notation === "nabla") inferCoefficients(state, expression.of);
  inferArgument(state, expression);
  const of = infer(state, expression.of);
  const [wrt, second] = expression.withRespectTo.map((variable) => infer(state, variable));
  // What is held fixed beside what moves is a number, and so are they.
  for (const held of expression.held ?? [])
    for (const shape of [of, wrt, infer(state, held)])
      if (shape) equate(state, shape, scalarShape, held.span);
  if (!wrt || second) return deferred(state, expression);
  const scalarOf = isScalarShape(state.bindings, of);
  if (isScalarShape(state.bindings, wrt)) return of;
  // A symbol defined as a gradient is a column, or has the shape of its variable.
  if (scalarOf) return wrt;
  return deferred(state, expression);
}
