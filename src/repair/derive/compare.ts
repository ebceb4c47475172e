/*
 * Names the error of a refuted side by comparing it with the derived one: factor by factor, without regard to how
 * they are spaced and fenced.
 */
import type { Rule } from "../../report.ts";
import { type Expression, untransposed, walkExpression } from "../../algebra/expression.ts";
import { type Site, isScalar } from "../site.ts";

interface Monomial {
  readonly number: number;
  /** Factors with a mark for their transpose, in order. */
  readonly factors: readonly string[];
}

/** The rule that names the difference between what is claimed and what is right; `right` is `text` read. */
export function nameDifference(site: Site, claimed: Expression, right: Expression, text: string): Rule {
  const own = monomials(site, claimed, (part) => site.text.slice(part.span.start, part.span.end));
  const start = claimed.span.start;
  const wanted = monomials(site, right, (part) => text.slice(part.span.start - start, part.span.end - start));
  if (own.length < wanted.length && own.every((one) => wanted.some((other) => same(one, other))))
    return "missing-term";
  if (own.length !== wanted.length) return own.length < wanted.length ? "missing-term" : "wrong-value";
  const odd = own.filter((one) => !wanted.some((other) => same(one, other)));
  const rest = wanted.filter((one) => !own.some((other) => same(one, other)));
  const [mine] = odd;
  const [theirs] = rest;
  if (!mine || !theirs || odd.length !== rest.length) return "wrong-value";
  return nameFactors(mine, theirs);
}

function nameFactors(mine: Monomial, theirs: Monomial): Rule {
  const bare = (factor: string) => factor.replace("ᵀ", "");
  const key = (factors: readonly string[]) => [...factors].sort().join(" ");
  const letters = (one: Monomial) => one.factors.map(bare);
  if (mine.factors.join(" ") === theirs.factors.join(" "))
    return mine.number === -theirs.number ? "sign" : "scalar-factor";
  if (key(mine.factors) === key(theirs.factors)) return "factor-order";
  if (key(letters(mine)) === key(letters(theirs))) return "factor-transpose";
  const set = (one: Monomial) => [...new Set(letters(one))].sort().join(" ");
  if (set(mine) === set(theirs))
    return mine.factors.length < theirs.factors.length ? "missing-factor" : "factor-order";
  const missing = letters(theirs).filter((factor) => !letters(mine).includes(factor));
  const extra = letters(mine).filter((factor) => !letters(theirs).includes(factor));
  if (extra.length === 0) return "missing-factor";
  const [mineOnly, ...moreMine] = extra;
  const [theirsOnly, ...moreTheirs] = missing;
  if (!mineOnly || !theirsOnly || moreMine.length + moreTheirs.length > 0) return "wrong-value";
  return nameFactor(withoutDiag(mineOnly), withoutDiag(theirsOnly));
}

function withoutDiag(factor: string): string {
  return factor.replace(/^\\?(?:operatorname|mathrm|mathsf|text)?diag/, "");
}

/** The difference of two factors, as they are written without fences. */
function nameFactor(mine: string, theirs: string): Rule {
  const slope = /'/;
  if (slope.test(mine) && slope.test(theirs)) {
    const head = (factor: string) => /^[^']*/.exec(factor)![0];
    return head(mine) === head(theirs) ? "derivative-argument" : "wrong-function";
  }
  // `a` where `a ⊙ (1 - a)` belongs lacks a factor, `c` where `tanh c` belongs a function.
  if (theirs.includes(mine)) return /\\odot|\\frac|[-+]/.test(theirs) ? "missing-factor" : "wrong-function";
  return slope.test(mine) || slope.test(theirs) ? "wrong-value" : "wrong-symbol";
}

function same(one: Monomial, other: Monomial): boolean {
  return one.number === other.number && one.factors.join(" ") === other.factors.join(" ");
}

function monomials(
  site: Site,
  part: Expression,
  source: (part: Expression) => string,
  number = 1,
): readonly Monomial[] {
  if (part.type === "sum")
    return part.terms.flatMap(({ sign, of }) => monomials(site, of, source, sign * number));
  if (part.type === "number") return [{ number: number * part.value, factors: [] }];
  const factors: string[] = [];
  let size = number;
  const visit = (one: Expression): void => {
    if (one.type === "product") {
      visit(one.left);
      visit(one.right);
    } else if (one.type === "number") size *= one.value;
    else if (one.type === "quotient" && one.left.type === "number" && one.right.type === "number")
      size *= one.left.value / one.right.value;
    else factors.push(squeezed(site, one, source));
  };
  visit(part);
  return [{ number: size, factors }];
}

function squeezed(site: Site, part: Expression, source: (part: Expression) => string): string {
  const of = untransposed(part);
  const mark = part.type === "transpose" && !isScalar(site, of) ? "ᵀ" : "";
  return source(of).replaceAll(/\\left|\\right|\\[,;:! ]|[\s{}()[\]]/g, "") + mark;
}

/** The terms of `right` that the claimed side lacks, with their signs, as text to put after it. */
export function missingTerms(site: Site, right: Expression, text: string): string | null {
  if (right.type !== "sum") return null;
  const start = site.claimed.span.start;
  const inText = (part: Expression) => text.slice(part.span.start - start, part.span.end - start);
  const inNote = (part: Expression) => site.text.slice(part.span.start, part.span.end);
  const own = monomials(site, site.claimed, inNote);
  const missing = right.terms.filter(({ sign, of }) =>
    monomials(site, of, inText, sign).every((one) => !own.some((other) => same(one, other))),
  );
  if (missing.length === 0 || missing.length === right.terms.length) return null;
  return missing.map(({ sign, of }) => (sign < 0 ? " - " : " + ") + inText(of)).join("");
}

/** Whether a side says nothing that an edit could start from: a bare number. */
export function isBlank(claimed: Expression): boolean {
  return [...walkExpression(claimed)].every((part) => part.type === "number" || part.type === "sum");
}
