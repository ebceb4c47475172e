/*
 * Equations that say where a derivative vanishes: "the minimum is at `w = (X^\top X)^{-1} X^\top y`". What is claimed of
 * `\partial J/\partial w` is meant at any w; at this one a wrong factor would not be seen. In comes the scope of a claim,
 * out goes the one in which they are free.
 */
import { type Expression, symbolNames, walkExpression } from "../algebra/expression.ts";
import { anyOf } from "../text/any-of.ts";
import { oncePer } from "../text/once.ts";
import type { Definition } from "./definitions.ts";
import type { Scope } from "./scope.ts";
import { allSides } from "./sides.ts";
import { letterOf, restsOn } from "./unstated.ts";

/** The scope in which what a function is differentiated by is no solution; that it may be one is kept as another form. */
export function withoutSolutions(scope: Scope, head: Expression): Scope {
  if (head.type !== "derivative") return scope;
  const variables = head.withRespectTo.flatMap((by) => letterOf(by)?.name ?? []);
  const names = solutionsIn(scope).filter(
    (name) => isFoundAfter(scope, head.of, name) && isFreeBeside(scope, head.of, name, variables),
  );
  if (names.length === 0) return scope;
  const key = names.join(" ");
  const known = scopesOf(scope);
  const free = known.get(key) ?? freeOf(scope, names);
  known.set(key, free);
  return free;
}

const scopesOf = oncePer((_: Scope) => new Map<string, Scope>());

/** What the note differentiates by and then gives the value of. */
const solutionsIn = oncePer((scope: Scope): readonly string[] => {
  const variables = allSides(scope.statements)
    .flatMap(walkExpression)
    .flatMap((part) => (part.type === "derivative" ? part.withRespectTo : []))
    .flatMap((by) => letterOf(by)?.name ?? []);
  return [...new Set(variables)].filter((name) => {
    const all = scope.definitions.get(name) ?? [];
    return all.length > 0 && all.every((one) => isAnnounced(scope, one));
  });
});

/** Whether a solution is a variable itself, is written beside one, as in `\ell(\mu, \sigma)`, or has nothing to do with any. */
function isFreeBeside(scope: Scope, of: Expression, name: string, variables: readonly string[]): boolean {
  if (variables.includes(name)) return true;
  const output = of.type === "call" ? of.function.name : of.type === "symbol" ? of.name : "";
  const written = (scope.definitions.get(output) ?? []).flatMap((one) => one.written ?? one.parameters);
  if ([name, ...variables].every((one) => written.includes(one))) return true;
  return !variables.some((variable) => restsOn(scope, name, variable, []));
}

/** Whether the note says before it gives the value of a symbol how what is differentiated depends on it. */
function isFoundAfter(scope: Scope, of: Expression, name: string): boolean {
  const outputs = of.type === "call" ? [of.function.name, ...symbolNames(of)] : symbolNames(of);
  const start = Math.min(...scope.definitions.get(name)!.map(({ span }) => span.start));
  const isBefore = ({ span }: Definition) => span.start < start;
  return outputs.some(
    (output) =>
      output !== name && scope.definitions.get(output)?.some(isBefore) && restsOn(scope, output, name, []),
  );
}

/** Words, and an equation with zero, with which a solution is announced. */
const announcement = new RegExp(
  anyOf(
    String.raw`=\s*0\b`,
    String.raw`\b(?:(?:to|equals?|is) (?:zero|0)\b|vanish|solv(?:e|ing)|solution|minimi[sz]er|minimum|maximum|optimum|optimal|stationary|critical point|closed[- ]form|normal equation|estimat(?:e|or))`,
    String.raw`求解|解得|最优|极值|极小|极大|等于\s*\$?0|为\s*\$?0|等于零|为零|估计`,
  ),
  "i",
);
/** How far before an equation they stand. */
const REACH = 160;

function isAnnounced({ note }: Scope, { span, isFunction, isDerivative, components }: Definition): boolean {
  if (isFunction || isDerivative || components.length > 0) return false;
  return announcement.test(note.text.slice(Math.max(0, span.start - REACH), span.start));
}

/** The scope in which these are no more than letters; what defines them is kept as another form. */
export function freeOf(scope: Scope, names: readonly string[]): Scope {
  const definitions = new Map(scope.definitions);
  const alternatives = new Map(scope.alternatives);
  for (const name of names) {
    alternatives.set(name, [...(scope.definitions.get(name) ?? []), ...(scope.alternatives.get(name) ?? [])]);
    definitions.delete(name);
  }
  return { ...scope, definitions, alternatives };
}
