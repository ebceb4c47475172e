/*
 * Systems of equations in braces: `\begin{cases} x = r\cos\theta \\ y = r\sin\theta \end{cases}`,
 * `\left\{ \begin{aligned} … \end{aligned} \right.`. The tree of a formula goes in; where it is such a system, its
 * equations come out as rows, as if no brace were there.
 */
import { cover } from "../text/span.ts";
import type { CasesNode, RelationNode, TexNode } from "./syntax.ts";
import { someNode } from "./walk.ts";

/** The formula with the systems in it as rows. */
export function withSystems(root: TexNode): TexNode {
  switch (root.type) {
    case "rows":
      return mapped(root, root.rows, (rows) => ({ ...root, rows }));
    case "list":
      return mapped(root, root.items, (items) => ({ ...root, items }));
    case "decoration": {
      const body = withSystems(root.body);
      return body === root.body ? root : { ...root, body };
    }
    case "cases":
      return asRows(root, root.rows.map(equationIn)) ?? root;
    case "fenced": {
      const isOpen = root.open === "\\{" && root.close === ".";
      return (isOpen && root.body.type === "rows" && asRows(root, root.body.rows)) || root;
    }
    default:
      return root;
  }
}

function mapped(
  root: TexNode,
  parts: readonly TexNode[],
  rebuilt: (parts: readonly TexNode[]) => TexNode,
): TexNode {
  const written = parts.map(withSystems);
  return written.every((part, at) => part === parts[at]) ? root : rebuilt(written);
}

/** The rows, if each of them is an equation: values with their conditions are none. */
function asRows({ span, literal }: TexNode, rows: readonly (TexNode | null)[]): TexNode | null {
  const equations = rows.flatMap((row) => (row && isEquation(row) ? [row] : []));
  return equations.length === rows.length ? { type: "rows", rows: equations, span, literal } : null;
}

/** Whether a row says what something is; `\mu_i \xi_i = 0` is a condition to be met. */
function isEquation(row: TexNode): boolean {
  if (row.type === "list") return row.items.some(isEquation);
  if (row.type === "decoration") return isEquation(row.body);
  if (row.type !== "relation" || !row.relations.some(({ name }) => name === "=")) return false;
  const last = row.operands.at(-1)!;
  return last.type !== "number" || last.value !== 0 || someNode(row.operands[0]!, isDerivativeSign);
}

function isDerivativeSign(node: TexNode): boolean {
  return node.type === "sign" && /^\\(partial|nabla)$/.test(node.name);
}

/** `x = y`, and `x &= y`, whose second cell starts with its sign; null of a value with a condition. */
function equationIn({ value, condition }: CasesNode["rows"][number]): TexNode | null {
  if (!condition) return value;
  const equation = condition.type === "list" ? condition.items[0]! : condition;
  if (equation.type !== "relation" || equation.operands[0]!.type !== "empty") return null;
  const whole: RelationNode = {
    ...equation,
    operands: [value, ...equation.operands.slice(1)],
    span: cover(value.span, equation.span),
  };
  return whole;
}
