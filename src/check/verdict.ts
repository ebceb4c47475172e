/*
 * The verdict on one claim, as data, and what it is reached with.
 */
import type { Mathjs } from "../algebra/reference.ts";
import type { LayoutName, Reason } from "../report.ts";
import type { Definition } from "../scope/definitions.ts";
import type { Scope } from "../scope/scope.ts";
import type { Settings } from "../settings.ts";
import type { Span } from "../text/span.ts";
import type { Failure, Reading } from "./builder.ts";
import type { Disagreement } from "./compare.ts";
import type { Outcome } from "./decide.ts";
import type { Statistics } from "./tally.ts";

export type Verdict =
  | {
      readonly type: "verified";
      readonly layout: LayoutName | "both" | null;
      readonly reading: Reading;
      readonly senses: readonly string[];
      readonly implicitDiag: boolean;
      /** Whether a scalar is differentiated. */
      readonly ofScalar: boolean;
      readonly statistics: Statistics;
      /** Whether both sides are zero wherever they were compared. */
      readonly vanishes: boolean;
      readonly seed: number;
      readonly used: readonly Definition[];
    }
  | {
      readonly type: "refuted";
      readonly reading: Reading;
      readonly example: Disagreement | null;
      readonly mismatch: Failure | null;
      readonly statistics: Statistics;
      readonly seed: number;
      readonly used: readonly Definition[];
      /** The layout that is not admitted here, in which the claim would hold. */
      readonly holdsIn: LayoutName | null;
    }
  | {
      readonly type: "unchecked";
      readonly reason: Reason;
      readonly message: string;
      readonly span: Span;
      /** The symbols that are defined in terms of each other, where that is why. */
      readonly cycle?: readonly string[];
    };

/** What a claim is judged with. */
export interface Judging {
  readonly scope: Scope;
  readonly settings: Settings;
  readonly declared: LayoutName | null;
  readonly thirdOpinion: (() => Promise<Mathjs>) | null;
}

/** What became of one reading. */
export interface Tried {
  readonly reading: Reading;
  readonly outcome: Outcome;
  readonly isOfLayout: boolean;
}

/** A claim that is left open. */
export function unchecked(reason: Reason, message: string, span: Span): Verdict {
  return { type: "unchecked", reason, message, span };
}
