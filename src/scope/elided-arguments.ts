/*
 * `\operatorname{diag}(\tanh'(\cdot))`, `\sigma'(\dots)`: an argument that a derivative leaves out is that of the one
 * call in the equation of what is differentiated. Statements go in and come out.
 */
import {
  type CallExpression,
  type Expression,
  type Index,
  type IteratedExpression,
  type SymbolExpression,
  mapIndices,
  mapParts,
  some,
  walkExpression,
} from "../algebra/expression.ts";
import { keyOf } from "../algebra/expression-key.ts";
import { combine, letterIndex, substituteIndex } from "../algebra/index-arithmetic.ts";
import { allSides } from "./sides.ts";
import { type Statement, isEquality, mapSides, sidesOf } from "./statement.ts";

/** What is said of an argument that is left out. */
export const ELIDED = "which argument is left out here is not clear";

/** Writes the arguments out, where one is known. */
export function writeElidedArguments(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((statement) => {
    const { left } = statement;
    if (left.type !== "derivative" || left.of.type !== "symbol") return statement;
    const mayLeaveOut = (part: Expression) => part.type === "call" && part.order > 0;
    if (!sidesOf(statement).some((side) => some(side, mayLeaveOut))) return statement;
    const output = left.of;
    return mapSides(statement, (side) => withArguments(side, output, statements));
  });
}

function withArguments(
  part: Expression,
  output: SymbolExpression,
  statements: readonly Statement[],
): Expression {
  if (part.type === "iterated" && part.operator === "product") {
    const inside = atFactor(output, part);
    return inside ? mapParts(part, (inner) => withArguments(inner, inside, statements)) : part;
  }
  if (!isOpen(part) && !isUnsaid(part, output, statements))
    return mapParts(part, (inner) => withArguments(inner, output, statements));
  const argument = argumentIn(statements, output, part);
  // One letter needs no other to go by.
  const isKnown = argument !== null && (isOpen(part) || argument.type !== "symbol");
  return isKnown ? { ...part, arguments: [argument] } : part;
}

/**
 * The output of the step that a factor of `\prod_{k=2}^{T}` is of, where the product ends in the step of the output:
 * h_k for h_T, h_{k+1} where it ends in `T-1`; null where the steps are not those of the output.
 */
function atFactor(output: SymbolExpression, product: IteratedExpression): SymbolExpression | null {
  const last = product.descending ? product.from : product.to;
  if (!output.time || !last) return null;
  const { span } = output.time;
  const ahead = combine(output.time, last, -1, span);
  if (ahead.terms.length > 0) return null;
  return { ...output, time: combine(letterIndex(product.letter, span), ahead, 1, span) };
}

/** The `\tanh'(z_t)` of a z that stands nowhere else: what is called there goes by that letter. */
function isUnsaid(
  part: Expression,
  output: SymbolExpression,
  statements: readonly Statement[],
): part is CallExpression {
  const [only] = part.type === "call" && part.order > 0 ? part.arguments : [];
  if (part.type !== "call" || only?.type !== "symbol") return false;
  const isAtItsTime = keyOf({ ...only, name: output.name }) === keyOf(output);
  return isAtItsTime && allSides(statements).every((side) => isOnlyCalledWith(side, only.name));
}

/** Whether a letter stands in an expression as the argument of functions alone. */
function isOnlyCalledWith(side: Expression, name: string): boolean {
  const parts = walkExpression(side);
  const arguments_ = new Set(parts.flatMap((part) => (part.type === "call" ? part.arguments : [])));
  return parts.every((part) => part.type !== "symbol" || part.name !== name || arguments_.has(part));
}

function isOpen(part: Expression): part is CallExpression {
  const [only] = part.type === "call" && part.order > 0 ? part.arguments : [];
  return only?.type === "unknown" && only.message === ELIDED;
}

/** What the function is called with in the one equation that calls it, for the symbol at the time of the claim. */
function argumentIn(
  statements: readonly Statement[],
  { name, time }: SymbolExpression,
  { function: called }: CallExpression,
): Expression | null {
  const found = statements.flatMap(({ left, steps: [first] }) => {
    if (left.type !== "symbol" || left.name !== name || !first || !isEquality(first.relation)) return [];
    return walkExpression(first.right)
      .filter((part) => part.type === "call" && part.order === 0 && part.function.name === called.name)
      .map((part) => ({ argument: (part as CallExpression).arguments[0] ?? null, at: left.time }));
  });
  const [only, ...more] = found;
  if (!only?.argument || more.length > 0) return null;
  return time && only.at ? atTime(only.argument, only.at, time) : only.argument;
}

/** An expression that is written for one time, at another. */
function atTime(argument: Expression, written: Index, time: Index): Expression | null {
  const [term, ...more] = written.terms;
  if (term?.coefficient !== 1 || more.length > 0) return null;
  const offset: Index = { terms: [], offset: written.offset, span: time.span };
  const replacements = new Map([[term.letter, combine(time, offset, -1, time.span)]]);
  return mapIndices(argument, (index) => substituteIndex(index, replacements));
}
