/*
 * What a symbols-only formula declares: memberships, maps, bounds, index ranges, and the equations that mean a
 * role (`A = A^T`). In comes the tree of one formula; out go declarations. Claims and definitions declare nothing.
 */
import type { Span } from "../../text/span.ts";
import type { RelationNode, TexNode } from "../../tex/syntax.ts";
import type { DeclaredShape, Declaration, Role } from "../declaration.ts";
import { readGammaFunction } from "./gamma-function.ts";
import { readOptionPrice } from "./option-price.ts";
import { readSet } from "./set.ts";
import { bare, spell } from "./spell.ts";
import { asSubject, isSymbol, subjectsOf } from "./subject.ts";

/** All declarations of one formula, its lists and rows included. */
export function readFormula(node: TexNode): Declaration[] {
  switch (node.type) {
    case "decoration":
      return readFormula(node.body);
    case "rows":
      return node.rows.flatMap(readFormula);
    case "list":
      return readList(node.items, node.separators);
    case "relation":
      return readRelation(node, []);
    case "fenced":
      return node.open === "(" && node.body.type === "relation" ? readFormula(node.body) : [];
    case "product":
      return readQuantifier(node.factors.map((factor) => factor.node));
    default:
      return [];
  }
}

/** Items share the set that the last of them names (`A, B \in …`); a comma list with dots is a range of an index. */
function readList(items: readonly TexNode[], separators: readonly string[]): Declaration[] {
  const found: Declaration[] = [];
  const hasClaim = items.some(
    (item) => item.type === "relation" && isEquation(item) && !isSymbol(item.operands[0]!),
  );
  let waiting: TexNode[] = [];
  for (const [i, item] of items.entries()) {
    const range = readDottedRange(items, i);
    if (range) found.push(range);
    const isRelation = item.type === "relation";
    if (isRelation && bare(separators[i - 1] ?? "") === ":") found.push(...readMap(waiting, item));
    else if (isRelation) found.push(...readRelation(item, waiting));
    else if (asSubject(item)) {
      waiting.push(item);
      continue;
    } else if (item.type === "dots") continue;
    else if (i > 0 || item.type === "product" || item.type === "list") found.push(...readFormula(item));
    waiting = [];
  }
  return hasClaim ? found.map(asCondition) : found;
}

/** Beside an equation, `x > 0` is a condition of that equation. */
function asCondition(declaration: Declaration): Declaration {
  return declaration.type === "role" ? { ...declaration, extent: "next" } : declaration;
}

function isEquation(node: RelationNode): boolean {
  return node.relations.some((relation) => bare(relation.name) === "=");
}

function readRelation(node: RelationNode, before: readonly TexNode[]): Declaration[] {
  const names = node.relations.map((relation) => bare(relation.name));
  const last = names.at(-1);
  if (last === "in" || last === "∈") return readMembership(node, before);
  if (names[0] === ":" || names[0] === "colon") return readMap([...before, node.operands[0]!], shifted(node));
  const range = readBounds(node, names);
  if (range.length > 0) return range;
  if (names.length !== 1) return [];
  const [left, right] = [node.operands[0]!, node.operands[1]!];
  if (last === "=") return readEquation(left, right, node.span);
  const role = comparisons.find((row) => row.relations.includes(last!) && row.right === spell(right))?.role;
  return role ? rolesOfExpression(left, role, node.span) : [];
}

function shifted(node: RelationNode): RelationNode {
  return { ...node, operands: node.operands.slice(1), relations: node.relations.slice(1) };
}

const comparisons: readonly { relations: readonly string[]; right: string; role: Role }[] = [
  { relations: [">"], right: "0", role: "positive" },
  { relations: ["ge", "geq", "geqslant", "≥"], right: "1", role: "positive" },
  { relations: ["ge", "geq", "geqslant", "≥"], right: "0", role: "nonnegative" },
  { relations: ["ne", "neq", "≠"], right: "0", role: "nonzero" },
  { relations: ["succ"], right: "0", role: "positive-definite" },
  { relations: ["succeq"], right: "0", role: "positive-semidefinite" },
];

