/*
 * Quick fixes, `source.fixAll.jacobianLint` and conversions to another layout as the protocol's code actions.
 */
import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { type Action, actionsAt } from "../features/actions.ts";
import { fixAll } from "../features/fix-all.ts";
import { diagnosticSource } from "./diagnostics.ts";
import { layoutActions, layoutKind } from "./layout-actions.ts";
import { commands } from "./protocol.ts";
import type { Session } from "./session.ts";
import { type Source, editsByUri, placeOf, spanAt } from "./sources.ts";

export const fixAllKind = `${CodeActionKind.SourceFixAll}.jacobianLint`;

/** The actions for a selection; those that need our commands only where the client has them. */
export async function answerCodeActions(
  session: Session,
  hasCommands: boolean,
  params: CodeActionParams,
): Promise<readonly CodeAction[]> {
  const current = session.sourceOf(params.textDocument.uri);
  if (!current) return [];
  const { source, report } = await session.checks.request(current, "now");
  const selection = spanAt(source, params.textDocument.uri, params.range);
  if (!report || !selection) return [];
  const only = params.context.only;
  if (only?.some((kind) => isOrHolds(kind, fixAllKind))) return fixAllActions(source, fixAll(report).edits);
  const wants = (kind: string) => !only || only.some((one) => isOrHolds(one, kind));
  const layouts = wants(layoutKind) ? await layoutActions(session, source, report, selection) : [];
  if (!wants(CodeActionKind.QuickFix)) return layouts;
  const quickFixes = actionsAt(report, selection, source.text)
    .map((action) => codeAction(source, action, params, report.claims[action.claim ?? -1]?.range.offsets))
    .filter((action) => action.edit !== undefined || hasCommands);
  return [...quickFixes, ...layouts];
}

/** `source` holds `source.fixAll` holds `source.fixAll.jacobianLint`. */
function isOrHolds(kind: string, inner: string): boolean {
  return inner === kind || inner.startsWith(`${kind}.`);
}

function fixAllActions(source: Source, edits: Parameters<typeof editsByUri>[1]): readonly CodeAction[] {
  if (edits.length === 0) return [];
  const title = "Apply all verified corrections";
  return [{ title, kind: fixAllKind, edit: { changes: editsByUri(source, edits) } }];
}

function codeAction(
  source: Source,
  action: Action,
  params: CodeActionParams,
  claim: readonly [number, number] | undefined,
): CodeAction {
  const { title, preferred, rule, edits } = action;
  const solves = action.kind === "fix" || action.kind === "silence";
  const diagnostics = params.context.diagnostics.filter(
    ({ source: from, code }) => solves && from === diagnosticSource && code === rule,
  );
  const place = claim && placeOf(source, { start: claim[0], end: claim[1] });
  return {
    title,
    kind: CodeActionKind.QuickFix,
    ...(preferred && { isPreferred: true }),
    ...(diagnostics.length > 0 && { diagnostics }),
    ...(edits.length > 0
      ? { edit: { changes: editsByUri(source, edits) } }
      : {
          command: {
            title,
            ...commandOf(action, place ?? { uri: params.textDocument.uri, range: params.range }),
          },
        }),
  };
}

function commandOf(action: Action, place: NonNullable<ReturnType<typeof placeOf>>) {
  const at = [place.uri, place.range.start];
  switch (action.kind) {
    case "explain":
      return { command: commands.explainRule, arguments: [action.rule] };
    case "copy-python":
      return { command: commands.copyPython, arguments: at };
    case "copy-jax":
      return { command: commands.copyJax, arguments: at };
    default:
      return { command: commands.showEvidence, arguments: at };
  }
}
