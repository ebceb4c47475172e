/*
 * A formula tree spelled as one compact line, for comparing small pieces (`++`, `n`, `\otimes`) with tables.
 * It is not LaTeX to be shown to anybody, and it never fails.
 */
import type { TexNode } from "../../tex/syntax.ts";

/** The tree in one line without spaces: `W_{j,k}^{rec}`, `a(1,n)`, `>0`. */
export function spell(node: TexNode): string {
  switch (node.type) {
    case "number":
      return String(node.value);
    case "letter":
      return node.name;
    case "word":
    case "text":
      return node.text.trim();
    case "sign":
      return node.name;
    case "accent":
      return `${node.accent}{${spell(node.body)}}`;
    case "scripts":
      return spell(node.base) + script("_", node.sub) + script("^", node.sup) + "'".repeat(node.primes);
    case "fenced":
      return node.open + spell(node.body) + node.close;
    case "evaluation":
      return `${spell(node.body)}|_{${spell(node.at)}}`;
    case "list":
      return node.items.map((item, i) => spell(item) + (node.separators[i] ?? "")).join("");
    case "fraction":
      return `(${spell(node.numerator)})/(${spell(node.denominator)})`;
    case "root":
      return `root(${spell(node.body)})`;
    case "sum":
      return node.terms
        .map((t, i) => (i === 0 && t.signSpan === null ? "" : t.sign) + spell(t.node))
        .join("");
    case "product":
      return node.factors.map((f) => f.sign + spell(f.node)).join("");
    case "relation":
      return node.operands.map((o, i) => spell(o) + (node.relations[i]?.name ?? "")).join("");
    case "bigOperator":
      return node.operator + script("_", node.sub) + script("^", node.sup) + spell(node.body);
    case "matrix":
      return `[${node.rows.map((row) => row.map(spell).join("&")).join(";")}]`;
    case "cases":
      return `cases(${node.rows.map((row) => spell(row.value)).join(";")})`;
    case "rows":
      return node.rows.map(spell).join(";");
    case "dots":
      return "...";
    case "decoration":
      return spell(node.body);
    case "empty":
      return "";
    case "error":
      return node.text;
  }
}

function script(mark: string, node: TexNode | null): string {
  return node ? `${mark}{${spell(node)}}` : "";
}

/** A sign or relation name without its backslash: `\in` and `in` are one. */
export function bare(name: string): string {
  return name.replace(/^\\/, "").trim();
}
