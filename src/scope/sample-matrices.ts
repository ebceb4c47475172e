/*
 * `\nabla\ell = X^\top(y - p)` in a note that speaks of the samples x_i and nowhere says what X is: the matrix that has
 * them as rows. In come the sides of a claim; out they go, with the scope in which the x_i are these rows.
 */
import { type Expression, some, symbolNames } from "../algebra/expression.ts";
import type { Definition } from "./definitions.ts";
import { openMatrix } from "./facts.ts";
import { type MemberPart, asMemberParts } from "./member-parts.ts";
import type { Sample } from "./samples.ts";
import type { Scope } from "./scope.ts";
import type { Section } from "./section.ts";
import { inferShapes } from "./shapes.ts";
import { mapSides } from "./statement.ts";

/**
 * The claim with the samples in the rows of a matrix of which nothing is said, or null where there is none. Who has them
 * in columns says so.
 */
export function withSampleMatrix(
  scope: Scope,
  head: Expression,
  claimed: Expression,
  section: Section,
): Sample | null {
  const matrix = symbolNames(claimed).find((name) => isOpenMatrix(scope, name));
  if (matrix === undefined) return null;
  const member = memberOf(matrix);
  const isMember = (part: Expression) => part.type === "symbol" && part.name === member && part.time !== null;
  const all = [...scope.definitions.values()].flat();
  if (!all.some(({ body }) => some(body, isMember))) return null;
  const families = new Map<string, MemberPart>([[member, { of: matrix, part: "row" }]]);
  const write = (expression: Expression) => asMemberParts(expression, families);
  const written = (one: Definition) => ({ ...one, body: write(one.body) });
  const definitions = new Map([...scope.definitions].map(([name, forms]) => [name, forms.map(written)]));
  const statements = scope.statements.map((statement) => mapSides(statement, write));
  const shapes = new Map([...scope.facts.shapes, [matrix, [{ ...openMatrix, section, span: head.span }]]]);
  const facts = { ...scope.facts, shapes };
  const inferred = inferShapes(statements, [...definitions.values()].flat(), facts, scope.notation);
  return {
    scope: { ...scope, statements, definitions, facts, shapes: inferred },
    head: write(head),
    claimed: write(claimed),
  };
}

/** A capital of which the note says nothing. */
function isOpenMatrix({ facts, definitions, statements }: Scope, name: string): boolean {
  if (!/^(bold )?[A-Z]$/.test(name) || facts.shapes.has(name) || definitions.has(name)) return false;
  return !facts.functions.has(name) && statements.length > 0;
}

/** The x of X, in the same type. */
function memberOf(matrix: string): string {
  return matrix.slice(0, -1) + matrix.slice(-1).toLowerCase();
}
