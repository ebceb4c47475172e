/*
 * Bounds of sums and products, and exponents that count steps.
 */
import type { Index } from "../../algebra/expression.ts";
import { combine } from "../../algebra/index-arithmetic.ts";
import type { Candidate, Edit, Site } from "../site.ts";
import { indexText } from "../symbol-text.ts";

export function rangeEdits(site: Site): readonly Candidate[] {
  return site.parts.flatMap((part): readonly Candidate[] => {
    if (part.type === "power" && part.exponent.type === "index") {
      const { index } = part.exponent;
      return [-1, 1].map((step) => candidate(site, [{ index, step }], 0.9));
    }
    if (part.type !== "iterated" || !part.from || !part.to) return [];
    const { from, to } = part;
    const ends: { index: Index; step: number }[][] = [];
    for (const step of [-1, 1]) {
      ends.push([{ index: from, step }], [{ index: to, step }]);
      ends.push([
        { index: from, step },
        { index: to, step },
      ]);
    }
    return ends.map((moved) => candidate(site, moved, moved.length === 1 ? 0.9 : 0.95));
  });
}

function candidate(site: Site, moved: readonly { index: Index; step: number }[], cost: number): Candidate {
  const edits = moved.map(({ index, step }): Edit => {
    // The bound as written: `k` in `i > k` stands for k + 1, so the step is made on the text, not on the value.
    const written = writtenOffset(site, index);
    const next = combine(written, { terms: [], offset: step, span: index.span }, 1, index.span);
    const text = indexText(next);
    const bare = /[_^]/.test(site.text[index.span.start - 1] ?? "") && text.length > 1;
    return { span: index.span, newText: bare ? `{${text}}` : text };
  });
  return {
    rule: "range-bounds",
    edits,
    marks: edits.map((edit) => edit.span),
    cost,
    title: "Correct the range",
  };
}

/** The index with the offset that is written, where a strict inequality shifted it. */
function writtenOffset(site: Site, index: Index): Index {
  const text = site.text.slice(index.span.start, index.span.end).replaceAll(/[\s{}]/g, "");
  const match = /([+-])(\d+)$/.exec(text);
  const offset = match
    ? Number(match[2]) * (match[1] === "-" ? -1 : 1)
    : index.terms.length === 0
      ? Number(text)
      : 0;
  return { ...index, offset };
}
