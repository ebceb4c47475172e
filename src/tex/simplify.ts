/*
 * From expanded tokens to those that mean something: each with its vocabulary entry. Spacing, sizes, styles,
 * colours, labels and tags are dropped; what is written with several tokens but is one sign (`:=`, `...`,
 * `\arg\max`, `\not=`) becomes one. It parses nothing.
 */
import { vocabulary } from "./commands.ts";
import type { Entry } from "./commands.ts";
import type { Token } from "./lexer.ts";

export interface Symbols {
  readonly tokens: readonly Token[];
  readonly entries: readonly Entry[];
  /** Which side `\bigl`, `\bigr` or `\bigm` gave the token. */
  readonly sides: ReadonlyMap<number, "open" | "close" | "middle">;
}

const fixedEntries: Partial<Record<Token["kind"], Entry>> = {
  open: { is: "openBrace" },
  close: { is: "closeBrace" },
  sub: { is: "sub" },
  sup: { is: "sup" },
  align: { is: "align" },
  begin: { is: "begin" },
  end: { is: "end" },
  error: { is: "error" },
};

const unknown: Entry = { is: "unknown" };
const wide: Entry = { is: "wide", name: "\\hspace" };
const letterEntries = new Map<string, Entry>();

/** Signs written with two characters; those of the second group only without a space between them. */
const spacedPairs: ReadonlySet<string> = new Set([":="]);
const tightPairs: ReadonlySet<string> = new Set([":=", "=:", "<=", ">=", "==", "->", "=>"]);
/** Big signs that stand between two factors where nothing is written below or above them: `u \\bigodot v`. */
const binaries: Readonly<Record<string, string>> = {
  "\\bigodot": "\\odot",
  "\\bigotimes": "\\otimes",
  "\\bigoplus": "\\oplus",
};
const negations: Readonly<Record<string, string>> = { "=": "\\ne", "\\in": "\\notin", "\\ni": "\\not\\ni" };

/** `\parallel w \parallel`: written in pairs, the sign is that of a norm. */
function withNorms(tokens: readonly Token[], entries: readonly Entry[]): readonly Entry[] {
  const isParallel = ({ text }: Token) => text === "\\parallel";
  const count = tokens.filter(isParallel).length;
  if (count === 0 || count % 2 > 0) return entries;
  return entries.map((entry, at) => (isParallel(tokens[at]!) ? norm : entry));
}

const norm: Entry = { is: "bar", name: "\\|" };

/** Drops what means nothing, joins what is one sign. */
export function simplify(written: readonly Token[]): Symbols {
  const tokens: Token[] = [];
  const entries: Entry[] = [];
  const sides = new Map<number, "open" | "close" | "middle">();
  let index = 0;
  let space = false;

  while (index < written.length) {
    const token = written[index]!;
    const entry = entryOf(token);
    if (entry.is === "drop") drop(entry);
    else if (entry.is === "size") {
      if (entry.side) sides.set(tokens.length, entry.side);
      index++;
    } else if (!joined(token, entry)) keep(token, entry, 1);
  }
  return withoutIdleSpace({ tokens, entries: withNorms(tokens, entries), sides });

  function keep(token: Token, entry: Entry, count: number): void {
    tokens.push(space && !token.spaceBefore ? { ...token, spaceBefore: true } : token);
    entries.push(entry);
    space = false;
    index += count;
  }

  function drop(entry: Entry & { is: "drop" }): void {
    const command = written[index]!;
    index++;
    space = true;
    if (written[index]?.text === "*") index++;
    if (entry.optional && written[index]?.text === "[") index = skipTo(written, index, "]");
    for (let group = 0; group < entry.groups; group++) {
      if (written[index]?.text === "[") index = skipTo(written, index, "]");
      if (written[index]?.kind === "open") index = skipGroup(written, index);
    }
    if (entry.wide) {
      tokens.push(command);
      entries.push(wide);
    }
  }

  function joined(token: Token, entry: Entry): boolean {
    const next = written[index + 1];
    if (!next) return false;
    const pair = token.text + next.text;
    if (entry.is !== "letter" && (next.spaceBefore ? spacedPairs : tightPairs).has(pair)) {
      keep(merge(token, next, pair), vocabulary.get(pair) ?? unknown, 2);
      return true;
    }
    if (token.text === "." && next.text === "." && !next.spaceBefore) {
      const third = written[index + 2];
      const [last, count] = third?.text === "." ? [third, 3] : [next, 2];
      keep(merge(token, last, ".".repeat(count)), { is: "dots", kind: "ldots" }, count);
      return true;
    }
    const binary = binaries[token.text];
    if (binary !== undefined && next.kind !== "sub" && next.kind !== "sup" && next.text !== "\\limits") {
      keep(token, { is: "times", name: binary }, 1);
      return true;
    }
    if (entry.is === "not") {
      const negated = entryOf(next);
      if (negated.is !== "relation") return false;
      const name = negations[negated.name] ?? "\\not" + negated.name;
      keep(merge(token, next, name), { is: "relation", name }, 2);
      return true;
    }
    if (token.text === "\\arg" && (next.text === "\\max" || next.text === "\\min")) {
      const name = "arg" + next.text.slice(1);
      keep(merge(token, next, "\\" + name), { is: "word", name }, 2);
      return true;
    }
    if (token.text === "\\_" && isScriptable(next) && tokens.length > 0) {
      keep(token, { is: "sub" }, 1);
      return true;
    }
    return false;
  }
}

