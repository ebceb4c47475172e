/*
 * What the command line needs from the outside world. `bin.ts` hands in the real process; tests hand in their
 * own. Nothing else in this folder touches `process`.
 */
import type { ConversionReport, FileReport, LayoutName, Rule } from "../report.ts";
import type { Settings } from "../settings.ts";

/** The engine as the command line uses it: `lint` of `../lint.ts` with the third opinion already handed in. */
export type Lint = (
  text: string,
  settings: Settings,
  options: { readonly path: string; readonly uses?: readonly UsedNote[] },
) => Promise<FileReport>;

/** `convert` of `../convert.ts`, likewise. */
export type Convert = (
  text: string,
  settings: Settings,
  options: Parameters<Lint>[2] & { readonly to: LayoutName },
) => Promise<ConversionReport>;

/** A note named under `uses:` in another's front matter, whose definitions hold there too. */
export interface UsedNote {
  readonly path: string;
  readonly text: string;
}

export interface Host {
  readonly cwd: string;
  readonly version: string;
  readonly homepage: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Colour and progress are for terminals only. */
  readonly terminal: { readonly out: boolean; readonly error: boolean; readonly columns: number };
  out(text: string): void;
  error(text: string): void;
  readStandardInput(): Promise<Uint8Array>;
  /** Milliseconds, for the summary only. */
  now(): number;
  loadLint(): Promise<Lint>;
  loadConvert(): Promise<Convert>;
  /** The rule's page in Markdown, or null when there is none. */
  rulePage(rule: Rule): Promise<string | null>;
  startServer(): Promise<void>;
}
