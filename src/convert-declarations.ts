/*
 * What a note says of its layout, changed along with its claims: the word in a sentence, in a comment to the linter
 * or in the front matter. A sentence without such a word gets a comment to the linter behind it, and is named.
 */
import type { JudgedNote } from "./judged-note.ts";
import { readNote } from "./markdown/read-note.ts";
import { insertBefore } from "./markdown/insertion.ts";
import type { LayoutName, Related } from "./report.ts";
import { readScope } from "./scope/scope.ts";
import type { Settings } from "./settings.ts";
import type { Edit } from "./text/edit.ts";
import { macrosFromSettings } from "./tex/parser.ts";
import { type Span, contains } from "./text/span.ts";

const layoutName = "numerator|denominator|gradient|jacobian|hessian";
/** The name of a layout: in a sentence, after `layout` in a comment, and as a setting. */
const inSentence = new RegExp(`\\b(?:${layoutName})(?=[-\\s]*(?:layout|convention|form|style)\\b)`, "i");
const inComment = new RegExp(`(?<=\\blayout\\s+)(?:${layoutName})\\b`, "i");
const asSetting = new RegExp(`(?<=^\\s*["']?layout["']?\\s*:\\s*["']?)(?:${layoutName})\\b`, "m");

/** What is done about one claim or declaration; spans count in what was opened. */
export interface Change {
  readonly edits: readonly Edit[];
  readonly left: readonly Related[];
}

const nothing: Change = { edits: [], left: [] };

/** The changes to all that is said of the layout of the whole note. */
export function declarationChanges(judged: JudgedNote, to: LayoutName, given: Settings): readonly Change[] {
  return [...settingChanges(judged, to, given), ...sentenceChanges(judged, to)];
}

function settingChanges(judged: JudgedNote, to: LayoutName, given: Settings): readonly Change[] {
  const { note, settings, start } = judged;
  if (settings.layout === "auto" || settings.layout === to) return [];
  const { frontMatter } = note;
  const written = frontMatter && wordIn(note.text, frontMatter.span, asSetting);
  if (written && settings.layout !== given.layout)
    return [{ edits: [{ span: written, newText: to }], left: [] }];
  const range = judged.rangeOf({ start, end: start });
  return [{ edits: [], left: [{ range, message: `the configuration says ${settings.layout} layout` }] }];
}

function sentenceChanges(judged: JudgedNote, to: LayoutName): readonly Change[] {
  const seen = new Set<number>();
  return judged.passages.flatMap(({ view, inNote }) =>
    view.scope.facts.layouts.flatMap((fact) => {
      const span = inNote(fact.span);
      const isOwn = contains(view.own, fact.span) && span.start >= judged.start;
      if (!isOwn || fact.extent === "next" || fact.layout === to || seen.has(span.start)) return [];
      seen.add(span.start);
      return [sentenceChange(judged, span, fact.layout, to)];
    }),
  );
}

function sentenceChange(judged: JudgedNote, span: Span, layout: LayoutName, to: LayoutName): Change {
  const { text, blocks } = judged.note;
  const block = blocks.find((one) => contains(one.span, span))?.span ?? span;
  const word = wordIn(text, span, inComment) ?? wordIn(text, span, inSentence);
  if (word) {
    const newText = likeWord(text.slice(word.start, word.end), to);
    const changed = text.slice(block.start, word.start) + newText + text.slice(word.end, block.end);
    if (says(changed, judged.settings, to)) return { edits: [{ span: word, newText }], left: [] };
  } else if (layout === "gradient" && to === "denominator") return nothing;
  const next = blocks.find((one) => one.span.start >= block.end);
  const comment = `<!-- jacobian-lint: layout ${to} -->`;
  const message = `"${text.slice(span.start, span.end)}" speaks of another layout; put it in other words`;
  return {
    edits: next ? [insertBefore(text, next.span.start, comment)] : [],
    left: [{ range: judged.rangeOf(span), message }],
  };
}

/** Whether a passage speaks of this layout and no other; gradients in the shape of their variable go with denominator. */
function says(passage: string, { dialect }: Settings, to: LayoutName): boolean {
  const { facts } = readScope(readNote(passage, { dialect }), macrosFromSettings({}));
  return facts.layouts.every(
    ({ layout }) => layout === to || (layout === "gradient" && to === "denominator"),
  );
}

function wordIn(text: string, { start, end }: Span, pattern: RegExp): Span | null {
  const match = pattern.exec(text.slice(start, end));
  return match && { start: start + match.index, end: start + match.index + match[0].length };
}

/** With a capital where the word has one. */
function likeWord(word: string, name: LayoutName): string {
  return /^[A-Z]/.test(word) ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}
