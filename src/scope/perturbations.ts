/*
 * Perturbations that a note states as updates: after `R \leftarrow R\exp(\delta\varphi^\wedge)` a derivative by δφ is
 * one of what stands where R stood, at δφ = 0. Statements go in; they come out with that written.
 */
import {
  type Expression,
  isZeroNumber,
  mapParts,
  some,
  walkExpression,
  holdsDerivative,
} from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { walk } from "../tex/walk.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import type { Context } from "./context.ts";
import { elaborate } from "./elaborate.ts";
import type { Note } from "../markdown/note.ts";
import type { Facts } from "./facts.ts";
import { incrementOf } from "./increments.ts";
import { saidPerturbations } from "./said-perturbations.ts";
import { type Statement, isEquality, mapSides, sidesOf } from "./statement.ts";

/** What is put in the place of a symbol, and by what it differs from it. */
export interface Perturbation {
  readonly of: string;
  readonly by: string;
  readonly moved: Expression;
}

/** Writes derivatives by perturbations as those of what is perturbed. */
export function writePerturbations(
  statements: readonly Statement[],
  formulas: readonly TexNode[],
  context: Context,
  note: Note,
  facts: Facts,
): readonly Statement[] {
  const updates = gather(formulas, updatesIn).flatMap((update) => perturbationOf(update, context));
  const stated = updates.length > 0 ? updates : saidPerturbations(statements, note, facts);
  // Of a symbol that is perturbed in two ways, nothing says which is meant.
  const found = stated.filter(({ by }) => stated.filter((other) => other.by === by).length === 1);
  if (found.length === 0) return statements;
  const values = valuesIn(statements);
  const free = found.filter(({ by }) => !values.has(by));
  return statements.map((statement) =>
    sidesOf(statement).some(holdsDerivative)
      ? mapSides(statement, (side) => free.reduce((all, one) => perturbed(all, one, values), side))
      : statement,
  );
}

const UPDATES = /^\\(leftarrow|mapsto|to)$/;

/** The relations `X \leftarrow …` within a formula. */
const updatesIn = oncePer((formula: TexNode): readonly (readonly [TexNode, TexNode])[] => {
  const found: (readonly [TexNode, TexNode])[] = [];
  walk(formula, (node) => {
    const isUpdate = node.type === "relation" && node.relations.length === 1;
    if (isUpdate && UPDATES.test(node.relations[0]!.name)) found.push([node.operands[0]!, node.operands[1]!]);
    return true;
  });
  return found;
});

function perturbationOf(
  [left, right]: readonly [TexNode, TexNode],
  context: Context,
): readonly Perturbation[] {
  const of = elaborate(left, context);
  const moved = elaborate(right, context);
  if (of.type !== "symbol" || of.time || !some(moved, (part) => isSymbol(part, of.name))) return [];
  const increments = walkExpression(moved).flatMap((part) =>
    part.type === "symbol" && !part.time && incrementOf(part.name) !== null ? [part.name] : [],
  );
  const [by, ...others] = new Set(increments.length > 0 ? increments : turnsIn(moved));
  return by !== undefined && others.length === 0 ? [{ of: of.name, by, moved }] : [];
}

/** The φ of `R \mapsto R\operatorname{Exp}(\varphi)`: what stands in an exponential, whatever its letter. */
function turnsIn(moved: Expression): readonly string[] {
  const exponentials = walkExpression(moved).filter(
    (part) => part.type === "call" && part.function.type === "operator" && part.function.name === "exp",
  );
  return exponentials
    .flatMap(walkExpression)
    .flatMap((part) => (part.type === "symbol" && !part.time ? [part.name] : []));
}

function isSymbol(part: Expression, name: string): boolean {
  return part.type === "symbol" && part.name === name;
}

function perturbed(side: Expression, perturbation: Perturbation, values: Values): Expression {
  if (side.type !== "derivative") return mapParts(side, (part) => perturbed(part, perturbation, values));
  const [by, ...more] = side.withRespectTo;
  const isBy = by?.type === "symbol" && by.name === perturbation.by && more.length === 0;
  const isMoved = (part: Expression) => isSymbol(part, perturbation.by);
  if (!isBy || some(side.of, isMoved)) return mapParts(side, (part) => perturbed(part, perturbation, values));
  const { span } = side;
  const value: Expression = { type: "number", value: 0, span };
  return {
    type: "evaluation",
    of: { ...side, of: inPlaceOf(side.of, perturbation, values) },
    places: [{ symbol: by, value, implied: false }],
    span,
  };
}

/** What equations say letters are, so that what is made of the perturbed moves along. */
type Values = ReadonlyMap<string, Expression>;

function valuesIn(statements: readonly Statement[]): Values {
  const values = new Map<string, Expression>();
  for (const { left, steps } of statements) {
    const { relation, right } = steps[0]!;
    // "at `\varphi = 0`" is where a derivative is taken.
    if (left.type !== "symbol" || left.time || !isEquality(relation) || isZeroNumber(right)) continue;
    if (!values.has(left.name)) values.set(left.name, right);
  }
  return values;
}

function inPlaceOf(part: Expression, perturbation: Perturbation, values: Values): Expression {
  if (isSymbol(part, perturbation.of)) return { ...perturbation.moved, span: part.span };
  const value = part.type === "symbol" && !part.time ? values.get(part.name) : undefined;
  if (value === undefined || part.type !== "symbol")
    return mapParts(part, (inner) => inPlaceOf(inner, perturbation, values));
  const rest = new Map([...values].filter(([name]) => name !== part.name));
  const moved = inPlaceOf(value, perturbation, rest);
  return some(moved, (inner) => isSymbol(inner, perturbation.by)) ? { ...moved, span: part.span } : part;
}
