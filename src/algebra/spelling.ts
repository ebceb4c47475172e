/*
 * From a word or command in a formula to the operator it denotes.
 */
import type { Operator } from "./operator.ts";
import { operators } from "./operators/all.ts";

const bySpelling = new Map<string, Operator>(
  [...operators.values()].flatMap((operator) => operator.spellings.map((word) => [word, operator] as const)),
);

/** The operator that a word without its backslash denotes. */
export function operatorBySpelling(word: string): Operator | undefined {
  return bySpelling.get(word);
}
