/*
 * `q = R p + t = [X, Y, Z]^\top`: a vector with a value, whose components go by names of their own. Definitions go in;
 * out come those of the names, as products with the unit vectors: X is that of `[1, 0, 0]^\top` and q, which also
 * says how long q is.
 */
import { type Expression, untransposed } from "../algebra/expression.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";

/** The definitions of components by name; `alternatives` is all else that the note equates with what is defined. */
export function namedComponents(
  chosen: readonly Definition[],
  alternatives: readonly Definition[],
): readonly Definition[] {
  const defined = new Set(chosen.map(({ name }) => name));
  const named = new Set<string>();
  return alternatives.flatMap((alternative) => {
    const names = namesOf(alternative.body);
    const isNew = names.every((name) => !defined.has(name) && !named.has(name));
    const vector = chosen.find((one) => isValueOf(one, alternative));
    if (!vector || names.length < 2 || !isNew) return [];
    for (const name of names) named.add(name);
    return names.map((name, at) => component(name, at, names.length, alternative));
  });
}

function isValueOf({ name, time, components, isFunction, body }: Definition, list: Definition): boolean {
  const isWhole = time === null && components.length === 0 && !isFunction;
  const isPlain = list.time === null && list.components.length === 0 && !list.isFunction;
  return name === list.name && isWhole && isPlain && namesOf(body).length === 0;
}

/** The names in `[X, Y, Z]^\top`; none where anything else stands in it. */
function namesOf(body: Expression): readonly string[] {
  const list = untransposed(body);
  if (list.type !== "matrix") return [];
  const isColumn = list.rows.every((row) => row.length === 1);
  if (!isColumn && (list.rows.length > 1 || list === body)) return [];
  const names = list.rows.flat().map((part) => (part?.type === "symbol" && !part.time ? part.name : null));
  const isList = names.every((name) => name !== null && !/^bold |^\\vec/.test(name));
  return isList && new Set(names).size === names.length ? names.filter((name) => name !== null) : [];
}

function component(
  name: string,
  at: number,
  size: number,
  { section, span, ...vector }: Definition,
): Definition {
  const unit = Array.from({ length: size }, (_, k): readonly Expression[] => [
    { type: "number", value: k === at ? 1 : 0, span },
  ]);
  const whole: Expression = { type: "symbol", name: vector.name, time: null, span };
  const body: Expression = {
    type: "call",
    function: { type: "operator", name: "inner" },
    arguments: [{ type: "matrix", rows: unit, span }, whole],
    order: 0,
    functionSpan: span,
    span,
  };
  return impliedDefinition(name, body, section, span);
}
