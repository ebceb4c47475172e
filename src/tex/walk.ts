/*
 * Going through a formula tree: the parts of a node in the order of the source, and a visit of all of them.
 */
import { type Memory, createMemory, remember } from "../text/memory.ts";
import { oncePer } from "../text/once.ts";
import type { TexNode } from "./syntax.ts";

const none: readonly TexNode[] = [];

/** The nodes directly inside a node, in the order they are written. */
export function children(node: TexNode): readonly TexNode[] {
  switch (node.type) {
    case "accent":
      return [node.body];
    case "scripts":
      return present(node.base, node.sub, node.sup);
    case "fenced":
      return [node.body];
    case "evaluation":
      return [node.body, node.at];
    case "list":
      return node.items;
    case "fraction":
      return [node.numerator, node.denominator];
    case "root":
      return present(node.degree, node.body);
    case "sum":
      return node.terms.map((term) => term.node);
    case "product":
      return node.factors.map((factor) => factor.node);
    case "relation":
      return node.operands;
    case "bigOperator":
      return present(node.sub, node.sup, node.body);
    case "matrix":
      return node.rows.flat();
    case "cases":
      return node.rows.flatMap(({ value, condition }) => present(value, condition));
    case "rows":
      return node.rows;
    case "decoration":
      return present(node.body, node.note);
    default:
      return none;
  }
}

/** Visits a node and all below it, parents first; a visit that returns false leaves out what is below. */
export function walk(node: TexNode, visit: (node: TexNode) => boolean | void): void {
  if (visit(node) === false) return;
  for (const child of children(node)) walk(child, visit);
}

/** Whether `test` holds of a node or of one below it. */
export function someNode(node: TexNode, test: (node: TexNode) => boolean): boolean {
  return test(node) || children(node).some((child) => someNode(child, test));
}

function present(...nodes: readonly (TexNode | null)[]): readonly TexNode[] {
  return nodes.filter((node) => node !== null);
}

/** A tree with each node replaced by what `change` makes of it, innermost first. */
export function mapTree(node: TexNode, change: (node: TexNode) => TexNode): TexNode {
  return change(mapChildren(node, (child) => mapTree(child, change)));
}

/** A tree in which each node that `change` makes something of is replaced by that, and nothing below it is looked at. */
export function mapOutermost(node: TexNode, change: (node: TexNode) => TexNode | null): TexNode {
  return change(node) ?? mapChildren(node, (child) => mapOutermost(child, change));
}

/** A tree with each node directly inside it replaced; the node itself where nothing changes. */
export function mapChildren(node: TexNode, change: (child: TexNode) => TexNode): TexNode {
  const rebuilt = (value: object): object => {
    if (Array.isArray(value)) return rebuiltAll(value);
    return "literal" in value ? change(value as TexNode) : copied(value);
  };
  const rebuiltAll = (values: readonly unknown[]): readonly unknown[] => {
    const all = values.map((value) => (typeof value === "object" && value !== null ? rebuilt(value) : value));
    return all.some((value, at) => value !== values[at]) ? all : values;
  };
  const copied = (value: object): object => {
    let copy: Record<string, unknown> | null = null;
    const fields = value as Record<string, unknown>;
    for (const key in fields) {
      const before = fields[key];
      if (typeof before !== "object" || before === null || key === "span") continue;
      const after = rebuilt(before);
      if (after !== before) (copy ??= { ...value })[key] = after;
    }
    return copy ?? value;
  };
  return copied(node) as TexNode;
}

/** The names of all letters in a formula. */
export const lettersIn: (formula: TexNode) => readonly string[] = oncePer((formula) => {
  const names = new Set<string>();
  walk(formula, (node) => void (node.type === "letter" && names.add(node.name)));
  return [...names];
});

/** In how many ways a formula is kept rewritten. */
const WAYS = 4;

const waysOf: (formula: TexNode) => Memory<TexNode> = oncePer(() => createMemory(WAYS));

/** What `change` makes of a formula. The same tree as before for the same `way`, so that what is known of it still is. */
export function rewritten(formula: TexNode, way: string, change: (formula: TexNode) => TexNode): TexNode {
  return remember(waysOf(formula), way, () => change(formula));
}
