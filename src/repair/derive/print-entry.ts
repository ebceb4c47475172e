/*
 * An entry of a symbol as the note writes entries of it, else with the index below.
 */
import { sidesOf } from "../../scope/statement.ts";
import {
  type SymbolExpression,
  type Expression,
  type Index,
  walkExpression,
} from "../../algebra/expression.ts";
import type { Site } from "../site.ts";
import { indexText } from "../symbol-text.ts";
import { stop } from "./adjoint.ts";

/** The entry of `part`, which is written `text` as a whole. */
export function entryText(site: Site, part: SymbolExpression, at: readonly Index[], text: string): string {
  for (const statement of site.scope.statements)
    for (const side of sidesOf(statement))
      for (const one of walkExpression(side)) {
        if (one.type !== "entry" || one.of.type !== "symbol" || one.of.name !== part.name) continue;
        if (one.indices.length !== at.length) continue;
        return likeEntry(site, one, part, at);
      }
  const indices = at.map(indexText).join("");
  const inBraces = indices.length > 1 ? `{${indices}}` : indices;
  if (!/[_^]/.test(text)) return `${text}_${inBraces}`;
  const timed = /^(.*)_(?:\{([^{}]*)\}|(\w))$/.exec(text);
  const together = /\w_\{[a-z](?:[-+]\d)?\s*,\s*[a-z]\}/.test(site.text);
  return timed && part.time && together
    ? `${timed[1]!}_{${timed[2] ?? timed[3]!},${indices}}`
    : `(${text})_${inBraces}`;
}

function likeEntry(
  site: Site,
  like: Expression & { type: "entry" },
  part: SymbolExpression,
  at: readonly Index[],
): string {
  const own = like.of as SymbolExpression;
  const edits = like.indices.map((index, i) => ({ span: index.span, text: indexText(at[i]!) }));
  if (own.time && part.time) edits.push({ span: own.time.span, text: indexText(part.time) });
  edits.sort((a, b) => a.span.start - b.span.start);
  let text = "";
  let from = like.span.start;
  for (const edit of edits) {
    if (edit.span.start < from) stop();
    const bare = /[_^]/.test(site.text[edit.span.start - 1] ?? "") && edit.text.length > 1;
    text += site.text.slice(from, edit.span.start) + (bare ? `{${edit.text}}` : edit.text);
    from = edit.span.end;
  }
  return text + site.text.slice(from, like.span.end);
}
