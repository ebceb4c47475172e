/*
 * Which symbols change in a statement about differentials. Comes in: the statement that is being built, with what the
 * note says of its letters. Goes out: the names of those that are moved.
 */
import {
  type Expression,
  factorsOf,
  parts,
  some,
  untransposed,
  walkExpression,
} from "../algebra/expression.ts";
import type { Builder } from "./builder.ts";

const VARIABLE = /^[U-Zu-z](_\{.*\})?$/;

/**
 * Symbols that vary: those whose bare differential stands in the statement, or in another of the note, and, unless
 * the reading holds all else fixed, those that are matrix functions or variables by their letter.
 */
export function variedSymbols(builder: Builder): ReadonlySet<string> {
  const names = new Set<string>();
  const { statements, facts } = builder.scope;
  const statement = statements[builder.statement];
  if (!statement) return names;
  const visit = (expression: Expression): void => {
    const of = expression.type === "differential" ? untransposed(expression.of) : null;
    if (of?.type === "symbol") names.add(of.name);
    for (const part of parts(expression)) visit(part);
  };
  const { left } = statement;
  const head = differentiated(left);
  if (head.type === "symbol" && !builder.scope.definitions.has(head.name)) visit(left);
  visit(head);
  for (const step of statement.steps) visit(step.right);
  for (const part of walkExpression(left)) {
    if (part.type !== "symbol" || part.time || names.has(part.name)) continue;
    if (head !== left && head === part) continue;
    const { name } = part;
    if (facts.roles.get(name)?.has("constant") || builder.scope.definitions.has(name)) continue;
    const mayVary = builder.reading.fixed !== "intermediate" && VARIABLE.test(name);
    if (facts.functions.has(name) || mayVary) names.add(name);
  }
  if (builder.reading.fixed !== "intermediate")
    for (const factor of looseFactors(builder, head)) names.add(factor);
  // `dP = dP\,P + P\,dP` of a P that the note defines says something of every change of what P is made of.
  const own = definedHead(builder);
  if (own !== null && names.delete(own) && names.size === 0)
    for (const name of leavesBehind(builder, own)) names.add(name);
  const moved = new Set([...names].map((name) => matrixOf(builder, name) ?? name));
  return new Set([...moved].filter((name) => !isCarried(builder, name, moved)));
}

/** Whether a symbol that the note defines changes with others that are moved, and not by itself: the X of entries `x_{ij}`. */
export function isCarried(builder: Builder, name: string, moved: ReadonlySet<string>): boolean {
  if (builder.reading.fixed === "intermediate" || !builder.scope.definitions.has(name)) return false;
  return leavesBehind(builder, name).some((leaf) => moved.has(leaf));
}

/** The f of `df` and `d^2 f`. */
function differentiated(expression: Expression): Expression {
  return expression.type === "differential" ? differentiated(expression.of) : expression;
}

/** The matrix that a factor or an eigenvalue belongs to: it changes with that, and not by itself. */
export function matrixOf({ scope }: Builder, name: string): string | null {
  const [definition] = scope.definitions.get(name) ?? [];
  if (!definition || definition.statement >= 0 || definition.body.type !== "call") return null;
  const matrix = walkExpression(definition.body).find(({ type }) => type === "symbol");
  return matrix?.type === "symbol" && isDecomposing(definition.body) ? matrix.name : null;
}

function isDecomposing(body: Expression): boolean {
  return some(
    body,
    (part) =>
      part.type === "call" &&
      /^(cholesky|qr[A-Z]|svd[A-Z]|singularValue|eigenv|(left|right)(Singular|Eigen)|dual|dominant)/.test(
        part.function.name,
      ),
  );
}

/** The P of a statement about `dP`, where the note defines P. */
export function definedHead({ scope: { statements, definitions }, statement }: Builder): string | null {
  const left = statements[statement]?.left;
  const head = left?.type === "differential" && left.of.type === "symbol" ? left.of.name : null;
  return head !== null && definitions.has(head) ? head : null;
}

/** The symbols without a definition that one with a definition rests on. */
function leavesBehind({ scope: { definitions, facts } }: Builder, name: string): readonly string[] {
  const seen = new Set<string>();
  const visit = (one: string): void => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const { body } of definitions.get(one) ?? [])
      for (const part of walkExpression(body)) if (part.type === "symbol" && !part.time) visit(part.name);
  };
  visit(name);
  return [...seen].filter((one) => !definitions.has(one) && !facts.roles.get(one)?.has("constant"));
}

/** The factors of `A = QR`, none of which is a variable by its letter: where A changes, each of them may. */
function looseFactors({ scope: { definitions, facts } }: Builder, head: Expression): readonly string[] {
  const [definition] = head.type === "symbol" ? (definitions.get(head.name) ?? []) : [];
  if (!definition || definition.parameters.length > 0) return [];
  const factors = factorsOf(definition.body).map(untransposed);
  const names = factors.flatMap((factor) => (factor.type === "symbol" && !factor.time ? [factor.name] : []));
  const isLoose = (name: string) =>
    /^[A-T](_\{.*\})?$/.test(name) && !definitions.has(name) && !facts.roles.get(name)?.has("constant");
  return factors.length > 1 && names.length === factors.length && names.every(isLoose) ? names : [];
}
