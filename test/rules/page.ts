/*
 * Reads a rule's page: its title, default severity and the notes under "Incorrect" and "Correct".
 * In: Markdown. Out: plain data. It judges nothing; the tests do.
 */

export interface Page {
  readonly title: string;
  readonly rule: string;
  readonly severity: string;
  readonly headings: readonly string[];
  readonly incorrect: readonly string[];
  readonly correct: readonly string[];
}

export function readPage(markdown: string): Page {
  const [, title = "", rule = ""] = /^# (.+) \(`(.+)`\)$/m.exec(markdown) ?? [];
  const [, severity = ""] = /^Default severity: (\w+)\.$/m.exec(markdown) ?? [];
  const outside = markdown.replace(fences(), "");
  return {
    title,
    rule,
    severity,
    headings: Array.from(outside.matchAll(/^##+ (.+)$/gm), (match) => match[1]!),
    incorrect: notes(markdown, "Incorrect"),
    correct: notes(markdown, "Correct"),
  };
}

/** The fenced Markdown notes from one `###` heading to the next or the end. */
function notes(markdown: string, heading: string): string[] {
  const start = markdown.indexOf(`\n### ${heading}\n`);
  if (start < 0) return [];
  const section = markdown.slice(start + 1);
  const end = section.indexOf("\n### ");
  return Array.from((end < 0 ? section : section.slice(0, end)).matchAll(fences()), (match) => match[2]!);
}

function fences(): RegExp {
  return /^(`{3,})markdown\n([\s\S]*?)^\1$/gm;
}
