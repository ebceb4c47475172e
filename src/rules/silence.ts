/*
 * Directives in comments: which findings they silence, and which of them silence nothing.
 */
import type { Block, Directive, Note } from "../markdown/note.ts";
import type { DiagnosticReport } from "../report.ts";
import type { Span } from "../text/span.ts";

type Silence = Directive & { type: "silence" };

export interface Silenced {
  readonly kept: readonly DiagnosticReport[];
  readonly unused: readonly Silence[];
}

/** Drops the findings that a directive covers. */
export function silence(note: Note, diagnostics: readonly DiagnosticReport[]): Silenced {
  const directives = note.directives.filter((one): one is Silence => one.type === "silence");
  const used = new Set<Silence>();
  const areas = directives.map((directive) => ({ directive, area: areaOf(note, directives, directive) }));
  const kept = diagnostics.filter((diagnostic) => {
    const [start] = diagnostic.range.offsets;
    const match = areas.find(
      ({ directive, area }) =>
        area &&
        area.start <= start &&
        start < area.end &&
        (directive.rules.length === 0 || directive.rules.includes(diagnostic.rule)),
    );
    if (!match) return true;
    used.add(match.directive);
    return false;
  });
  return { kept, unused: directives.filter((one) => !used.has(one) && one.action !== "enable") };
}

/** The part of the note that a directive speaks of. */
function areaOf(note: Note, all: readonly Silence[], directive: Silence): Span | null {
  const end = directive.span.end;
  switch (directive.action) {
    case "disable-file":
      return { start: 0, end: note.text.length + 1 };
    case "disable": {
      const until = all.find(
        (other) => other.action === "enable" && other.span.start >= end && covers(other, directive),
      );
      return { start: end, end: until?.span.start ?? note.text.length + 1 };
    }
    case "disable-next-line": {
      const line = note.text.indexOf("\n", end);
      if (line < 0) return null;
      const after = note.text.indexOf("\n", line + 1);
      return { start: line + 1, end: after < 0 ? note.text.length + 1 : after };
    }
    case "disable-next-block":
      return nextBlock(note.blocks, end)?.span ?? null;
    case "ignore": {
      // Inside a formula: the formula it stands in.
      const math = note.math.find(
        (one) => one.span.start <= directive.span.start && directive.span.start < one.span.end,
      );
      return math?.span ?? null;
    }
    case "enable":
      return null;
  }
}

function nextBlock(blocks: readonly Block[], after: number): Block | undefined {
  return blocks.find((block) => block.span.start >= after);
}

function covers(enable: Silence, disable: Silence): boolean {
  return enable.rules.length === 0 || disable.rules.every((rule) => enable.rules.includes(rule));
}
