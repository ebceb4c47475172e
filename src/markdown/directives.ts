/*
 * Words to the linter: HTML comments `<!-- jacobian-lint… -->` and math comments `% jacobian-lint-ignore`.
 * Rule names are not checked here; a comment that says something else is not a directive.
 */
import { type LocatedText, toDocumentSpan } from "../text/span.ts";
import { sliceLocated } from "./located.ts";
import type { Directive, MathSpan } from "./note.ts";

type Action = Extract<Directive, { type: "silence" }>["action"];

const silence = /^<!--\s*jacobian-lint-(disable(?:-next-line|-next-block|-file)?|enable)(?=\s|-->)([^]*)-->$/;
const declare = /^(<!--\s*jacobian-lint:)([^]*)-->$/;
const ignore = /%[ \t]*jacobian-lint-ignore(?=\s|$)([^\r\n]*)/g;

/** The directive in an HTML comment, delimiters included, or null. */
export function readComment(comment: LocatedText): Directive | null {
  const { text } = comment;
  if (!text.includes("jacobian-lint")) return null;
  const span = toDocumentSpan(comment, 0, text.length);
  const words = silence.exec(text);
  if (words) return { type: "silence", action: words[1] as Action, ...rulesAndReason(words[2]!), span };
  const told = declare.exec(text);
  if (!told) return null;
  const start = told[1]!.length;
  return {
    type: "declare",
    declarations: splitDeclarations(sliceLocated(comment, start, text.length - 3)),
    span,
  };
}

/** The `% jacobian-lint-ignore` comments of a formula. */
export function readMathComments(math: MathSpan): readonly Directive[] {
  const { tex } = math;
  if (!tex.text.includes("jacobian-lint-ignore")) return [];
  return [...tex.text.matchAll(ignore)].map((match) => ({
    type: "silence",
    action: "ignore",
    ...rulesAndReason(match[1]!),
    span: toDocumentSpan(tex, match.index, match.index + match[0].trimEnd().length),
  }));
}

/** One text for each declaration; they are separated by semicolons and line ends. */
export function splitDeclarations(text: LocatedText): readonly LocatedText[] {
  return [...text.text.matchAll(/[^;\r\n]+/g)]
    .map((match) => {
      const trimmed = match[0].trim();
      const start = match.index + match[0].indexOf(trimmed);
      return sliceLocated(text, start, start + trimmed.length);
    })
    .filter((declaration) => declaration.text !== "");
}

/** `rule, rule -- reason`. */
function rulesAndReason(words: string): { rules: readonly string[]; reason: string } {
  const [rules, reason] = /^([^]*?)(?:(?:^|\s)--(?=\s|$)([^]*))?$/.exec(words)!.slice(1);
  return {
    rules: (rules ?? "").split(/[\s,]+/).filter((rule) => rule !== ""),
    reason: (reason ?? "").trim(),
  };
}
