/*
 * Whether a claim is said to be about where a hinge, `\max(0, \cdot)`, is not zero: "when the loss is active, …". In comes
 * a scope with a statement, out goes whether the words before it say so.
 */
import type { Scope } from "../scope/scope.ts";
import type { Statement } from "../scope/statement.ts";

const HINGE = "(?:loss|hinge|margin|triplet|constraint|term|pair)s?";
/** Words for an instance at which a hinge counts. */
export const ofActiveHinges = new RegExp(
  `\\b(?:when|whenever|if|where|while|for|as long as|provided|assum\\w+|suppose)\\b[^.;:]{0,60}\\b${HINGE} (?:is|are) (?:active|violated|positive|non-?zero)\\b` +
    `|\\b(?:active|violat(?:ed|ing)) ${HINGE}\\b`,
  "i",
);
/** Words that only lead over to a claim. */
const leadsOver = /^\W*(?:then|and|so|hence|thus|therefore|we have|we get)?\W*$/i;

/** Whether the words right before a statement say that a hinge is active. */
export function saysActive({ note, blockOf }: Scope, { formula }: Statement): boolean {
  let at = blockOf[formula] ?? 0;
  const own = note.blocks[at]?.content ?? [];
  let words = textOf(
    own.slice(
      0,
      own.findIndex((one) => one.type === "math" && one.index === formula),
    ),
  );
  while (leadsOver.test(words) && at > 0) words = textOf(note.blocks[--at]?.content ?? []);
  const [sentence] = words.split(/[.;]\s/).slice(-1);
  return ofActiveHinges.test(sentence ?? "");
}

/** The prose of a block, each formula in it as a sign. */
function textOf(content: Scope["note"]["blocks"][number]["content"]): string {
  return content.map((inline) => (inline.type === "text" ? inline.text : "·")).join("");
}