function entryOf(token: Token): Entry {
  switch (token.kind) {
    case "command":
    case "char":
    case "prime":
      return vocabulary.get(token.text) ?? unknown;
    case "letter":
    case "digit":
    case "foreign": {
      const key = token.kind + token.text;
      const known = letterEntries.get(key);
      if (known) return known;
      const entry: Entry = { is: token.kind, name: token.text };
      if (token.kind !== "foreign") letterEntries.set(key, entry);
      return entry;
    }
    default:
      return fixedEntries[token.kind] ?? unknown;
  }
}

/** A wide space next to a relation or a product sign only spreads it: it parts nothing. */
function withoutIdleSpace(symbols: Symbols): Symbols {
  const { tokens, entries, sides } = symbols;
  if (!entries.some(({ is }) => is === "wide")) return symbols;
  const kept: Token[] = [];
  const keptEntries: Entry[] = [];
  const keptSides = new Map<number, "open" | "close" | "middle">();
  const binds = (entry: Entry | undefined): boolean => entry?.is === "relation" || entry?.is === "times";
  let idle = false;
  for (let index = 0; index < tokens.length; index++) {
    const entry = entries[index]!;
    if (entry.is === "wide") {
      const last = keptEntries.at(-1);
      if (binds(last) || last?.is === "wide" || last?.is === "separator" || binds(entries[index + 1]))
        idle = true;
      if (idle) {
        idle = false;
        continue;
      }
    }
    if (entry.is === "relation" || entry.is === "times")
      while (keptEntries.at(-1)?.is === "wide") {
        kept.pop();
        keptEntries.pop();
      }
    const side = sides.get(index);
    if (side) keptSides.set(kept.length, side);
    kept.push(tokens[index]!);
    keptEntries.push(entry);
  }
  return { tokens: kept, entries: keptEntries, sides: keptSides };
}

function isScriptable(token: Token): boolean {
  return token.kind === "open" || token.kind === "letter" || token.kind === "digit";
}

function merge(first: Token, last: Token, text: string): Token {
  const together = first.region === last.region && first.substitution === last.substitution;
  return {
    ...first,
    text,
    end: Math.max(first.end, last.end),
    literal: first.literal && last.literal && together,
  };
}

/** The index after the group that opens at `start`, or after its opening brace when it is not closed. */
function skipGroup(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length && index < start + maxSkip; index++) {
    const { kind } = tokens[index]!;
    if (kind === "open") depth++;
    if (kind === "close" && --depth === 0) return index + 1;
  }
  return start + 1;
}

function skipTo(tokens: readonly Token[], start: number, text: string): number {
  for (let index = start; index < tokens.length && index < start + maxSkip; index++) {
    if (tokens[index]!.text === text) return index + 1;
  }
  return start + 1;
}

/** Longest argument that is dropped with its command: keeps unclosed ones from costing more than their length. */
const maxSkip = 400;
