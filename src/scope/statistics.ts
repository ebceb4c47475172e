/*
 * Letters for the mean and the deviation of a vector that a note uses and never defines: the μ and σ of
 * `\hat x = (x - \mu) / \sigma`. In comes the vector, out go the definitions they would have.
 */
import { callOf } from "../algebra/compose.ts";
import type { SymbolExpression } from "../algebra/expression.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import type { Section } from "./section.ts";

const means = /^(\\mu|bar .+|m)$/;
const deviations = /^(\\sigma|s)$/;

/** What such a letter is of the vector; null for other letters. */
export function statisticOf(name: string, vector: SymbolExpression, section: Section): Definition | null {
  const { span } = vector;
  if (means.test(name)) return impliedDefinition(name, callOf("mean", vector, span), section, span);
  if (!deviations.test(name)) return null;
  return impliedDefinition(name, callOf("sqrt", callOf("variance", vector, span), span), section, span);
}
