/*
 * The transpose of a whole right side, written as a person would: factors in reverse order, each transposed,
 * diagonal matrices and scalars as they are. This is how a claim changes layout.
 */
import { type Expression, some } from "../algebra/expression.ts";
import {
  type Edit,
  type Site,
  applyWithin,
  chainsOf,
  isFenced,
  isScalar,
  source,
  transposeLetter,
  unfenced,
} from "./site.ts";
import { indexText, withoutTranspose } from "./symbol-text.ts";
import { transposed } from "./edits/transposes.ts";

/** The text of the transposed expression, or null where there is no plain way to write it. */
export function transposeWhole(site: Site, part: Expression = site.claimed): string | null {
  switch (part.type) {
    case "number":
    case "index":
    case "delta":
    case "norm":
      return source(site, part.span);
    // A derivative changes with the layout by itself.
    case "derivative":
      return part.notation === "fraction" ? source(site, part.span) : null;
    case "symbol":
      return isScalar(site, part) ? source(site, part.span) : transposed(site, part);
    case "constant":
      return part.constant === "identity" ? source(site, part.span) : transposed(site, part);
    case "transpose":
      return bareOf(site, part);
    case "call":
      return /^(diag|trace|det)$/.test(part.function.name) ? source(site, part.span) : transposed(site, part);
    case "sum":
      return inPlace(
        site,
        part,
        part.terms.map((term) => term.of),
      );
    case "quotient":
      return inPlace(site, part, [part.left]);
    case "iterated":
      return part.operator === "sum" ? inPlace(site, part, [part.body]) : orderedProduct(site, part);
    case "power": {
      const base = transposeWhole(site, part.base);
      if (base === null || isScalar(site, part.base)) return base === null ? null : source(site, part.span);
      const plain = part.base.type === "transpose";
      return applyWithin(site.text, part.span, [
        { span: part.base.span, newText: plain ? base : `(${base})` },
      ]);
    }
    case "inverse":
      return inverse(site, part);
    case "product":
      return product(site, part);
    case "matrix":
      return matrix(site, part);
    default:
      return null;
  }
}

/** Without the transpose, and without parentheses that only it needed. */
function bareOf(site: Site, part: Expression & { type: "transpose" }): string {
  const { of } = part;
  const text = source(site, of.span);
  // A constant carries its transpose in its own span.
  if (of.span.end === part.span.end) return withoutTranspose(text);
  const bare = of.type === "symbol" || of.type === "inverse" || part === site.claimed;
  return (bare ? unfenced(site, of) : null) ?? text;
}

function inPlace(site: Site, part: Expression, inner: readonly Expression[]): string | null {
  const edits: Edit[] = [];
  for (const one of inner) {
    const newText = transposeWhole(site, one);
    if (newText === null) return null;
    edits.push({ span: one.span, newText });
  }
  return applyWithin(site.text, part.span, edits);
}

/** Each factor transposed, from the last to the first. */
function orderedProduct(site: Site, part: Expression & { type: "iterated" }): string | null {
  const body = transposeWhole(site, part.body);
  const bounds = reversedBounds(site, part);
  if (body === null || bounds.length === 0) return null;
  return applyWithin(site.text, part.span, [...bounds, { span: part.body.span, newText: body }]);
}

/** `\prod_{i=t}^{k+1}` for a product that runs from k + 1 to t, so that the largest index stands on the left. */
export function reversedBounds(site: Site, product: Expression & { type: "iterated" }): readonly Edit[] {
  const { from, to, letter, descending } = product;
  if (!from || !to) return [];
  const [first, last] = descending ? [from, to] : [to, from];
  const newText = `\\prod_{${letter}=${indexText(first)}}^{${indexText(last)}}`;
  const gap = /\s/.test(site.text[product.headSpan.end] ?? "") ? "" : " ";
  return [{ span: product.headSpan, newText: newText + gap }];
}

function product(site: Site, part: Expression & { type: "product" }): string | null {
  const chain = chainsOf(site).find(({ whole }) => whole === part);
  if (!chain) return null;
  const scalars = chain.factors.filter((factor) => isScalar(site, factor));
  const rest = chain.factors.filter((factor) => !scalars.includes(factor));
  const isEntrywise = rest.slice(1).map((_, at) => /\\odot|\\circ|\\otimes/.test(between(site, rest, at)));
  if (isEntrywise.includes(true) && !rest.some((factor) => some(factor, isDerivative))) {
    const text = source(site, part.span);
    return isFenced(site, part) ? text + site.style.transpose : `(${text})${site.style.transpose}`;
  }
  const texts = reversedRuns(rest, isEntrywise).map((factor) => transposeWhole(site, factor));
  if (texts.some((text) => text === null)) return null;
  return applyWithin(
    site.text,
    part.span,
    rest.map((factor, at) => ({ span: factor.span, newText: texts[at]! })),
  );
}

/** The sign between a factor and the next one. */
function between(site: Site, factors: readonly Expression[], at: number): string {
  return site.text.slice(factors[at]!.span.end, factors[at + 1]!.span.start);
}

/** Each matrix product from right to left; `breaks` tells after which factors another one starts. */
function reversedRuns(factors: readonly Expression[], breaks: readonly boolean[]): readonly Expression[] {
  const runs: Expression[][] = [[]];
  for (const [at, factor] of factors.entries()) {
    runs.at(-1)!.unshift(factor);
    if (breaks[at]) runs.push([]);
  }
  return runs.flat();
}

function isDerivative(part: Expression): boolean {
  return part.type === "derivative";
}

function inverse(site: Site, part: Expression & { type: "inverse" }): string {
  const mark = source(site, { start: part.of.span.end, end: part.span.end });
  return source(site, part.of.span) + mark.replace("-1", `-${transposeLetter(site.style)}`);
}

/** Cells change places across the diagonal, horizontal dots with vertical ones. */
function matrix(site: Site, part: Expression & { type: "matrix" }): string | null {
  const size = part.rows.length;
  if (!part.rows.every((row) => row.length === size)) return null;
  const edits: Edit[] = [];
  for (const [r, row] of part.rows.entries())
    for (const [c, cell] of row.entries()) {
      const other = part.rows[c]![r];
      if (!cell || !other || cell.type === "dots" || other.type === "dots") {
        if (cell?.type !== other?.type) return null;
        continue;
      }
      if (r !== c) edits.push({ span: cell.span, newText: source(site, other.span) });
    }
  return applyWithin(site.text, part.span, edits);
}
