/*
 * `\sum_i \|Y^{(i)} - \hat Y^{(i)}\|^2` beside a matrix Y: its rows are the samples. Statements go in and come out, with
 * the rows of such a matrix for its members.
 */
import { type Expression, type SymbolExpression, mapParts, walkExpression } from "../algebra/expression.ts";
import { onlyLetter } from "../algebra/index-arithmetic.ts";
import type { Size } from "../algebra/shape.ts";
import { gather } from "../text/gather.ts";
import type { Facts, ShapeFact } from "./facts.ts";
import { inParts, inSides } from "./sides.ts";
import { type Statement, mapSides } from "./statement.ts";

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
  const whole = new Set(wholeLetters(statements));
  const members = countedLetters(statements).filter(({ name }) => whole.has(name));
  // What is counted in any other way, by time or by layer, is no batch.
  const otherwise = members.filter(({ time }) => onlyLetter(time!) === null).map(({ name }) => name);
  const counted = new Set(members.map(({ name }) => name).filter((name) => !otherwise.includes(name)));
  if (counted.size === 0) return batches;
  const groups = [
    ...membersTogether(statements),
    ...statements.map(({ left, steps }) => gather([left, steps[0]!.right], rowsOf)),
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
      return gather(expression.terms, ({ of }) => rowsOf(of));
    case "call":
      return gather(expression.arguments, rowsOf);
    case "product":
      return [...rowsOf(expression.left), ...(/odot/.test(expression.sign) ? rowsOf(expression.right) : [])];
    default:
      return [];
  }
}

/** The members that each sum counts with its letter. */
const membersTogether = inParts((part): readonly (readonly string[])[] => {
  if (part.type !== "iterated" || part.operator !== "sum") return [];
  const members = walkExpression(part.body).filter(isSymbol);
  return [members.filter(({ time }) => time && onlyLetter(time) === part.letter).map(({ name }) => name)];
});

/** The letters that stand whole. */
const wholeLetters = inSides((side) => [
  ...new Set(gather(walkExpression(side), (part) => (isSymbol(part) && !part.time ? [part.name] : []))),
]);

/** Those that are counted. */
const countedLetters = inParts((part) => (isSymbol(part) && part.time ? [part] : []));

function isSymbol(part: Expression): part is SymbolExpression {
  return part.type === "symbol";
}