/** `a, b > 0` declares both; `\det X > 0` speaks of X. */
function rolesOfExpression(left: TexNode, role: Role, span: Span): Declaration[] {
  const matrix = determinantOf(left);
  if (matrix) {
    const means = role === "positive" ? "positive-determinant" : role === "nonzero" ? "invertible" : null;
    return means ? [{ type: "role", subject: matrix, role: means, span }] : [];
  }
  if (!isSymbol(left) || (left.type === "scripts" && left.sup?.type === "number")) return [];
  return [
    {
      type: "role",
      subject: left,
      role: isVectorName(left) ? (entrywiseRoles.get(role) ?? role) : role,
      span,
    },
  ];
}

/** `\mu \succeq 0` of a small letter is meant entry by entry. */
const entrywiseRoles = new Map<Role, Role>([
  ["positive-definite", "positive"],
  ["positive-semidefinite", "nonnegative"],
]);

function isVectorName(node: TexNode): boolean {
  const base = node.type === "scripts" ? node.base : node;
  return base.type === "letter" && /^[a-z]/.test(bare(base.name));
}

function determinantOf(node: TexNode): TexNode | null {
  if (node.type === "bigOperator" && node.operator === "det") return unwrapped(node.body);
  if (node.type !== "product" || node.factors.length !== 2) return null;
  const [head, body] = [node.factors[0]!.node, node.factors[1]!.node];
  return head.type === "word" && head.text === "det" ? unwrapped(body) : null;
}

function unwrapped(node: TexNode): TexNode | null {
  const inside = node.type === "fenced" ? node.body : node;
  return isSymbol(inside) ? inside : null;
}

function readMembership(node: RelationNode, before: readonly TexNode[]): Declaration[] {
  const set = node.operands.at(-1)!;
  const member = readSet(set);
  const subjects = [...before, node.operands[0]!].flatMap(subjectsOf);
  if (!member || subjects.length === 0) return [];
  return subjects.flatMap((subject) => memberDeclarations(subject.node, member, node.span));
}

function memberDeclarations(
  subject: TexNode,
  member: { readonly shape: DeclaredShape | null; readonly roles: readonly Role[] },
  span: Span,
): Declaration[] {
  const roles = member.roles.map((role): Declaration => ({ type: "role", subject, role, span }));
  return member.shape ? [{ type: "shape", subject, shape: member.shape, span }, ...roles] : roles;
}

/** `u, v : \mathbb{R}^n \times \mathbb{R}^p \to \mathbb{R}^m`. */
function readMap(names: readonly TexNode[], arrow: RelationNode): Declaration[] {
  const isMap = ["to", "rightarrow", "mapsto", "longrightarrow", "->", "→"].includes(
    bare(arrow.relations[0]?.name ?? ""),
  );
  if (!isMap || arrow.operands.length !== 2) return [];
  const domain = readDomain(arrow.operands[0]!);
  const codomain = readSet(arrow.operands[1]!)?.shape ?? null;
  return names.flatMap(subjectsOf).map((subject): Declaration => ({
    type: "function",
    subject: subject.base,
    acts: "unstated",
    named: null,
    domain,
    codomain,
    dependsOn: subject.parameters,
    span: { start: subject.node.span.start, end: arrow.span.end },
  }));
}

function readDomain(node: TexNode): DeclaredShape[] | null {
  const whole = readSet(node)?.shape;
  if (whole) return [whole];
  if (node.type !== "product") return null;
  const shapes = node.factors.map((factor) => readSet(factor.node)?.shape ?? null);
  const isProductOfSets = node.factors.slice(1).every((factor) => ["times", "×"].includes(bare(factor.sign)));
  return isProductOfSets && shapes.every((shape) => shape !== null) ? shapes : null;
}

