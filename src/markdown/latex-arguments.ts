/*
 * Where the arguments of LaTeX commands end: balanced groups, options, macro definitions. One linear look
 * ahead from a place; an unclosed group ends where its paragraph does.
 */

const definitions: ReadonlySet<string> = new Set(
  (
    "newcommand renewcommand providecommand def gdef edef let DeclareMathOperator DeclarePairedDelimiter " +
    "newcommandx NewDocumentCommand RenewDocumentCommand"
  )
    .split(" ")
    .map((name) => `\\${name}`),
);

/** Whether a command, written with its backslash, defines a macro. */
export function isDefinition(command: string): boolean {
  return definitions.has(command);
}

/** Behind the balanced `{…}` that follows `from` (and options before it); `from` if there is none. */
export function afterGroup(text: string, from: number): number {
  const start = groupStart(text, from);
  if (text[start] !== "{") return from;
  let depth = 0;
  const mark = /[{}\\]|\n[ \t]*\r?\n/g;
  mark.lastIndex = start;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    if (match[0] === "\\") mark.lastIndex++;
    else if (match[0] === "{") depth++;
    else if (match[0] !== "}") return match.index;
    else if (--depth === 0) return match.index + 1;
  }
  return text.length;
}

/** Behind all groups and options that follow. */
export function afterArguments(text: string, from: number): number {
  let position = from;
  for (;;) {
    const next = afterGroup(text, position);
    if (next === position) return position;
    position = next;
  }
}

/** Behind the macro definition that starts at `at`. */
export function definitionEnd(text: string, at: number): number {
  const head = /\\[A-Za-z]+\*?\s*/y;
  head.lastIndex = at;
  if (!head.test(text)) return at + 1;
  const isLet = text.startsWith("\\let", at);
  const name = /(?:\\(?:[A-Za-z]+|[^])|(?=\{))[ \t]*(?:#\d)*/y;
  name.lastIndex = head.lastIndex;
  if (!name.test(text)) return head.lastIndex;
  if (isLet) {
    const target = /=?[ \t]*(?:\\(?:[A-Za-z]+|[^])|[^\s])/y;
    target.lastIndex = name.lastIndex;
    return target.test(text) ? target.lastIndex : name.lastIndex;
  }
  return afterArguments(text, name.lastIndex);
}

/** Where the group that follows `from` opens, behind options. */
export function groupStart(text: string, from: number): number {
  const options = /\s*(?:\[[^\]\n]{0,200}\]\s*)*/y;
  options.lastIndex = from;
  options.test(text);
  return options.lastIndex;
}
