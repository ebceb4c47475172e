/*
 * Negative sampling: in `J = -\log\sigma(u_o^\top v) - \sum_{k=1}^K \log\sigma(-u_k^\top v)` the o is none of the samples.
 * Statements of a note that speaks of negative samples go in and come out with sums that leave it out.
 */
import {
  type Expression,
  type Index,
  type IteratedExpression,
  indexLettersOf,
  mapParts,
  parts,
  some,
} from "../algebra/expression.ts";
import type { Note } from "../markdown/note.ts";
import { type Statement, mapSides } from "./statement.ts";

const WORDS = /\bnegative(?:ly)?[- ](?:sampl|example|word)|负采样|负样本|負例/i;

/** Leaves the positive example out of the sums over negative ones. */
export function writeNegativeSamples(statements: readonly Statement[], { text }: Note): readonly Statement[] {
  if (!WORDS.test(text)) return statements;
  return statements.map((statement) =>
    mapSides(statement, (side) =>
      leaveOut(membersOutsideSums(side), side, ({ operator }) => operator === "sum"),
    ),
  );
}

/** A member that stands in no sum: the u_o of the positive example. */
interface Member {
  readonly name: string;
  readonly time: Index;
}

/** The members of families that stand in no sum of an expression. */
export function membersOutsideSums(side: Expression): readonly Member[] {
  if (side.type === "iterated") return [];
  if (side.type === "symbol") return side.time ? [{ name: side.name, time: side.time }] : [];
  return parts(side).flatMap(membersOutsideSums);
}

/** The sums and products over members of a family, each without the member that stands here for its family. */
export function leaveOut(
  members: readonly Member[],
  part: Expression,
  isMeant: (over: IteratedExpression) => boolean,
): Expression {
  const inner = mapParts(part, (one) => leaveOut(members, one, isMeant));
  if (inner.type !== "iterated" || inner.except || !isMeant(inner)) return inner;
  const { letter, body } = inner;
  const left = members.find(({ name }) =>
    some(body, (one) => one.type === "symbol" && one.name === name && indexLettersOf(one).includes(letter)),
  );
  return left ? { ...inner, except: left.time } : inner;
}
