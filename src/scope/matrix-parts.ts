/*
 * "`x_i^\top` is the i-th row of X": vectors that prose calls rows or columns of a matrix. Comes in: what is declared,
 * and the statements. Goes out: such families, and that what they are parts of are matrices.
 */
import { gather } from "../text/gather.ts";
import { readSubject } from "./declared-subject.ts";
import { type Facts, openMatrix } from "./facts.ts";
import { inParts, variablesIn } from "./sides.ts";
import type { MemberPart, MemberParts } from "./member-parts.ts";
import type { Notation } from "./notation.ts";
import { type Statement, isEquality } from "./statement.ts";

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
  const taken = new Set([...gather(statements, definedBy), ...variablesIn(statements)]);
  const transposed = new Set(allTransposed(statements));
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

/** What is defined itself is no mere part, nor is what is differentiated by. */
function definedBy({ left, steps }: Statement): readonly string[] {
  return left.type === "symbol" && isEquality(steps[0]!.relation) ? [left.name] : [];
}

const allTransposed = inParts((part) =>
  part.type === "transpose" && part.of.type === "symbol" && part.of.time ? [part.of.name] : [],
);
