/*
 * `\hat y = a^{[2]} = \sigma(z^{[2]})`: what a symbol in the middle of a chain is, where no equation of its own says so.
 * Statements and the definitions found without them go in; out come the further ones.
 */
import { type Definition, covers, definitionsOf } from "./definitions.ts";
import type { Section } from "./section.ts";
import type { Statement } from "./statement.ts";

export function valuesInChains(
  statements: readonly Statement[],
  stated: readonly Definition[],
  sectionOf: (formula: number) => Section,
): readonly Definition[] {
  const found = [...stated];
  for (const statement of statements) {
    const { left, steps } = statement;
    if (!/^(symbol|call)$/.test(left.type) || !stated.some((one) => one.statement === statement.id)) continue;
    for (const [at, { right }] of steps.slice(0, -1).entries()) {
      if (right.type !== "symbol" || (left.type === "symbol" && right.name === left.name)) continue;
      const rest = { ...statement, left: right, steps: steps.slice(at + 1) };
      const [value] = definitionsOf(rest, sectionOf(statement.formula));
      const isNew = value && !found.some((one) => one.name === value.name && covers(one, value));
      if (isNew) found.push(value);
    }
  }
  return found.slice(stated.length);
}
