/*
 * Perturbations that words state: "R is perturbed on the left by `\operatorname{Exp}(\varphi)`", "with the right
 * perturbation model". Comes in: the note and the derivatives in it. Goes out: what is put in the place of a rotation,
 * for each letter that one is differentiated by and that nothing else is made of.
 */
import { callOf } from "../algebra/compose.ts";
import {
  type DerivativeExpression,
  type Expression,
  type SymbolExpression,
  symbolNames,
  walkExpression,
} from "../algebra/expression.ts";
import { type Note, wordsOf } from "../markdown/note.ts";
import type { Facts } from "./facts.ts";
import { incrementOf } from "./increments.ts";
import type { Perturbation } from "./perturbations.ts";
import { allSides } from "./sides.ts";
import type { Statement } from "./statement.ts";

/** Words for a small rotation beside another one; which side they speak of is seen from them. */
export const ofPerturbations =
  /\b(left|right)[- ](?:hand[- ])?(?:multiplicative )?(?:perturb|disturb)\w*|\b(?:perturb|multipl|updat)\w*[^.;]{0,90}\b(?:on|from) the (left|right)\b|([左右])(?:乘)?扰动/i;

export function saidPerturbations(
  statements: readonly Statement[],
  note: Note,
  facts: Facts,
): readonly Perturbation[] {
  const said = [...wordsOf(note).matchAll(new RegExp(ofPerturbations, "gi"))].map(([, one, other, sign]) =>
    /left|左/i.test(one ?? other ?? sign ?? "") ? "left" : "right",
  );
  const [side, ...others] = new Set(said);
  if (side === undefined || others.length > 0) return [];
  const isRotation = (name: string) =>
    /^(bold )?R$/.test(name) || (facts.roles.get(name)?.has("positive-determinant") ?? false);
  const rotations = new Set(allSides(statements).flatMap(symbolNames).filter(isRotation));
  const [of, ...more] = rotations;
  if (of === undefined || more.length > 0) return [];
  const bodies = statements.flatMap(({ left, steps }) =>
    left.type === "derivative" ? [] : steps.map(({ right }) => right),
  );
  const made = new Set(bodies.flatMap(symbolNames));
  const angles = allSides(statements)
    .flatMap(walkExpression)
    .flatMap((part) => (part.type === "derivative" ? angleOf(part) : []))
    .filter(({ name }) => !made.has(name));
  const found = new Map(angles.map((by) => [by.name, by] as const));
  return [...found.values()].map((by) => ({ of, by: by.name, moved: turned(of, by, side) }));
}

/** The φ of `\partial(R p)/\partial\varphi`. */
function angleOf({ withRespectTo: [by, ...more] }: DerivativeExpression): readonly SymbolExpression[] {
  if (by?.type !== "symbol" || by.time || more.length > 0) return [];
  const letter = incrementOf(by.name) ?? by.name;
  return /^(bold )?\\(phi|varphi|theta|vartheta|psi|omega|eta|alpha|epsilon)$/.test(letter) ? [by] : [];
}

/** `\exp(\varphi^\wedge) R` or `R \exp(\varphi^\wedge)`. */
function turned(name: string, by: SymbolExpression, side: "left" | "right"): Expression {
  const { span } = by;
  const turn = callOf("exp", callOf("wedge", by, span), span);
  const rotation: Expression = { type: "symbol", name, time: null, span };
  const [left, right] = side === "left" ? [turn, rotation] : [rotation, turn];
  return { type: "product", left, right, sign: "", span };
}
