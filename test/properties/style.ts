/*
 * How a generated note is written: one choice for everything that authors do differently. Plain data for
 * fast-check to draw and to shrink; the first of each list is the plainest.
 */
import fc from "fast-check";

export interface Style {
  readonly time: "sub" | "sup" | "angle" | "bracket";
  readonly bold: boolean;
  readonly transpose: string;
  /** How the transpose of a symbol with a raised time is written. */
  readonly raised: "braces" | "parentheses" | "joined";
  readonly diag: string;
  readonly fraction: "\\frac" | "\\dfrac" | "slash";
  readonly gradients: "fraction" | "nabla";
  readonly parentheses: readonly [string, string];
  readonly norm: string;
  readonly trace: string;
  readonly generic: string;
  /** f' by its name, or by its formula where it has one. */
  readonly slopes: "prime" | "formula";
  readonly delimiter: "lines" | "line" | "brackets" | "fence" | "inline" | "aligned";
  readonly layout: "numerator" | "denominator" | null;
  readonly layoutWords: number;
  readonly definitions: "before" | "after";
  readonly together: boolean;
  readonly shapes: "in" | "words";
  readonly container: "" | "> " | "  ";
  readonly newline: "\n" | "\r\n";
}

export const styles: fc.Arbitrary<Style> = fc.record({
  time: fc.constantFrom("sub", "sup", "angle", "bracket"),
  bold: fc.boolean(),
  transpose: fc.constantFrom(
    "^T",
    "^\\top",
    "^{\\top}",
    "^{T}",
    "^{\\mathsf{T}}",
    "^{\\mathrm{T}}",
    "^\\intercal",
    "^{\\mathrm T}",
  ),
  raised: fc.constantFrom("braces", "parentheses", "joined"),
  diag: fc.constantFrom(
    "\\operatorname{diag}()",
    "\\mathrm{diag}()",
    "\\text{diag}()",
    "\\operatorname{diag}[]",
    "\\mathrm{diag}\\left(\\right)",
    "\\operatorname{Diag}()",
    "\\mathrm{diag}\\{\\}",
  ),
  fraction: fc.constantFrom("\\frac", "\\dfrac", "slash"),
  gradients: fc.constantFrom("fraction", "nabla"),
  parentheses: fc.constantFrom<readonly [string, string]>(
    ["(", ")"],
    ["\\left(", "\\right)"],
    ["\\bigl(", "\\bigr)"],
  ),
  norm: fc.constantFrom("\\|.\\|^2", "\\lVert.\\rVert^2", "\\|.\\|_2^2", "\\left\\|.\\right\\|^{2}"),
  trace: fc.constantFrom("\\operatorname{tr}", "\\mathrm{tr}", "\\operatorname{Tr}", "\\text{tr}"),
  generic: fc.constantFrom("\\phi", "\\sigma", "f", "g", "\\varphi"),
  slopes: fc.constantFrom("prime", "formula"),
  delimiter: fc.constantFrom("lines", "line", "brackets", "fence", "inline", "aligned"),
  layout: fc.constantFrom(null, "numerator", "denominator"),
  layoutWords: fc.nat(3),
  definitions: fc.constantFrom("before", "after"),
  together: fc.boolean(),
  shapes: fc.constantFrom("in", "words"),
  container: fc.constantFrom("", "", "", "> ", "  "),
  newline: fc.constantFrom("\n", "\n", "\n", "\r\n"),
});

/** Ways to state the layout. */
export const layoutSentences: Readonly<Record<"numerator" | "denominator", readonly string[]>> = {
  numerator: [
    "We use the numerator layout.",
    "All derivatives below are in numerator layout.",
    "Throughout, Jacobians follow the numerator-layout convention.",
    "We use the numerator layout (one row per output component).",
  ],
  denominator: [
    "We use the denominator layout.",
    "All derivatives below are in denominator layout.",
    "Throughout, we follow the denominator-layout convention.",
    "We use the denominator layout (one row per component of the variable).",
  ],
};
