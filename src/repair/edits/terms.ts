/*
 * Terms: drops one, or adds a vector of the note to a sum; a sum over time that was left out.
 */
import type { Expression } from "../../algebra/expression.ts";
import { isHorizon } from "../../scope/time-letters.ts";
import { type Candidate, type Site, chainsOf, isFenced, source } from "../site.ts";
import { occurrencesOf, symbolText } from "../symbol-text.ts";

export function termEdits(site: Site): readonly Candidate[] {
  return [...drops(site), ...additions(site), ...sums(site)];
}

function drops(site: Site): readonly Candidate[] {
  return site.parts.flatMap((part): readonly Candidate[] => {
    if (part.type !== "sum" || part.terms.length < 2) return [];
    return part.terms.map((term, at): Candidate => {
      const next = part.terms[at + 1];
      const span =
        at === 0
          ? {
              start: term.of.span.start,
              end: next!.sign === 1 ? next!.of.span.start : signStart(site, term.of, next!.of),
            }
          : { start: part.terms[at - 1]!.of.span.end, end: term.of.span.end };
      return {
        rule: "missing-term",
        edits: [{ span, newText: "" }],
        marks: [span],
        cost: 1.7,
        title: "Drop the term",
      };
    });
  });
}

function signStart(site: Site, left: Expression, right: Expression): number {
  const text = site.text.slice(left.span.end, right.span.start);
  return left.span.end + Math.max(0, text.search(/[+-]/));
}

/** `- y` after a factor, a sum, or inside diag( ). */
function additions(site: Site): readonly Candidate[] {
  const targets = new Map<string, Expression>();
  const offer = (part: Expression) => targets.set(`${part.span.start}:${part.span.end}`, part);
  offer(site.claimed);
  for (const { factors } of chainsOf(site)) factors.forEach(offer);
  // Nobody forgets a term of an exponent.
  for (const part of site.parts)
    if (part.type === "call" && part.function.name !== "exp") part.arguments.forEach(offer);
  const runs = chainsOf(site).flatMap(({ factors, whole }) =>
    factors.slice(0, -1).map((_, at) => ({ start: factors[at]!.span.start, end: whole.span.end })),
  );
  const texts = termTexts(site);
  const candidates: Candidate[] = [];
  const add = (span: { start: number; end: number }, body: string, fence: boolean) => {
    for (const text of texts)
      // W + W is 2W: a matter of factors.
      if (text !== body)
        for (const sign of ["-", "+"]) {
          const whole = `${body}${sign}${text}`;
          candidates.push({
            rule: "missing-term",
            edits: [{ span, newText: fence ? `\\left(${whole}\\right)` : whole }],
            marks: [span],
            cost: sign === "-" ? 1.8 : 1.85,
            title: "Add the missing term",
          });
        }
  };
  const inCall = new Set(site.parts.flatMap((part) => (part.type === "call" ? part.arguments : [])));
  for (const part of targets.values()) {
    if (part.type === "number") continue;
    add(
      part.span,
      source(site, part.span),
      !inCall.has(part) && part !== site.claimed && !isFenced(site, part),
    );
  }
  for (const span of runs) add(span, source(site, span), true);
  return candidates.slice(0, 160);
}

/** Vectors and matrices of the note in the times of the claim. */
function termTexts(site: Site): readonly string[] {
  const texts = new Set<string>();
  const times = new Map<string, (Expression & { type: "symbol" })["time"]>();
  const visit = (part: Expression): void => {
    if (part.type !== "symbol" || !part.time) return;
    for (const shift of [0, -1])
      times.set(`${part.time.terms.map((t) => t.letter).join()}${part.time.offset + shift}`, {
        ...part.time,
        offset: part.time.offset + shift,
      });
  };
  site.parts.forEach(visit);
  const { head } = site.claim;
  if (head.type === "derivative") [head.of, ...head.withRespectTo].forEach(visit);
  for (const [name, [first]] of occurrencesOf(site)) {
    if (!site.scope.facts.shapes.has(name) && !site.scope.definitions.has(name)) continue;
    const options = first?.time ? [...times.values()] : [null];
    for (const time of options) {
      const text = symbolText(site, name, time);
      if (text !== null && texts.size < 16) texts.add(text);
    }
  }
  return [...texts];
}

/** `δ_T h_{T-1}ᵀ` as the last term of a sum over all steps. */
function sums(site: Site): readonly Candidate[] {
  const timed = site.parts.filter(
    (part): part is Expression & { type: "symbol" } => part.type === "symbol" && part.time !== null,
  );
  const horizons = new Set(
    timed.flatMap((part) => part.time!.terms.map((term) => term.letter)).filter(isHorizon),
  );
  return [...horizons].map((horizon): Candidate => {
    const letter = freeLetter(site);
    const edits = timed.flatMap((part) => {
      const { span } = part.time!;
      const text = source(site, span);
      return text.includes(horizon) ? [{ span, newText: text.replace(horizon, letter) }] : [];
    });
    const start = { start: site.claimed.span.start, end: site.claimed.span.start };
    return {
      rule: "missing-sum",
      edits: [{ span: start, newText: `\\sum_{${letter}=1}^{${horizon}} ` }, ...edits],
      marks: [site.claimed.span],
      cost: 1.2,
      title: "Sum over all steps",
    };
  });
}

/** The letter the note counts its steps with. */
function freeLetter(site: Site): string {
  const own = [...site.scope.definitions.values()]
    .flat()
    .flatMap((definition) => definition.time?.terms.map((term) => term.letter) ?? []);
  const lower = own.filter((letter) => /^[a-z]$/.test(letter));
  return lower.find((letter) => letter === "s") ?? lower.at(-1) ?? "t";
}
