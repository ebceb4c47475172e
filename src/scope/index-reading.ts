/*
 * Reads a formula tree as an index: `t-1`, `i+1`, `n`, `2`, `d_h`. Null where it is no integer expression.
 */
import type { Index } from "../algebra/expression.ts";
import { combine, constantIndex, letterIndex, scaleIndex } from "../algebra/index-arithmetic.ts";
import { oncePer } from "../text/once.ts";
import type { TexNode } from "../tex/syntax.ts";
import { walk } from "../tex/walk.ts";
import { withoutDecoration } from "./occurrence.ts";

export function readIndex(node: TexNode): Index | null {
  const bare = withoutDecoration(node);
  switch (bare.type) {
    case "number":
      return Number.isInteger(bare.value) ? constantIndex(bare.value, bare.span) : null;
    case "letter":
      return letterIndex(bare.name, bare.span);
    case "scripts":
    case "accent": {
      const name = letterName(bare);
      return name === null ? null : letterIndex(name, bare.span);
    }
    case "fenced":
      return readIndex(bare.body);
    case "sum": {
      let total: Index = constantIndex(0, bare.span);
      for (const term of bare.terms) {
        const part = readIndex(term.node);
        if (!part) return null;
        total = combine(total, part, term.sign === "-" ? -1 : 1, bare.span);
      }
      return total;
    }
    case "product": {
      const indices = bare.factors.map((factor) => readIndex(factor.node));
      const [first, second] = indices;
      if (indices.length !== 2 || !first || !second) return null;
      // `1m` are two indices: nobody counts once m.
      if (first.terms.length === 0 && first.offset !== 1) return scaleIndex(second, first.offset);
      return null;
    }
    default:
      return null;
  }
}

/** The names below big operators of a formula, which count what is summed. */
export const countersIn = oncePer((formula: TexNode): readonly string[] => {
  const counters: string[] = [];
  walk(formula, (node) => {
    if (node.type === "bigOperator" && node.sub)
      walk(node.sub, (part) => void counters.push(letterName(part) ?? ""));
  });
  return counters;
});

/** A letter with a plain subscript or accent, as one name: `d_h`, `n'`, `k_0`. */
export function letterName(node: TexNode): string | null {
  const bare = withoutDecoration(node);
  if (bare.type === "letter") return bare.name;
  if (bare.type === "word") return bare.text;
  if (bare.type === "number") return String(bare.value);
  if (bare.type === "text") return bare.text.trim();
  if (bare.type === "accent") {
    const body = letterName(bare.body);
    return body === null ? null : `${bare.accent} ${body}`;
  }
  if (bare.type === "product") {
    const names = bare.factors.map((factor) => (factor.sign === "" ? letterName(factor.node) : null));
    return names.every((name) => name !== null) ? names.join("") : null;
  }
  if (bare.type === "scripts") {
    const base = letterName(bare.base);
    const sub = bare.sub ? letterName(bare.sub) : "";
    if (base === null || sub === null || bare.sup) return null;
    return base + (sub === "" ? "" : `_${sub}`) + "'".repeat(bare.primes);
  }
  return null;
}

/** Whether a node is an index with a letter and a step: `t-1`, `l+1`; `2m-1` may be two of them. */
export function isShifted(node: TexNode): boolean {
  const index = readIndex(node);
  if (!index || index.terms.length === 0 || index.offset === 0) return false;
  return index.terms.every(({ coefficient }) => Math.abs(coefficient) === 1);
}

/** Whether a node could be an index at all: a letter, a number, or letters with a step. */
export function isIndexLike(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  if (bare.type === "word" || bare.type === "text") return false;
  return readIndex(bare) !== null;
}

/** How a list of items reads as part of a name: `hh`, `i,2`. */
export function itemsName(items: readonly TexNode[]): string {
  return items
    .map((item) => letterName(item) ?? "?")
    .join(",")
    .replaceAll(/(?<=^|,)([A-Za-z]),(?=[A-Za-z](,|$))/g, "$1");
}
