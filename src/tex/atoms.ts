/*
 * One thing of a formula without its scripts: a letter, a number, a bracket with its content, a command with its
 * arguments. What cannot stand there becomes an error node of at least one token.
 */
import { bracketWords, functionWords, labelWords, limitWords } from "./commands.ts";
import type { Entry } from "./commands.ts";
import { parseEnvironment, parsePlainMatrix } from "./environments.ts";
import { parseBar, parseBracket, parseLeftRight } from "./fences.ts";
import { parseFont, parseOperatorName, parseText } from "./names.ts";
import { current, emptyAt, endOfRead, errorAt, maxDepth, partnerOf, place, textBetween } from "./reader.ts";
import type { Place, Reader } from "./reader.ts";
import { stackCore } from "./relations.ts";
import { parseArgument, parseScripts } from "./scripts.ts";
import { inParentheses } from "./parentheses.ts";
import type { TexNode } from "./syntax.ts";

/** The thing at the position, or null where what stands there means nothing. */
export function parseAtom(reader: Reader): TexNode | null {
  const start = reader.position;
  const entry = current(reader)!;
  switch (entry.is) {
    case "letter": {
      const operator = bigLetters.get(entry.name);
      if (operator === undefined || !hasBounds(reader, start + 1)) return parseLetter(reader, entry.name);
      reader.position++;
      return parseBig(reader, operator, start);
    }
    case "digit":
      return parseNumber(reader);
    case "openBrace":
      return parseBraces(reader);
    case "open":
      return parseBracket(reader);
    case "bar":
      return parseBar(reader);
    case "left":
      return parseLeftRight(reader);
    case "begin":
      return parseEnvironment(reader);
    case "word":
      return parseWord(reader, entry.name, 1);
    case "big":
      reader.position++;
      return parseBig(reader, entry.name, start);
    case "sub":
    case "sup":
    case "prime":
      return emptyAt(reader, start);
    case "sign":
    case "close":
    case "times":
    case "plus":
    case "separator":
      reader.position++;
      return { type: "sign", name: entry.name, ...place(reader, start, start + 1) };
    case "foreign":
      reader.position++;
      return { type: "text", text: entry.name, ...place(reader, start, start + 1) };
    case "dots":
      reader.position++;
      return { type: "dots", kind: entry.kind, ...place(reader, start, start + 1) };
    default:
      if (isDecimal(reader)) return parseNumber(reader);
      return parseCommand(reader, entry, start);
  }
}

/** Commands with arguments. */
function parseCommand(reader: Reader, entry: Entry, start: number): TexNode | null {
  reader.position++;
  const placed = (): Place => place(reader, start, endOfRead(reader, start));
  switch (entry.is) {
    case "accent": {
      const body = parseArgument(reader);
      return { type: "accent", accent: entry.name, body, ...placed() };
    }
    case "fraction": {
      const numerator = parseArgument(reader);
      const denominator = parseArgument(reader);
      return { type: "fraction", numerator, denominator, ...placed() };
    }
    case "root": {
      const degree = parseOptional(reader);
      const body = parseArgument(reader);
      return { type: "root", body, degree, ...placed() };
    }
    case "font":
      return withLimits(reader, parseFont(reader, entry.font, start), start);
    case "switch":
      // `\cal{L}` and `\bf{x}` are meant of what is in the braces.
      if (current(reader)?.is === "openBrace") return parseFont(reader, entry.font, start);
      reader.font = entry.font;
      return null;
    case "text": {
      const name = parseText(reader, entry.font, start);
      return name && withLimits(reader, name, start);
    }
    case "operatorname":
      return withLimits(reader, parseOperatorName(reader, start), start);
    case "mathop":
      return withLimits(reader, parseArgument(reader), start);
    case "substack":
      return parseArgument(reader);
    case "stack":
      return parseStack(reader, start);
    case "decoration":
      return parseDecoration(reader, entry.name, start);
    case "binomial": {
      const upper = parseArgument(reader);
      const lower = parseArgument(reader);
      return binomial(upper, lower, placed());
    }
    case "matrix":
      return parsePlainMatrix(reader, entry, start);
    case "derivative":
      return parseDerivative(reader, start);
    default:
      return parseUnknown(reader, start);
  }
}