/** `i = 1, …, n` in a list: the item `i = 1` with dots behind it. */
function readDottedRange(items: readonly TexNode[], i: number): Declaration | null {
  const item = items[i]!;
  if (item.type !== "relation" || item.relations.length !== 1) return null;
  if (!["=", "in"].includes(bare(item.relations[0]!.name)) || !isSymbol(item.operands[0]!)) return null;
  const dots = items.findIndex((other, j) => j > i && j <= i + 3 && other.type === "dots");
  const to = dots < 0 ? undefined : items[dots + 1];
  if (!to || to.type === "relation" || to.type === "dots") return null;
  const span = { start: item.span.start, end: to.span.end };
  return { type: "index-range", index: item.operands[0]!, from: item.operands[1]!, to, span };
}

const indexLetter = /^(?:[abci-nprqstuv]|tau|ell|alpha|beta)$/;

/** `1 \le i \le n`, `i \in \{1, …, n\}` and their like. */
function readBounds(node: RelationNode, names: readonly string[]): Declaration[] {
  const among = (signs: readonly string[]) =>
    names.length === 2 && names.every((name) => signs.includes(name));
  const isUp = among(["le", "leq", "leqslant", "≤"]);
  const [from, index, to] = node.operands;
  if (!from || !index || !to || !isSymbol(index) || from.type !== "number") return [];
  if (from.value === 0 && spell(to) === "1" && (isUp || among(["<", "lt", "le", "leq", "leqslant", "≤"])))
    return [{ type: "role", subject: index, role: "unit-interval", span: node.span }];
  if (!isUp) return [];
  if (index.type !== "letter" || !indexLetter.test(bare(index.name))) return [];
  return [{ type: "index-range", index, from, to, span: node.span }];
}

/** `\forall j`, `\forall x \in …` comes as a relation and is read there. */
function readQuantifier(factors: readonly TexNode[]): Declaration[] {
  const [sign, index] = factors;
  if (factors.length !== 2 || sign?.type !== "sign" || bare(sign.name) !== "forall" || !index) return [];
  return isSymbol(index) ? [{ type: "index-range", index, from: null, to: null, span: index.span }] : [];
}

/** Equations that say how a matrix or vector is restricted. */
function readEquation(left: TexNode, right: TexNode, span: Span): Declaration[] {
  for (const candidate of equations) {
    if (!candidate.right.test(spell(right))) continue;
    const subject = candidate.subject(left, right);
    if (subject) return [{ type: "role", subject, role: candidate.role, span }];
  }
  const pair = swapped(left, right);
  if (pair) return [{ type: "commuting", pair, span }];
  return [
    ...singleEntry(left, right, span),
    ...readOptionPrice(right, span),
    ...[left, right].flatMap((side) => readGammaFunction(side, span)),
  ];
}

/** `E_{ij} = e_i e_j^\top`: a matrix with a single one, of unit vectors. */
function singleEntry(left: TexNode, right: TexNode, span: Span): Declaration[] {
  if (right.type !== "product" || right.factors.length !== 2) return [];
  const [first, second] = right.factors.map((factor) => factor.node) as [TexNode, TexNode];
  const across = second.type === "scripts" && second.sup && transposeMark.test(spell(second.sup));
  const pair = `${indexOf(first)}${indexOf(second)}`;
  if (!across || !isUnitVector(first) || !isUnitVector(second) || indexOf(left)?.replaceAll(",", "") !== pair)
    return [];
  return [
    { type: "constant", subject: left, constant: "single-entry", span },
    { type: "constant", subject: first, constant: "basis", span },
  ];
}

/** What stands below, or, in `J^{ij}`, above. */
function indexOf(node: TexNode): string | null {
  if (node.type !== "scripts") return null;
  const index = node.sub ?? node.sup;
  return index && spell(index);
}

/** `e_i`, which is a unit vector where nothing else is said. */
export function isUnitVector(node: TexNode): boolean {
  return (
    node.type === "scripts" && node.sub !== null && node.base.type === "letter" && node.base.name === "e"
  );
}

