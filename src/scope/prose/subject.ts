/*
 * Which symbols a formula is about: `W \in …` is about W, `a, b` about both, `z = Wx + b` about z, `U(t)` about U
 * with its argument. A formula that is no symbol (`Wx`, `W^T`, `f'`) is about nothing that prose could declare.
 */
import type { Span } from "../../text/span.ts";
import type { TexNode } from "../../tex/syntax.ts";
import { bare, spell } from "./spell.ts";

/** One declared symbol. `node` is `base` itself, or its application to `parameters`. */
export interface Subject {
  readonly node: TexNode;
  readonly base: TexNode;
  readonly parameters: readonly TexNode[];
}

const subjectRelations = new Set(
  [
    "=",
    ":=",
    "in",
    "equiv",
    "coloneqq",
    "triangleq",
    "to",
    "colon",
    ">",
    "<",
    "ge",
    "geq",
    "le",
    "leq",
  ].concat(
    ["ne", "neq", "succ", "succeq", "mapsto", "leftarrow", "gets", ":", "geqslant", "leqslant", "subset"],
    ["≥", "≤", "∈", "sim", "doteq", "approx", "stackrel", "overset"],
  ),
);

const operators = new Set([
  "T",
  "\\top",
  "\\intercal",
  "\\mathsf{T}",
  "-1",
  "\\dagger",
  "\\prime",
  "*",
  "\\ast",
  "'",
  "H",
]);

/** The symbols that a formula is about, in order; empty for one that only computes. */
export function subjectsOf(node: TexNode): Subject[] {
  if (node.type === "decoration") return subjectsOf(node.body);
  if (node.type === "relation") {
    const first = node.operands[0];
    const relation = node.relations[0];
    if (!first || !relation || !subjectRelations.has(bare(relation.name))) return [];
    return subjectsOf(first);
  }
  if (node.type === "fenced" && node.open === "(" && node.body.type === "list") return [];
  if (node.type === "list") return subjectsOfList(node.items, node.separators);
  const subject = asSubject(node);
  return subject ? [subject] : [];
}

function subjectsOfList(items: readonly TexNode[], separators: readonly string[]): Subject[] {
  const found: Subject[] = [];
  for (const [i, item] of items.entries()) {
    if (item.type !== "dots" && item.type !== "empty") {
      const here = subjectsOf(item);
      if (here.length === 0) return found;
      found.push(...here);
    }
    if (bare(separators[i] ?? "") === ":") break;
  }
  return found;
}

/** The node as a symbol or the application of one, or null. */
export function asSubject(node: TexNode): Subject | null {
  if (isSymbol(node)) return { node, base: node, parameters: [] };
  if (node.type !== "product" || node.factors.length !== 2) return null;
  const [head, body] = [node.factors[0]!.node, node.factors[1]!];
  if (body.sign !== "" || body.node.type !== "fenced" || body.node.open !== "(" || !isSymbol(head))
    return null;
  const inside = body.node.body;
  // `y(1 - y)` is a product.
  if (inside.type === "sum" && inside.terms.some((term) => spell(term.node) === spell(head))) return null;
  return { node, base: head, parameters: inside.type === "list" ? inside.items : [inside] };
}

/** Whether a node is one symbol: a letter or name with its accents and indices, but no transpose, power or prime. */
export function isSymbol(node: TexNode): boolean {
  if (node.type === "letter") return node.font !== "blackboard" || !/^[CERNPQSZ]$/.test(node.name);
  if (node.type === "word") return true;
  if (node.type === "accent") return isSymbol(node.body);
  if (node.type === "decoration") return isSymbol(node.body);
  if (node.type === "fenced")
    return (node.open === "(" || node.open === "[") && isSymbol(node.body) && node.body.type !== "letter";
  if (node.type !== "scripts" || node.primes > 0) return false;
  if (node.base.type === "number") return spell(node.base) === "1" || spell(node.base) === "0";
  if (
    node.base.type === "letter" &&
    node.base.name === "e" &&
    !node.base.font &&
    node.sup &&
    node.sup.type !== "fenced"
  )
    return false;
  if (!isSymbol(node.base)) return false;
  const sup = node.sup === null ? "" : spell(node.sup);
  // `x^*` is where something is solved, `A^*` an adjoint.
  return /^(\*|\\ast)$/.test(sup) ? /^(\\[a-z]|[a-z])/.test(spell(node.base)) : !operators.has(sup);
}

/** Whether a node is the digit one or zero in any font, a name for a constant vector. */
export function isDigitName(node: TexNode): boolean {
  return /^[01](_\{.*\})?$/.test(spell(node));
}

/** The span of several nodes together. */
export function spanOf(nodes: readonly TexNode[]): Span {
  return {
    start: Math.min(...nodes.map((node) => node.span.start)),
    end: Math.max(...nodes.map((node) => node.span.end)),
  };
}