/** `n` over `k` in round brackets is written as the word `binom` and its two arguments. */
export function binomial(upper: TexNode, lower: TexNode, placed: Place): TexNode {
  const word: TexNode = { type: "word", text: "binom", ...placed, literal: false };
  const body: TexNode = { type: "list", items: [upper, lower], separators: [","], ...placed, literal: false };
  const factors = [word, inParentheses(body, { ...placed, literal: false })].map((node) => ({
    sign: "",
    signSpan: null,
    node,
  }));
  return { type: "product", factors, ...placed };
}

function parseBraces(reader: Reader): TexNode | null {
  const start = reader.position;
  const close = partnerOf(reader, start);
  reader.position++;
  if (close < 0) return errorAt(reader, start, start + 1, "group is not closed");
  const node = reader.grammar.parseGroup(reader, start, start + 1, close);
  reader.position = close + 1;
  return { ...node, ...place(reader, start, close + 1) };
}

/** A letter, or the word that a run of letters spells. */
function parseLetter(reader: Reader, name: string): TexNode | null {
  const start = reader.position;
  if (name.length === 1) {
    const end = runEnd(reader, start);
    if (end > start + 1) {
      const word = wordOfRun(reader, start, end);
      if (word) return word;
    }
  }
  reader.position = start + 1;
  return { type: "letter", name, font: reader.font, ...place(reader, start, start + 1) };
}

/** The end of the run of letters that starts here; `start` itself where a letter stands glued before it. */
function runEnd(reader: Reader, start: number): number {
  const glued = isPlainLetter(reader, start - 1) && !reader.tokens[start]!.spaceBefore;
  if (glued && !isScriptArgument(reader, start - 1)) return start;
  let end = start + 1;
  while (end < reader.end && isPlainLetter(reader, end) && !reader.tokens[end]!.spaceBefore) end++;
  return end;
}

/** `W^Tdiag(x)`: the T is the whole superscript. */
function isScriptArgument(reader: Reader, index: number): boolean {
  const before = reader.entries[index - 1]?.is;
  return before === "sup" || before === "sub";
}

function isPlainLetter(reader: Reader, index: number): boolean {
  return reader.tokens[index]?.kind === "letter";
}

/** Longest name that a run of letters is read as. */
const longestWord = 24;

function wordOfRun(reader: Reader, start: number, end: number): TexNode | null {
  if (end - start > longestWord) return null;
  let text = "";
  for (let index = start; index < end; index++) text += reader.tokens[index]!.text;
  const upright =
    reader.font === "upright" ||
    reader.font === "text" ||
    reader.font === "sans" ||
    reader.font === "typewriter";
  if (!upright && labelWords.has(text) && isWholeScript(reader, start, end))
    return parseWord(reader, text, end - start);
  if (!upright && !functionWords.has(text)) return null;
  if (!upright && bracketWords.has(text) && !opensArgument(reader, end, limitWords.has(text))) return null;
  return parseWord(reader, text, end - start);
}

/** `{obs}` below or above a letter, and nothing else there. */
function isWholeScript(reader: Reader, start: number, end: number): boolean {
  const isScript = reader.entries[start - 1]?.is === "openBrace" && isScriptArgument(reader, start - 1);
  return isScript && reader.entries[end]?.is === "closeBrace";
}

function opensArgument(reader: Reader, index: number, takesLimits: boolean): boolean {
  const entry = index < reader.end ? reader.entries[index] : undefined;
  if (!entry) return false;
  if (entry.is === "sub") return takesLimits;
  return (
    entry.is === "open" ||
    entry.is === "openBrace" ||
    entry.is === "left" ||
    (entry.is === "bar" && reader.groups.bars.get(index)?.role === "open")
  );
}

function parseWord(reader: Reader, text: string, width: number): TexNode {
  const start = reader.position;
  reader.position += width;
  return withLimits(reader, { type: "word", text, ...place(reader, start, start + width) }, start);
}

/** `\max_x …` takes what follows, `\max(a, b)` is a word. */
function withLimits(reader: Reader, node: TexNode, start: number): TexNode {
  if (node.type === "word" && limitWords.has(node.text) && current(reader)?.is === "sub") {
    return parseBig(reader, node.text, start);
  }
  if (node.type === "bigOperator" && node.body.type === "empty")
    return parseBig(reader, node.operator, start);
  return node;
}

