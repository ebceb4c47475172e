/*
 * Flips the sign of the whole right side, or of one term.
 */
import type { Expression } from "../../algebra/expression.ts";
import { type Candidate, type Site, source, unfenced } from "../site.ts";

export function signEdits(site: Site): readonly Candidate[] {
  const whole = negateWhole(site);
  const terms = site.parts.flatMap((part) => (part.type === "sum" ? flipTerms(site, part) : []));
  return [...whole, ...terms];
}

function negateWhole(site: Site): readonly Candidate[] {
  const { claimed } = site;
  const text = source(site, claimed.span);
  const candidate = (newText: string, cost = 1): Candidate => ({
    rule: "sign",
    edits: [{ span: claimed.span, newText }],
    marks: [claimed.span],
    cost,
    title: "Flip the sign",
  });
  if (claimed.type === "sum" && claimed.terms.length === 1 && claimed.terms[0]!.sign === -1) {
    const body = claimed.terms[0]!.of;
    return [
      {
        ...candidate(unfenced(site, body) ?? source(site, body.span), 0.9),
        marks: [{ start: claimed.span.start, end: body.span.start }],
      },
    ];
  }
  if (claimed.type === "sum" && claimed.terms.length > 1) return [];
  return [candidate(`-${text.trim()}`)];
}

/** Each term of a sum, all of them, and both terms of a difference swapped. */
function flipTerms(site: Site, sum: Expression & { type: "sum" }): readonly Candidate[] {
  const { terms } = sum;
  const cost = sum === site.claimed ? 0.93 : 1;
  const candidates: Candidate[] = [];
  if (terms.length === 1) {
    const [only] = terms;
    const mark = { start: sum.span.start, end: only!.of.span.start };
    if (sum !== site.claimed && only!.sign === -1)
      candidates.push({
        rule: "sign",
        edits: [{ span: mark, newText: "" }],
        marks: [mark],
        cost: 1,
        title: "Flip the sign",
      });
    return candidates;
  }
  terms.forEach((term, at) => {
    const before = at === 0 ? leading(site, sum, term.of) : between(site, terms[at - 1]!.of, term.of);
    if (!before) return;
    const newText =
      at === 0 ? (term.sign === 1 ? "-" : "") : before.text.replace(/[+-]/, term.sign === 1 ? "-" : "+");
    candidates.push({
      rule: "sign",
      edits: [{ span: before.span, newText }],
      marks: [before.span],
      cost,
      title: "Flip the sign",
    });
  });
  if (terms.length === 2 && terms[0]!.sign === 1 && terms[1]!.sign === -1) {
    const a = terms[0]!;
    const b = terms[1]!;
    candidates.push({
      rule: "sign",
      edits: [
        { span: a.of.span, newText: source(site, b.of.span) },
        { span: b.of.span, newText: source(site, a.of.span) },
      ],
      marks: [{ start: a.of.span.start, end: b.of.span.end }],
      cost: sum === site.claimed ? 0.94 : 0.96,
      title: "Swap the terms of the difference",
    });
  }
  return candidates;
}

function leading(
  site: Site,
  sum: Expression,
  first: Expression,
): { span: { start: number; end: number }; text: string } | null {
  const inner = source(site, { start: sum.span.start, end: first.span.start });
  const minus = inner.lastIndexOf("-");
  const start = minus < 0 ? first.span.start : sum.span.start + minus;
  return { span: { start, end: first.span.start }, text: site.text.slice(start, first.span.start) };
}

function between(
  site: Site,
  left: Expression,
  right: Expression,
): { span: { start: number; end: number }; text: string } | null {
  const text = site.text.slice(left.span.end, right.span.start);
  const at = text.search(/[+-]/);
  if (at < 0) return null;
  const start = left.span.end + at;
  return { span: { start, end: start + 1 }, text: text[at]! };
}
