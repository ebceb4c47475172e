/*
 * `\nabla^2 f = \left[\frac{\partial^2 f}{\partial x_i \partial x_j}\right]`, `\left(2 X_{ij}\right)_{ij}`: brackets round
 * one entry stand for the matrix of all of them. Statements go in; out they come with `\sum_{ij} x_{ij} E_{ij}` for such a
 * side, where E_{ij} has a single 1.
 */
import { type Expression, indexLettersOf, walkExpression } from "../algebra/expression.ts";
import { letterIndex, onlyLetter } from "../algebra/index-arithmetic.ts";
import type { TexNode } from "../tex/syntax.ts";
import { letterName } from "./index-reading.ts";
import { itemsOf, withoutDecoration } from "./occurrence.ts";
import { type Statement, isEquality } from "./statement.ts";

/** Writes out the matrices that a derivative without an index is said to be. */
export function writeMatricesOfEntries(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((statement) => {
    const { left, steps } = statement;
    if (left.type !== "derivative") return statement;
    const outside = new Set(walkExpression(left).flatMap(indexLettersOf));
    const written = steps.map((step) => {
      const right = isEquality(step.relation) ? writtenOut(step.right, step.node, outside) : null;
      return right ? { ...step, right } : step;
    });
    return written.every((step, at) => step === steps[at]) ? statement : { ...statement, steps: written };
  });
}

function writtenOut(right: Expression, node: TexNode, outside: ReadonlySet<string>): Expression | null {
  const brackets = bracketsOf(withoutDecoration(node));
  const entry = brackets ? insideOf(right, brackets) : null;
  if (!brackets || !entry) return null;
  const counted = new Set(walkExpression(entry).flatMap(countedBy));
  const free = walkExpression(entry).flatMap(indexLettersOf);
  const letters = brackets.letters ?? [...counted];
  if (letters.length === 0 || letters.length > 2 || free.some((letter) => outside.has(letter))) return null;
  if (!letters.every((letter) => counted.has(letter)) || !free.every((letter) => letters.includes(letter)))
    return null;
  // One letter in mere parentheses may count anything.
  const isBare = brackets.areRound && !brackets.letters && letters.length === 1;
  if (isBare && entry.type !== "derivative") return null;
  return overAll(entry, letters);
}

/** What a bracket round the whole side says of the letters that count. */
interface Brackets {
  readonly areRound: boolean;
  readonly letters: readonly string[] | null;
}

function bracketsOf(node: TexNode): Brackets | null {
  if (node.type === "matrix") {
    const [row, ...more] = node.rows;
    return row?.length === 1 && more.length === 0 ? { areRound: false, letters: null } : null;
  }
  if (node.type === "fenced" && /^[([]$|\{/.test(node.open))
    return { areRound: node.open === "(", letters: null };
  if (node.type !== "scripts" || !node.sub || node.sup || node.primes > 0) return null;
  const inside = bracketsOf(withoutDecoration(node.base));
  const letters = itemsOf(node.sub).flatMap((item) => letterName(item) ?? []);
  return inside && letters.length > 0 ? { ...inside, letters } : null;
}

/** What stands in the brackets, which was read as the one entry of a matrix, or as what an entry is taken of. */
function insideOf(right: Expression, { letters }: Brackets): Expression | null {
  if (letters) return right.type === "entry" ? right.of : null;
  if (right.type !== "matrix") return right;
  const cell = right.rows[0]?.[0];
  return cell && cell.type !== "dots" ? cell : null;
}

/** The letters that count the entries of a vector or matrix here. */
function countedBy(part: Expression): readonly string[] {
  return part.type === "entry" ? part.indices.flatMap((index) => onlyLetter(index) ?? []) : [];
}

/** The vector or matrix that has this for its entries. */
function overAll(entry: Expression, letters: readonly string[]): Expression {
  const { span } = entry;
  const indices = letters.map((letter) => letterIndex(letter, span));
  const constant = letters.length === 1 ? "basis" : "single-entry";
  const place: Expression = { type: "constant", constant, indices, span };
  const all = {
    operator: "sum",
    from: null,
    to: null,
    descending: false,
    except: null,
    headSpan: span,
  } as const;
  return letters.reduceRight<Expression>(
    (body, letter) => ({ type: "iterated", letter, body, ...all, span }),
    { type: "product", left: entry, right: place, sign: "", span },
  );
}
