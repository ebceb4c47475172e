/*
 * What a rule is: a name, a default severity and the one line it says. Each rule is one file with its page
 * beside it; rules find nothing themselves, they name what `repair/` has found.
 */
import type { Rule, Severity } from "../report.ts";

/** What is known about a wrong claim when its message is written; all texts are plain, without TeX commands. */
export interface Finding {
  /** The left side, for people: `∂h_t/∂h_{t−1}`. */
  readonly subject: string;
  /** The smallest wrong piece, and what should stand there; null where no small repair was found. */
  readonly written: string | null;
  readonly corrected: string | null;
  /** "numerator" where the note declares it, else null. */
  readonly layout: string | null;
  /** For `other-layout`: the layout in which the claim does hold. */
  readonly holdsIn: string | null;
  /** Both right forms, where the claim matches neither layout. */
  readonly numeratorForm: string | null;
  readonly denominatorForm: string | null;
  /** "entry [1,2] is 0.412, numerically −0.087". */
  readonly entry: string | null;
  /** For `holds-only-if`: "A is symmetric". For `other-model` and a wrong transpose: the neighbouring model. */
  readonly condition: string | null;
  /** For `shape-mismatch`: "3×2 against 2×3" or why the product cannot be formed. */
  readonly shapes: string | null;
}

export interface RuleDefinition {
  readonly rule: Rule;
  /** Two to five words, for lists: "Spurious or missing transpose". */
  readonly title: string;
  readonly severity: Severity;
  /** One line, no TeX, ends without a full stop. */
  message(finding: Finding): string;
}
