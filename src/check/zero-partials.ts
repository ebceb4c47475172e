/*
 * Zero partial derivatives that a note does claim: `\partial u / \partial y = 0` of `u = f x / z`, where the point is
 * (x, y, z). In comes a claim that nothing depends on its variable, out goes whether the note names that variable
 * beside one that the output does depend on: in a list, or in an equation of the same system.
 */
import { type Expression, isWrittenZero, symbolNames, walkExpression } from "../algebra/expression.ts";
import type { Claim } from "../claims/claim.ts";
import type { Definition } from "../scope/definitions.ts";
import type { Scope } from "../scope/scope.ts";
import { allSides } from "../scope/sides.ts";
import { wholeOf } from "../scope/unstated.ts";
import { oncePer } from "../text/once.ts";
import type { Builder } from "./builder.ts";

/** Whether a derivative is said to vanish by a variable that the note keeps apart from those of the output. */
export function isSeparate(
  scope: Scope,
  { head, claimed }: Claim,
  { used, leaves, senses }: Builder,
): boolean {
  if (head.type !== "derivative" || head.withRespectTo.length > 1 || !isWrittenZero(claimed)) return false;
  const by = wholeOf(head.withRespectTo[0]!);
  const isOpen = [...senses].some((sense) => sense.includes("unspecified"));
  if (!by || used.size === 0 || isOpen || scope.definitions.get(by.name)?.some(({ time }) => !time))
    return false;
  // `L(\mu, \sigma) = \prod_i f(x_i) = \prod_i e^{-(x_i - \mu)^2 / 2\sigma^2}`: another form says that it does.
  const stated = new Set([...used].map(({ statement }) => statement));
  const isIn = (side: Expression) => symbolNames(side).includes(by.name);
  if (scope.statements.some(({ id, steps }) => stated.has(id) && steps.some(({ right }) => isIn(right))))
    return false;
  const others = new Set([...leaves.values()].filter((name) => name !== by.name));
  const isBeside = (names: ReadonlySet<string>) =>
    names.has(by.name) && [...names].some((name) => others.has(name));
  return namedTogether(scope.statements).some(isBeside) || besideOf(scope, [...used]).some(isBeside);
}

/** The letters of each equation that stands in one formula with that of the output: `x = r\cos\theta`, `z = r\cos\varphi`. */
function besideOf(
  { statements, definitions }: Scope,
  used: readonly Definition[],
): readonly ReadonlySet<string>[] {
  const formulas = new Set(used.flatMap(({ statement }) => statements[statement]?.formula ?? []));
  return [...definitions.values()].flat().flatMap((one) => {
    const formula = statements[one.statement]?.formula;
    return formula !== undefined && formulas.has(formula) ? [new Set(symbolNames(one.body))] : [];
  });
}

/** The symbols of each vector that is written out, and of each list of arguments. */
const namedTogether = oncePer((statements: Scope["statements"]): readonly ReadonlySet<string>[] =>
  allSides(statements)
    .flatMap(walkExpression)
    .map(membersOf)
    .filter((names) => names.size > 1),
);

function membersOf(part: Expression): ReadonlySet<string> {
  const cells =
    part.type === "matrix" && (part.rows.length === 1 || part.rows.every((row) => row.length === 1))
      ? part.rows.flat()
      : part.type === "call"
        ? part.arguments
        : [];
  return new Set(cells.flatMap((cell) => (cell?.type === "symbol" ? [cell.name] : [])));
}
