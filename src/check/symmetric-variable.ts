/*
 * Derivatives by a symmetric matrix whose entries (i, j) and (j, i) are one variable: G + Gᵀ − G ⊙ I of the derivative G
 * by all entries. A claim goes in; it comes out with that on its left side.
 */
import type { Expression } from "../algebra/expression.ts";
import type { Claim } from "../claims/claim.ts";
import type { Scope } from "../scope/scope.ts";

/** Whether the note says that this is what its derivatives mean. */
export function countsStructure({ facts }: Scope): boolean {
  return facts.others.some(
    ({ declaration }) =>
      declaration.type === "perturbation" && declaration.subject === null && declaration.symmetric,
  );
}

/** The claim about a derivative by a symmetric matrix, taken so; null for any other. */
export function asStructured(
  { facts }: Scope,
  claim: Claim,
): { readonly claim: Claim; readonly by: string } | null {
  const { head, span } = claim;
  const [by, ...more] = head.type === "derivative" ? head.withRespectTo : [];
  const roles = by?.type === "symbol" && more.length === 0 ? facts.roles.get(by.name) : undefined;
  if (by?.type !== "symbol" || !isSymmetric(roles)) return null;
  const identity: Expression = { type: "constant", constant: "identity", indices: [], span };
  const terms = [
    { sign: 1, of: head },
    { sign: 1, of: { type: "transpose", of: head, span } },
    { sign: -1, of: { type: "product", left: head, right: identity, sign: "\\odot", span } },
  ] as const;
  return { claim: { ...claim, head: { type: "sum", terms, span } }, by: by.name };
}

/** Whether one of these roles makes a matrix symmetric. */
export function isSymmetric(roles: ReadonlySet<string> = new Set()): boolean {
  return [...roles].some((role) => /^(symmetric|positive-definite|positive-semidefinite)$/.test(role));
}
