/*
 * "`x_i^\top` is the i-th row of X": vectors that prose calls rows or columns of a matrix. Comes in: what is declared,
 * and the statements. Goes out: such families, and that what they are parts of are matrices.
 */
import { type Expression, walkExpression } from "../algebra/expression.ts";
import { type Facts, openMatrix, readSubject } from "./facts.ts";
import type { MemberPart, MemberParts } from "./member-parts.ts";
import type { Notation } from "./notation.ts";
import { type Statement, isEquality, sidesOf } from "./statement.ts";

/** The families whose members are rows or columns, with the facts that follow. */
export function readMatrixParts(
  facts: Facts,
  notation: Notation,
  statements: readonly Statement[],
): { readonly parts: MemberParts; readonly facts: Facts } {
  const parts = new Map<string, MemberPart>();
  const said = facts.others.flatMap(({ declaration, section }) =>
    declaration.type === "part" && declaration.part !== "entry" ? [{ declaration, section }] : [],
  );
  if (said.length === 0) return { parts, facts };
  const shapes = new Map(facts.shapes);
  const taken = new Set(statements.flatMap(takenIn));
  const transposed = new Set(statements.flatMap(sidesOf).flatMap(walkExpression).flatMap(transposedIn));
  for (const { declaration, section } of said) {
    const member = readSubject(declaration.subject, notation);
    const whole = readSubject(declaration.of, notation);
    if (!member || !whole || whole.letter !== null || member.name === whole.name) continue;
    const isMember = member.letter !== null || member.at !== null;
    // A row that is never transposed may stand as a row.
    const isColumn = declaration.part === "column" || declaration.transposed || transposed.has(member.name);
    if (!isMember || !isColumn || taken.has(member.name)) continue;
    parts.set(member.name, { of: whole.name, part: declaration.part });
    const known = shapes.get(whole.name);
    if (known?.some(({ rank }) => rank !== 2)) parts.delete(member.name);
    else if (!known) shapes.set(whole.name, [{ ...openMatrix, section, span: declaration.span }]);
  }
  return { parts, facts: parts.size > 0 ? { ...facts, shapes } : facts };
}

/** What is defined itself, or differentiated by, is no mere part. */
function takenIn(statement: Statement): readonly string[] {
  const { left, steps } = statement;
  const defined = left.type === "symbol" && isEquality(steps[0]!.relation) ? [left.name] : [];
  const variables = sidesOf(statement)
    .flatMap(walkExpression)
    .flatMap((part) => (part.type === "derivative" ? part.withRespectTo : []))
    .flatMap((by) => (by.type === "symbol" ? [by.name] : []));
  return [...defined, ...variables];
}

function transposedIn(part: Expression): readonly string[] {
  return part.type === "transpose" && part.of.type === "symbol" && part.of.time ? [part.of.name] : [];
}
