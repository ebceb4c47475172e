/*
 * Puts expressions in place of parameters. What changes is new and stands nowhere in the note.
 */
import { type Expression, mapParts, parts } from "../../algebra/expression.ts";
import { nowhere } from "./form.ts";

export function substitute(body: Expression, values: ReadonlyMap<string, Expression>): Expression {
  if (body.type === "symbol") return (body.time ? undefined : values.get(body.name)) ?? body;
  const changed = mapParts(body, (part) => substitute(part, values));
  const before = parts(body);
  const same = parts(changed).every((part, at) => part === before[at]);
  return same ? body : { ...changed, span: nowhere };
}
