/*
 * Completions: words to the linter inside its comments, and after the `=` of a derivative the answers that are
 * already known. A shell that may run the engine also asks it with `derivativeProbe`.
 */
import { type FileReport, rules } from "../report.ts";
import { roles } from "../scope/declaration.ts";
import type { Span } from "../text/span.ts";

export interface Completion {
  readonly label: string;
  readonly detail: string;
  readonly newText: string;
  /** What is replaced. */
  readonly span: Span;
  readonly kind: "directive" | "rule" | "declaration" | "formula";
}

const directives: readonly (readonly [name: string, detail: string])[] = [
  ["jacobian-lint:", "Declare shapes, roles or the layout"],
  ["jacobian-lint-disable", "Silence rules from here on"],
  ["jacobian-lint-enable", "End a silence"],
  ["jacobian-lint-disable-next-line", "Silence rules on the next line"],
  ["jacobian-lint-disable-next-block", "Silence rules in the next block"],
  ["jacobian-lint-disable-file", "Silence rules in the whole note"],
];

const layouts = ["layout numerator", "layout denominator", "layout gradient"] as const;

/** What may be written at `offset`. */
export function completionsAt(
  report: FileReport | null,
  offset: number,
  text: string,
): readonly Completion[] {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const ignore = /%\s*jacobian-lint-ignore\s+(?:[\w-]+[\s,]+)*([\w-]*)$/.exec(line);
  if (ignore) return ruleNames(ignore[1] ?? "", offset);
  const comment = /<!--\s*((?:(?!-->).)*)$/.exec(line)?.[1];
  if (comment !== undefined) return inComment(comment, offset);
  return report ? knownAnswers(report, offset, text) : [];
}

function inComment(comment: string, offset: number): readonly Completion[] {
  const silence = /^jacobian-lint-(?:disable|enable)[\w-]*\s+(?:[\w-]+[\s,]+)*([\w-]*)$/.exec(comment);
  if (silence && !/\s--(\s|$)/.test(comment)) return ruleNames(silence[1] ?? "", offset);
  const declaration = /^jacobian-lint:\s*(?:[^;]*;\s*)*([^;]*)$/.exec(comment)?.[1];
  if (declaration !== undefined) return declarationWords(declaration, offset);
  if (!"jacobian-lint-disable-next-block".startsWith(comment)) return [];
  return directives.map(([label, detail]) => ({
    label,
    detail,
    newText: label,
    span: { start: offset - comment.length, end: offset },
    kind: "directive",
  }));
}

function ruleNames(typed: string, offset: number): readonly Completion[] {
  const span = { start: offset - typed.length, end: offset };
  return rules.map((rule) => ({ label: rule, detail: "rule", newText: rule, span, kind: "rule" }));
}

/** After a name its shape and roles; at the start of a declaration the layouts. */
function declarationWords(typed: string, offset: number): readonly Completion[] {
  const [, word = ""] = /^\S+\s+(\S*)$/.exec(typed) ?? [];
  const afterName = /^\S+\s+\S*$/.test(typed) && !typed.startsWith("layout");
  const start = offset - (afterName ? word.length : typed.length);
  const words = afterName ? ["in R^{n x m}", "in R^n", ...roles] : layouts;
  return words.map((label) => ({
    label,
    detail: "declaration",
    newText: label,
    span: { start, end: offset },
    kind: "declaration",
  }));
}

/** The left side of an equation that ends at `offset`, if it is a derivative. */
function openEquation(
  text: string,
  offset: number,
): { readonly left: string; readonly after: string } | null {
  const lines = text.slice(Math.max(0, offset - 2000), offset);
  const found = /((?:\\[dt]?frac\s*\{[^$\n]*|\\nabla[^$\n=]*))(=|&=|\\equiv)(\s*)$/.exec(lines);
  if (!found?.[1] || !/\\partial|\\nabla|\\mathrm\s*\{?d|\{d|\\mathrm\{D\}/.test(found[1])) return null;
  return { left: found[1], after: found[3] ?? "" };
}

function knownAnswers(report: FileReport, offset: number, text: string): readonly Completion[] {
  const open = openEquation(text, offset);
  if (!open) return [];
  const right = report.claims.flatMap((claim) => {
    const formula = claim.status === "verified" ? claim.latex : claim.fixes[0]?.newText;
    const [, left, answer] = /^([^=]*?)&?=(.*)$/s.exec(formula ?? "") ?? [];
    return left !== undefined && answer && squeeze(left) === squeeze(open.left) ? [answer.trim()] : [];
  });
  return [...new Set(right)].map((answer) => formulaCompletion(answer, offset, open.after));
}

/** The text with a number where a right side is missing at `offset`, so that it can be read; null elsewhere. */
export function derivativeProbe(offset: number, text: string): string | null {
  if (!openEquation(text, offset) || !/^[ \t]*(?:\$|\r?\n|\\\)|\\\]|\\end|\\\\|$)/.test(text.slice(offset)))
    return null;
  return `${text.slice(0, offset)} 7 ${text.slice(offset)}`;
}

/** The derivative that belongs at `offset`. */
export function derivedCompletion(answer: string, offset: number, text: string): readonly Completion[] {
  const open = openEquation(text, offset);
  return open ? [formulaCompletion(answer, offset, open.after)] : [];
}

function formulaCompletion(answer: string, offset: number, blank: string): Completion {
  return {
    label: answer,
    detail: "verified derivative",
    newText: blank === "" ? ` ${answer}` : answer,
    span: { start: offset, end: offset },
    kind: "formula",
  };
}

function squeeze(tex: string): string {
  return tex.replace(/\s+/g, "");
}
