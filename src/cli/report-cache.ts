/*
 * Reports of notes that have not changed, kept in a file between runs. A report is found again by everything
 * it depends on: version, settings, path and texts. A cache that cannot be read is an empty one.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import type { FileReport } from "../report.ts";

export const cacheFileName = ".jacobianlintcache";

export interface ReportCache {
  get(inputs: readonly unknown[]): FileReport | undefined;
  set(inputs: readonly unknown[], report: FileReport): void;
  /** Writes what this run has used, so that the cache does not grow with every edit. */
  save(): Promise<void>;
}

/** A cache in `file`, or only in memory when it is null. */
export async function openReportCache(file: string | null): Promise<ReportCache> {
  const stored = file === null ? {} : await read(file);
  const used = new Map<string, FileReport>();
  return {
    get(inputs) {
      const key = keyOf(inputs);
      const report = used.get(key) ?? stored[key];
      if (report) used.set(key, report);
      return report;
    },
    set(inputs, report) {
      used.set(keyOf(inputs), report);
    },
    async save() {
      if (file !== null)
        await writeFile(file, JSON.stringify(Object.fromEntries(used))).catch(() => undefined);
    },
  };
}

async function read(file: string): Promise<Readonly<Record<string, FileReport>>> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Readonly<Record<string, FileReport>>;
  } catch {
    return {};
  }
}

function keyOf(inputs: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
}
