/*
 * Definitions and expansion of macros. Tokens come in, tokens without definitions and calls go out, with the
 * macros as they stand afterwards. Tokens out of a macro's body take the span of the whole call; those of its
 * arguments keep their own. Bounded in depth and in work, whatever the macros say.
 */
import { locatedSlice } from "../text/span.ts";
import { lex } from "./lexer.ts";
import type { Region, Token } from "./lexer.ts";

interface Macro {
  readonly parameters: number;
  /** Value of the first parameter when it is left out, for `\newcommand{\a}[1][x]{…}`. */
  readonly optional: readonly Token[] | null;
  readonly body: readonly Token[];
}

/** Macros in force, by name with backslash. Never changed in place. */
export type Macros = ReadonlyMap<string, Macro>;

export const noMacros: Macros = new Map();

/** How many expansions deep a token may come from. */
const maxExpansions = 60;
/** Tokens that expansion may read or write beyond a multiple of the formula's own. */
const baseWork = 20_000;
const workPerToken = 8;

const definitionCommands: ReadonlySet<string> = new Set([
  "\\newcommand",
  "\\renewcommand",
  "\\providecommand",
  "\\def",
  "\\gdef",
  "\\edef",
  "\\let",
  "\\DeclareMathOperator",
  "\\DeclarePairedDelimiter",
]);

/** Macros written as settings: `{ "\RR": "\mathbb{R}", "\pd": "\frac{\partial #1}{\partial #2}" }`. */
export function macrosFromSettings(record: Readonly<Record<string, string>>): Macros {
  const macros = new Map<string, Macro>();
  for (const [name, text] of Object.entries(record)) {
    const body = lex(locatedSlice(text, 0, text.length));
    const parameters = body.reduce(
      (most, { kind, text: digit }) => (kind === "parameter" ? Math.max(most, Number(digit)) : most),
      0,
    );
    macros.set(name.startsWith("\\") ? name : "\\" + name, { parameters, optional: null, body });
  }
  return macros;
}

