/*
 * What the host's own tree says is math. Where `remark-math` has run, only findings inside its math count: the two
 * of us may differ on whether `$5 and $6` is a formula, and in a pipeline the pipeline is right.
 */
import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import type { DiagnosticReport, FileReport } from "../report.ts";
import { type Span, overlaps } from "../text/span.ts";

/** The spans of the tree's math nodes, or null when nothing says that the pipeline knows math. */
export function hostMath(tree: Root): readonly Span[] | null {
  const spans: Span[] = [];
  visit(tree, ({ type, position }: { type: string; position?: Root["position"] }) => {
    const [start, end] = [position?.start.offset, position?.end.offset];
    if ((type === "math" || type === "inlineMath") && start !== undefined && end !== undefined)
      spans.push({ start, end });
  });
  return spans.length > 0 ? spans : null;
}

/** The report with only those findings about claims that lie in the host's math. */
export function withinHostMath(report: FileReport, math: readonly Span[] | null): FileReport {
  if (math === null) return report;
  const inside = ({ claim, range }: DiagnosticReport) => {
    const [start, end] = range.offsets;
    return claim === null || math.some((span) => overlaps(span, { start, end }));
  };
  return { ...report, diagnostics: report.diagnostics.filter(inside) };
}
