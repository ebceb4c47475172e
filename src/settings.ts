/*
 * The settings of a run and their defaults; every shell hands the engine one complete `Settings`.
 * `readSettings` checks untrusted JSON (configuration files, editor settings, front matter) and never throws.
 */
import { type LayoutName, type Rule, type Severity, rules } from "./report.ts";

export const dialects = ["vscode", "github", "jupyter", "pandoc", "myst", "obsidian", "kramdown"] as const;
export type Dialect = (typeof dialects)[number];

export interface Settings {
  /** The layout that notes are held to; `auto`: what the note declares, else any it is consistent with. */
  readonly layout: LayoutName | "auto";
  readonly dialect: Dialect;
  /** Severity by rule; a rule not named here has its own default. */
  readonly severity: Readonly<Partial<Record<Rule, Severity | "off">>>;
  /** Macros as `markdown.math.macros` gives them: `\RR` to its replacement text. */
  readonly macros: Readonly<Record<string, string>>;
  /** Changes every random instance; the same seed gives the same report. */
  readonly seed: number;
}

export const defaultSettings: Settings = {
  layout: "auto",
  dialect: "vscode",
  severity: {},
  macros: {},
  seed: 0,
};

/** What was wrong with untrusted settings, in words a person can act on. */
export interface SettingsProblem {
  readonly path: string;
  readonly message: string;
}

const layouts = ["auto", "numerator", "denominator", "gradient"] as const;
const severities = ["warning", "information", "hint", "off"] as const;

/** Takes what is valid from untrusted JSON over `base`, and says what was not. */
export function readSettings(
  untrusted: unknown,
  base: Settings = defaultSettings,
): { readonly settings: Settings; readonly problems: readonly SettingsProblem[] } {
  const problems: SettingsProblem[] = [];
  if (untrusted === undefined || untrusted === null) return { settings: base, problems };
  if (!isRecord(untrusted)) {
    problems.push({ path: "", message: "settings must be an object" });
    return { settings: base, problems };
  }
  let settings = base;
  for (const [key, value] of Object.entries(untrusted)) {
    const problem = (message: string) => problems.push({ path: key, message });
    switch (key) {
      case "$schema":
        break;
      case "layout":
        if (isOneOf(layouts, value)) settings = { ...settings, layout: value };
        else problem(`must be one of ${layouts.join(", ")}`);
        break;
      case "dialect":
        if (isOneOf(dialects, value)) settings = { ...settings, dialect: value };
        else problem(`must be one of ${dialects.join(", ")}`);
        break;
      case "seed":
        if (Number.isSafeInteger(value)) settings = { ...settings, seed: value as number };
        else problem("must be a whole number");
        break;
      case "macros":
        if (isRecord(value) && Object.values(value).every((v) => typeof v === "string"))
          settings = { ...settings, macros: { ...settings.macros, ...(value as Record<string, string>) } };
        else problem("must map macro names to replacement text");
        break;
      case "severity":
        if (isRecord(value)) settings = { ...settings, severity: readSeverities(value, settings, problems) };
        else problem("must map rule names to severities");
        break;
      default:
        problem("unknown setting");
    }
  }
  return { settings, problems };
}

function readSeverities(
  value: Record<string, unknown>,
  settings: Settings,
  problems: SettingsProblem[],
): Settings["severity"] {
  const severity: Partial<Record<Rule, Severity | "off">> = { ...settings.severity };
  for (const [rule, level] of Object.entries(value)) {
    const path = `severity.${rule}`;
    if (!isOneOf(rules, rule)) problems.push({ path, message: "unknown rule" });
    else if (!isOneOf(severities, level))
      problems.push({ path, message: `must be one of ${severities.join(", ")}` });
    else severity[rule] = level;
  }
  return severity;
}

function isOneOf<const T extends string>(values: readonly T[], value: unknown): value is T {
  return (values as readonly unknown[]).includes(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
