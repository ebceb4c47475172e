/*
 * What membership in a set says: `\mathbb{R}^{n \times m}` is a shape, `(0,1)` a role, `S^n_{++}` both.
 * In comes the tree right of `\in`; out goes a shape and roles, or null for a set that is not known.
 */
import type { TexNode } from "../../tex/syntax.ts";
import type { DeclaredShape, Role } from "../declaration.ts";
import { bare, spell } from "./spell.ts";
import { spanOf } from "./subject.ts";

export interface Membership {
  readonly shape: DeclaredShape | null;
  readonly roles: readonly Role[];
}

const positiveMarks = new Set(["+", "++", ">0", "*+", "{>0}", "{++}"]);
const nonnegativeMarks = new Set(["\\ge0", "\\geq0", "≥0", "\\geqslant0"]);
const real = /^(R|\\R|\\Reals?|reals?|ℝ|\\RR)$/;
const countable = /^(N|Z|\\N|\\Z|ℕ|ℤ|\\NN|\\ZZ)$/;

/** Reads a set, or null. */
export function readSet(node: TexNode): Membership | null {
  if (node.type === "decoration") return readSet(node.body);
  if (node.type === "product") return readCompositeSet(node);
  const [base, sub, sup] = node.type === "scripts" ? [node.base, node.sub, node.sup] : [node, null, null];
  if (isNumberSet(base, real)) return realSet(sub, sup);
  if (isNumberSet(base, countable)) return { shape: scalarOrVector(sup), roles: ["integer"] };
  if (base.type === "fenced") return interval(base, sup);
  return isSymmetricSet(base) ? symmetricSet(sub, sup) : null;
}

function isNumberSet(node: TexNode, name: RegExp): boolean {
  if (node.type === "letter") return node.font === "blackboard" && name.test(node.name);
  if (node.type === "word" || node.type === "sign" || node.type === "error") {
    return name.test(spell(node)) || (/^[A-Z]/.test(spell(node)) && name.test(`\\${spell(node)}`));
  }
  return false;
}

function realSet(sub: TexNode | null, sup: TexNode | null): Membership | null {
  const marks = [sub, sup].map((mark) => (mark ? spell(mark).replace(/[{}\s]/g, "") : ""));
  const isMark = (mark: string) => positiveMarks.has(mark) || nonnegativeMarks.has(mark);
  const roles: Role[] = [];
  if (marks.some((mark) => positiveMarks.has(mark))) roles.push("positive");
  else if (marks.some((mark) => nonnegativeMarks.has(mark))) roles.push("nonnegative");
  const size = sup && !isMark(marks[1]!) ? sup : null;
  if (!size) return { shape: { rank: 0, sizes: [] }, roles };
  const shape = readSizes(size);
  return shape ? { shape, roles } : null;
}

/** `n`, `n \times m`, `n x m`, `n, m` as a shape; null beyond two sizes. */
export function readSizes(node: TexNode): DeclaredShape | null {
  if (node.type === "fenced" && (node.open === "(" || node.open === "[" || node.open === "{"))
    return readSizes(node.body);
  if (node.type === "empty" || node.type === "error") return null;
  return shapeOfSizes(splitSizes(node));
}

/** The shape with these sizes: `n×1` is a column vector, `1×n` a row vector. */
export function shapeOfSizes(sizes: readonly TexNode[]): DeclaredShape | null {
  const [first, second] = sizes;
  if (!first || sizes.length > 2 || !sizes.every(isSize)) return null;
  if (!second) return { rank: 1, sizes: [first] };
  const [one, other] = [spell(first) === "1", spell(second) === "1"];
  if (other) return { rank: 1, sizes: [first], side: "column" };
  return one ? { rank: 1, sizes: [second], side: "row" } : { rank: 2, sizes: [first, second] };
}

/** The factors between `\times` signs; a letter x between two others counts as the sign. */
export function splitSizes(node: TexNode): TexNode[] {
  if (node.type === "list") return [...node.items];
  if (node.type !== "product") return [node];
  const groups: { sign: string; signSpan: null; node: TexNode }[][] = [[]];
  for (const factor of node.factors) {
    const isTimes = ["times", "×"].includes(bare(factor.sign));
    if (isTimes) groups.push([]);
    else if (
      groups.length < 3 &&
      isLetterX(factor.node) &&
      groups.at(-1)!.length > 0 &&
      factor !== node.factors.at(-1)
    ) {
      groups.push([]);
      continue;
    }
    groups.at(-1)!.push({ sign: isTimes ? "" : factor.sign, signSpan: null, node: factor.node });
  }
  return groups.filter((group) => group.length > 0).map((group) => product(group));
}