/** `\Sigma_{i=1}^n x_i`: letters that are drawn like signs and mean these where they have bounds. */
const bigLetters: ReadonlyMap<string, string> = new Map([
  ["\\Sigma", "sum"],
  ["\\Pi", "prod"],
]);

/** Whether scripts from here on say where an index starts. */
function hasBounds(reader: Reader, from: number): boolean {
  const { entries, tokens, end } = reader;
  for (let at = from; at < end && /^su[bp]$/.test(entries[at]!.is);) {
    const open = at + 1;
    const isGroup = entries[open]?.is === "openBrace";
    if (isGroup && entries[at]!.is === "sub" && tokens[open + 2]?.text === "=") return true;
    at = Math.max(open, isGroup ? partnerOf(reader, open) : open) + 1;
  }
  return false;
}

/** A big operator whose sign, from `start` up to the position, has been read. */
function parseBig(
  reader: Reader,
  operator: string,
  start: number,
  bounds: { over?: TexNode | null; under?: TexNode | null } = {},
): TexNode {
  const marks = parseScripts(reader, emptyAt(reader, start), start);
  const sub = (marks.type === "scripts" ? marks.sub : null) ?? bounds.under ?? null;
  const sup = (marks.type === "scripts" ? marks.sup : null) ?? bounds.over ?? null;
  const headSpan = place(reader, start, endOfRead(reader, start)).span;
  if (reader.depth >= maxDepth) {
    reader.position = reader.end;
    return errorAt(reader, start, reader.end, "nested too deeply");
  }
  reader.depth++;
  // `\sum_i -2 x_i`: a sign right behind the bounds belongs to each summand.
  const isSigned = (sub ?? sup) !== null && current(reader)?.is === "plus";
  const body = isSigned ? reader.grammar.parseTerm(reader) : reader.grammar.parseProduct(reader);
  reader.depth--;
  const end = body.type === "empty" ? headSpan : place(reader, start, endOfRead(reader, start)).span;
  const { literal } = place(reader, start, endOfRead(reader, start));
  return { type: "bigOperator", operator, sub, sup, body, headSpan, span: end, literal };
}

function parseNumber(reader: Reader): TexNode {
  const start = reader.position;
  let text = "";
  let hasPoint = false;
  for (let index = start; index < reader.end; index++) {
    const token = reader.tokens[index]!;
    if (index > start && token.spaceBefore) break;
    const isComma: boolean = !hasPoint && isBracedComma(reader, index);
    const isPoint: boolean = isComma || (token.text === "." && !hasPoint && isDigit(reader, index + 1));
    if (token.kind !== "digit" && !isPoint) break;
    hasPoint ||= isPoint;
    text += isPoint ? "." : token.text;
    if (isComma) index += 2;
    reader.position = index + 1;
  }
  const placed = place(reader, start, reader.position);
  const isOpen = isBracedComma(reader, reader.position) || /^[1-9]\d{0,2}\.\d{3}$/.test(text);
  if (isOpen && textBetween(reader, start, reader.position).includes("{,}"))
    return { type: "error", message: "this comma may part thousands or decimals", text, ...placed };
  return { type: "number", value: Number(text), ...placed };
}

/** The comma of `0{,}5`. */
function isBracedComma(reader: Reader, index: number): boolean {
  const [open, comma, close] = [0, 1, 2].map((step) => reader.tokens[index + step]?.text);
  return open === "{" && comma === "," && close === "}" && isDigit(reader, index + 3);
}

/** `.5`, but not the dot of `W_{.1}`, which stands for a whole row. */
function isDecimal(reader: Reader): boolean {
  return (
    reader.inSentence && reader.tokens[reader.position]!.text === "." && isDigit(reader, reader.position + 1)
  );
}

function isDigit(reader: Reader, index: number): boolean {
  return index < reader.end && reader.tokens[index]!.kind === "digit" && !reader.tokens[index]!.spaceBefore;
}

function parseOptional(reader: Reader): TexNode | null {
  const open = reader.position;
  const close = reader.tokens[open]?.text === "[" ? partnerOf(reader, open) : -1;
  if (close < 0) return null;
  const node = reader.grammar.parseGroup(reader, open, open + 1, close);
  reader.position = close + 1;
  return node;
}

