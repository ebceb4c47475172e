/*
 * A changed piece of a formula, read as the note reads its own: with the note's macros, and its letters told apart
 * in the same way. Located text comes in, its meaning goes out.
 */
import type { Expression } from "../algebra/expression.ts";
import type { LocatedText } from "../text/span.ts";
import { parseTex } from "../tex/parser.ts";
import { withArgumentsOf } from "./argument-letters.ts";
import { asEntries } from "./batch-rows.ts";
import { nameClasses } from "./class-indices.ts";
import { nameCoordinate } from "./coordinate-derivatives.ts";
import { writeDiagonals } from "./diagonals.ts";
import { elaborate } from "./elaborate.ts";
import { asGradients } from "./gradient-shorthand.ts";
import { asMatrixEntries } from "./small-entries.ts";
import { joinIncrements } from "./increments.ts";
import { nameGroupJacobians } from "./lie.ts";
import { nameIndexedPoints } from "./points.ts";
import type { Scope } from "./scope.ts";
import { asMemberParts } from "./member-parts.ts";
import type { Statement } from "./statement.ts";
import { countFromOne } from "./zero-indices.ts";

/** What a piece of LaTeX means in this note, as a right side of this statement. */
export function readAgain(tex: LocatedText, scope: Scope, statement: Statement): Expression {
  const { macros, classes, marks, wedges, points, context, batches, memberParts, smallEntries, shorthand } =
    scope;
  const parsed = joinIncrements(nameClasses(parseTex(tex, macros).root, classes), marks);
  const counted = countFromOne(wedges ? nameGroupJacobians(parsed) : parsed, scope.based);
  const named = nameIndexedPoints(counted, points);
  const read = withArgumentsOf(statement, elaborate(nameCoordinate(named, scope.coordinate), context));
  const inParts = memberParts.size > 0 ? asMemberParts(read, memberParts) : read;
  const inRows = batches.size > 0 ? asEntries(inParts, batches) : inParts;
  const inGradients = shorthand.statements.has(statement.id) ? asGradients(inRows, shorthand.loss) : inRows;
  const right = smallEntries.size > 0 ? asMatrixEntries(inGradients, smallEntries) : inGradients;
  const [written] = writeDiagonals([{ ...statement, steps: [{ ...statement.steps[0]!, right }] }]);
  return written!.steps[0]!.right;
}
