/*
 * Functions that are written at one member: `g(x_i) = x_i^2 + 1`, and `S(z_i) = e^{z_i} / \sum_j e^{z_j}`, which is the
 * i-th entry of what S makes of all of z, as `\operatorname{softmax}(z_i)` is. Statements go in; out they come with the
 * first as functions of a letter and the second as entries.
 */
import {
  type CallExpression,
  type EntryExpression,
  type Expression,
  indicesOf,
  mapParts,
  parts,
  symbolNames,
  walkExpression,
} from "../algebra/expression.ts";
import { onlyLetter } from "../algebra/index-arithmetic.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { freeName } from "./free-number.ts";
import { allSides } from "./sides.ts";
import { keyOf } from "../algebra/expression-key.ts";
import { type Statement, isEquality, mapSides } from "./statement.ts";
import { anyMember } from "./symbol-name.ts";
import { wholeOf } from "./unstated.ts";

/** Writes functions of one member as what they are. */
export function writeMemberFunctions(written: readonly Statement[]): readonly Statement[] {
  const statements = writeSoftmax(written);
  if (!statements.some((one) => isOfMember(one) || isOfEntry(one))) return statements;
  const { entries, apart } = entrywise(statements, gather(allSides(statements), walkExpression));
  if (entries.size + apart.size === 0) return statements;
  const asEntry = (part: Expression): Expression => {
    if (part.type === "call" && entries.has(part.function.name)) return entryOf(part);
    const isApart = part.type === "entry" && part.of.type === "call" && apart.has(headOf(part.of));
    return isApart ? { ...part, of: nameApart(part.of) } : mapParts(part, asEntry);
  };
  return statements.map((statement) => mapSides(statement, asEntry));
}

/** What functions are that make one vector of another: by name, or by name and argument where that is called otherwise, too. */
interface Entrywise {
  readonly entries: ReadonlySet<string>;
  readonly apart: ReadonlySet<string>;
}

/** The functions that make one vector of another, and of which the note has nothing but that and its entries, and those beside others of the same name. */
function entrywise(statements: readonly Statement[], all: readonly Expression[]): Entrywise {
  const calls = all.filter((part): part is CallExpression => part.type === "call");
  const ofMembers = statements.flatMap((one) =>
    isOfMember(one) && restsOnOthers(one) ? [one.left as CallExpression] : [],
  );
  const ofEntries = statements.flatMap((one) =>
    isOfEntry(one) ? [(one.left as EntryExpression).of as CallExpression] : [],
  );
  const isWhole = (name: string) =>
    statements.some(({ left }) => left.type === "call" && left.order === 0 && left.function.name === name);
  const isAlone = (own: CallExpression) =>
    calls.every((call) => call.function.name !== own.function.name || subjectOf(call) === subjectOf(own));
  const isAtMember = new Set(
    calls.filter((call) => familyOf(call) !== null).map((call) => call.function.name),
  );
  const nameOf = ({ function: { name } }: CallExpression) => name;
  const [own, others] = parted(ofEntries, (call) => isAlone(call) && !isWhole(nameOf(call)));
  const ofEach = ofMembers.filter(isAlone).map(nameOf);
  return {
    entries: new Set([...ofEach.filter((name) => isAtMember.has(name)), ...own.map(nameOf)]),
    apart: new Set(others.map(headOf)),
  };
}

function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** `\sigma(z)` as a name. */
function headOf(call: Expression & { type: "call" }): string {
  return `${call.function.name}(${subjectOf(call) ?? ""})`;
}

/** The σ of `\sigma(z)_i` beside another σ. */
function nameApart({ function: { name }, functionSpan }: CallExpression): Expression {
  return { type: "symbol", name: anyMember(name), time: null, span: functionSpan };
}

/** `\operatorname{softmax}(z_i)` is an entry of the softmax of z, where that has no rows. */
function writeSoftmax(statements: readonly Statement[]): readonly Statement[] {
  if (!allSides(statements).some(holdsSoftmaxOfEntry)) return statements;
  const all = gather(allSides(statements), walkExpression);
  const isOfMatrix = (part: Expression) => part.type === "entry" && part.indices.length > 1;
  const matrices = new Set(all.filter(isOfMatrix).flatMap(symbolNames));
  const change = (part: Expression): Expression => {
    if (!isSoftmaxOfEntry(part) || symbolNames(part).some((name) => matrices.has(name)))
      return mapParts(part, change);
    const { of, indices } = part.arguments[0] as EntryExpression;
    return { type: "entry", of: { ...part, arguments: [of] }, indices, span: part.span };
  };
  return statements.map((statement) => mapSides(statement, change));
}

const holdsSoftmaxOfEntry = oncePer((side: Expression): boolean =>
  walkExpression(side).some(isSoftmaxOfEntry),
);

