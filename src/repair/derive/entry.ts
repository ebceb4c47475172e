/*
 * One entry of a derived matrix or vector in index form: `diag(s) W` at (j, k) is s_j W_{jk}, an identity is δ_{jk}.
 */
import { type Expression, type Index, walkExpression } from "../../algebra/expression.ts";
import type { Site } from "../site.ts";
import { indexText } from "../symbol-text.ts";
import { stop } from "./adjoint.ts";
import { type Term, isDiag } from "./form.ts";
import { kindOf } from "./kind.ts";
import { print } from "./print.ts";
import { isElementwise } from "./slope.ts";

/** The terms' entry at these indices: one for a column, two for a matrix. */
export function entryText(site: Site, terms: readonly Term[], at: readonly Index[]): string {
  if (terms.length === 0) return "0";
  return terms
    .map((term, position) => {
      const size = Math.abs(term.number);
      const factors = [
        ...(size === 1 ? [] : [print(site, { type: "number", value: size, span: { start: -1, end: -1 } })]),
        ...term.scalars.map((scalar) => print(site, scalar, "factor")),
        ...entriesOf(site, term.factors, at),
      ];
      const sign = term.number < 0 ? (position === 0 ? "-" : " - ") : position === 0 ? "" : " + ";
      return sign + (factors.length === 0 ? "1" : factors.join(" "));
    })
    .join("");
}

function entriesOf(site: Site, factors: readonly Expression[], at: readonly Index[]): readonly string[] {
  const [row, column] = at;
  const [first, ...rest] = factors;
  const last = factors.at(-1);
  if (!row) stop();
  if (!column) {
    if (!first) stop();
    if (isDiag(first)) return [...entriesOf(site, rest, at), entryOf(site, first.arguments[0]!, [row])];
    return rest.length === 0 ? [entryOf(site, first, [row])] : stop();
  }
  if (!first) return [`\\delta_{${indexText(row)}${indexText(column)}}`];
  if (isDiag(first)) return [entryOf(site, first.arguments[0]!, [row]), ...entriesOf(site, rest, at)];
  if (isDiag(last!))
    return [...entriesOf(site, factors.slice(0, -1), at), entryOf(site, last.arguments[0]!, [column])];
  if (rest.length === 0) return [entryOf(site, first, [row, column])];
  if (factors.length === 2 && kindOf(site.scope, first) === "column")
    return [entryOf(site, first, [row]), entryOf(site, rest[0]!, [column])];
  return stop();
}

/** An entry of an expression: into functions, products entry by entry and sums it goes by itself. */
function entryOf(site: Site, part: Expression, at: readonly Index[]): string {
  switch (part.type) {
    case "number":
      return print(site, part);
    case "symbol":
      return symbolEntry(site, part, at);
    case "transpose":
      return entryOf(site, part.of, [...at].reverse());
    case "constant":
      return part.constant === "ones" ? "1" : stop();
    case "sum": {
      const texts = part.terms.map(
        ({ sign, of }, i) => (sign < 0 ? "-" : i === 0 ? "" : "+") + entryOf(site, of, at),
      );
      return `(${texts.join("")})`;
    }
    case "power": {
      const text = entryOf(site, part.base, at);
      const exponent = part.exponent.type === "number" ? String(part.exponent.value) : stop();
      return `${/[\^ ]/.test(text) ? `(${text})` : text}^${exponent.length > 1 ? `{${exponent}}` : exponent}`;
    }
    case "product":
      if (!/odot/.test(part.sign)) return stop();
      return `${entryOf(site, part.left, at)} ${entryOf(site, part.right, at)}`;
    case "call": {
      if (!isElementwise(site.scope, part)) return `${print(site, part)}_{${at.map(indexText).join("")}}`;
      if (part.functionSpan.start < 0) return stop();
      const name = site.text.slice(part.functionSpan.start, part.functionSpan.end);
      return `${name}${"'".repeat(part.order)}(${entryOf(site, part.arguments[0]!, at).replace(/^\((.*)\)$/, "$1")})`;
    }
    default:
      return stop();
  }
}

/** An entry of a symbol as the note writes entries of it, else with the index below. */
function symbolEntry(site: Site, part: Expression & { type: "symbol" }, at: readonly Index[]): string {
  for (const statement of site.scope.statements)
    for (const side of [statement.left, ...statement.steps.map((step) => step.right)])
      for (const one of walkExpression(side)) {
        if (one.type !== "entry" || one.of.type !== "symbol" || one.of.name !== part.name) continue;
        if (one.indices.length !== at.length) continue;
        return likeEntry(site, one, part, at);
      }
  const text = print(site, part);
  const indices = at.map(indexText).join("");
  const inBraces = indices.length > 1 ? `{${indices}}` : indices;
  if (!/[_^]/.test(text)) return `${text}_${inBraces}`;
  const timed = /^(.*)_(?:\{([^{}]*)\}|(\w))$/.exec(text);
  const together = /\w_\{[a-z](?:[-+]\d)?\s*,\s*[a-z]\}/.test(site.text);
  return timed && part.time && together
    ? `${timed[1]!}_{${timed[2] ?? timed[3]!},${indices}}`
    : `(${text})_${inBraces}`;
}

function likeEntry(
  site: Site,
  entry: Expression & { type: "entry" },
  part: Expression & { type: "symbol" },
  at: readonly Index[],
): string {
  const own = entry.of as Expression & { type: "symbol" };
  const edits = entry.indices.map((index, i) => ({ span: index.span, text: indexText(at[i]!) }));
  if (own.time && part.time) edits.push({ span: own.time.span, text: indexText(part.time) });
  edits.sort((a, b) => a.span.start - b.span.start);
  let text = "";
  let from = entry.span.start;
  for (const edit of edits) {
    if (edit.span.start < from) stop();
    const bare = /[_^]/.test(site.text[edit.span.start - 1] ?? "") && edit.text.length > 1;
    text += site.text.slice(from, edit.span.start) + (bare ? `{${edit.text}}` : edit.text);
    from = edit.span.end;
  }
  return text + site.text.slice(from, entry.span.end);
}
