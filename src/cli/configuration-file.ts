/*
 * Finds and reads the configuration of a note: the nearest `.jacobianlint.*` upward from it, or the file that
 * was named. The server uses it too. What the file means is `../configuration.ts`.
 */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type Configuration,
  type ConfigurationProblem,
  configurationFileNames,
  parseConfiguration,
} from "../configuration.ts";
import { type Settings, defaultSettings } from "../settings.ts";
import { reasonOf } from "./problem.ts";

export interface FoundConfiguration extends Configuration {
  /** The file it was read from; null when there is none. */
  readonly file: string | null;
}

export type FindConfiguration = (folder: string) => Promise<FoundConfiguration>;

/** A finder over `base` that reads each folder once; forget it to see changes. */
export function createFindConfiguration(base: Settings = defaultSettings): FindConfiguration {
  const known = new Map<string, Promise<FoundConfiguration>>();
  const find: FindConfiguration = (folder) => {
    const found = known.get(folder) ?? findIn(folder);
    known.set(folder, found);
    return found;
  };
  const findIn = async (folder: string): Promise<FoundConfiguration> => {
    for (const name of configurationFileNames) {
      const found = await readConfiguration(join(folder, name), base);
      if (found) return found;
    }
    const above = dirname(folder);
    return above === folder ? { settings: base, problems: [], file: null } : find(above);
  };
  return find;
}

/** Reads one configuration file; null when there is no such file. */
export async function readConfiguration(file: string, base: Settings): Promise<FoundConfiguration | null> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === "no such file or directory" || reason === "not a directory") return null;
    return { settings: base, problems: [wholeFile(error instanceof TypeError ? "not UTF-8" : reason)], file };
  }
  return { ...parseConfiguration(text, file, base), file };
}

function wholeFile(message: string): ConfigurationProblem {
  return { path: "", message, span: { start: 0, end: 0 }, line: 0, character: 0 };
}
