/* Prints a declaration on one line, so that a table of sentences and what they declare can be read. */
import type { Declaration, DeclaredShape } from "../../src/scope/declaration.ts";
import { spell } from "../../src/scope/prose/spell.ts";
import type { TexNode } from "../../src/tex/syntax.ts";

const name = (node: TexNode | null): string =>
  node
    ? spell(node)
        .replace(/\\(?=[a-zA-Z])/g, "")
        .replace(/[{}]/g, "")
    : "?";

function printShape(shape: DeclaredShape): string {
  if (shape.rank === 0) return "scalar";
  return `${shape.side === "row" ? "row " : ""}${shape.sizes.map(name).join("x")}${shape.rank === 1 ? " vector" : ""}`;
}

/** `W: nxm`, `A symmetric`, `f: elementwise logistic`, … */
export function printDeclaration(d: Declaration): string {
  switch (d.type) {
    case "shape":
      return `${name(d.subject)}: ${printShape(d.shape)}`;
    case "role":
      return `${name(d.subject)} ${d.role}${d.extent ? " (next)" : ""}`;
    case "function":
      return [
        `${name(d.subject)}: ${d.acts} function`,
        d.named ?? "",
        d.domain ? `from ${d.domain.map(printShape).join(", ")}` : "",
        d.codomain ? `to ${printShape(d.codomain)}` : "",
        d.dependsOn.length ? `of ${d.dependsOn.map(name).join(", ")}` : "",
      ]
        .filter(Boolean)
        .join(" ");
    case "layout":
      return `${d.layout} layout (${d.extent})`;
    case "fixed":
      return `fixed ${[...d.subjects.map(name), ...(d.group ? [d.group] : [])].join(", ")}`.trim();
    case "product-order":
      return `largest ${d.largest}`;
    case "size":
      return `${name(d.subject)} = ${d.value}${d.illustration ? " (illustration)" : ""}`;
    case "part":
      return `${name(d.subject)} is ${d.part} of ${name(d.of)}`;
    case "product-sign":
      return `${d.sign.replace("\\", "")} is ${d.means}`;
    case "index-range":
      return `${name(d.index)} from ${name(d.from)} to ${name(d.to)}`;
    case "constant":
      return `${name(d.subject)} is ${d.constant}`;
    case "commuting":
      return `${name(d.pair[0])} and ${name(d.pair[1])} commute`;
    case "likewise":
      return `likewise ${d.subjects.map(name).join(", ")}`;
    case "spectral":
      return `${name(d.subject)} is ${d.simple ? "simple " : ""}${d.means} of ${name(d.of)}`;
    case "derivative":
      return `${name(d.subject)} is ${d.means} of ${name(d.of)}${d.by ? ` by ${name(d.by)}` : ""}`;
    case "decomposition":
      return `${name(d.formula)} is ${d.means}`;
    case "notation":
      return `${name(d.subject)} means ${d.means}`;
    case "entrywise":
      return `entrywise ${d.operations.join(", ")}`;
    case "inner-index":
      return `${name(d.index)} inner`;
    case "perturbation":
      return `perturbation of ${name(d.subject)} ${d.symmetric ? "symmetric" : "free"}`;
    case "attitude":
      return `${d.attitude} ${d.extent}`;
    case "redefines":
      return "redefines";
  }
}
