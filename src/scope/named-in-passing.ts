/*
 * `\ell(\theta) = \log P(D \mid \theta) = k \log\theta + \dots`: what a chain says of its left side behind a function that
 * the note names in passing and defines nowhere. Definitions go in and come out, with the side that is written out.
 */
import { type Expression, walkExpression } from "../algebra/expression.ts";
import { type Facts, familyOf } from "./facts.ts";
import { oncePer } from "../text/once.ts";
import { type Definition, laterForms } from "./definitions.ts";
import { type Statement, sidesOf } from "./statement.ts";

/** The definitions, each by the first side of its chain that names no such function. */
export function writtenOut(
  chosen: readonly Definition[],
  candidates: readonly Definition[],
  statements: readonly Statement[],
  { functions }: Facts,
): readonly Definition[] {
  const places = placesOf(statements, candidates);
  const isKnown = (name: string, statement: number) =>
    functions.has(familyOf(name)) || places.get(name) !== statement;
  return chosen.map((one) => {
    const statement = statements[one.statement];
    const forms = statement ? laterForms(one, statement) : [];
    if (!statement || forms.length === 0) return one;
    const isOpen = ({ body }: Definition) => [...namesIn(body)].some((name) => !isKnown(name, statement.id));
    if (!isOpen(one)) return one;
    const form = forms.find((next) => !isOpen(next));
    return form ? { ...form, span: one.span } : one;
  });
}

/** The functions that an expression takes values of, and what is written as a value: `p(x \mid \theta)`. */
const namesIn = oncePer(
  (body: Expression): ReadonlySet<string> =>
    new Set(
      walkExpression(body).flatMap((part) => {
        if (part.type === "symbol") return part.name.endsWith(")") ? [part.name] : [];
        return part.type === "call" && part.function.type === "symbol" ? [part.function.name] : [];
      }),
    ),
);

/** The only statement that uses or defines each of them, -1 of those that several do. */
function placesOf(
  statements: readonly Statement[],
  candidates: readonly Definition[],
): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const add = (name: string, id: number) => void places.set(name, (places.get(name) ?? id) === id ? id : -1);
  for (const statement of statements)
    for (const side of sidesOf(statement)) for (const name of namesIn(side)) add(name, statement.id);
  for (const { name, statement } of candidates) add(name, statement);
  return places;
}
