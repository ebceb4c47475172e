/*
 * How the author writes a symbol at a time: taken from the note where it stands there, else put together from
 * another occurrence with the index exchanged.
 */
import { sidesOf } from "../scope/statement.ts";
import { type SymbolExpression, type Expression, type Index, walkExpression } from "../algebra/expression.ts";
import { sameIndex, substituteIndex } from "../algebra/index-arithmetic.ts";
import { attempt } from "../check/builder.ts";
import { readAgain } from "../scope/read-again.ts";
import { type Edit, type Site, applyWithin } from "./site.ts";

/**
 * Every symbol occurrence of the note, by name; those that carry a component come last, after the declaration: `y_i` is
 * an entry of `\mathbf{y}`.
 */
export function occurrencesOf(site: Site): ReadonlyMap<string, readonly SymbolExpression[]> {
  const map = new Map<string, SymbolExpression[]>();
  const inEntries: SymbolExpression[] = [];
  const seen = new Set<Expression>();
  for (const statement of site.scope.statements)
    for (const side of sidesOf(statement))
      for (const part of walkExpression(side)) {
        if (part.type === "entry" && part.of.type === "symbol") {
          seen.add(part.of);
          inEntries.push(withoutComponent(site, part.of));
        } else if (part.type === "symbol" && !seen.has(part))
          map.set(part.name, [...(map.get(part.name) ?? []), part]);
      }
  for (const { name } of inEntries) if (!map.has(name)) map.set(name, declarationsOf(site, name));
  for (const part of inEntries) map.set(part.name, [...(map.get(part.name) ?? []), part]);
  return map;
}

/** The symbol in what declares its shape: `\mathbf{x}, \mathbf{y} \in \mathbb{R}^n`. */
function declarationsOf(site: Site, name: string): SymbolExpression[] {
  return (site.scope.facts.shapes.get(name) ?? []).flatMap(({ span }) => {
    const [names = ""] = site.text.slice(span.start, span.end).split(/\\in(?![a-zA-Z])/);
    return [...names.matchAll(/[^,]+/g)].flatMap(({ 0: text, index }) => {
      const pieces = [{ inText: 0, inDocument: span.start + index, length: text.length }];
      const read = attempt(() => readAgain({ text, pieces }, site.scope, site.claim.statement));
      return "value" in read && read.value.type === "symbol" && read.value.name === name ? [read.value] : [];
    });
  });
}

/** `y` of `y_i`, where the index stands in the symbol's own span. */
function withoutComponent(site: Site, part: SymbolExpression): SymbolExpression {
  const { start, end } = part.span;
  const bare = part.time ? null : /^(.*)_(?:\{[^{}]*\}|\w)$/s.exec(site.text.slice(start, end));
  return bare ? { ...part, span: { start, end: start + bare[1]!.length } } : part;
}

/** Without the superscript at its end. */
export function withoutTranspose(text: string): string {
  return text.replace(/\s*\^(?:\{[^{}]*(?:\{[^{}]*\})?\}|\\?[a-zA-Z]+)$/, "");
}

/** The text of a symbol at a time, or null where the note shows no way to write it. */
export function symbolText(site: Site, name: string, time: Index | null): string | null {
  const all = occurrencesOf(site).get(name) ?? [];
  const text = (part: SymbolExpression) => stripFences(site.text.slice(part.span.start, part.span.end));
  const same = all.find((part) =>
    time ? part.time !== null && sameIndex(part.time, time) : part.time === null,
  );
  if (same) return text(same);
  const other = all.find((part) => part.time);
  if (!time || !other?.time) return null;
  const own = site.text.slice(other.span.start, other.span.end);
  const start = other.time.span.start - other.span.start;
  const end = other.time.span.end - other.span.start;
  if (start < 0 || end > own.length) return null;
  return stripFences(withIndex(own, start, end, indexText(time)));
}

/** Puts an index in place of another, in braces where a bare subscript needs them. */
export function withIndex(text: string, start: number, end: number, index: string): string {
  const bare = /[_^]$/.test(text.slice(0, start)) && index.length > 1;
  return text.slice(0, start) + (bare ? `{${index}}` : index) + text.slice(end);
}

function stripFences(text: string): string {
  const inner = /^(?:\\left)?\((.*)(?:\\right)?\)$/s.exec(text);
  return inner && !/^[^(]*\)/.test(inner[1]!) ? inner[1]!.replace(/\\right$/, "") : text;
}

/** `t-1`, `l+1`, `2`. */
export function indexText({ terms, offset }: Index): string {
  let text = "";
  for (const { letter, coefficient } of terms) {
    const sign = coefficient < 0 ? "-" : text === "" ? "" : "+";
    const size = Math.abs(coefficient);
    text += sign + (size === 1 ? "" : String(size)) + letter;
  }
  if (offset === 0) return text === "" ? "0" : text;
  return text + (offset < 0 ? "-" : text === "" ? "" : "+") + String(Math.abs(offset));
}

/** The text of an expression of a definition with its time letter set to an index of the claim. */
export function textAtTime(site: Site, part: Expression, letter: string | null, time: Index | null): string {
  const edits: Edit[] = [];
  if (letter !== null && time)
    for (const one of walkExpression(part)) {
      if (one.type !== "symbol" || !one.time?.terms.some((term) => term.letter === letter)) continue;
      const moved = substituteIndex(one.time, new Map([[letter, time]]));
      const { span } = one.time;
      const bare = /[_^]/.test(site.text[span.start - 1] ?? "");
      const text = indexText(moved);
      edits.push({ span, newText: bare && text.length > 1 ? `{${text}}` : text });
    }
  return stripFences(applyWithin(site.text, part.span, edits));
}

/** The different times that a claim speaks of. */
export function timesOf(site: Site): readonly (Index | null)[] {
  const seen = new Map<string, Index>();
  const visit = (part: Expression): void => {
    if (part.type === "symbol" && part.time) seen.set(indexText(part.time), part.time);
  };
  site.parts.forEach(visit);
  const { head } = site.claim;
  if (head.type === "derivative") [head.of, ...head.withRespectTo].forEach(visit);
  return seen.size > 0 ? [...seen.values()] : [null];
}
