/*
 * Findings about the note rather than about a claim: shapes declared in two ways, words to the linter that are
 * not understood, settings in the front matter that are wrong.
 */
import type { Size } from "../algebra/shape.ts";
import { plainText } from "../repair/plain-text.ts";
import type { ShapeFact } from "../scope/facts.ts";
import type { Scope } from "../scope/scope.ts";
import { type Settings, readSettings } from "../settings.ts";
import { type Found, emptyFinding } from "./finding.ts";

export function noteFindings(scope: Scope, settings: Settings): readonly Found[] {
  return [
    ...conflictingShapes(scope),
    ...declarationProblems(scope),
    ...frontMatterProblems(scope, settings),
  ];
}

function conflictingShapes(scope: Scope): readonly Found[] {
  const found: Found[] = [];
  for (const [name, facts] of scope.facts.shapes)
    facts.forEach((fact, at) => {
      const earlier = facts.slice(0, at).find((other) => other.section.id === fact.section.id);
      if (!earlier || shapeText(earlier) === shapeText(fact)) return;
      const condition = `declared as ${shapeText(earlier)} and as ${shapeText(fact)}`;
      found.push({
        rule: "conflicting-definition",
        claim: null,
        span: fact.span,
        finding: { ...emptyFinding, subject: plainText(name), condition },
        related: [],
      });
    });
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

function declarationProblems(scope: Scope): readonly Found[] {
  return scope.problems.map(({ span, message }) => ({
    rule: "bad-configuration",
    claim: null,
    span,
    finding: { ...emptyFinding, subject: "declaration", condition: message },
    related: [],
  }));
}

function frontMatterProblems(scope: Scope, settings: Settings): readonly Found[] {
  const { frontMatter } = scope.note;
  if (!frontMatter) return [];
  return readSettings(withoutUses(frontMatter.settings), settings).problems.map(({ path, message }) => ({
    rule: "bad-configuration",
    claim: null,
    span: frontMatter.span,
    finding: { ...emptyFinding, subject: path, condition: message },
    related: [],
  }));
}

/** `uses:` names other notes; shells read them. */
export function withoutUses(untrusted: unknown): unknown {
  if (typeof untrusted !== "object" || untrusted === null || Array.isArray(untrusted)) return untrusted;
  return Object.fromEntries(Object.entries(untrusted).filter(([key]) => key !== "uses"));
}
