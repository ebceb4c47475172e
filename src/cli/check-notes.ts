/*
 * Reads notes with the configuration that holds for each, and lints them one after another. What could not be
 * read is said and skipped: the rest of the run still counts.
 */
import { dirname, relative, resolve } from "node:path";
import { usedNotePaths } from "../configuration.ts";
import type { ConversionReport, FileReport, LayoutName } from "../report.ts";
import { type Settings, defaultSettings } from "../settings.ts";
import { type FoundConfiguration, createFindConfiguration, readConfiguration } from "./configuration-file.ts";
import { type FoundNote, isNoteName } from "./find-notes.ts";
import type { Host, Lint, UsedNote } from "./host.ts";
import type { CheckOptions } from "./options.ts";
import { CommandProblem } from "./problem.ts";
import { decodeNote, readNote } from "./read-note.ts";
import type { ReportCache } from "./report-cache.ts";

/** A note ready to be linted, as often as its fixes ask. */
export interface LoadedNote {
  /** Null for standard input. */
  readonly file: string | null;
  readonly shown: string;
  readonly text: string;
  lint(text: string): Promise<FileReport>;
  convert(to: LayoutName): Promise<ConversionReport>;
}

/** Gives each note that could be read to `visit`; returns what went wrong, a line each. */
export async function forEachNote(
  notes: readonly (FoundNote | "-")[],
  options: CheckOptions,
  host: Host,
  cache: ReportCache,
  visit: (note: LoadedNote, index: number) => Promise<void>,
): Promise<readonly string[]> {
  const problems = new Set<string>();
  const settingsFor = await settingsFinder(options, host);
  const lint = notes.length > 0 ? await host.loadLint() : null;
  for (const [index, note] of notes.entries()) {
    if (!lint) break;
    try {
      await visit(await load(note, { options, host, cache, settingsFor, lint }), index);
    } catch (error) {
      // Anything else is a mistake of ours in this note; the others are still worth checking.
      const shown = note === "-" ? options.stdinName : note.shown;
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (host.environment.JACOBIAN_LINT_DEBUG && !(error instanceof CommandProblem))
        host.error(`${stack}\n`);
      problems.add(
        error instanceof CommandProblem
          ? error.message
          : `${shown}: internal error, please report it: ${stack.split("\n").slice(0, 2).join("").trim()}`,
      );
    }
  }
  return [...problems];
}

interface Means {
  readonly options: CheckOptions;
  readonly host: Host;
  readonly cache: ReportCache;
  readonly settingsFor: (folder: string) => Promise<Settings>;
  readonly lint: Lint;
}

async function load(note: FoundNote | "-", means: Means): Promise<LoadedNote> {
  const { options, host } = means;
  const shown = note === "-" ? options.stdinName : note.shown;
  const path = note === "-" ? resolve(host.cwd, options.stdinName) : note.path;
  const settings = await means.settingsFor(dirname(path));
  const text =
    note === "-" ? decodeNote(await host.readStandardInput(), "standard input") : await readNote(path, shown);
  return {
    file: note === "-" ? null : path,
    shown,
    text,
    async convert(to) {
      const convert = await host.loadConvert();
      const uses = await readUsedNotes(text, path, shown);
      return convert(text, settings, { path: shown, to, ...(uses.length > 0 ? { uses } : {}) });
    },
    async lint(current) {
      const uses = await readUsedNotes(current, path, shown);
      const inputs = [host.version, settings, shown, current, uses];
      const known = means.cache.get(inputs);
      if (known) return known;
      const report = await means.lint(current, settings, {
        path: shown,
        ...(uses.length > 0 ? { uses } : {}),
      });
      means.cache.set(inputs, report);
      return report;
    },
  };
}

async function readUsedNotes(text: string, path: string, shown: string): Promise<readonly UsedNote[]> {
  const used: UsedNote[] = [];
  for (const name of usedNotePaths(text)) {
    if (!isNoteName(name)) throw new CommandProblem(`${shown}: uses ${name}: not the name of a note`);
    const file = resolve(dirname(path), name);
    used.push({ path: name, text: await readNote(file, `${shown}: uses ${name}`) });
  }
  return used;
}

/** The settings for a folder: its configuration, and the command line over it. */
async function settingsFinder(
  { configuration, layout, seed }: CheckOptions,
  host: Host,
): Promise<(folder: string) => Promise<Settings>> {
  const finish = (found: FoundConfiguration): Settings => {
    refuseProblems(found, host.cwd);
    return {
      ...found.settings,
      ...(layout === null ? {} : { layout }),
      ...(seed === null ? {} : { seed }),
    };
  };
  if (configuration === false) {
    const settings = finish({ settings: defaultSettings, problems: [], file: null });
    return () => Promise.resolve(settings);
  }
  if (configuration === null) {
    const find = createFindConfiguration();
    return async (folder) => finish(await find(folder));
  }
  const found = await readConfiguration(resolve(host.cwd, configuration), defaultSettings);
  if (!found) throw new CommandProblem(`${configuration}: no such file or directory`);
  const settings = finish(found);
  return () => Promise.resolve(settings);
}

function refuseProblems({ file, problems }: FoundConfiguration, cwd: string): void {
  const [first, ...others] = problems;
  if (!first) return;
  const inside = relative(cwd, file ?? "");
  const shown = inside.startsWith("..") ? file : inside;
  const what = first.path === "" ? first.message : `${first.path}: ${first.message}`;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  throw new CommandProblem(`${shown}:${first.line + 1}:${first.character + 1}: ${what}${more}`);
}
