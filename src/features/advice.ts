/*
 * Why a claim was not checked, in words, and what its author can do so that it is. A table by reason, so
 * that a new reason without words does not compile.
 */
import type { Reason } from "../report.ts";

export interface Advice {
  /** Completes "Not checked: …". */
  readonly why: string;
  /** What would make the claim checkable, or null where nothing needs doing. */
  readonly remedy: string | null;
}

const advice: Readonly<Record<Reason, Advice>> = {
  "undefined-symbol": {
    why: "a symbol it rests on is not defined in this note",
    remedy:
      "Define the symbol by an equation above the claim, or declare it: `<!-- jacobian-lint: W in R^{n x m} -->`.",
  },
  "unknown-shape": {
    why: "the shape of a symbol is not known",
    remedy:
      "Say the shape once, in prose or math (`$W \\in \\mathbb{R}^{n \\times m}$`), or declare it: `<!-- jacobian-lint: W in R^{n x m} -->`.",
  },
  "shape-conflict-in-definition": {
    why: "the shapes in a definition it rests on do not fit together",
    remedy: "Correct the shapes in that definition, or declare the right ones.",
  },
  "unsupported-notation": {
    why: "part of the notation is not understood",
    remedy: "Write the marked part in a more common notation; the rest of the claim was understood.",
  },
  "unsupported-operator": {
    why: "it uses an operator that cannot be evaluated",
    remedy: "Define the operator in the note through operators that can be evaluated.",
  },
  "macro-error": {
    why: "a macro in it could not be expanded",
    remedy:
      "Define the macro in the note with `\\newcommand`, or in the setting `jacobianLint.macros` or `markdown.math.macros`.",
  },
  "syntax-error": {
    why: "the formula is not complete LaTeX",
    remedy: "Close the braces and delimiters at the marked place.",
  },
  "outside-domain": {
    why: "the functions in it are not defined at the sampled points",
    remedy: "Say where the variables live, for example `<!-- jacobian-lint: x positive -->`.",
  },
  inconclusive: {
    why: "the numbers neither confirm nor contradict it",
    remedy: "Fix the sizes or restrict the variables so that the derivative can be measured more precisely.",
  },
  "readings-disagree": {
    why: "it is right under one reading of the notation and wrong under another",
    remedy: "Say which product or layout is meant, for example `<!-- jacobian-lint: layout numerator -->`.",
  },
  "follows-from-refuted": {
    why: "it equals an earlier step of its chain, which is wrong",
    remedy: "Correct the earlier step first.",
  },
  "no-counterexample": {
    why: "no sampled instance violates the inequality, which does not prove it",
    remedy: null,
  },
  "over-budget": {
    why: "checking it takes more operations than are allowed for one claim",
    remedy: "Split the formula, or fix smaller sizes.",
  },
  "prose-only": {
    why: "it is stated in words only",
    remedy: "State it as an equation.",
  },
};

/** The words for a reason. */
export function adviceFor(reason: Reason): Advice {
  return advice[reason];
}
