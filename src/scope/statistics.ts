/*
 * Letters for the mean and the deviation of a vector that a note uses and never defines: the μ and σ of
 * `\hat x = (x - \mu) / \sigma`. In comes the vector, out go the definitions they would have.
 */
import { callOf } from "../algebra/compose.ts";
import { type Expression, type SymbolExpression, some, symbolNames } from "../algebra/expression.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import type { Section } from "./section.ts";
import { wholeOf } from "./unstated.ts";

const means = /^(\\mu|bar .+|m)$/;
const deviations = /^(\\sigma|s)$/;

/** What letters that a formula uses where the statistics of the vector would stand are of it. */
export function statisticsOf(
  vector: SymbolExpression,
  formulas: readonly Expression[],
  section: Section,
): readonly Definition[] {
  const { span } = vector;
  const mean = callOf("mean", vector, span);
  const deviation = callOf("sqrt", callOf("variance", vector, span), span);
  const centred = formulas.filter((formula) => some(formula, (part) => isCentred(part, vector)));
  return [...new Set(centred.flatMap(symbolNames))].flatMap((name) => {
    const value = means.test(name) ? mean : deviations.test(name) ? deviation : null;
    return value ? [impliedDefinition(name, value, section, span)] : [];
  });
}

/** `x - \mu`, `x_i - \mu`, `x - \mu \mathbf 1`: the vector less its mean, whether that is a letter or written out. */
function isCentred(part: Expression, vector: SymbolExpression): boolean {
  if (part.type !== "sum" || part.terms.length !== 2) return false;
  const [first, second] = part.terms;
  const isVector = ({ of }: { readonly of: Expression }) => wholeOf(of)?.name === vector.name;
  const isMean = (term: { readonly of: Expression }) =>
    !isVector(term) && symbolNames(term.of).some((name) => name === vector.name || means.test(name));
  return (
    first!.sign !== second!.sign &&
    ((isVector(first!) && isMean(second!)) || (isVector(second!) && isMean(first!)))
  );
}
