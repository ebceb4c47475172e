/*
 * Which letters are called, as far as parentheses show it. Formulas go in, letters come out.
 */
import { oncePer } from "../text/once.ts";
import { children, walk } from "../tex/walk.ts";
import type { ProductNode, TexNode } from "../tex/syntax.ts";
import { applicationsIn, fenceAfter } from "./application.ts";
import { isIndexLike, letterName } from "./index-reading.ts";
import { type Occurrence, readOccurrence, withoutDecoration } from "./occurrence.ts";
import { namesTime } from "./time-letters.ts";

interface Call {
  readonly base: string;
  /** Whether several values are in the parentheses. */
  readonly several: boolean;
  /** Whether a sum is, as in a product. */
  readonly sum: boolean;
  /** Whether time alone is: `x(t)`. */
  readonly atTime: boolean;
  /** Whether a letter follows: the l of `g(m_1 + m_2) l`. */
  readonly multiplied: boolean;
}

/** The letters of a formula that stand right before parentheses. */
export const callsIn = oncePer((formula: TexNode): readonly Call[] => {
  const calls: Call[] = [];
  walk(formula, (node) => {
    for (const { at, head, fence } of applicationsIn(node)) {
      const body = withoutDecoration(fence.body);
      calls.push({
        base: head.base,
        several: fence.open === "(" && listsValues(body),
        sum: body.type === "sum" && body.terms.length > 1,
        atTime: fence.open === "(" && body.type === "letter" && namesTime(body.name),
        multiplied: node.type === "product" && isLetter(node.factors[at + 2]),
      });
    }
  });
  return calls;
});

/** The letters of a formula that are differentiated before an argument. */
export const differentiatedCallsIn = oncePer((formula: TexNode) => differentiatedCalls(formula));

function isLetter(factor: ProductNode["factors"][number] | undefined): boolean {
  return factor?.sign === "" && readOccurrence(factor.node) !== null;
}

/** `o, y` and not `1, 2`, which would be places. */
function listsValues(node: TexNode): boolean {
  const body = withoutDecoration(node);
  return (
    body.type === "list" &&
    body.separators.every((separator) => separator === ",") &&
    body.items.some((item) => !isIndexLike(item) || readOccurrence(item) !== null)
  );
}

/** The h of `\frac{dh}{dx}(x)` and the p of `\frac{\partial p(x)}{\partial x}`: a derivative is one of a function. */
function differentiatedCalls(node: TexNode): readonly string[] {
  const factors = node.type === "product" ? node.factors : [];
  const before = factors.flatMap(({ node: factor }, at) => {
    const fence = node.type === "product" ? fenceAfter(node, at) : null;
    return fence && readOccurrence(fence.body) ? (differentiated(factor, 2) ?? []) : [];
  });
  const below = node.type === "product" ? behindNabla(node) : [];
  const behind = node.type === "relation" ? node.operands.flatMap(behindLogarithm) : [];
  return [...before, ...below, ...behind, ...calledIn(node), ...children(node).flatMap(differentiatedCalls)];
}

/** The q of `\nabla_x q(x)` and `\nabla_x \log q(x)`, where what is in the parentheses is what ∇ goes by, and of `\nabla q(x)`. */
function behindNabla(node: ProductNode): readonly string[] {
  return applicationsIn(node).flatMap(({ at, head, fence }) => {
    const before = node.factors[at - 1] && withoutDecoration(node.factors[at - 1]!.node);
    const isLogarithm = before?.type === "word" && /^(log|ln)$/.test(before.text);
    const nabla = isLogarithm ? node.factors[at - 2]?.node : before;
    const by = nabla ? variableOfNabla(nabla) : null;
    const argument = fence.open === "(" ? readOccurrence(fence.body)?.base : undefined;
    const isOfLetter = argument !== undefined && (by === null ? isBareNabla(nabla) : argument === by);
    return isOfLetter ? [head.base] : [];
  });
}

