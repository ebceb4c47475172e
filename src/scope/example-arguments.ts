/*
 * Examples of functions of several numbers in a note that speaks of vectors elsewhere: `x \in \mathbb{R}^n` in one
 * section, `f(x, y) = x^2 y + e^{xy}` in the next. Statements go in with what is said; out comes what is said with
 * the arguments of such an example as numbers in its section.
 */
import { walkExpression } from "../algebra/expression.ts";
import { scalarShape } from "../algebra/shape.ts";
import type { Facts, ShapeFact } from "./facts.ts";
import type { Section } from "./section.ts";
import { type Statement, isEquality } from "./statement.ts";

/** Says of the arguments of examples that they are numbers where the example stands. */
export function withExampleArguments(
  facts: Facts,
  statements: readonly Statement[],
  sectionOf: (formula: number) => Section,
): Facts {
  const shapes = new Map(facts.shapes);
  for (const statement of statements) {
    const section = sectionOf(statement.formula);
    const names = argumentsOfExample(statement);
    const isAround = ({ section: other }: ShapeFact) => section.path.includes(other.id);
    const declared = names.filter((name) => shapes.has(name));
    // One that is declared nowhere shows that the others are not those of that place.
    if (declared.length === 0 || declared.length === names.length) continue;
    if (declared.some((name) => shapes.get(name)!.some(isAround))) continue;
    const fact = {
      section,
      span: statement.span,
      ...scalarShape,
      rank: 0,
      side: null,
      letter: null,
      at: null,
    } as const;
    for (const name of declared) shapes.set(name, [...shapes.get(name)!, fact]);
  }
  return { ...facts, shapes };
}

/** The x and y of `f(x, y) = …` that is made of them and of numbers alone. */
function argumentsOfExample({ left, steps: [first] }: Statement): readonly string[] {
  if (left.type !== "call" || left.order > 0 || !first || !isEquality(first.relation)) return [];
  const names = left.arguments.flatMap((one) => (one.type === "symbol" && !one.time ? [one.name] : []));
  if (names.length < 2 || names.length < left.arguments.length) return [];
  const parts = walkExpression(first.right);
  const isPlain = parts.every(({ type }) => type !== "unknown" && type !== "transpose" && type !== "norm");
  const used = parts.flatMap((part) => (part.type === "symbol" ? [part.name] : []));
  return isPlain && used.length > 0 && used.every((name) => names.includes(name)) ? names : [];
}
