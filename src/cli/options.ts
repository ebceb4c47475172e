/*
 * From the words of a command line to one plain value, or a `CommandProblem` that names the word that was not
 * understood. Reads no files and prints nothing.
 */
import { parseArgs } from "node:util";
import { type LayoutName, type Rule, rules } from "../report.ts";
import { CommandProblem } from "./problem.ts";
import { type FormatName, formatNames } from "./format/names.ts";

export interface CheckOptions {
  readonly command: "check";
  readonly patterns: readonly string[];
  readonly format: FormatName;
  /** What is changed in the notes: wrong claims are corrected, or all claims brought into a layout. */
  readonly change: { readonly by: "fixes" | LayoutName; readonly write: boolean } | null;
  readonly reportUnchecked: boolean;
  readonly quiet: boolean;
  readonly watch: boolean;
  readonly cache: boolean;
  readonly baseline: string | null;
  readonly writeBaseline: boolean;
  /** A file to use instead of the ones found upward; false: none at all. */
  readonly configuration: string | false | null;
  readonly layout: LayoutName | "auto" | null;
  readonly seed: number | null;
  readonly stdinName: string;
  readonly color: boolean | null;
}

export type Command =
  | CheckOptions
  | { readonly command: "explain"; readonly rule: Rule | null }
  | { readonly command: "init" }
  | { readonly command: "server" }
  | { readonly command: "help" }
  | { readonly command: "version" };

const definitions = {
  format: { type: "string" },
  fix: { type: "boolean" },
  "fix-dry-run": { type: "boolean" },
  convert: { type: "string" },
  "convert-dry-run": { type: "string" },
  "report-unchecked": { type: "boolean" },
  layout: { type: "string" },
  seed: { type: "string" },
  config: { type: "string", short: "c" },
  "no-config": { type: "boolean" },
  "stdin-filename": { type: "string" },
  quiet: { type: "boolean", short: "q" },
  watch: { type: "boolean", short: "w" },
  cache: { type: "boolean" },
  baseline: { type: "string" },
  "write-baseline": { type: "boolean" },
  color: { type: "boolean" },
  "no-color": { type: "boolean" },
  stdio: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

const layoutNames = ["numerator", "denominator", "gradient"] as const;
const layouts = ["auto", ...layoutNames] as const;

/** Reads the words after the program's name. */
export function parseCommand(words: readonly string[]): Command {
  const { values, positionals } = parseWords(words);
  if (values.help) return { command: "help" };
  if (values.version) return { command: "version" };
  const [first, ...rest] = positionals;
  switch (first) {
    case "explain":
      return { command: "explain", rule: rest[0] === undefined ? null : oneOf("rule", rules, rest[0]) };
    case "init":
      return { command: "init" };
    case "lsp":
      if (!values.stdio) throw new CommandProblem("lsp speaks over standard input and output: add --stdio");
      return { command: "server" };
    case "help":
      return { command: "help" };
    case undefined:
      return { command: "help" };
    default:
      return checkOptions(values, first === "check" ? rest : positionals);
  }
}

type Values = ReturnType<typeof parseWords>["values"];

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: definitions, allowPositionals: true, strict: true });
  } catch (error) {
    // Node says more than one line needs: "Unknown option '--frmat'. To specify a positional argument …".
    const message = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? "") : String(error);
    throw new CommandProblem(`${message.charAt(0).toLowerCase()}${message.slice(1)} (see --help)`);
  }
}

function checkOptions(values: Values, patterns: readonly string[]): CheckOptions {
  if (patterns.length === 0) throw new CommandProblem("name the notes to check: files, folders, globs, or -");
  if (values["write-baseline"] && values.baseline === undefined)
    throw new CommandProblem("--write-baseline needs --baseline FILE");
  if (values.config !== undefined && values["no-config"])
    throw new CommandProblem("--config and --no-config exclude one another");
  const { seed, layout, format } = values;
  return {
    command: "check",
    patterns,
    format: format === undefined ? "text" : oneOf("format", formatNames, format),
    change: changeOf(values),
    reportUnchecked: values["report-unchecked"] ?? false,
    quiet: values.quiet ?? false,
    watch: values.watch ?? false,
    cache: values.cache ?? false,
    baseline: values.baseline ?? null,
    writeBaseline: values["write-baseline"] ?? false,
    configuration: values["no-config"] ? false : (values.config ?? null),
    layout: layout === undefined ? null : oneOf("layout", layouts, layout),
    seed: seed === undefined ? null : wholeNumber("seed", seed),
    stdinName: values["stdin-filename"] ?? "stdin.md",
    color: values.color ? true : values["no-color"] ? false : null,
  };
}

/** Of the options that change notes only one may be given. */
function changeOf(values: Values): CheckOptions["change"] {
  const names = ["fix", "fix-dry-run", "convert", "convert-dry-run"] as const;
  const [name, other] = names.filter((one) => values[one] !== undefined);
  if (name === undefined) return null;
  if (other !== undefined) throw new CommandProblem(`--${name} and --${other} exclude one another`);
  const layout = values[name];
  const by = typeof layout === "string" ? oneOf("layout", layoutNames, layout) : "fixes";
  return { by, write: !name.endsWith("dry-run") };
}

function oneOf<const T extends string>(name: string, allowed: readonly T[], word: string): T {
  const found = allowed.find((value) => value === word);
  if (found === undefined)
    throw new CommandProblem(`unknown ${name} "${word}": one of ${allowed.join(", ")}`);
  return found;
}

function wholeNumber(name: string, word: string): number {
  const number = Number(word);
  if (!/^-?\d+$/.test(word) || !Number.isSafeInteger(number))
    throw new CommandProblem(`--${name} must be a whole number, not "${word}"`);
  return number;
}