/** The L of `\ln L(\beta) = \sum_i …`: a whole side is no logarithm times something. */
function behindLogarithm(side: TexNode): readonly string[] {
  const bare = withoutDecoration(side);
  const [first, , ...more] = bare.type === "product" ? bare.factors : [];
  const word = first && withoutDecoration(first.node);
  if (word?.type !== "word" || !/^(log|ln)$/.test(word.text) || more.length !== 1) return [];
  return applicationsIn(bare).flatMap(({ at, head, fence }) =>
    at === 1 && fence.open === "(" && head.font !== "calligraphic" ? [head.base] : [],
  );
}

function isBareNabla(nabla: TexNode | undefined): boolean {
  const bare = nabla && withoutDecoration(nabla);
  return bare?.type === "sign" && bare.name === "\\nabla";
}

function variableOfNabla(node: TexNode): string | null {
  const bare = withoutDecoration(node);
  if (bare.type !== "scripts" || !bare.sub) return null;
  const base = withoutDecoration(bare.base);
  const isNabla = base.type === "sign" && base.name === "\\nabla";
  return isNabla ? (readOccurrence(bare.sub)?.base ?? null) : null;
}

/** The letter right behind the d of a fraction, where so many parts stand above its bar. */
export function differentiated(node: TexNode, parts: number): string | null {
  const fraction = withoutDecoration(node);
  const top = fraction.type === "fraction" ? withoutDecoration(fraction.numerator) : null;
  if (top?.type !== "product" || top.factors.length !== parts) return null;
  const [mark, of] = top.factors.map((factor) => factor.node) as [TexNode, TexNode];
  return isMark(mark) ? (readOccurrence(of)?.base ?? null) : null;
}

/** The p of `\frac{\partial p(x)}{\partial x}`: what stands in parentheses is what it is differentiated by. */
function calledIn(node: TexNode): readonly string[] {
  const base = differentiated(node, 3);
  if (base === null || node.type !== "fraction") return [];
  const [top, bottom] = [node.numerator, node.denominator].map(withoutDecoration);
  const argument = top?.type === "product" ? withoutDecoration(top.factors[2]!.node) : null;
  if (argument?.type !== "fenced" || argument.open !== "(" || bottom?.type !== "product") return [];
  const by = bottom.factors.length === 2 && isMark(bottom.factors[0]!.node) ? bottom.factors[1]!.node : null;
  const body = withoutDecoration(argument.body);
  const name = (one: TexNode) => readOccurrence(one)?.base;
  const items = body.type === "list" ? body.items : [body];
  return by && items.every(name) && items.some((item) => name(item) === name(by)) ? [base] : [];
}

/** The U of `\frac{dU}{dr}` beside `U(r)`: each with what it is differentiated by, and taken at. */
export const slopesIn = oncePer((formula: TexNode): readonly string[] => {
  const found: string[] = [];
  walk(formula, (node) => {
    const base = differentiated(node, 2);
    const bottom = node.type === "fraction" ? withoutDecoration(node.denominator) : null;
    if (base === null || bottom?.type !== "product" || bottom.factors.length !== 2) return;
    const by = readOccurrence(bottom.factors[1]!.node);
    if (by && isMark(bottom.factors[0]!.node)) found.push(pairOf(base, by));
  });
  return found;
});

export const placesIn = oncePer((formula: TexNode): readonly { base: string; pair: string }[] => {
  const found: { base: string; pair: string }[] = [];
  walk(formula, (node) => {
    for (const { head, fence } of applicationsIn(node)) {
      const at = fence.open === "(" ? readOccurrence(fence.body) : null;
      if (at) found.push({ base: head.base, pair: pairOf(head.base, at) });
    }
  });
  return found;
});

function pairOf(base: string, by: Occurrence): string {
  return `${base} by ${by.base}`;
}

function isMark(node: TexNode): boolean {
  return letterName(node) === "d" || (node.type === "sign" && node.name === "\\partial");
}
