/*
 * `\partial L/\partial z` beside an `L_{CE}`: a loss that is stated with a word below its letter, and named without it
 * where it is differentiated. In comes what is differentiated, out goes the one loss of that letter.
 */
import type { Expression } from "../algebra/expression.ts";
import type { Definition } from "./definitions.ts";
import type { Scope } from "./scope.ts";
import { plainName } from "./symbol-name.ts";
import { outputs } from "./unstated.ts";

/** A loss that is not stated, as the only one of its letter with a word below; null where there are more, or none. */
export function labelledOutput(
  { definitions, alternatives }: Scope,
  head: Expression,
): { readonly definition: Definition; readonly says: string } | null {
  if (head.type !== "derivative" || head.of.type !== "symbol" || head.of.time) return null;
  const { name } = head.of;
  if (!outputs.test(name) || definitions.has(name) || alternatives.has(name)) return null;
  const labelled = [...definitions].filter(([one]) => isLabelled(one, name));
  const [stated, ...more] = labelled.flatMap(([, all]) => all);
  if (!stated || more.length > 0) return null;
  return { definition: { ...stated, name }, says: `${plainName(name)} is ${plainName(stated.name)}` };
}

/** Whether a name is the letter with words below it: no index, and no single letter, which may count losses. */
function isLabelled(name: string, letter: string): boolean {
  return (
    name.startsWith(`${letter}_{`) && /^([A-Za-z]{2}[A-Za-z-]*|\?)\}$/.test(name.slice(letter.length + 2))
  );
}
