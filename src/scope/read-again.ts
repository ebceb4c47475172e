/*
 * A changed piece of a formula, read as the note reads its own: with the note's macros, and its letters told apart
 * in the same way. Located text comes in, its meaning goes out.
 */
import type { Expression } from "../algebra/expression.ts";
import type { LocatedText } from "../text/span.ts";
import { parseTex } from "../tex/parser.ts";
import { elaborate } from "./elaborate.ts";
import { joinIncrements } from "./increments.ts";
import { nameGroupJacobians } from "./lie.ts";
import { nameIndexedPoints } from "./points.ts";
import type { Scope } from "./scope.ts";

/** What a piece of LaTeX means in this note. */
export function readAgain(tex: LocatedText, { macros, marks, wedges, points, context }: Scope): Expression {
  const parsed = joinIncrements(parseTex(tex, macros).root, marks);
  return elaborate(nameIndexedPoints(wedges ? nameGroupJacobians(parsed) : parsed, points), context);
}
