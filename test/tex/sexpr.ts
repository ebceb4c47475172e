/*
 * A compact notation for formula trees, so that expectations fit on a line.
 */
import type { TexNode } from "../../src/tex/syntax.ts";

const fonts: Readonly<Record<string, string>> = {
  bold: "b",
  upright: "r",
  text: "t",
  calligraphic: "c",
  blackboard: "bb",
  sans: "s",
  fraktur: "f",
  typewriter: "tt",
  italic: "i",
};

/** The tree without its places. */
export function sexpr(node: TexNode | null): string {
  if (!node) return "-";
  switch (node.type) {
    case "number":
      return String(node.value);
    case "letter":
      return node.font ? `${node.name}:${fonts[node.font]}` : node.name;
    case "word":
      return `'${node.text}'`;
    case "sign":
      return `<${node.name}>`;
    case "text":
      return `"${node.text}"`;
    case "dots":
      return node.kind;
    case "empty":
      return "∅";
    case "error":
      return `(error ${node.message})`;
    case "accent":
      return `(${node.accent} ${sexpr(node.body)})`;
    case "scripts": {
      const sub = node.sub ? ` _ ${sexpr(node.sub)}` : "";
      const sup = node.sup ? ` ^ ${sexpr(node.sup)}` : "";
      return `(s ${sexpr(node.base)}${"'".repeat(node.primes)}${sub}${sup})`;
    }
    case "fenced":
      return `(f ${node.open} ${sexpr(node.body)} ${node.close})`;
    case "evaluation":
      return `(at ${sexpr(node.body)} ${sexpr(node.at)})`;
    case "list":
      return `(list ${node.items.map((item, i) => (i > 0 ? node.separators[i - 1] + " " : "") + sexpr(item)).join(" ")})`;
    case "fraction":
      return `(frac ${sexpr(node.numerator)} ${sexpr(node.denominator)})`;
    case "root":
      return `(root ${sexpr(node.body)}${node.degree ? " " + sexpr(node.degree) : ""})`;
    case "sum":
      return `(sum ${node.terms.map((term) => (term.signSpan ? term.sign : "") + sexpr(term.node)).join(" ")})`;
    case "product":
      return `(* ${node.factors.map((factor) => (factor.sign ? factor.sign + " " : "") + sexpr(factor.node)).join(" ")})`;
    case "relation":
      return `(${node.operands.map((operand, i) => (i > 0 ? node.relations[i - 1]!.name + " " : "") + sexpr(operand)).join(" ")})`;
    case "bigOperator":
      return `(${node.operator} ${sexpr(node.sub)} ${sexpr(node.sup)} ${sexpr(node.body)})`;
    case "matrix":
      return `(matrix ${node.open}${node.rows.map((row) => row.map(sexpr).join(" & ")).join(" // ")}${node.close})`;
    case "cases":
      return `(cases ${node.rows.map((row) => `${sexpr(row.value)} if ${sexpr(row.condition)}`).join(" // ")})`;
    case "rows":
      return `(rows ${node.rows.map(sexpr).join(" // ")})`;
    case "decoration":
      return `(${node.command} ${sexpr(node.body)} ${sexpr(node.note)})`;
  }
}
