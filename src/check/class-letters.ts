/*
 * The letters of classes within a claim: which numbers an index may stand for where the note sums over all classes but
 * one. In come choices of indices, out go those that are meant.
 */
import { walkExpression } from "../algebra/expression.ts";
import { onlyLetter } from "../algebra/index-arithmetic.ts";
import type { Claim } from "../claims/claim.ts";
import { isClassIndex } from "../scope/class-indices.ts";
import type { Scope } from "../scope/scope.ts";
import { oncePer } from "../text/once.ts";
import { type Builder, classOfEach, letterValue } from "./builder.ts";

/** Beside a sum over the `j \ne y` of a class y, a j is another class, unless the claim tells the two apart itself. */
export function besideClasses(
  builder: Builder,
  assignments: readonly ReadonlyMap<string, number>[],
  { head, claimed }: Claim,
): readonly ReadonlyMap<string, number>[] {
  const apart = [head, claimed].flatMap(walkExpression).some((part) => part.type === "delta");
  const others = apart ? [] : lettersBesideClasses(builder.scope.definitions);
  const isOther = (letters: ReadonlyMap<string, number>) =>
    others.every(
      ([letter, own]) =>
        letters.get(letter) !== (classOfEach(builder, own, letters) ?? letterValue(builder, own)),
    );
  const left = assignments.filter(isOther);
  return left.length > 0 ? left : assignments;
}

const lettersBesideClasses = oncePer(
  (definitions: Scope["definitions"]): readonly (readonly [string, string])[] =>
    [...definitions.values()]
      .flat()
      .flatMap(({ body }) => walkExpression(body))
      .flatMap((part) => {
        const own = part.type === "iterated" && part.except ? onlyLetter(part.except) : null;
        return part.type === "iterated" && own !== null && isClassIndex(own) ? [[part.letter, own]] : [];
      }),
);
