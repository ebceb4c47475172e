/*
 * What every shell may rely on: the report of one or more notes, plain data that can be printed,
 * compared and stored. `schema/report.schema.json` describes the same shape for everyone else.
 */

/** A place for people and protocols: 0-based lines and UTF-16 characters, end exclusive. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
  readonly offsets: readonly [number, number];
  /** Index of the notebook cell, in notebooks only; positions then count within the cell. */
  readonly cell?: number;
}

export type LayoutName = "numerator" | "denominator" | "gradient";

export type ClaimKind =
  "jacobian" | "gradient" | "partial" | "hessian" | "differential" | "equality" | "inequality" | "definition";

/** Instances on which a claim has to agree before it is called verified; a correction is held to the same. */
export const agreeingInstances = 20;

export type Status = "verified" | "refuted" | "unchecked";

export type Severity = "warning" | "information" | "hint";

/** What can be wrong with a claim; each has a file and a page in `rules/`. */
export const claimRules = [
  "other-layout",
  "factor-transpose",
  "factor-order",
  "product-order",
  "matrix-index",
  "component-index",
  "free-index",
  "time-index",
  "range-bounds",
  "derivative-argument",
  "wrong-function",
  "wrong-symbol",
  "sign",
  "scalar-factor",
  "missing-term",
  "missing-factor",
  "missing-sum",
  "product-kind",
  "shape-mismatch",
  "holds-only-if",
  "other-model",
  "wrong-value",
] as const;

/** What can be said about a note without calling a claim wrong. */
export const noteRules = [
  "implicit-diag",
  "mixed-layout",
  "conflicting-definition",
  "unused-directive",
  "bad-configuration",
] as const;

export const rules = [...claimRules, ...noteRules] as const;

export type Rule = (typeof rules)[number];

/** Why a claim was not decided; a closed set. */
export const reasons = [
  "undefined-symbol",
  "unknown-shape",
  "shape-conflict-in-definition",
  "unsupported-notation",
  "unsupported-operator",
  "macro-error",
  "syntax-error",
  "outside-domain",
  "inconclusive",
  "readings-disagree",
  "follows-from-refuted",
  "no-counterexample",
  "over-budget",
  "prose-only",
] as const;

export type Reason = (typeof reasons)[number];

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The whole corrected relation, in the author's notation. */
  readonly newText: string;
  readonly verified: true;
  /** The first, and no other says something else: it may be made without asking. */
  readonly unique: boolean;
}

/** One entry in which claim and measured derivative differ, with the values it was seen at. */
export interface Counterexample {
  readonly entry: readonly number[];
  readonly claimed: number;
  readonly numeric: number;
  readonly values: Readonly<Record<string, readonly (readonly number[])[]>>;
  /** Both sides in full, rows of columns, for tables and heat maps. */
  readonly claimedMatrix?: readonly (readonly number[])[];
  readonly numericMatrix?: readonly (readonly number[])[];
  /** The check at these values as a computation that can be written in any language. */
  readonly program?: CheckProgram;
}

/** One operation on matrices; what it needs stands before it. */
export interface CheckStep {
  /** `input` and `constant` hold their entries, row by row, as parameters. */
  readonly operator: string;
  readonly arguments: readonly number[];
  readonly parameters: readonly number[];
  readonly rows: number;
  readonly cols: number;
  /** The symbol of the note, or empty. */
  readonly name: string;
}

/** A claim, its correction and what both are measured against, as steps. */
export interface CheckProgram {
  readonly steps: readonly CheckStep[];
  /** The derivative that the left side states; null where it states none. */
  readonly derivative: {
    readonly output: number;
    readonly variable: number;
    /** Steps that follow the variable; all others are held. */
    readonly moving: readonly number[];
    /** For each entry of the left side its place in the Jacobian ∂output/∂variable, both column by column. */
    readonly places: readonly (readonly number[])[];
  } | null;
  /** The left side where it states no derivative. */
  readonly left: number;
  readonly written: number;
  readonly corrected: number | null;
}

export interface Evidence {
  readonly seed: number;
  readonly instances: number;
  readonly sizes: readonly Readonly<Record<string, number>>[];
  readonly deviation: number;
  readonly errorBound: number;
  readonly counterexample?: Counterexample;
}

export interface Related {
  readonly range: Range;
  readonly message: string;
}

/** One relation of the note: a chain of k "=" gives k claims. */
export interface ClaimReport {
  readonly range: Range;
  readonly ranges: readonly Range[];
  readonly latex: string;
  readonly kind: ClaimKind;
  readonly status: Status | null;
  readonly layout: LayoutName | "both" | null;
  readonly rule: Rule | null;
  readonly reason: Reason | null;
  readonly severity: Severity | null;
  readonly message: string;
  readonly reading: readonly string[];
  readonly assumptions: readonly string[];
  readonly evidence: Evidence | null;
  readonly fixes: readonly Fix[];
  /** The definitions it rests on, and wrong claims that it uses. */
  readonly related: readonly Related[];
  /** Of a wrong claim: what rests on it later, and what stands all the same. */
  readonly consequences: readonly Related[];
}

export interface DiagnosticReport {
  readonly rule: Rule;
  /** Index into `claims`, or null for one about the note. */
  readonly claim: number | null;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly url: string;
  readonly related: readonly Related[];
}

export interface LayoutReport {
  readonly declarations: readonly { readonly layout: LayoutName; readonly range: Range }[];
  readonly inferred: LayoutName | "mixed" | null;
}

export interface FileReport {
  readonly path: string;
  readonly layout: LayoutReport;
  readonly claims: readonly ClaimReport[];
  readonly diagnostics: readonly DiagnosticReport[];
}

/** A note, or one claim of it, brought into another layout; every edited claim holds there. */
export interface ConversionReport {
  readonly path: string;
  readonly to: LayoutName;
  readonly edits: readonly TextEdit[];
  /** How many claims the edits change. */
  readonly converted: number;
  /** What stays as it is, and why. */
  readonly left: readonly Related[];
}

export interface Summary {
  readonly files: number;
  readonly claims: number;
  readonly verified: number;
  readonly refuted: number;
  readonly unchecked: number;
  readonly milliseconds: number;
}

export interface Report {
  readonly version: 1;
  readonly files: readonly FileReport[];
  readonly summary: Summary;
}

/** Joins the reports of files; `milliseconds` is the shell's to know, the engine has no clock. */
export function summarize(files: readonly FileReport[], milliseconds: number): Report {
  const claims = files.flatMap((file) => file.claims).filter((claim) => claim.status !== null);
  const count = (status: Status) => claims.filter((claim) => claim.status === status).length;
  return {
    version: 1,
    files,
    summary: {
      files: files.length,
      claims: claims.length,
      verified: count("verified"),
      refuted: count("refuted"),
      unchecked: count("unchecked"),
      milliseconds,
    },
  };
}
