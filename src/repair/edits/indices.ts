/*
 * Component indices: swaps the two of a matrix entry, or replaces one by another letter of the claim.
 */
import type { Expression, Index } from "../../algebra/expression.ts";
import { sameIndex } from "../../algebra/index-arithmetic.ts";
import type { Rule } from "../../report.ts";
import { type Candidate, type Edit, type Site, source } from "../site.ts";

type Entry = Expression & { type: "entry" };

export function indexEdits(site: Site): readonly Candidate[] {
  const entries = site.parts.filter((part): part is Entry => part.type === "entry");
  const pairs = entries.filter(
    (entry) => entry.indices.length === 2 && !sameIndex(entry.indices[0]!, entry.indices[1]!),
  );
  const swaps = pairs.map((entry) => swap(site, entry));
  const all = pairs.length > 1 ? [join(swaps, "matrix-index", 1.2, "Swap the indices")] : [];
  return [...swaps, ...all, ...replacements(site, entries), ...togetherReplaced(site, entries)];
}

function swap(site: Site, { indices }: Entry): Candidate {
  const [first, second] = indices as [Index, Index];
  const edits = [
    { span: first.span, newText: source(site, second.span) },
    { span: second.span, newText: source(site, first.span) },
  ];
  return {
    rule: "matrix-index",
    edits,
    marks: [{ start: first.span.start, end: second.span.end }],
    cost: 1,
    title: "Swap the indices",
  };
}

function join(candidates: readonly Candidate[], rule: Rule, cost: number, title: string): Candidate {
  return {
    rule,
    edits: candidates.flatMap((candidate): readonly Edit[] => candidate.edits),
    marks: candidates.flatMap((candidate) => candidate.marks),
    cost,
    title,
  };
}

/** Letters and numbers that stand as component indices anywhere in the claim. */
function indexTexts(site: Site): readonly string[] {
  const texts = new Set<string>();
  const left = site.claim.statement.left;
  const visit = (part: Expression): void => {
    if (part.type === "entry") for (const index of part.indices) texts.add(source(site, index.span));
  };
  for (const part of site.parts) visit(part);
  if (left.type === "derivative") [left.of, ...left.withRespectTo].forEach(visit);
  return [...texts];
}

function replacements(site: Site, entries: readonly Entry[]): readonly Candidate[] {
  const texts = indexTexts(site);
  return entries.flatMap((entry) =>
    entry.indices.flatMap((index) =>
      texts.filter((text) => text !== source(site, index.span)).map((text) => replaced(entry, index, text)),
    ),
  );
}

function replaced(entry: Entry, index: Index, newText: string): Candidate {
  return {
    rule: entry.indices.length === 2 ? "matrix-index" : "component-index",
    edits: [{ span: index.span, newText }],
    marks: [index.span],
    cost: 1.05,
    title: `Replace the index by ${newText}`,
  };
}

/** One letter for another everywhere, as in each column of a matrix written out. */
function togetherReplaced(site: Site, entries: readonly Entry[]): readonly Candidate[] {
  const vectors = entries.filter((entry) => entry.indices.length === 1);
  if (vectors.length < 2 || site.claimed.type !== "matrix") return [];
  const matrix = site.claimed;
  // The other corner's index: constant along rows where it ran along columns, and the other way round.
  const edits: Edit[] = [];
  matrix.rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      if (!cell || cell.type === "dots") return;
      const other = matrix.rows[c]?.[r];
      if (!other || other.type === "dots") return;
      const own = entriesIn(cell);
      const theirs = entriesIn(other);
      own.forEach((entry, at) => {
        const wanted = theirs[at]?.indices[0];
        const index = entry.indices[0]!;
        if (wanted && !sameIndex(index, wanted))
          edits.push({ span: index.span, newText: source(site, wanted.span) });
      });
    }),
  );
  if (edits.length === 0) return [];
  return [
    {
      rule: "component-index",
      edits,
      marks: edits.map((edit) => edit.span),
      cost: 1.1,
      title: "Let the index run the other way",
    },
  ];
}

function entriesIn(cell: Expression): readonly Entry[] {
  const found: Entry[] = [];
  const visit = (part: Expression): void => {
    if (part.type === "entry" && part.indices.length === 1) found.push(part);
    else if (part.type === "product") [part.left, part.right].forEach(visit);
    else if (part.type === "call") part.arguments.forEach(visit);
    else if (part.type === "sum") part.terms.forEach((term) => visit(term.of));
    else if (part.type === "power") visit(part.base);
  };
  visit(cell);
  return found;
}
