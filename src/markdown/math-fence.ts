/*
 * Which fenced blocks are formulas: ```` ```math ````, and MyST's `{math}` directive.
 */
import type { MathSyntax } from "./dialect.ts";

/** Whether a fence with these words behind it holds a formula. */
export function mathFence(info: string, syntax: MathSyntax): boolean {
  const name = /^\S+/.exec(info)?.[0].toLowerCase() ?? "";
  return name === "{math}" ? syntax.directives : syntax.fences.includes(name);
}

/** Where the formula starts in the text of a fence: behind the options of a directive. */
export function fenceFormulaStart(content: string): number {
  return /^(?:[ \t]*:[\w-]+:[^\n]*\n)*/.exec(content)?.[0].length ?? 0;
}
