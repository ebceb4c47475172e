/*
 * What the server and its own client say to each other beyond the language server protocol. Data only, so the
 * extension may import it without the server.
 */
import type { LayoutName, Reason, Rule, Severity, Status } from "../report.ts";
import type { EvidenceView } from "../features/evidence.ts";

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Sent with `initialize`. */
export interface InitializationOptions {
  /** CSS colour of drawn formulas. */
  readonly ink?: string;
  /** Whether the client has our commands and may be offered links to them. */
  readonly commands?: boolean;
  /** Whether the client answers `readFileRequest`; else the server reads files itself, if it can. */
  readonly readsFiles?: boolean;
}

/** Client → server: the theme has changed. */
export const inkNotification = "jacobianLint/ink";

/** Server → client: a check of the note has begun. */
export const busyNotification = "jacobianLint/busy";

export interface BusyParams {
  readonly uri: string;
}

/** Server → client: what a check of the note has found. */
export const reportNotification = "jacobianLint/report";

export interface ReportParams {
  /** The note, or the notebook. */
  readonly uri: string;
  /** One line for a status item. */
  readonly text: string;
  readonly layout: LayoutName | "mixed" | null;
  /** Why the note was not checked, or null. */
  readonly problem: string | null;
  readonly claims: readonly ClaimSummary[];
}

export interface ClaimSummary {
  /** The note or the notebook cell in which it stands. */
  readonly uri: string;
  readonly range: Range;
  readonly latex: string;
  readonly status: Status;
  readonly rule: Rule | null;
  readonly reason: Reason | null;
  readonly severity: Severity | null;
  readonly message: string;
}

/** Client → server: everything measured for the claim at a place. */
export const evidenceRequest = "jacobianLint/evidence";

export interface EvidenceParams {
  readonly uri: string;
  readonly position: Position;
}

export interface EvidenceAnswer {
  readonly view: EvidenceView;
  readonly range: Range;
  /** Images as `data:` addresses; null where nothing could be drawn. */
  readonly writtenImage: string | null;
  readonly correctedImage: string | null;
  readonly heatMapImage: string | null;
}

/** Client → server: check a text that is not open; the answer is a `CheckAnswer`. */
export const checkRequest = "jacobianLint/check";

export interface CheckParams {
  readonly uri: string;
  readonly text: string;
}

export interface CheckAnswer {
  readonly diagnostics: readonly unknown[];
  readonly claims: number;
  readonly verified: number;
  readonly refuted: number;
  readonly unchecked: number;
}

/** Server → client: the text of a file, or null where there is none. */
export const readFileRequest = "jacobianLint/readFile";

export interface ReadFileParams {
  readonly uri: string;
}

export const commands = {
  explainRule: "jacobianLint.explainRule",
  showEvidence: "jacobianLint.showEvidence",
  copyPython: "jacobianLint.copyPython",
  copyJax: "jacobianLint.copyJax",
} as const;

/** Larger files are data rather than notes; they are refused with a message. */
export const largestNote = 1_000_000;
