/*
 * The formula at an offset, whether it claims anything or not, for hovers that only draw.
 */
import { readNote } from "../markdown/read-note.ts";
import type { Dialect } from "../settings.ts";
import type { Span } from "../text/span.ts";

export interface Formula {
  /** What stands between the delimiters. */
  readonly tex: string;
  /** With the delimiters. */
  readonly span: Span;
}

/** The formula whose span holds `offset`, or null. */
export function formulaAt(text: string, offset: number, dialect: Dialect): Formula | null {
  const found = readNote(text, { dialect }).math.find(
    ({ span }) => span.start <= offset && offset <= span.end,
  );
  return found && found.tex.text.trim() !== "" ? { tex: found.tex.text.trim(), span: found.span } : null;
}
