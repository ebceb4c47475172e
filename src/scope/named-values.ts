/*
 * Left sides that name a value by an expression: `\cos\theta = …` where no θ is given, `\log\mathcal N(x; μ, Σ)
 * = …`. Such an expression is one symbol wherever it stands, and its equation defines it.
 */
import {
  type Expression,
  mapParts,
  parts,
  some,
  walkExpression,
  symbolNames,
} from "../algebra/expression.ts";
import { keyOf } from "../algebra/expression-key.ts";
import { oncePer } from "../text/once.ts";
import { type Facts, isDeclared } from "./facts.ts";
import { allSides } from "./sides.ts";
import { type Statement, isEquality } from "./statement.ts";

/** Replaces named expressions by symbols in all statements. */
export function nameValues(
  statements: readonly Statement[],
  facts: Facts,
  text: string,
): readonly Statement[] {
  const names = new Map<string, string>();
  for (const { left, steps } of statements) {
    if (!isEquality(steps[0]!.relation) || !startsWithCall(left) || !isOpen(left, statements, facts))
      continue;
    names.set(keyOf(left), text.slice(left.span.start, left.span.end).replaceAll(/\s+/g, " "));
  }
  if (names.size === 0) return statements;
  const rename = (expression: Expression): Expression => {
    const name = startsWithCall(expression) ? names.get(keyOf(expression)) : undefined;
    return name === undefined
      ? mapParts(expression, rename)
      : { type: "symbol", name, time: null, span: expression.span };
  };
  return statements.map((statement) => ({
    ...statement,
    left: rename(statement.left),
    steps: statement.steps.map((step) => ({ ...step, right: rename(step.right) })),
  }));
}

function startsWithCall(expression: Expression): boolean {
  if (expression.type === "product") return startsWithCall(expression.left);
  return expression.type === "call" && expression.function.type === "operator" && expression.order === 0;
}

/** Whether a symbol in it is said to be nothing, defined nowhere, and used only within this expression. */
function isOpen(left: Expression, statements: readonly Statement[], facts: Facts): boolean {
  if (
    some(
      left,
      (part) => part.type === "derivative" || part.type === "differential" || part.type === "unknown",
    )
  )
    return false;
  const key = keyOf(left);
  return [...walkExpression(left)].some((part) => {
    if (part.type !== "symbol") return false;
    const { name } = part;
    if (isDeclared(facts, name)) return false;
    return !allSides(statements).some((side) => symbolsIn(side).has(name) && usesOutside(side, name, key));
  });
}

function usesOutside(expression: Expression, name: string, key: string): boolean {
  if (startsWithCall(expression) && keyOf(expression) === key) return false;
  if (expression.type === "symbol" && expression.name === name) return true;
  return parts(expression).some((part) => usesOutside(part, name, key));
}

const symbolsIn = oncePer((side: Expression): ReadonlySet<string> => new Set(symbolNames(side)));
