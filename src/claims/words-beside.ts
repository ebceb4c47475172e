/*
 * The words between formulas: which join a claim with its condition, and which go on with a sentence. In comes a scope
 * with places in it, out go words and whether they join.
 */
import type { Scope } from "../scope/scope.ts";

/** Words between a claim and its condition. */
export const link =
  /^[\s,，;:(（]*(?:if|when|whenever|for|where|provided(?: that)?|iff|(?:in )?case|with|当|若|如果|对于?)?\s*(?:all|any|every)?[\s(（]*$/i;

/** The prose right before a formula, back to the formula before it in the same block. */
export function textBefore({ note, blockOf }: Scope, formula: number): string {
  const content = note.blocks[blockOf[formula] ?? 0]?.content ?? [];
  const at = content.findIndex((inline) => inline.type === "math" && inline.index === formula);
  const before = content[at - 1];
  return before?.type === "text" ? before.text : "";
}

/** Prose that goes on with what was said before it. */
export const goesOn =
  /^\s*(?:[a-z(]|(?:then|so|hence|thus|therefore|we|it|this|that|now|here|in (?:this|that|which) case)\b|且|则|那么|因此|所以|有|得|故)/;

/** Whether all blocks from one to another, that one included, go on with what is said in it. */
export function goesOnTo({ note }: Scope, from: number, to: number): boolean {
  return note.blocks.slice(from + 1, to + 1).every(({ type, content }) => {
    const [first] = content;
    return type === "paragraph" && (first?.type === "math" || goesOn.test(first?.text ?? ""));
  });
}
