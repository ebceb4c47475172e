/*
 * Conversions to another layout as code actions: those of one claim with their edits, that of a whole note worked
 * out when it is chosen. What a conversion leaves as it is, is said in a message.
 */
import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  MessageType,
  ShowMessageNotification,
} from "vscode-languageserver";
import { claimsIn } from "../features/claim-at.ts";
import { layoutsForClaim, layoutsForNote } from "../features/other-layouts.ts";
import type { ConversionReport, FileReport, LayoutName } from "../report.ts";
import type { Span } from "../text/span.ts";
import type { Session } from "./session.ts";
import { type Source, editsByUri } from "./sources.ts";

export const layoutKind = `${CodeActionKind.RefactorRewrite}.jacobianLint.layout`;

/** What the action for a whole note remembers until it is chosen. */
interface Asked {
  readonly uri: string;
  readonly to: LayoutName;
}

/** Left places named in one message; the rest are counted. */
const mostNamed = 3;

/** The conversions that the claims of a selection admit; that of the whole note only where it can be resolved. */
export async function layoutActions(
  session: Session,
  source: Source,
  report: FileReport,
  selection: Span,
): Promise<readonly CodeAction[]> {
  const claims = claimsIn(report, selection);
  if (claims.length === 0) return [];
  const actions: CodeAction[] = [];
  for (const { claim, index } of claims)
    for (const to of layoutsForClaim(claim)) {
      const { edits } = await session.convert(source, to, idle, index);
      if (edits.length === 0) continue;
      actions.push({
        title: `Write this claim in ${to} layout (verified)`,
        kind: layoutKind,
        edit: { changes: changesOf(source, edits) },
      });
    }
  if (!session.resolvesEdits()) return actions;
  const ofNote = layoutsForNote(report).map((to): CodeAction => {
    const data: Asked = { uri: source.uri, to };
    return { title: `Write the whole note in ${to} layout`, kind: layoutKind, data };
  });
  return [...actions, ...ofNote];
}

/** The conversion of a whole note that was chosen, with its edits. */
export async function resolveLayoutAction(
  session: Session,
  connection: Connection,
  action: CodeAction,
): Promise<CodeAction> {
  const asked = action.data as Asked | undefined;
  const source = asked && session.sourceOf(asked.uri);
  if (!source) return action;
  const { edits, left } = await session.convert(source, asked.to, idle);
  if (left.length > 0) {
    await connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message: leftMessage(left),
    });
  }
  return { ...action, edit: { changes: changesOf(source, edits) } };
}

const idle = new AbortController().signal;

function leftMessage(left: ConversionReport["left"]): string {
  const named = left
    .slice(0, mostNamed)
    .map(({ range, message }) => `line ${range.start.line + 1}: ${message}`);
  const more = left.length - named.length;
  return `Left as it is: ${named.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

function changesOf(source: Source, edits: ConversionReport["edits"]) {
  const spans = edits.map(({ range: { offsets }, newText }) => ({
    span: { start: offsets[0], end: offsets[1] },
    newText,
  }));
  return editsByUri(source, spans);
}
