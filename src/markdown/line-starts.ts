/*
 * What a line's first characters can begin: patterns of CommonMark and GitHub-flavoured Markdown, each
 * tried on a line's text without its containers and indent. Every pattern runs in linear time.
 */

export interface FenceStart {
  readonly mark: string;
  readonly length: number;
  readonly info: string;
}

/** A code fence, or a colon fence (MyST, Pandoc). */
export function fenceStart(rest: string): FenceStart | null {
  const match =
    /^(`{3,})([^`]*)$/.exec(rest) ?? /^(~{3,})(.*)$/.exec(rest) ?? /^(:{3,})(\s*\{.*)$/.exec(rest);
  if (!match) return null;
  return { mark: match[1]![0]!, length: match[1]!.length, info: match[2]!.trim() };
}

/** Whether the line closes a fence that `open` started. */
export function closesFence(rest: string, open: FenceStart): boolean {
  const trimmed = rest.trimEnd();
  if (trimmed.length < open.length) return false;
  for (let i = 0; i < trimmed.length; i++) if (trimmed[i] !== open.mark) return false;
  return true;
}

/** The number of marks of an ATX heading, or 0. */
export function headingDepth(rest: string): number {
  return /^(#{1,6})(?:[ \t]|$)/.exec(rest)?.[1]?.length ?? 0;
}

/** The depth of the heading that an underline makes of the paragraph above it, or 0. */
export function underlineDepth(rest: string): number {
  const match = /^(=+|-+)[ \t]*$/.exec(rest);
  return !match ? 0 : match[1]![0] === "=" ? 1 : 2;
}

export function isThematicBreak(rest: string): boolean {
  return /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(rest);
}

export interface ItemStart {
  /** Length of the marker: `-`, `12.`, `[^note]:`. */
  readonly length: number;
  /** Whether it may end a paragraph: bullets and lists from one, with text. */
  readonly interrupts: boolean;
  readonly footnote: boolean;
}

/** A list item or a footnote definition. */
export function itemStart(rest: string): ItemStart | null {
  const list = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(rest);
  if (list) {
    const hasText = rest.slice(list[0].length).trim() !== "";
    const fromOne = list[1] === undefined || Number(list[1]) === 1;
    return { length: list[0].length, interrupts: hasText && fromOne, footnote: false };
  }
  const note = /^\[\^[^\]\s]{1,200}\]:/.exec(rest);
  return note ? { length: note[0].length, interrupts: true, footnote: true } : null;
}

/** The number of columns of a table's delimiter row, or 0 for any other line. */
export function delimiterColumns(rest: string): number {
  if (!/^[|:\- \t]+$/.test(rest) || !/[|:]/.test(rest)) return 0;
  const cells = rest
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|");
  return cells.every((cell) => /^[ \t]*:?-+:?[ \t]*$/.test(cell)) ? cells.length : 0;
}

const blockTags =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|" +
  "fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link|" +
  "main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|" +
  "title|tr|track|ul";
const blockTag = new RegExp(`^</?(?:${blockTags})(?:[ \\t>]|/>|$)`, "i");
const loneTag =
  /^(?:<[A-Za-z][\w-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>|<\/[A-Za-z][\w-]*\s*>)[ \t]*$/;

/** What ends a piece of HTML that starts here: a pattern, a blank line, or nothing as it is no HTML. */
export function htmlEnd(rest: string, inParagraph: boolean): RegExp | "blank" | null {
  const raw = /^<(?:script|pre|style|textarea)(?=[\s>]|$)/i.test(rest);
  if (raw) return /<\/(?:script|pre|style|textarea)>/i;
  if (rest.startsWith("<!--")) return /-->/;
  if (rest.startsWith("<?")) return /\?>/;
  if (rest.startsWith("<![CDATA[")) return /\]\]>/;
  if (/^<![A-Za-z]/.test(rest)) return />/;
  if (blockTag.test(rest)) return "blank";
  return !inParagraph && loneTag.test(rest) ? "blank" : null;
}
