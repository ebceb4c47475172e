/*
 * Reported diagnostics as the protocol's: one plain line each, the rule as a link to its page.
 */
import { type Connection, type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { adviceFor } from "../features/advice.ts";
import { spanOf } from "../features/claim-at.ts";
import { notUnderstood } from "../features/evidence.ts";
import type { FileReport, Related, Severity } from "../report.ts";
import type { ConfigurationFile } from "./configuration.ts";
import { type Source, placeOf } from "./sources.ts";

export const diagnosticSource = "jacobian-lint";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The diagnostics of a source by document; documents without any have an empty list. */
export function diagnosticsByUri(
  source: Source,
  report: FileReport | null,
  reportUnchecked: boolean,
): ReadonlyMap<string, Diagnostic[]> {
  const byUri = new Map<string, Diagnostic[]>(source.parts.map(({ document }) => [document.uri, []]));
  const add = (found: { uri: string; diagnostic: Diagnostic } | null) => {
    if (found) byUri.get(found.uri)?.push(found.diagnostic);
  };
  for (const reported of report?.diagnostics ?? []) {
    const { range, severity, message, rule, url, related } = reported;
    add(locate(source, range.offsets, severities[severity], oneLine(message), rule, url, related));
  }
  for (const claim of report && reportUnchecked ? notUnderstood(report) : []) {
    const reason = claim.reason ?? "inconclusive";
    const message = oneLine(claim.message || `not checked: ${adviceFor(reason).why}`);
    const place = (claim.ranges[0] ?? claim.range).offsets;
    add(locate(source, place, DiagnosticSeverity.Information, message, reason, "", claim.related));
  }
  return byUri;
}

/** Reports what is wrong with a configuration file in that file, or that nothing is. */
export function publishConfigurationProblems(
  connection: Connection,
  file: Pick<ConfigurationFile, "uri" | "problems">,
): void {
  const diagnostics = file.problems.map(({ path, message, line, character, span }) => ({
    range: {
      start: { line, character },
      end: { line, character: character + Math.max(1, span.end - span.start) },
    },
    severity: DiagnosticSeverity.Warning,
    message: path ? `${path}: ${message}` : message,
    source: diagnosticSource,
    code: "bad-configuration",
  }));
  void connection.sendDiagnostics({ uri: file.uri, diagnostics });
}

function locate(
  source: Source,
  [start, end]: readonly [number, number],
  severity: DiagnosticSeverity,
  message: string,
  code: string,
  url: string,
  related: readonly Related[],
): { readonly uri: string; readonly diagnostic: Diagnostic } | null {
  const place = placeOf(source, { start, end });
  if (!place) return null;
  const relatedInformation = related.flatMap((other) => {
    const location = placeOf(source, spanOf(other.range));
    return location ? [{ location, message: oneLine(other.message) }] : [];
  });
  const diagnostic: Diagnostic = {
    range: place.range,
    severity,
    message,
    source: diagnosticSource,
    code,
    ...(url && { codeDescription: { href: url } }),
    ...(relatedInformation.length > 0 && { relatedInformation }),
  };
  return { uri: place.uri, diagnostic };
}

/** Editors show diagnostics beside the line; a second line would break them. */
function oneLine(message: string): string {
  return message.replace(/\s+/g, " ").trim();
}
