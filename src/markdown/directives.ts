/*
 * Words to the linter: HTML comments `<!-- jacobian-lint… -->` and math comments `% jacobian-lint-ignore`.
 * Rule names are not checked here; a comment that says something else is not a directive.
 */
import { type LocatedText, type Span, toDocumentSpan } from "../text/span.ts";
import { sliceLocated } from "./located.ts";
import type { Directive, MathSpan } from "./note.ts";

type Action = Extract<Directive, { type: "silence" }>["action"];

const silence = /^\s*jacobian-lint-(disable(?:-next-line|-next-block|-file)?|enable)(?=\s|$)([^]*)$/;
const declare = /^\s*jacobian-lint:/;
const ignore = /%[ \t]*jacobian-lint-ignore(?=\s|$)([^\r\n]*)/g;

/** The directive in an HTML comment, delimiters included, or null. */
export function readComment(comment: LocatedText): Directive | null {
  const words = sliceLocated(comment, "<!--".length, comment.text.length - "-->".length);
  return readDirective(words, toDocumentSpan(comment, 0, comment.text.length));
}

/** The directive in the words of a comment that stands at `span`, or null. */
export function readDirective(words: LocatedText, span: Span): Directive | null {
  const { text } = words;
  if (!text.includes("jacobian-lint")) return null;
  const silenced = silence.exec(text);
  if (silenced)
    return { type: "silence", action: silenced[1] as Action, ...rulesAndReason(silenced[2]!), span };
  const start = declare.exec(text)?.[0].length;
  if (start === undefined) return null;
  return { type: "declare", declarations: splitDeclarations(sliceLocated(words, start, text.length)), span };
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
