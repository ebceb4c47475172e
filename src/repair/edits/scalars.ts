/*
 * Scalar factors: drops one, halves or doubles, or brings in 1/N.
 */
import type { Expression } from "../../algebra/expression.ts";
import { plainText } from "../../tex/plain-text.ts";
import { type Candidate, type Site, chainsOf, isFenced, source, unfenced } from "../site.ts";

export function scalarEdits(site: Site): readonly Candidate[] {
  return [...drops(site), ...replacements(site), ...additions(site)];
}

function isNumber(part: Expression): boolean {
  if (part.type === "number") return true;
  return (
    part.type === "quotient" &&
    part.left.type === "number" &&
    (part.right.type === "number" || part.right.type === "symbol")
  );
}

/** A numeric factor that should not be there; parentheses it needed go with it. */
function drops(site: Site): readonly Candidate[] {
  return chainsOf(site).flatMap(({ whole, factors }) =>
    factors.flatMap((factor, at): readonly Candidate[] => {
      if (!isNumber(factor)) return [];
      const rest = factors.filter((_, index) => index !== at);
      const only = rest.length === 1 ? rest[0]! : null;
      const next = factors[at + 1];
      const span =
        only && whole === site.claimed
          ? whole.span
          : next
            ? { start: factor.span.start, end: next.span.start }
            : { start: factors[at - 1]!.span.end, end: factor.span.end };
      const newText = only && whole === site.claimed ? (unfenced(site, only) ?? source(site, only.span)) : "";
      return [
        {
          rule: "scalar-factor",
          edits: [{ span, newText }],
          marks: [factor.span],
          cost: 1,
          title: "Drop the factor",
        },
      ];
    }),
  );
}

function replacements(site: Site): readonly Candidate[] {
  return site.parts.flatMap((part): readonly Candidate[] => {
    const change = (newText: string): Candidate => ({
      rule: "scalar-factor",
      edits: [{ span: part.span, newText }],
      marks: [part.span],
      cost: 1.1,
      title: `Replace the factor by ${plainText(newText)}`,
    });
    if (part.type === "number" && [2, 3, 4, 0.5].includes(part.value)) {
      const others: Record<number, readonly string[]> = {
        2: ["\\frac{1}{2}", "4", "3"],
        4: ["2"],
        3: ["2"],
        0.5: ["2", "1"],
      };
      return (others[part.value] ?? []).map(change);
    }
    if (part.type === "quotient" && part.left.type === "number") {
      const { left, right } = part;
      const numerator = (text: string): Candidate => ({
        ...change(text),
        edits: [{ span: left.span, newText: text }],
        marks: [left.span],
      });
      const text = source(site, part.span);
      const half = right.type === "number" && right.value === 2;
      const whole = half && left.value === 1 ? [change("2")] : [];
      const halved =
        left.value === 2
          ? [numerator("1")]
          : left.value === 1 && text.includes("frac") && !half
            ? [numerator("2")]
            : [];
      return [...whole, ...halved];
    }
    return [];
  });
}

/** 2, ½, and 1 over a size or count that the note names. */
function additions(site: Site): readonly Candidate[] {
  const { claimed } = site;
  const text = source(site, claimed.span);
  const sum = claimed.type === "sum" && claimed.terms.length > 1 && !isFenced(site, claimed);
  const negative = claimed.type === "sum" && claimed.terms.length === 1 && claimed.terms[0]!.sign === -1;
  const only = negative ? claimed.terms[0]!.of : null;
  const body = only ? source(site, only.span) : sum ? `(${text})` : text;
  const counts = new Set<string>();
  for (const definition of [...site.scope.definitions.values()].flat())
    for (const match of source(site, definition.span).matchAll(/\\[dt]?frac\{?1\}?\{(?:2)?([A-Za-z])\}/g))
      counts.add(match[1]!);
  const factor = (newText: string, cost: number): Candidate => ({
    rule: "scalar-factor",
    edits: [{ span: claimed.span, newText: `${only ? "-" : ""}${newText} ${body}` }],
    marks: [claimed.span],
    cost,
    title: `Multiply by ${plainText(newText)}`,
  });
  // A number that is there already is replaced or dropped, not multiplied.
  const first = chainsOf(site).find(({ whole }) => whole === (only ?? claimed))?.factors[0];
  if (first && isNumber(first)) return [];
  return [
    ...[...counts].map((count) => factor(`\\frac{1}{${count}}`, 1)),
    factor("2", 1.2),
    factor("\\frac{1}{2}", 1.3),
  ];
}
