/*
 * Completions; after the `=` of a derivative the engine is asked what belongs there, with a number in its place.
 */
import { type CancellationToken, type CompletionItem, CompletionItemKind } from "vscode-languageserver";
import {
  type Completion,
  derivedCompletion,
  completionsAt,
  derivativeProbe,
} from "../features/completions.ts";
import { signalOf } from "./cancellation.ts";
import { type Position, largestNote } from "./protocol.ts";
import type { Session } from "./session.ts";
import { type Source, offsetAt, placeOf } from "./sources.ts";

const kinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  directive: CompletionItemKind.Keyword,
  rule: CompletionItemKind.EnumMember,
  declaration: CompletionItemKind.Property,
  formula: CompletionItemKind.Value,
};

/** What may be written at a place of the text as it is now. */
export async function answerCompletion(
  session: Session,
  place: { readonly uri: string; readonly position: Position },
  token: CancellationToken,
): Promise<readonly CompletionItem[]> {
  const source = session.sourceOf(place.uri);
  const offset = source && offsetAt(source, place.uri, place.position);
  if (!source || offset === null) return [];
  const words = completionsAt(null, offset, source.text);
  if (words.length > 0) return words.map((word) => item(source, word));
  const derived = await derive(session, source, offset, token);
  return derived.map((answer) => item(source, answer));
}

async function derive(
  session: Session,
  source: Source,
  offset: number,
  token: CancellationToken,
): Promise<readonly Completion[]> {
  const probed = derivativeProbe(offset, source.text);
  if (probed === null || probed.length > largestNote) return [];
  const { signal, dispose } = signalOf(token);
  try {
    const answer = await session.deriveAt({ ...source, text: probed }, offset + 1, signal);
    if (signal.aborted) return [];
    if (answer !== null) return derivedCompletion(answer, offset, source.text);
    const report = await session.lint({ ...source, text: probed }, signal);
    return signal.aborted ? [] : completionsAt(report, offset, source.text);
  } catch {
    return [];
  } finally {
    dispose();
  }
}

function item(source: Source, completion: Completion): CompletionItem {
  const { label, detail, newText, span, kind } = completion;
  const place = placeOf(source, span);
  return {
    label,
    detail,
    kind: kinds[kind],
    filterText: kind === "formula" ? "" : label,
    ...(place && { textEdit: { range: place.range, newText } }),
  };
}
