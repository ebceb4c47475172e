/*
 * `\sum_i \|Y^{(i)} - \hat Y^{(i)}\|^2` beside a matrix Y: its rows are the samples. Statements go in and come out, with
 * the rows of such a matrix for its members.
 */
import { type Expression, type SymbolExpression, mapParts, walkExpression } from "../algebra/expression.ts";
import { onlyLetter } from "../algebra/index-arithmetic.ts";
import type { Size } from "../algebra/shape.ts";
import { oncePer } from "../text/once.ts";
import type { Facts, ShapeFact } from "./facts.ts";
import { type Statement, mapSides, sidesOf } from "./statement.ts";

/** Writes rows for the members of matrices that also stand whole, where a sum counts them; all these are matrices. */
export function writeBatchRows(
  statements: readonly Statement[],
  facts: Facts,
): {
  readonly statements: readonly Statement[];
  readonly facts: Facts;
  /** The names of these matrices. */
  readonly batches: ReadonlySet<string>;
} {
  const found = findBatches(statements, facts);
  const batches = new Set(found.keys());
  if (batches.size === 0) return { statements, facts, batches };
  const implied = [...found].flatMap(([name, fact]) =>
    facts.shapes.has(name) ? [] : [[name, [fact]] as const],
  );
  return {
    statements: statements.map((statement) => mapSides(statement, (side) => asEntries(side, batches))),
    facts: { ...facts, shapes: new Map([...facts.shapes, ...implied]) },
    batches,
  };
}

/** The entries of what goes by these names, rows of matrices, in the place of members. */
export function asEntries(expression: Expression, names: ReadonlySet<string>): Expression {
  if (!isSymbol(expression) || !expression.time || !names.has(expression.name))
    return mapParts(expression, (part) => asEntries(part, names));
  const { time, span } = expression;
  return { type: "entry", of: { ...expression, time: null }, indices: [time], span };
}

/** The matrices whose rows are samples: one that is declared, and what a sum counts or a definition adds along with it. */
function findBatches(statements: readonly Statement[], facts: Facts): ReadonlyMap<string, ShapeFact> {
  const batches = new Map<string, ShapeFact>();
  const sides = statements.flatMap(sidesOf);
  const symbols = sides.map(symbolsIn);
  const whole = new Set(symbols.flatMap((here) => here.whole));
  const members = symbols.flatMap((here) => here.members).filter(({ name }) => whole.has(name));
  // What is counted in any other way, by time or by layer, is no batch.
  const otherwise = members.filter(({ time }) => onlyLetter(time!) === null).map(({ name }) => name);
  const counted = new Set(members.map(({ name }) => name).filter((name) => !otherwise.includes(name)));
  if (counted.size === 0) return batches;
  const groups = [
    ...sides.flatMap(membersTogether),
    ...statements.map(({ left, steps }) => [left, steps[0]!.right].flatMap(rowsOf)),
  ];
  for (const name of counted) {
    const declared = facts.shapes.get(name)?.find(({ rank }) => rank === 2);
    if (declared) batches.set(name, { ...declared, rows: open, cols: open });
  }
  for (let before = -1; before < batches.size;) {
    before = batches.size;
    for (const group of groups) {
      const known = group.flatMap((name) => batches.get(name) ?? []).at(0);
      for (const name of group)
        if (known && counted.has(name) && !batches.has(name)) batches.set(name, known);
    }
  }
  return batches;
}

const open: Size = { type: "other" };

/** The whole letters whose rows make those of an expression, one by one. */
function rowsOf(expression: Expression): readonly string[] {
  switch (expression.type) {
    case "symbol":
      return expression.time ? [] : [expression.name];
    case "sum":
      return expression.terms.flatMap(({ of }) => rowsOf(of));
    case "call":
      return expression.arguments.flatMap(rowsOf);
    case "product":
      return [...rowsOf(expression.left), ...(/odot/.test(expression.sign) ? rowsOf(expression.right) : [])];
    default:
      return [];
  }
}

/** The members that each sum counts with its letter. */
const membersTogether = oncePer((side: Expression): readonly (readonly string[])[] =>
  walkExpression(side).flatMap((part) => {
    if (part.type !== "iterated" || part.operator !== "sum") return [];
    const members = walkExpression(part.body).filter(isSymbol);
    return [members.filter(({ time }) => time && onlyLetter(time) === part.letter).map(({ name }) => name)];
  }),
);

/** The letters that stand whole, and those that are counted. */
const symbolsIn = oncePer((side: Expression) => {
  const symbols = walkExpression(side).filter(isSymbol);
  const whole = new Set(symbols.flatMap(({ name, time }) => (time ? [] : [name])));
  return { whole: [...whole], members: symbols.filter(({ time }) => time) };
});

function isSymbol(part: Expression): part is SymbolExpression {
  return part.type === "symbol";
}
