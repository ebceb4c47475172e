/*
 * What is said of a letter in an example that a section gives for itself says nothing of the same letter in the example
 * of another section. In comes a claim that holds, out goes why not to call it right: it holds only by such a word.
 */
import { symbolNames } from "../algebra/expression.ts";
import { type Claim, hasDerivative } from "../claims/claim.ts";
import type { RoleFact } from "../scope/facts.ts";
import type { Scope } from "../scope/scope.ts";
import { plainName } from "../scope/symbol-name.ts";
import { agreement, decide } from "./decide.ts";
import type { Doubt } from "./doubts/doubt.ts";
import type { Verdict } from "./verdict.ts";

/** Roles that make more formulas right, rather than finite. */
const structural =
  /^(symmetric|skew-symmetric|positive-(semi)?definite|orthogonal|diagonal|(lower|upper)-triangular|unit-norm|sums-to-one|one-hot|plus-or-minus-one)$/;

/** Why a claim is not right where only another example makes a letter symmetric, or the like. */
export function foreignRoleDoubt(
  scope: Scope,
  claim: Claim,
  { reading, seed, used }: Verdict & { type: "verified" },
): Doubt | null {
  if (used.some(({ section }) => section.id !== claim.section.id)) return null;
  const names = new Set([claim.head, claim.claimed, ...used.map(({ body }) => body)].flatMap(symbolNames));
  const foreign = scope.facts.placedRoles.filter(
    ({ name, role, section }) =>
      structural.test(role) &&
      names.has(name) &&
      !claim.section.path.includes(section.id) &&
      isExample(scope, section),
  );
  const said = foreign.filter(({ name, role }) =>
    scope.facts.placedRoles.every((one) => one.name !== name || one.role !== role || foreign.includes(one)),
  );
  const [first] = said;
  if (!first) return null;
  const roles = new Map(scope.facts.roles);
  for (const { name, role } of said)
    roles.set(name, new Set([...(roles.get(name) ?? [])].filter((one) => one !== role)));
  const without = { ...scope, facts: { ...scope.facts, roles } };
  if (decide(without, claim, reading, seed, agreement).type === "agree") return null;
  const message = `this holds for ${plainName(first.name)} ${first.role}, which only another section says`;
  return { reason: "readings-disagree", message, span: claim.span };
}

/** Whether a section differentiates something itself: one that only sets up the others does not. */
function isExample({ statements, sections }: Scope, section: RoleFact["section"]): boolean {
  return statements.some(({ formula, left }) => sections[formula]?.id === section.id && hasDerivative(left));
}