function isLetterX(node: TexNode): boolean {
  return node.type === "letter" && node.name === "x" && node.font === null;
}

function product(factors: { sign: string; signSpan: null; node: TexNode }[]): TexNode {
  if (factors.length === 1) return factors[0]!.node;
  const span = spanOf(factors.map((factor) => factor.node));
  return { type: "product", factors, span, literal: factors.every((factor) => factor.node.literal) };
}

function isSize(node: TexNode): boolean {
  if (node.type === "number") return Number.isInteger(node.value) && node.value > 0;
  return !["empty", "error", "relation", "dots", "matrix", "sign", "text"].includes(node.type);
}

function scalarOrVector(sup: TexNode | null): DeclaredShape | null {
  if (!sup || ["+", "*", "\\ast"].includes(spell(sup))) return { rank: 0, sizes: [] };
  return readSizes(sup);
}

function interval(node: TexNode & { type: "fenced" }, sup: TexNode | null): Membership | null {
  const inside = spell(node.body).replace(/\s/g, "");
  const shape = scalarOrVector(sup);
  const isList = /^\\?[{]|lbrace/.test(node.open ?? "");
  const roles = (isList ? lists : intervals).find((row) => row.inside.test(inside))?.roles;
  return roles && shape ? { shape, roles } : null;
}

/** Sets whose members are listed. */
const lists: readonly { inside: RegExp; roles: readonly Role[] }[] = [
  { inside: /^0,1$/, roles: ["unit-interval"] },
  { inside: /^-1,\+?1$|^\+?1,-1$|^\\pm1$/, roles: ["plus-or-minus-one"] },
  { inside: /^\d+(,\d+)*,(\.\.\.,?)\w*$/, roles: ["integer"] },
];

const intervals: readonly { inside: RegExp; roles: readonly Role[] }[] = [
  { inside: /^0,1$/, roles: ["unit-interval"] },
  { inside: /^0,\+?\\infty$/, roles: ["positive"] },
  { inside: /^-1,\+?1$|^-\\infty,\+?\\infty$/, roles: [] },
];

/** `S^n`, `\mathbb{S}^n_{++}`, `\mathrm{Sym}(n)`. */
function isSymmetricSet(base: TexNode): boolean {
  if (base.type === "letter") return base.name === "S";
  return base.type === "word" && /^(Sym|S)$/.test(base.text);
}

function symmetricSet(sub: TexNode | null, sup: TexNode | null): Membership | null {
  const definite = sub ? spell(sub) : "";
  const role = new Map<string, Role>([
    ["++", "positive-definite"],
    ["+", "positive-semidefinite"],
    ["", "symmetric"],
  ]).get(definite);
  const shape = sup ? readSizes(sup) : null;
  const size = shape?.sizes[0];
  if (!role || !shape || !size) return null;
  return { shape: shape.rank === 2 ? shape : { rank: 2, sizes: [size, size] }, roles: [role] };
}

const groups: readonly { name: RegExp; roles: readonly Role[] }[] = [
  { name: /^O$/, roles: ["orthogonal"] },
  { name: /^SO$/, roles: ["orthogonal", "positive-determinant"] },
  { name: /^GL$/, roles: ["invertible"] },
  { name: /^Sym$/, roles: ["symmetric"] },
];

/** `\mathbb{R}^n \setminus \{0\}`, `\mathrm{SO}(n)`. */
function readCompositeSet(node: TexNode & { type: "product" }): Membership | null {
  const last = node.factors.at(-1)!;
  const isWithout = node.factors.length === 3 && /setminus|backslash/.test(spell(node.factors[1]!.node));
  if (isWithout && /0/.test(spell(last.node))) {
    const set = readSet(node.factors[0]!.node);
    return set && { shape: set.shape, roles: [...set.roles, "nonzero"] };
  }
  if (last.node.type !== "fenced" || last.sign !== "") return null;
  const name = node.factors
    .slice(0, -1)
    .map((factor) => spell(factor.node))
    .join("");
  const roles = groups.find((row) => row.name.test(name))?.roles;
  return roles && isSize(last.node.body)
    ? { shape: { rank: 2, sizes: [last.node.body, last.node.body] }, roles }
    : null;
}
