/*
 * All that a note declares, each with its block and section: in prose, and in directives.
 * Comes in: the note, and what reads one block. Goes out: declarations, and what of directives could not be read.
 */
import { operatorBySpelling } from "../algebra/spelling.ts";
import type { Span } from "../text/span.ts";
import type { Block, Note } from "../markdown/note.ts";
import type { Declaration } from "./declaration.ts";
import { readDeclarationText } from "./declarations.ts";
import type { PlacedDeclaration } from "./facts.ts";
import { withoutDecoration } from "./occurrence.ts";
import type { Section } from "./section.ts";

export function readAllDeclarations(
  note: Note,
  sections: readonly Section[],
  read: (block: Block) => readonly Declaration[],
): {
  declared: readonly PlacedDeclaration[];
  problems: readonly { readonly span: Span; readonly message: string }[];
} {
  const declared: PlacedDeclaration[] = [];
  const problems: { span: Span; message: string }[] = [];
  const place = (declaration: Declaration, block: number): void => {
    if (isOfOperation(declaration)) return;
    declared.push({ declaration, block, section: sections[block] ?? { id: -1, path: [-1] } });
  };
  note.blocks.forEach((block, at) => {
    for (const declaration of read(block)) place(declaration, at);
  });
  for (const directive of note.directives) {
    if (directive.type !== "declare") continue;
    const at = note.blocks.findIndex((block) => block.span.start >= directive.span.start);
    for (const text of directive.declarations) {
      const read = readDeclarationText(text);
      for (const declaration of read.declarations) place(declaration, Math.max(at, 0));
      if (read.problem !== null) problems.push({ span: directive.span, message: read.problem });
    }
  }
  return { declared, problems };
}

/** "diagonal matrices diag(b)" says what the operator makes, and declares nothing. */
function isOfOperation(declaration: Declaration): boolean {
  if (declaration.type !== "shape" && declaration.type !== "role") return false;
  const bare = withoutDecoration(declaration.subject);
  if (bare.type !== "product" || bare.factors.length !== 2) return false;
  const word = withoutDecoration(bare.factors[0]!.node);
  return word.type === "word" && operatorBySpelling(word.text) !== undefined;
}
