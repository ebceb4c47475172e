/*
 * Doubts of functions of which a note says no more than what they depend on. In comes a claim that fails, out goes why
 * not to blame it.
 */
import { type Expression, walkExpression } from "../../algebra/expression.ts";
import type { Definition } from "../../scope/definitions.ts";
import { isOpenValue } from "../../scope/open-functions.ts";
import { plainName } from "../../scope/symbol-name.ts";
import type { Doubt, Failed } from "./doubt.ts";

/**
 * Where a note says `x = x(t)`, a prime of another section, or parentheses with more than t behind an x, may be no value
 * of that function: `x^{\sin x}(\cos x \ln x + 1)`.
 */
export function openDoubt({ scope, claim: { head, claimed, section, span } }: Failed): Doubt | null {
  for (const part of [head, claimed].flatMap(walkExpression)) {
    if (part.type !== "call" || part.function.type !== "symbol") continue;
    const { name } = part.function;
    const all = [scope.definitions, scope.alternatives].flatMap((known) => known.get(name) ?? []);
    const open = all.find(isOpenValue);
    if (open?.body.type !== "call") continue;
    const isFar = !section.path.includes(open.section.id) || all.some((one) => !isOpenValue(one));
    if (!isFar && part.arguments.every((one, at) => isSameLetter(one, open, at))) continue;
    const message = `${plainName(name)} is a function elsewhere in this note; what is meant here is not clear`;
    return { reason: "readings-disagree", message, span };
  }
  return null;
}

function isSameLetter(one: Expression, { body }: Definition, at: number): boolean {
  const own = body.type === "call" ? body.arguments[at] : undefined;
  return one.type === "symbol" && own?.type === "symbol" && one.name === own.name;
}
