/*
 * `\begin{pmatrix} a \\ b \end{pmatrix} = \frac12 \begin{pmatrix} x y \\ x + y \end{pmatrix}`: each entry says what its
 * letter is. A statement goes in, definitions come out.
 */
import { type Expression, factorsOf, some, symbolNames } from "../algebra/expression.ts";
import { type Definition, isConstantValue, isDerivativeValue } from "./definitions.ts";
import type { Section } from "./section.ts";
import { type Statement, isEquality } from "./statement.ts";

export function definitionsByEntry(statement: Statement, section: Section): readonly Definition[] {
  const [first] = statement.steps;
  if (!first || !isEquality(first.relation)) return [];
  const factors = factorsOf(first.right);
  const scale = factors.slice(0, -1);
  const [named, values] = [columnOf(statement.left), columnOf(factors.at(-1)!)];
  const letters = named.flatMap((one) => (one.type === "symbol" && !one.time ? [one.name] : []));
  const isList = letters.length === named.length && new Set(letters).size === letters.length;
  const isNumber = (one: Expression) => /^(number|quotient)$/.test(one.type) && isConstantValue(one);
  if (letters.length < 2 || !isList || values.length !== letters.length || !scale.every(isNumber)) return [];
  const own = new Set(letters);
  if (symbolNames(first.right).some((name) => own.has(name))) return [];
  return values.flatMap((value, at): readonly Definition[] => {
    if (isConstantValue(value) || some(value, ({ type }) => type === "unknown")) return [];
    const body = scale.reduceRight<Expression>(
      (right, left) => ({ type: "product", sign: "", left, right, span: value.span }),
      value,
    );
    const rest = { time: null, components: [], parameters: [], isFunction: false } as const;
    return [
      {
        ...rest,
        name: letters[at]!,
        body,
        statement: statement.id,
        section,
        span: first.span,
        isDerivative: isDerivativeValue(body),
      },
    ];
  });
}

/** The entries of a column that is written out; none of anything else. */
function columnOf(of: Expression): readonly Expression[] {
  if (of.type !== "matrix" || of.rows.some((row) => row.length !== 1)) return [];
  const entries = of.rows.flatMap(([cell]) => (cell && cell.type !== "dots" ? [cell] : []));
  return entries.length === of.rows.length ? entries : [];
}
