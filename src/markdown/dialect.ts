/*
 * How each Markdown dialect writes mathematics, as one table. Only delimiters differ between dialects;
 * what is a quote, a list or a code block is the same for all.
 */
import type { Dialect } from "../settings.ts";

/** When a single dollar may open and close a formula. */
export interface DollarRule {
  /** A word character may stand before the opening dollar. */
  readonly afterWord: boolean;
  /** Space may stand just inside the dollars. */
  readonly spaceInside: boolean;
  /** What may not follow the closing dollar. */
  readonly notBefore: "word" | "digit" | "nothing";
}

export interface MathSyntax {
  /** `$…$`, or null where a single dollar is only a dollar. */
  readonly dollar: DollarRule | null;
  /** `\(…\)` and `\[…\]`. */
  readonly brackets: boolean;
  /** Kramdown's `\\(…\\)` and `\\[…\\]`. */
  readonly escapedBrackets: boolean;
  /** `\begin{align}…\end{align}` without delimiters. */
  readonly environments: boolean;
  /** Words after the fence that make a code block a formula. */
  readonly fences: readonly string[];
  /** `{math}` roles and directives. */
  readonly directives: boolean;
  /** `$$…$$` within a line of prose is an inline formula. */
  readonly inlineDouble: boolean;
}

const preview: DollarRule = { afterWord: false, spaceInside: true, notBefore: "word" };
const tight: DollarRule = { afterWord: true, spaceInside: false, notBefore: "digit" };
const free: DollarRule = { afterWord: true, spaceInside: true, notBefore: "nothing" };

const common: MathSyntax = {
  dollar: preview,
  brackets: true,
  escapedBrackets: true,
  environments: true,
  fences: ["math", "latex"],
  directives: false,
  inlineDouble: false,
};

/** The delimiters of each dialect. */
export const mathSyntax: Readonly<Record<Dialect, MathSyntax>> = {
  vscode: common,
  github: { ...common, brackets: false, escapedBrackets: false, environments: false, fences: ["math"] },
  jupyter: { ...common, dollar: free },
  pandoc: { ...common, dollar: tight, escapedBrackets: false },
  myst: { ...common, dollar: { ...free, notBefore: "digit" }, escapedBrackets: false, directives: true },
  obsidian: { ...common, dollar: tight, brackets: false, escapedBrackets: false, environments: false },
  kramdown: { ...common, dollar: null, inlineDouble: true },
};

const names =
  "align alignat aligned alignedat array Bmatrix bmatrix cases CD dcases displaymath drcases eqnarray equation " +
  "flalign gather gathered math matrix multline pmatrix rcases smallmatrix split Vmatrix vmatrix";

/** Environments that are mathematics by themselves. */
export const mathEnvironments: ReadonlySet<string> = new Set(
  names.split(" ").flatMap((name) => [name, `${name}*`]),
);
