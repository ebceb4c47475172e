/*
 * Findings about the note rather than about a claim: shapes declared in two ways, words to the linter that are
 * not understood, settings in the front matter that are wrong.
 */
import type { Size } from "../algebra/shape.ts";
import type { Note } from "../markdown/note.ts";
import { plainText } from "../tex/plain-text.ts";
import type { Range } from "../report.ts";
import type { ShapeFact } from "../scope/facts.ts";
import { type Settings, readSettings } from "../settings.ts";
import { contains } from "../text/span.ts";
import { type Found, type JudgedPassage, emptyFinding } from "./finding.ts";
import type { RangeOf } from "./places.ts";

export function noteFindings(
  note: Note,
  passages: readonly JudgedPassage[],
  settings: Settings,
  rangeOf: RangeOf,
): readonly Found[] {
  return [
    ...passages.flatMap(conflictingShapes),
    ...passages.flatMap(declarationProblems),
    ...frontMatterProblems(note, settings, rangeOf),
  ];
}

function conflictingShapes({ scope, own, rangeOf }: JudgedPassage): readonly Found[] {
  const found: Found[] = [];
  for (const [name, facts] of scope.facts.shapes) {
    if (facts.length < 2) continue;
    const [earlier, ...others] = facts.filter(({ span }) => contains(own, span));
    for (const fact of others) {
      if (!earlier || shapeText(earlier) === shapeText(fact)) continue;
      const condition = `declared as ${shapeText(earlier)} and as ${shapeText(fact)}`;
      found.push({
        rule: "conflicting-definition",
        claim: null,
        range: rangeOf(fact.span),
        finding: { ...emptyFinding, subject: plainText(name), condition },
        related: [],
      });
    }
  }
  return found;
}

function shapeText({ rows, cols }: ShapeFact): string {
  return `${sizeText(rows)}×${sizeText(cols)}`;
}

function sizeText(size: Size): string {
  if (size.type === "number") return String(size.value);
  if (size.type !== "name") return "?";
  return size.at
    ? `${size.name}_${size.at.terms.map((term) => term.letter).join("")}${size.at.offset || ""}`
    : size.name;
}

function declarationProblems({ scope, own, rangeOf }: JudgedPassage): readonly Found[] {
  return scope.problems
    .filter(({ span }) => contains(own, span))
    .map(({ span, message }) => problem("declaration", message, rangeOf(span)));
}

function frontMatterProblems({ frontMatter }: Note, settings: Settings, rangeOf: RangeOf): readonly Found[] {
  if (!frontMatter) return [];
  return readSettings(withoutUses(frontMatter.settings), settings).problems.map(({ path, message }) =>
    problem(path, message, rangeOf(frontMatter.span)),
  );
}

function problem(subject: string, condition: string, range: Range): Found {
  const finding = { ...emptyFinding, subject, condition };
  return { rule: "bad-configuration", claim: null, range, finding, related: [] };
}

/** `uses:` names other notes; shells read them. */
export function withoutUses(untrusted: unknown): unknown {
  if (typeof untrusted !== "object" || untrusted === null || Array.isArray(untrusted)) return untrusted;
  return Object.fromEntries(Object.entries(untrusted).filter(([key]) => key !== "uses"));
}