/** The A and B of `AB = BA`. */
function swapped(left: TexNode, right: TexNode): readonly [TexNode, TexNode] | null {
  const [a, b] = [factorsOf(left), factorsOf(right)];
  if (!a || !b || spell(a[0]) === spell(a[1])) return null;
  return same(a[0], b[1]) && same(a[1], b[0]) ? a : null;
}

function factorsOf(node: TexNode): readonly [TexNode, TexNode] | null {
  if (node.type !== "product" || node.factors.length !== 2) return null;
  const [first, second] = node.factors.map((factor) => factor.node) as [TexNode, TexNode];
  return /^(\\cdot)?$/.test(node.factors[1]!.sign) && isSymbol(first) && isSymbol(second)
    ? [first, second]
    : null;
}

const transposeMark = /^(T|\\top|\\intercal|\{T\}|\\mathsf\{T\}|Tr|\\prime)$/;

function transposed(node: TexNode): TexNode | null {
  if (node.type !== "scripts" || !node.sup || !transposeMark.test(spell(node.sup))) return null;
  return node.sub ? unwrapped({ ...node, sup: null, supSpan: null }) : unwrapped(node.base);
}

function same(a: TexNode | null, b: TexNode | null): TexNode | null {
  return a && b && spell(a) === spell(b) ? a : null;
}

function negated(node: TexNode): TexNode | null {
  if (node.type !== "sum" || node.terms.length !== 1 || node.terms[0]!.sign !== "-") return null;
  return node.terms[0]!.node;
}

function inverted(node: TexNode): TexNode | null {
  return node.type === "scripts" && node.sup && spell(node.sup) === "-1" ? unwrapped(node.base) : null;
}

/** A of `A^T A` or of `A A^T`. */
function gramOf(node: TexNode): TexNode | null {
  if (node.type !== "product" || node.factors.length !== 2) return null;
  const [a, b] = [node.factors[0]!.node, node.factors[1]!.node];
  return same(transposed(a), b) ?? same(transposed(b), a);
}

/** The vector in `\sum_i y_i` or `\mathbf{1}^T y`. */
function summedVector(node: TexNode): TexNode | null {
  if (node.type === "bigOperator" && node.operator === "sum" && node.sub) {
    const term = node.body;
    const index = spell(node.sub).replace(/[=∈\\].*$/, "");
    return term.type === "scripts" && term.sub && spell(term.sub) === index && isSymbol(term.base)
      ? term.base
      : null;
  }
  if (node.type !== "product" || node.factors.length !== 2) return null;
  const [a, b] = [node.factors[0]!.node, node.factors[1]!.node];
  const isOnes = a.type === "scripts" && spell(a.base) === "1" && a.sup && transposeMark.test(spell(a.sup));
  return isOnes && isSymbol(b) ? b : null;
}

function normedVector(node: TexNode): TexNode | null {
  const inside = node.type === "scripts" && node.sup === null ? node.base : node;
  return inside.type === "fenced" && /^(\\?\||\\Vert|\\lVert|‖)/.test(inside.open) && inside.open !== "|"
    ? unwrapped(inside.body)
    : null;
}

const equations: readonly {
  right: RegExp;
  role: Role;
  subject: (left: TexNode, right: TexNode) => TexNode | null;
}[] = [
  {
    right: /./,
    role: "symmetric",
    subject: (left, right) => same(left, transposed(right)) ?? same(transposed(left), right),
  },
  {
    right: /^-/,
    role: "skew-symmetric",
    subject: (left, right) => same(transposed(left), negated(right)),
  },
  {
    right: /./,
    role: "orthogonal",
    subject: (left, right) =>
      same(inverted(left), transposed(right)) ?? same(transposed(left), inverted(right)),
  },
  { right: /^I(_|$)|^\\mathbb\{1\}/, role: "orthogonal", subject: gramOf },
  { right: /^1$/, role: "sums-to-one", subject: summedVector },
  { right: /^1$/, role: "unit-norm", subject: normedVector },
  {
    right: /^-/,
    role: "skew-symmetric",
    subject: (left, right) => same(left, negated(right) && transposed(negated(right)!)),
  },
];
