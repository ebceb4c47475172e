/*
 * Brackets with their content: plain ones, `\left … \right`, and bars. Which belong together was found before
 * (groups.ts); a bracket without a partner is a sign.
 */
import { current, endOfRead, errorAt, partnerOf, place } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { parseArgument } from "./scripts.ts";
import type { CasesNode, TexNode } from "./syntax.ts";

/** Closing delimiters that have another name of their own. */
const plainNames: Readonly<Record<string, string>> = {
  "\\rvert": "|",
  "\\rVert": "\\|",
  "\\rgroup": ")",
  "\\rmoustache": ")",
  "<": "\\langle",
  ">": "\\rangle",
};

/** `(…)`, `[0, 1)`, `\{…\}`. */
export function parseBracket(reader: Reader): TexNode {
  const start = reader.position;
  const close = partnerOf(reader, start);
  if (close < 0) {
    reader.position++;
    return { type: "sign", name: delimiterName(reader, start), ...place(reader, start, start + 1) };
  }
  const body = reader.grammar.parseGroup(reader, start, start + 1, close);
  reader.position = close + 1;
  const open = delimiterName(reader, start);
  return {
    type: "fenced",
    open,
    close: delimiterName(reader, close),
    body,
    ...place(reader, start, close + 1),
  };
}

/** `|x|`, `\|x\|`, `||x||`; a bar that is none of these is a sign. */
export function parseBar(reader: Reader): TexNode {
  const start = reader.position;
  const bar = reader.groups.bars.get(start);
  const width = Math.min(bar?.width ?? 1, reader.end - start);
  const name = width === 2 ? "\\|" : delimiterName(reader, start);
  const close = bar?.role === "open" ? partnerOf(reader, start) : -1;
  if (close < 0 || close + width > reader.end) {
    reader.position = start + width;
    return { type: "sign", name, ...place(reader, start, reader.position) };
  }
  const body = reader.grammar.parseGroup(reader, start, start + width, close);
  reader.position = close + width;
  return { type: "fenced", open: name, close: name, body, ...place(reader, start, reader.position) };
}

/** `\left( … \right)`. With a dot on the left and a bar with a subscript on the right, an evaluation. */
export function parseLeftRight(reader: Reader): TexNode {
  const start = reader.position;
  const right = partnerOf(reader, start);
  if (right < 0 || start + 1 >= reader.end) {
    reader.position = isDelimiter(reader, start + 1) ? start + 2 : start + 1;
    return errorAt(reader, start, reader.position, "\\left without \\right");
  }
  const from = Math.min(start + 2, right);
  const body = reader.grammar.parseGroup(reader, start, from, right);
  reader.position = Math.min(right + 2, reader.end);
  const open = delimiterName(reader, start + 1);
  const close = delimiterName(reader, right + 1);
  if (open === "." && close === "|" && current(reader)?.is === "sub")
    return parseEvaluation(reader, body, start);
  if (open === "\\{" && close === "." && body.type === "matrix" && body.open === "") {
    const cases = asCases(body.rows);
    if (cases) return { type: "cases", rows: cases, ...place(reader, start, endOfRead(reader, start)) };
  }
  return { type: "fenced", open, close, body, ...place(reader, start, endOfRead(reader, start)) };
}

function parseEvaluation(reader: Reader, body: TexNode, start: number): TexNode {
  reader.position++;
  const at = parseArgument(reader);
  return { type: "evaluation", body, at, ...place(reader, start, reader.position) };
}

/** `\left\{ \begin{array}{ll} … \end{array} \right.` is written for cases. */
function asCases(rows: readonly (readonly TexNode[])[]): CasesNode["rows"] | null {
  if (rows.some((cells) => cells.length > 2 || cells.length === 0)) return null;
  return rows.map(([value, condition]) => ({
    value: value!,
    condition: condition && condition.type !== "empty" ? condition : null,
  }));
}

function isDelimiter(reader: Reader, index: number): boolean {
  const is = index < reader.end ? reader.entries[index]!.is : undefined;
  return is === "open" || is === "close" || is === "bar";
}

function delimiterName(reader: Reader, index: number): string {
  const entry = reader.entries[index];
  const token = reader.tokens[index];
  if (!entry || !token) return ".";
  const name = entry.is === "open" || entry.is === "close" || entry.is === "bar" ? entry.name : token.text;
  return plainNames[name] ?? name;
}
