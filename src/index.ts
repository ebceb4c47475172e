/*
 * The library: `import { lint } from "jacobian-lint"`. Runs in Node, in workers and in pages; it touches no disk
 * and no network.
 */
export { convert } from "./convert.ts";
export { deriveAt } from "./derive-at.ts";
export { lint } from "./lint.ts";
export { parseConfiguration } from "./configuration.ts";
export { reasons, rules, summarize } from "./report.ts";
export { defaultSettings, readSettings } from "./settings.ts";
export type { Configuration, ConfigurationProblem } from "./configuration.ts";
export type {
  ClaimKind,
  ClaimReport,
  ConversionReport,
  Counterexample,
  DiagnosticReport,
  Evidence,
  FileReport,
  Fix,
  LayoutName,
  LayoutReport,
  Position,
  Range,
  Reason,
  Related,
  Report,
  Rule,
  Severity,
  Status,
  Summary,
  TextEdit,
} from "./report.ts";
export type { Dialect, Settings, SettingsProblem } from "./settings.ts";

/** The loader of the third opinion, to hand to `lint`: a second, independent derivative where two disagree. */
export const thirdOpinion = () => import("./algebra/load-mathjs.ts");
