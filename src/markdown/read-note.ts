/*
 * Turns a document into a note: front matter, formulas with exact places, prose in blocks, directives.
 * Any text is a valid document; nothing here throws, and nothing knows what a formula means.
 */
import type { Dialect } from "../settings.ts";
import { type LocatedText, toDocumentSpan } from "../text/span.ts";
import { mathSyntax } from "./dialect.ts";
import { readComment, readMathComments } from "./directives.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { InlineToken } from "./inline-token.ts";
import type { Leaf } from "./leaf.ts";
import { readLeaves } from "./leaves.ts";
import { sliceLocated } from "./located.ts";
import { fenceFormulaStart } from "./math-fence.ts";
import { depthOfLead } from "./example-leads.ts";
import type { Block, Directive, Inline, MathSpan, Note } from "./note.ts";
import { scanInline } from "./scan-inline.ts";

export interface NoteOptions {
  readonly dialect: Dialect;
}

/** Reads a Markdown document. */
export function readNote(text: string, { dialect }: NoteOptions): Note {
  const syntax = mathSyntax[dialect];
  const front = readFrontMatter(text);
  const note: NoteBuilder = { math: [], blocks: [], directives: [] };
  if (front && front.declarations.length > 0)
    note.directives.push({ type: "declare", declarations: front.declarations, span: front.span });
  for (const leaf of readLeaves(text, front?.span.end ?? bodyStart(text), syntax)) {
    if (leaf.kind === "mathFence") addFence(note, leaf);
    else addLeaf(note, leaf, scanInline(leaf, syntax));
  }
  const frontMatter = front?.addressed ? { settings: front.settings, span: front.span } : null;
  return { text, ...note, frontMatter };
}

interface NoteBuilder {
  readonly math: MathSpan[];
  readonly blocks: Block[];
  readonly directives: Directive[];
}

/** Behind a byte-order mark. */
function bodyStart(text: string): number {
  return text.startsWith("\uFEFF") ? 1 : 0;
}

/** A fenced formula is a paragraph of its own; a whole LaTeX document in a fence is none. */
function addFence(note: NoteBuilder, leaf: Leaf): void {
  const { text } = leaf.content;
  if (text.trim() === "" || /\\(?:documentclass|usepackage)\b/.test(text)) return;
  const tex = sliceLocated(leaf.content, fenceFormulaStart(text), text.length);
  const inline = addMath(note, { kind: "math", span: leaf.span, tex });
  note.blocks.push({ type: "paragraph", depth: 0, content: [inline], span: leaf.span });
}

function addLeaf(note: NoteBuilder, leaf: Leaf, tokens: readonly InlineToken[]): void {
  const { content } = leaf;
  const inlines: Inline[] = [];
  let from = 0;
  for (const token of tokens) {
    if (token.start < from) continue;
    addProse(inlines, content, from, token.start);
    from = token.end;
    if (token.type === "math") {
      const tex = sliceLocated(content, token.texStart, token.texEnd);
      const span = toDocumentSpan(content, token.start, token.end);
      inlines.push(addMath(note, { kind: token.display ? "math" : "inlineMath", span, tex }));
    } else if (token.type === "comment") {
      const directive = readComment(sliceLocated(content, token.start, token.end));
      if (directive) note.directives.push(directive);
    }
  }
  addProse(inlines, content, from, content.text.trimEnd().length);
  if (!inlines.some((inline) => inline.type === "math" || inline.text.trim() !== "")) return;
  const type = leaf.kind === "heading" || leaf.kind === "tableCell" ? leaf.kind : "paragraph";
  const depth = type === "paragraph" ? depthOfLead(inlines) : leaf.depth;
  note.blocks.push({ type, depth, content: inlines, span: leaf.span });
}

function addMath(note: NoteBuilder, math: MathSpan): Inline {
  note.math.push(math);
  note.directives.push(...readMathComments(math));
  return { type: "math", index: note.math.length - 1, span: math.span };
}

/** Adds prose in runs that stand in the document without a gap. */
function addProse(inlines: Inline[], content: LocatedText, start: number, end: number): void {
  if (end <= start) return;
  const part = sliceLocated(content, start, end);
  for (const { inText, inDocument, length } of part.pieces) {
    const text = part.text.slice(inText, inText + length);
    inlines.push({ type: "text", text, span: { start: inDocument, end: inDocument + length } });
  }
}
