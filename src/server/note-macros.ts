/*
 * The macros a note defines, for drawing its formulas. Unlike the engine's reader it need not be exact: a
 * macro it misses is drawn by its name.
 */
import type { Macros } from "./engine.ts";

const definition =
  /\\(?:(?:re|provide)?newcommand|providecommand)\s*\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*\{|\\def\s*\\([A-Za-z]+)((?:#\d)*)\s*\{|\\DeclareMathOperator\s*(\*?)\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\{/g;

/** Macros by name without backslash; the later of two definitions wins. */
export function noteMacros(text: string): Macros {
  const macros: Record<string, string | readonly [string, number]> = {};
  for (const found of text.matchAll(definition)) {
    const body = balanced(text, found.index + found[0].length);
    if (body === null) continue;
    const [, command, count, defined, parameters, star, operator] = found;
    const takes = Number(count ?? (parameters ?? "").length / 2);
    if (operator) macros[operator] = `\\operatorname${star ?? ""}{${body}}`;
    else macros[command ?? defined ?? ""] = takes > 0 ? [body, takes] : body;
  }
  return macros;
}

/** Settings write `\RR`; the drawer wants `RR`, and the number of arguments. */
export function settingMacros(macros: Readonly<Record<string, string>>): Macros {
  return Object.fromEntries(
    Object.entries(macros).map(([name, body]) => {
      const takes = Math.max(0, ...[...body.matchAll(/#(\d)/g)].map(([, digit]) => Number(digit)));
      return [name.replace(/^\\/, ""), takes > 0 ? [body, takes] : body];
    }),
  );
}

/** What stands between a brace that was just opened and its end. */
function balanced(text: string, start: number): string | null {
  const longestBody = 2_000;
  let depth = 1;
  for (let at = start; at < Math.min(text.length, start + longestBody); at += 1) {
    const character = text[at];
    if (character === "\\") at += 1;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return text.slice(start, at);
  }
  return null;
}
