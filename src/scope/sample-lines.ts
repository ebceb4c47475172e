/*
 * `y = a + b x` beside `\sum_i (y_i - a - b x_i)^2`: the x and y of the line are those of any sample, while `x_i` and
 * `y_i` are parts of all of them. Statements go in; they come out with letters of its own for the line.
 */
import { type Expression, mapParts, symbolNames, walkExpression } from "../algebra/expression.ts";
import { keyOf } from "../algebra/expression-key.ts";
import { onlyLetter } from "../algebra/index-arithmetic.ts";
import { type Term, addends } from "../algebra/terms.ts";
import { asArguments } from "./argument-letters.ts";
import { inSides } from "./sides.ts";
import { type Statement, isEquality, mapSides } from "./statement.ts";

/** A difference of which a sum takes the members: its terms by sign, and the letters that it has one part of. */
interface Residual {
  readonly letters: ReadonlySet<string>;
  readonly terms: readonly string[];
}

export function writeSampleLines(statements: readonly Statement[]): readonly Statement[] {
  const residuals = allResiduals(statements);
  if (residuals.length === 0) return statements;
  const lines = new Map(statements.flatMap((one) => lettersOfLine(one, residuals)));
  if (lines.size === 0) return statements;
  return statements.map((statement) => {
    const { left } = statement;
    const of = left.type === "derivative" ? left.of : left;
    const letters = of.type === "symbol" && !of.time ? lines.get(of.name) : undefined;
    return letters ? mapSides(statement, (side) => asArguments(side, letters)) : statement;
  });
}

/** The letters of samples in an equation that says what a member of a residual is compared with. */
function lettersOfLine(
  { left, steps: [first] }: Statement,
  residuals: readonly Residual[],
): readonly (readonly [string, ReadonlySet<string>])[] {
  if (left.type !== "symbol" || left.time || !first || !isEquality(first.relation)) return [];
  const line = addends(first.right);
  const of = residuals.find(({ letters, terms }) => letters.has(left.name) && isResidual(terms, left, line));
  if (!of) return [];
  const names = symbolNames(first.right).filter((name) => of.letters.has(name));
  return [[left.name, new Set([left.name, ...names])]];
}

/** Whether all terms of a difference but its first letter are those of a line with the other sign. */
function isResidual(terms: readonly string[], left: Expression, line: readonly Term[]): boolean {
  return ([1, -1] as const).some((sign) => {
    const own = spelled({ sign, of: left });
    const rest = terms.filter((term) => term !== own);
    const opposite = new Set(line.map((term) => spelled({ ...term, sign: term.sign === sign ? -1 : 1 })));
    return rest.length === terms.length - 1 && rest.length > 0 && rest.every((term) => opposite.has(term));
  });
}

function spelled({ sign, of }: Term): string {
  return `${sign} ${keyOf(of)}`;
}

const allResiduals = inSides((side): readonly Residual[] =>
  walkExpression(side).flatMap((part) => {
    if (part.type !== "iterated" || part.operator !== "sum") return [];
    return walkExpression(part.body).flatMap((inner) =>
      inner.type === "sum" ? residualIn(inner, part.letter) : [],
    );
  }),
);

/** A sum of terms with the members at an index as plain letters. */
function residualIn(sum: Expression & { type: "sum" }, index: string): readonly Residual[] {
  const letters = new Set<string>();
  const plain = (part: Expression): Expression => {
    const symbol = part.type === "entry" && part.indices.length === 1 ? part.of : part;
    const at = part.type === "entry" ? part.indices[0]! : part.type === "symbol" ? part.time : null;
    if (symbol.type !== "symbol" || !at || onlyLetter(at) !== index) return mapParts(part, plain);
    letters.add(symbol.name);
    return { ...symbol, time: null };
  };
  const terms = addends(plain(sum)).map(spelled);
  return letters.size > 1 ? [{ letters, terms }] : [];
}