/** `\underset{k=1}{\overset{n}{\sum}}` is a sum with bounds; over other bases the stack decorates. */
function parseStack(reader: Reader, start: number): TexNode {
  const core = reader.entries[stackCore(reader, start)];
  const entry = reader.entries[start]!;
  const bounds: { over?: TexNode | null; under?: TexNode | null } = {};
  let body: TexNode = emptyAt(reader, start);
  for (const part of entry.is === "stack" ? entry.places : []) {
    if (part === "core") body = parseArgument(reader);
    else bounds[part] = parseArgument(reader);
  }
  if (body.type === "bigOperator" && body.body.type === "empty") {
    return parseBig(reader, body.operator, start, {
      over: bounds.over ?? body.sup,
      under: bounds.under ?? body.sub,
    });
  }
  if (body.type === "word" && core?.is !== "letter" && limitWords.has(body.text) && bounds.under)
    return parseBig(reader, body.text, start, bounds);
  const command = entry.is === "stack" ? entry.name : "overset";
  return {
    type: "decoration",
    command,
    body,
    note: bounds.over ?? bounds.under ?? null,
    ...place(reader, start, endOfRead(reader, start)),
  };
}

function parseDecoration(reader: Reader, command: string, start: number): TexNode {
  let note = command === "cancelto" ? parseArgument(reader) : null;
  const body = parseArgument(reader);
  const mark = current(reader)?.is;
  const takesNote = command.startsWith("under") ? "sub" : command.startsWith("over") ? "sup" : null;
  if (takesNote && mark === takesNote) {
    reader.position++;
    note = parseArgument(reader);
  }
  return { type: "decoration", command, body, note, ...place(reader, start, endOfRead(reader, start)) };
}

/** `\pdv{f}{x}`, `\dv{x}`, `\pdv[2]{f}{x}` of the physics package, where the note does not define them. */
function parseDerivative(reader: Reader, start: number): TexNode {
  const command = reader.tokens[start]!.text;
  const isPartial = command.startsWith("\\p");
  const order = parseOptional(reader);
  if (current(reader)?.is !== "openBrace")
    return errorAt(reader, start, endOfRead(reader, start), `unknown command ${command}`);
  const first = parseArgument(reader);
  const second =
    reader.entries[reader.position]?.is === "openBrace" && reader.position < reader.end
      ? parseArgument(reader)
      : null;
  const placed = place(reader, start, endOfRead(reader, start));
  const sign = place(reader, start, start + 1);
  const d: TexNode = isPartial
    ? { type: "sign", name: "\\partial", ...sign, literal: false }
    : { type: "letter", name: "d", font: "upright", ...sign, literal: false };
  const raised = (base: TexNode): TexNode =>
    order
      ? {
          type: "scripts",
          base,
          sub: null,
          sup: order,
          primes: 0,
          subSpan: null,
          supSpan: order.span,
          primeSpan: null,
          span: base.span,
          literal: false,
        }
      : base;
  const factors = (...nodes: TexNode[]): TexNode => ({
    type: "product",
    factors: nodes.map((node) => ({ sign: "", signSpan: null, node })),
    ...placed,
    literal: false,
  });
  const numerator = second ? factors(raised(d), first) : raised(d);
  return { type: "fraction", numerator, denominator: factors(d, raised(second ?? first)), ...placed };
}

/** Several of the same stray sign make one error. */
function parseUnknown(reader: Reader, start: number): TexNode {
  const token = reader.tokens[start]!;
  const { is } = reader.entries[start]!;
  if (token.text === "." && is === "unknown")
    return { type: "sign", name: ".", ...place(reader, start, start + 1) };
  if (is === "error")
    return { type: "error", ...place(reader, start, start + 1), message: token.text, text: token.text };
  if (is === "unknown" && token.kind === "char" && token.text === ".") reader.position++;
  while (
    reader.position < reader.end &&
    reader.tokens[reader.position]!.text === token.text &&
    reader.entries[reader.position]!.is === is
  ) {
    reader.position++;
  }
  const end = is === "begin" ? start + 1 : reader.position;
  reader.position = end;
  return errorAt(reader, start, end, messageOf(is, token.text));
}

function messageOf(is: Entry["is"], text: string): string {
  switch (is) {
    case "closeBrace":
      return "closing brace without an opening one";
    case "right":
      return "\\right without \\left";
    case "end":
      return `\\end{${text}} without \\begin`;
    case "infix":
      return `${text} outside a group`;
    default:
      return text.startsWith("\\") ? `unknown command ${text}` : `unexpected ${text}`;
  }
}
