/*
 * The verdict on one claim, as data.
 */
import type { LayoutName, Reason } from "../report.ts";
import type { Definition } from "../scope/definitions.ts";
import type { Span } from "../text/span.ts";
import type { Failure, Reading } from "./builder.ts";
import type { Disagreement, Statistics } from "./decide.ts";

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