function isSoftmaxOfEntry(part: Expression): part is CallExpression {
  if (part.type !== "call" || part.function.type !== "operator" || part.function.name !== "softmax")
    return false;
  const [of] = part.arguments;
  return of?.type === "entry" && of.of.type === "symbol" && of.indices.length === 1;
}

/** Whether it is an equation for a function at one member. */
function isOfMember({ left, steps: [first] }: Statement): boolean {
  return left.type === "call" && isEquality(first!.relation) && familyOf(left) !== null;
}

/** Whether it is an equation for an entry, `S(z)_i = …`. */
function isOfEntry({ left, steps: [first] }: Statement): boolean {
  if (left.type !== "entry" || left.of.type !== "call" || !isEquality(first!.relation)) return false;
  return left.indices.length === 1 && familyOf(left.of) === null && subjectOf(left.of) !== null;
}

/** The x of `g(x_i)` and of `g(x)`. */
function subjectOf(call: CallExpression): string | null {
  const [only, ...more] = call.arguments;
  const isWhole = only?.type === "symbol" && !only.time && more.length === 0 && call.order === 0;
  return isWhole && call.function.type === "symbol" ? only.name : familyOf(call);
}

/** The x of `g(x_i)`. */
function familyOf({ function: { type }, arguments: [only, ...more], order }: CallExpression): string | null {
  const isEntry = only?.type === "entry" && only.of.type === "symbol" && only.indices.length === 1;
  const index = isEntry ? only.indices[0]! : only?.type === "symbol" ? only.time : null;
  if (type !== "symbol" || order > 0 || more.length > 0 || !index || onlyLetter(index) === null) return null;
  return symbolNames(only!)[0]!;
}

/** Whether the value at one member rests on others. */
function restsOnOthers({ left, steps: [first] }: Statement): boolean {
  const own = left as CallExpression;
  const member = keyOf(own.arguments[0]!);
  const others = (part: Expression): boolean =>
    keyOf(part) !== member &&
    (part.type === "symbol" ? part.name === familyOf(own) : parts(part).some(others));
  return others(first!.right);
}

/** `S_i` for `S(z_i)`, and S for `S(z)`. */
function entryOf(call: CallExpression): Expression {
  const { functionSpan, span } = call;
  const of: Expression = { type: "symbol", name: call.function.name, time: null, span: functionSpan };
  return familyOf(call) === null
    ? { ...of, span }
    : { type: "entry", of, indices: indicesOf(call.arguments[0]!), span };
}

/**
 * A function that an equation has at members, as one of letters: `f(x_i; w) = \sigma(w^\top x_i)` says what it is at any
 * x, and `L(a_i, y_i) = (a_i - y_i)^2` at any two numbers, as nothing else there belongs to a member.
 */
export function atAnyMember(left: Expression, right: Expression): readonly [Expression, Expression] {
  if (left.type !== "call") return [left, right];
  const members = left.arguments.filter((one) => memberLetter(one) !== null);
  const letters = new Set(members.map(memberLetter));
  // The f_i of `f_i(x_i)` is one of many itself.
  if (members.length === 0 || (left.at && letters.has(onlyLetter(left.at)))) return [left, right];
  const letterOf = (member: Expression) => (letters.size > 1 ? memberLetter(member)! : "");
  const names = new Map(members.map((member) => [keyOf(member), parameterFor(member, letterOf(member))]));
  const families = new Set(members.flatMap(symbolNames));
  const own = new Set(left.arguments.map(keyOf));
  const isOther = (part: Expression): boolean =>
    !own.has(keyOf(part)) &&
    (letters.has(memberLetter(part) ?? "") ||
      (part.type === "symbol" && families.has(part.name)) ||
      parts(part).some(isOther));
  const put = (part: Expression): Expression => {
    const name = names.get(keyOf(part));
    return name === undefined ? mapParts(part, put) : { type: "symbol", name, time: null, span: part.span };
  };
  // `f(x_i) = (1 - y_i) z_i` is written for the sample x_i, whatever of it that rests on.
  const isAside = !symbolNames(right).some((name) => families.has(name));
  return isOther(right) && !isAside ? [left, right] : [put(left), put(right)];
}

/** The i of `a^{(i)}` and of `a_i`. */
function memberLetter(part: Expression): string | null {
  const [index, ...more] =
    part.type === "entry" && part.of.type === "symbol"
      ? part.indices
      : part.type === "symbol" && part.time
        ? [part.time]
        : [];
  return index && more.length === 0 ? onlyLetter(index) : null;
}

/** The name of a parameter that stands for any member of a family, or for any entry, which is a number; of several, with its letter. */
export function parameterFor(member: Expression, letter = ""): string {
  const name = wholeOf(member)?.name ?? "";
  return member.type === "entry" ? freeName(name + letter) : anyMember(name, letter);
}
