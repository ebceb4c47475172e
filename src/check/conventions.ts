/*
 * What names and signs mean where the note says no word of it: norms of matrices, σ, bars, brackets. In comes a claim in its
 * scope, out go the choices that are open there.
 */
import { type Expression, some, walkExpression } from "../algebra/expression.ts";
import type { Claim } from "../claims/claim.ts";
import type { Scope } from "../scope/scope.ts";
import { allSides } from "../scope/sides.ts";
import { sidesOf } from "../scope/statement.ts";
import { oncePer } from "../text/once.ts";
import { matrixFunctionOf } from "./build-operator.ts";
import type { Reading } from "./builder.ts";
import { isPair } from "./commutator.ts";

/** Choices that are made together, for a whole claim. */
export type Conventions = Pick<
  Reading,
  "entrywiseNorms" | "ofMatrices" | "logistic" | "composites" | "absolute" | "commutators"
>;

/** What names and signs without a word of the note mean first of all. */
const plainest: Conventions = {
  entrywiseNorms: false,
  ofMatrices: false,
  logistic: false,
  composites: false,
  absolute: false,
  commutators: false,
};

/** What they may mean in a claim: the plainest first, then all else that is usual. */
export function conventionsFor(scope: Scope, claim: Claim): readonly Conventions[] {
  const sides = [claim.head, claim.claimed];
  const callsMatrixFunctions = sides.some((side) => some(side, isMatrixFunction));
  const isOpen: { readonly [Name in keyof Conventions]: boolean } = {
    entrywiseNorms: plainMatrixNorm(scope, claim),
    ofMatrices: callsMatrixFunctions && !scope.facts.meanings.has("entrywise"),
    logistic:
      !isDeclared("\\sigma", scope) &&
      (sidesOf(claim.statement).some(callsSigma) || callsSigmaBehind(scope.definitions)),
    composites: some(claim.head, isGradientOfComposition),
    absolute: sides.some((side) => some(side, isJacobianInBars)),
    commutators: some(claim.head, isPair) && some(claim.claimed, isPair),
  };
  let all: readonly Conventions[] = [plainest];
  for (const name in isOpen)
    if (isOpen[name as keyof Conventions]) all = all.flatMap((one) => [one, { ...one, [name]: true }]);
  return all;
}

const bodiesOf = (definitions: Scope["definitions"]) =>
  [...definitions.values()].flat().map(({ body }) => body);

const callsSigma = oncePer((side: Expression) =>
  some(side, (part) => part.type === "call" && part.function.name === "\\sigma"),
);

const callsSigmaBehind = oncePer((definitions: Scope["definitions"]) =>
  bodiesOf(definitions).some(callsSigma),
);

/** The kinds of norms that stand somewhere in it. */
const normsIn = oncePer((side: Expression): readonly string[] =>
  walkExpression(side).flatMap((part) => (part.type === "norm" ? [part.kind] : [])),
);

function isMatrixFunction(part: Expression): boolean {
  return part.type === "call" && part.function.type === "operator" && part.function.name in matrixFunctionOf;
}

/** `\nabla f(g(x))`. */
function isGradientOfComposition(part: Expression): boolean {
  if (part.type !== "derivative" || part.notation !== "nabla") return false;
  const [by] = part.withRespectTo;
  return by!.type === "call" && by!.function.type === "symbol";
}

/** `|\partial(x, y)/\partial(u, v)|`. */
function isJacobianInBars(part: Expression): boolean {
  return part.type === "call" && part.function.name === "abs" && part.arguments[0]?.type === "derivative";
}

function isDeclared(name: string, { facts, definitions }: Scope): boolean {
  return facts.functions.has(name) || (definitions.get(name) ?? []).some(({ isFunction }) => isFunction);
}

/** Whether a norm without a name of its own stands in the claim or behind it, where the note does not say which it is. */
function plainMatrixNorm(scope: Scope, claim: Claim): boolean {
  const { meanings } = scope.facts;
  const said =
    ["spectral-norm", "frobenius-norm"].some((name) => meanings.has(name)) ||
    namesFrobenius(scope.statements);
  const open = said ? /^(1|\\infty)$/ : /^(2|1|\\infty)?$/;
  return [normsIn(claim.head), normsIn(claim.claimed), normsBehind(scope.definitions)].some((kinds) =>
    kinds.some((kind) => open.test(kind)),
  );
}

const normsBehind = oncePer((definitions: Scope["definitions"]) => [
  ...new Set(bodiesOf(definitions).flatMap(normsIn)),
]);

/** Whether `\|A\|_F` stands in the note, so that other norms of matrices are others. */
const namesFrobenius = oncePer((statements: Scope["statements"]) =>
  allSides(statements).some((side) => normsIn(side).includes("F")),
);
