/*
 * Sums and products over all eigenvalues of a matrix, which are real where single ones are not: `\sum_i \lambda_i^2`
 * is the trace of `A^2`, `\prod_i \lambda_i` the determinant of A. In go statements in which they are sums and
 * products over members; out come the same with functions of the matrix.
 */
import { callOf } from "../algebra/compose.ts";
import { type IteratedExpression, type Expression, mapParts } from "../algebra/expression.ts";
import { onlyLetter } from "../algebra/index-arithmetic.ts";
import type { NoteContext } from "./context.ts";
import { elaborate } from "./elaborate.ts";
import { readSubject } from "./declared-subject.ts";
import { type Facts, familyOf } from "./facts.ts";
import { headOf } from "./spectral.ts";
import { type Statement, mapSides } from "./statement.ts";

/** Statements with traces and determinants in the place of sums and products over a spectrum. */
export function writeSpectralSums(
  statements: readonly Statement[],
  facts: Facts,
  context: NoteContext,
): readonly Statement[] {
  const spectra = new Map<string, Expression>();
  for (const { declaration } of facts.others) {
    if (declaration.type !== "spectral" || declaration.means !== "spectrum" || !declaration.of) continue;
    const subject = readSubject(headOf(declaration.subject), context.notation);
    if (subject) spectra.set(familyOf(subject.name), elaborate(declaration.of, context));
  }
  if (spectra.size === 0) return statements;
  const write = (part: Expression): Expression => {
    const inner = mapParts(part, write);
    return (inner.type === "iterated" && !inner.except ? overSpectrum(inner, spectra) : null) ?? inner;
  };
  return statements.map((statement) => mapSides(statement, write));
}

function overSpectrum(sum: IteratedExpression, spectra: ReadonlyMap<string, Expression>): Expression | null {
  const { operator, body, span } = sum;
  const matrix = matrixOf(sum, body, spectra);
  if (matrix) return callOf(operator === "sum" ? "trace" : "det", matrix, span);
  if (operator === "sum" && body.type === "call" && body.function.name === "log" && body.order === 0) {
    const of = matrixOf(sum, body.arguments[0]!, spectra);
    return of && callOf("log", callOf("det", of, span), span);
  }
  return null;
}

/** The matrix of which the body is any one eigenvalue: `A^2` of `\lambda_i^2`, `e^A` of `e^{\lambda_i}`. */
function matrixOf(
  sum: IteratedExpression,
  body: Expression,
  spectra: ReadonlyMap<string, Expression>,
): Expression | null {
  const { span } = body;
  const inner = (part: Expression) => matrixOf(sum, part, spectra);
  switch (body.type) {
    case "symbol":
      return body.time && onlyLetter(body.time) === sum.letter ? (spectra.get(body.name) ?? null) : null;
    case "call": {
      if (body.function.name === "exp") {
        const of = inner(body.arguments[0]!);
        return of && callOf("exp", of, span);
      }
      const of = spectra.get(familyOf(body.function.name));
      const isMember = body.at && onlyLetter(body.at) === sum.letter && body.order === 0;
      return isMember && of?.type === "symbol" ? (body.arguments[0] ?? null) : null;
    }
    case "power": {
      const base = inner(body.base);
      const isWhole = body.exponent.type === "number" && Number.isInteger(body.exponent.value);
      return base && isWhole ? { ...body, base } : null;
    }
    case "inverse": {
      const of = inner(body.of);
      return of && { ...body, of };
    }
    case "quotient": {
      const of = body.left.type === "number" && body.left.value === 1 ? inner(body.right) : null;
      return of && { type: "inverse", of, pseudo: false, span };
    }
    default:
      return null;
  }
}