/** Takes definitions out of the tokens and replaces calls by what they stand for. */
export function expand(
  written: readonly Token[],
  macros: Macros,
): { tokens: readonly Token[]; macros: Macros } {
  if (
    !written.some(
      ({ kind, text }) => kind === "command" && (macros.has(text) || definitionCommands.has(text)),
    )
  ) {
    return { tokens: written, macros };
  }
  const reader = readTokens(written);
  const tokens: Token[] = [];
  let known = macros;
  let defined: Map<string, Macro> | null = null;
  let work = baseWork + workPerToken * written.length;
  let substitutions = 0;

  for (let token = reader.next(); token; token = reader.next()) {
    if (token.kind !== "command" || token.frozen) {
      tokens.push(token);
      continue;
    }
    const macro = known.get(token.text);
    if (macro) call(token, macro);
    else if (definitionCommands.has(token.text)) define(token);
    else tokens.push(token);
  }
  return { tokens, macros: known };

  function call(command: Token, macro: Macro): void {
    if (command.expansions >= maxExpansions)
      return fail(command, command, `macro ${command.text} expands without end`);
    const args = readArguments(command, macro);
    if (!args) return;
    const { values, last } = args;
    const place = callPlace(command, last);
    const region: Region = { ...place, parent: command.region, level: (command.region?.level ?? 0) + 1 };
    const expanded: Token[] = [];
    for (const token of macro.body) {
      if (token.kind === "parameter") {
        const value = values[Number(token.text) - 1];
        if (value === macro.optional) {
          for (const preset of value ?? []) expanded.push(fromBody(preset, command, place));
        } else if (value && expanded.length + value.length > work) {
          return fail(command, last, `macro ${command.text} is too large`);
        } else if (value) substitute(value, { command, region, spaceBefore: token.spaceBefore }, expanded);
      } else expanded.push(fromBody(token, command, place));
      if (expanded.length > work) return fail(command, last, `macro ${command.text} is too large`);
    }
    work -= expanded.length + 1;
    reader.push(expanded);
  }

  /** Puts an argument where `#1` stood; its tokens keep their own places. */
  function substitute(
    value: readonly Token[],
    use: { command: Token; region: Region; spaceBefore: boolean },
    expanded: Token[],
  ): void {
    const { command, region } = use;
    const substitution = ++substitutions;
    for (let index = 0; index < value.length; index++) {
      const token = value[index]!;
      expanded.push({
        ...token,
        spaceBefore: index === 0 ? use.spaceBefore : token.spaceBefore,
        region: token.literal && token.region === command.region ? region : token.region,
        substitution,
        expansions: command.expansions + 1,
      });
    }
  }

  function readArguments(command: Token, macro: Macro): { values: (readonly Token[])[]; last: Token } | null {
    const values: (readonly Token[])[] = [];
    let last = command;
    if (macro.optional) {
      const given = readBracketed();
      values.push(given?.tokens ?? macro.optional);
      if (given) last = given.last;
    }
    while (values.length < macro.parameters) {
      const argument = readArgument();
      if (!argument) {
        fail(command, last, `macro ${command.text} needs ${macro.parameters} arguments`);
        return null;
      }
      values.push(argument.tokens);
      last = argument.last;
    }
    return { values, last };
  }

  /** One token or one group, braces off; null when there is none or it is not closed. */
  function readArgument(): { tokens: Token[]; last: Token } | null {
    const first = reader.peek();
    if (!first || first.kind === "close") return null;
    reader.next();
    if (first.kind !== "open") return { tokens: [first], last: first };
    const inside: Token[] = [];
    let depth = 1;
    for (let token = reader.next(); token; token = reader.next()) {
      if (token.kind === "open") depth++;
      if (token.kind === "close" && --depth === 0) return { tokens: inside, last: token };
      inside.push(token);
      work--;
    }
    return null;
  }

  function readBracketed(): { tokens: Token[]; last: Token } | null {
    if (reader.peek()?.text !== "[") return null;
    reader.next();
    const inside: Token[] = [];
    for (let token = reader.next(); token; token = reader.next()) {
      if (token.text === "]") return { tokens: inside, last: token };
      inside.push(token);
      work--;
    }
    return { tokens: inside, last: inside.at(-1) ?? written[0]! };
  }

  function define(command: Token): void {
    if (reader.peek()?.text === "*") reader.next();
    const star = command.text === "\\DeclareMathOperator" && lastStar();
    const name = readName();
    if (!name) return fail(command, command, `macro definition without a name`);
    if (command.text === "\\let") return defineAlias(name);
    const macro =
      command.text === "\\DeclareMathOperator"
        ? operatorMacro(command, star)
        : command.text === "\\DeclarePairedDelimiter"
          ? delimiterMacro(command)
          : command.text.endsWith("def")
            ? plainMacro()
            : latexMacro();
    if (!macro) return fail(command, command, `macro ${name} has no body`);
    if (command.text === "\\providecommand" && known.has(name)) return;
    remember(name, macro);
  }

  function lastStar(): boolean {
    return reader.previous()?.text === "*";
  }

  function remember(name: string, macro: Macro): void {
    known = defined ??= new Map(macros);
    defined.set(name, macro);
  }

  function readName(): string | null {
    const argument = readArgument();
    const token = argument?.tokens[0];
    return token?.kind === "command" ? token.text : null;
  }

  function defineAlias(name: string): void {
    if (reader.peek()?.text === "=") reader.next();
    const target = reader.next();
    if (!target) return;
    remember(
      name,
      known.get(target.text) ?? { parameters: 0, optional: null, body: [{ ...target, frozen: true }] },
    );
  }

  function operatorMacro(command: Token, star: boolean): Macro | null {
    const argument = readArgument();
    if (!argument) return null;
    const head = [tokenLike(command, "command", "\\operatorname")];
    if (star) head.push(tokenLike(command, "char", "*"));
    const open = tokenLike(command, "open", "{");
    const close = tokenLike(command, "close", "}");
    return { parameters: 0, optional: null, body: [...head, open, ...argument.tokens, close] };
  }

  function delimiterMacro(command: Token): Macro | null {
    const left = readArgument();
    const right = readArgument();
    if (!left || !right) return null;
    const parameter = tokenLike(command, "parameter", "1");
    const before = tokenLike(command, "command", "\\left");
    const after = tokenLike(command, "command", "\\right");
    return {
      parameters: 1,
      optional: null,
      body: [before, ...left.tokens, parameter, after, ...right.tokens],
    };
  }

  function latexMacro(): Macro | null {
    const count = readBracketed();
    const optional = count ? readBracketed() : null;
    const body = readArgument();
    if (!body) return null;
    const parameters = Math.min(9, Number(count?.tokens.map(({ text }) => text).join("") ?? 0) || 0);
    return { parameters, optional: optional?.tokens ?? null, body: body.tokens };
  }

  function plainMacro(): Macro | null {
    let parameters = 0;
    while (reader.peek() && reader.peek()?.kind !== "open")
      if (reader.next()?.kind === "parameter") parameters++;
    const body = readArgument();
    return body && { parameters: Math.min(9, parameters), optional: null, body: body.tokens };
  }

  function fail(command: Token, last: Token, message: string): void {
    tokens.push({ ...command, ...callPlace(command, last), kind: "error", text: message });
  }
}

/** The tokens still to read, those of expansions first. */
function readTokens(written: readonly Token[]) {
  const stack = [{ tokens: written, index: 0 }];
  let previous: Token | undefined;
  const top = (): { tokens: readonly Token[]; index: number } | undefined => {
    while (stack.length > 0 && stack.at(-1)!.index >= stack.at(-1)!.tokens.length) stack.pop();
    return stack.at(-1);
  };
  return {
    peek: (): Token | undefined => {
      const frame = top();
      return frame?.tokens[frame.index];
    },
    next: (): Token | undefined => {
      const frame = top();
      previous = frame?.tokens[frame.index++];
      return previous;
    },
    previous: (): Token | undefined => previous,
    push: (tokens: readonly Token[]): void => void stack.push({ tokens, index: 0 }),
  };
}

/** From the command to its last argument, in the command's own region. */
function callPlace(command: Token, last: Token): { start: number; end: number } {
  let { start, end } = last;
  for (let region = last.region; region && region !== command.region; region = region.parent)
    ({ start, end } = region);
  return { start: Math.min(command.start, start), end: Math.max(command.end, end) };
}

function fromBody(token: Token, command: Token, place: { start: number; end: number }): Token {
  return {
    ...token,
    ...place,
    literal: false,
    region: command.region,
    substitution: command.substitution,
    expansions: command.expansions + 1,
  };
}

function tokenLike(command: Token, kind: Token["kind"], text: string): Token {
  return { ...command, kind, text, spaceBefore: false };
}
