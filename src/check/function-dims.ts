/*
 * How large the value of a function is that a note calls and does not define: as its codomain says, as what it is added
 * to or called says, else a number. In comes a call, out go rows and columns.
 */
import { type CallExpression, type Expression, walkExpression } from "../algebra/expression.ts";
import { type Dims, type NodeId, isScalar } from "../algebra/graph.ts";
import { isSameOpen, isScalarShape, resolve } from "../algebra/shape.ts";
import { type FunctionFact, familyOf } from "../scope/facts.ts";
import { incrementOf } from "../scope/increments.ts";
import { openFunction } from "../scope/open-functions.ts";
import { REST } from "../scope/optima.ts";
import type { Scope } from "../scope/scope.ts";
import { allSides } from "../scope/sides.ts";
import { plainName } from "../scope/symbol-name.ts";
import { oncePer } from "../text/once.ts";
import { type Builder, fail, sizeValue } from "./builder.ts";

/** Rows and columns of the value of a function that the note calls and does not define. */
export function outputDims(
  builder: Builder,
  name: string,
  fact: FunctionFact | null,
  args: readonly NodeId[],
  call: CallExpression,
): Dims {
  if (fact?.codomain) {
    const rows = sizeValue(builder, fact.codomain[0]);
    const cols = sizeValue(builder, fact.codomain[1]);
    if (rows !== undefined && cols !== undefined) return { rows, cols };
  }
  if (name.startsWith(REST)) return { rows: 1, cols: 1 };
  const summand = besideIn(builder, name, (symbol) => builder.scope.facts.shapes.has(symbol));
  if (summand) return summand;
  const [result] = [...builder.scope.definitions].filter(([, all]) =>
    all.some(({ body }) => isCallOf(body, name)),
  );
  // `\dot x = f(x, u)` moves x, and so has its shape, be that a guess.
  const isSaid =
    result &&
    (builder.scope.facts.shapes.has(result[0]) ||
      incrementOf(result[0]) !== null ||
      isSquareItself(builder, result[0], name));
  const known = isSaid ? declaredDims(builder, result[0]) : null;
  if (known) return known;
  const shape = builder.scope.shapes.symbols.get(name);
  const rows = shape && sizeValue(builder, shape.rows);
  const cols = shape && sizeValue(builder, shape.cols);
  if (rows !== undefined && cols !== undefined) return { rows, cols };
  if (hasGradient(builder.scope.statements).has(name)) return { rows: 1, cols: 1 };
  const beside = besideIn(builder, name, (symbol) => builder.scope.shapes.symbols.has(symbol));
  if (beside) return beside;
  const isNumber = /^(L|J|E|C|l|\\ell|\\mathcal.*)/.test(name) || isSmallLetter(builder, name);
  if (isNumber || args.every((arg) => isScalar(builder.graph, arg))) return { rows: 1, cols: 1 };
  return fail("unknown-shape", `what ${plainName(name)} returns is not known`, call.span);
}

/** The functions of which `\nabla f(x)` is written in the note: their values are numbers, unless something else is said. */
export const hasGradient = oncePer((statements: Scope["statements"]): ReadonlySet<string> => {
  const parts = allSides(statements).flatMap(walkExpression);
  const differentiated = parts.flatMap((part) =>
    part.type === "derivative" && part.notation === "nabla" ? numbersWithin(part.of) : [],
  );
  return new Set(differentiated.filter((name) => !/^\\[A-Za-z]+$/.test(name)));
});

/** The functions whose values are numbers if a value is: f of `\log f(x)` and `(f(x) - y)^2`. */
function numbersWithin(value: Expression): readonly string[] {
  if (value.type === "power") return numbersWithin(value.base);
  if (value.type === "sum") return value.terms.flatMap(({ of }) => numbersWithin(of));
  if (value.type !== "call") return [];
  if (value.function.type === "symbol") return [value.function.name];
  return /^(log|exp|sqrt)$/.test(value.function.name) ? value.arguments.flatMap(numbersWithin) : [];
}

/** The u of `u = u(x)`, where nothing makes a vector of it. */
function isSmallLetter({ scope: { shapes } }: Builder, name: string): boolean {
  const letter = /^(\\?[a-z]+)\(\)$/.exec(name)?.[1];
  if (letter === undefined) return false;
  const shape = shapes.symbols.get(letter);
  return !shape || shapes.guessed.has(letter) || isScalarShape(shapes.bindings, shape);
}

/** `y = x + F(x)` and `y = x + h F(x)` give F the shape of x, and so does `x - F(x) = 0`, where that is known well enough. */
function besideIn(builder: Builder, name: string, isKnown: (symbol: string) => boolean): Dims | null {
  const { definitions } = builder.scope;
  for (const [result, all] of definitions)
    for (const { body, components } of all)
      for (const sum of body.type === "solution" ? body.of : [body]) {
        if (sum.type !== "sum" || !sum.terms.some(({ of }) => isCallOf(scaledIn(of), name))) continue;
        // `r_i = y_i - f(x_i, \beta)` of entries.
        if (components.length > 0) return { rows: 1, cols: 1 };
        const symbols = sum.terms.flatMap(({ of }) => (of.type === "symbol" ? [of.name] : []));
        const declared = [result, ...symbols].find(isKnown);
        if (declared !== undefined) return declaredDims(builder, declared);
      }
  return null;
}

/** The `f(x)` of `h f(x)`. */
function scaledIn(of: Expression): Expression {
  const isNumber =
    of.type === "product" && of.left.type === "symbol" && /^([a-z]|\\[a-zA-Z])/.test(of.left.name);
  return isNumber ? of.right : of;
}

/** `h_t = F(h_{t-1}, x_t)` gives F the shape of h. */
function isCallOf(body: Expression, name: string): boolean {
  return body.type === "call" && body.order === 0 && familyOf(body.function.name) === familyOf(name);
}

/** `K = K(\theta)` of a K that stands where nothing but a square matrix fits, as in `y^\top K^{-1} y`. */
function isSquareItself({ scope: { shapes } }: Builder, result: string, name: string): boolean {
  const shape = shapes.symbols.get(result);
  if (!shape || familyOf(name) !== openFunction(result)) return false;
  const rows = resolve(shapes.bindings, shape.rows);
  const cols = resolve(shapes.bindings, shape.cols);
  return (
    isSameOpen(shapes.bindings, rows, cols) ||
    (rows.type === "name" && cols.type === "name" && rows.name === cols.name && !rows.at && !cols.at)
  );
}

/** Rows and columns of a symbol, where its shape is known. */
export function declaredDims(builder: Builder, name: string): Dims | null {
  const shape = builder.scope.shapes.symbols.get(name);
  const rows = shape && sizeValue(builder, shape.rows);
  const cols = shape && sizeValue(builder, shape.cols);
  return rows === undefined || cols === undefined ? null : { rows, cols };
}
