/*
 * Our structure against that of remark, over real notes whose formulas are masked by letters: every heading,
 * paragraph and cell that remark sees must start a block of ours, with the same depth.
 */
import type { Nodes } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, test } from "vitest";
import type { Note } from "../../src/markdown/note.ts";
import { readNote } from "../../src/markdown/read-note.ts";
import { corpusNotes } from "./corpus.ts";

/** The text with each formula, its line ends and quote marks too, replaced by letters. */
function maskMath(note: Note): string {
  let masked = "";
  let from = 0;
  for (const { span } of note.math) {
    masked += note.text.slice(from, span.start) + "x".repeat(span.end - span.start);
    from = span.end;
  }
  return masked + note.text.slice(from);
}

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter);

function remarkBlocks(masked: string): readonly string[] {
  const found: string[] = [];
  const walk = (node: Nodes) => {
    const depth = node.type === "heading" ? node.depth : 0;
    const isText = "children" in node && JSON.stringify(node.children).includes('"value"');
    const first = node.type === "tableCell" ? node.children[0] : node;
    const start = first?.position?.start.offset;
    if ((node.type === "heading" || node.type === "paragraph" || node.type === "tableCell") && isText)
      found.push(`${node.type}${depth} ${start}`);
    if ("children" in node) node.children.forEach(walk);
  };
  walk(parser.parse(masked));
  return found;
}

/** Remark takes its time; the shorter half of the notes is enough. */
const maximumLength = 22_000;
const timeout = 60_000;

const notes = corpusNotes().filter(({ text }) => text.length < maximumLength);

describe.skipIf(notes.length === 0)("remark", () => {
  test("sees the same headings, paragraphs and cells", { timeout }, () => {
    let all = 0;
    const differences: string[] = [];
    for (const { path, text } of notes) {
      const note = readNote(text, { dialect: "vscode" });
      const ours = new Set(note.blocks.map((block) => `${block.type}${block.depth} ${block.span.start}`));
      for (const block of remarkBlocks(maskMath(note))) {
        all++;
        if (!ours.has(block)) differences.push(`${path}: ${block}`);
      }
    }
    expect(differences).toEqual([]);
    expect(all).toBeGreaterThan(1000);
  });
});
