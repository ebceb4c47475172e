/*
 * A source line with its ranges underlined, as in
 *
 *     $$ \frac{∂h_t}{∂h_{t-1}} = W^\top \mathrm{diag}(…) $$
 *                                ^~~~~~
 *
 * in columns of a terminal: tabs are spread, wide characters count two, marks none, long lines are cropped
 * around the range. Control characters are never printed.
 */

/** A half-open stretch of the line, in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Glyph {
  readonly shown: string;
  readonly width: number;
  readonly at: number;
}

const tabWidth = 4;
/** Source shown before the first underlined column when the line has to be cropped. */
const lead = 20;

const wide =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]|^\p{Emoji_Presentation}|^[\u{20000}-\u{3FFFD}]/u;
const unseen = /^[\p{M}\u200B-\u200F\u2060\uFEFF]/u;
const control = /^[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** The two lines of a frame, without indent; `stretches` must not be empty. */
export function drawFrame(
  line: string,
  stretches: readonly Stretch[],
  columns: number,
): { readonly source: string; readonly underline: string } {
  const { glyphs, cropped } = crop(glyphsOf(line), stretches, columns);
  const source = cropped + glyphs.map(({ shown }) => shown).join("");
  const begun = new Set<Stretch>();
  const marks = glyphs.map(({ at, width }) => {
    const stretch = stretches.find(({ start, end }) => start <= at && at < end);
    if (!stretch || width === 0) return " ".repeat(width);
    const first = !begun.has(stretch);
    begun.add(stretch);
    return first ? `^${"~".repeat(width - 1)}` : "~".repeat(width);
  });
  const underline = (" ".repeat(cropped.length) + marks.join("")).trimEnd();
  // An empty range, or one past the end of the line, still shows where it is.
  return {
    source: source.trimEnd(),
    underline: underline === "" ? `${" ".repeat(widthOf(glyphs))}^` : underline,
  };
}

/** Text as it may be printed on one line of a terminal: no control characters, no line breaks. */
export function printable(text: string): string {
  return Array.from(text.replace(/[\r\n\t]+/g, " "), (char) => (control.test(char) ? "�" : char)).join("");
}

function glyphsOf(line: string): readonly Glyph[] {
  const glyphs: Glyph[] = [];
  let column = 0;
  let at = 0;
  for (const char of line) {
    const width =
      char === "\t" ? tabWidth - (column % tabWidth) : unseen.test(char) ? 0 : wide.test(char) ? 2 : 1;
    const shown =
      char === "\t" ? " ".repeat(width) : control.test(char) ? "�" : char === "\uFEFF" ? "" : char;
    glyphs.push({ shown, width, at });
    column += width;
    at += char.length;
  }
  return glyphs;
}

function widthOf(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, { width }) => sum + width, 0);
}

/** The part of the line that fits, chosen so that the first underlined character is in it. */
function crop(all: readonly Glyph[], stretches: readonly Stretch[], columns: number) {
  if (widthOf(all) <= columns) return { glyphs: all, cropped: "" };
  const from = Math.min(...stretches.map(({ start }) => start));
  const column = widthOf(all.filter(({ at }) => at < from));
  const skip = column < columns - lead ? 0 : column - lead;
  const glyphs: Glyph[] = [];
  let width = 0;
  let before = 0;
  for (const glyph of all) {
    before += glyph.width;
    if (before <= skip) continue;
    if (width + glyph.width > columns - 2) {
      glyphs.push({ shown: "…", width: 0, at: Infinity });
      break;
    }
    glyphs.push(glyph);
    width += glyph.width;
  }
  return { glyphs, cropped: skip > 0 ? "…" : "" };
}
