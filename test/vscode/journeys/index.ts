/*
 * The journeys' entry: comes in a started editor, goes out how many journeys passed and failed. Each journey has a
 * page and a copy of the notes of its own; of one that fails the last sight is kept as a picture.
 */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import Mocha from "mocha";
import type { Page } from "playwright-core";

/** What the script that started the editor hands in. */
export interface Stage {
  /** Opens a folder in a new page. */
  readonly open: (workspace: string) => Promise<Page>;
  /** Makes a copy of the notes with these settings, and answers its folder. */
  readonly newWorkspace: (settings: Readonly<Record<string, unknown>>) => Promise<string>;
  /** Where pictures for the README go. */
  readonly pictures: string;
  /** Where pictures of failures go. */
  readonly failures: string;
  /** Runs only the journeys whose title holds this. */
  readonly grep?: string;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

let current: Stage | undefined;

/** The editor that the journeys run in. */
export function stage(): Stage {
  if (current === undefined) throw new Error("the journeys were not started by runJourneys");
  return current;
}

/** Runs all journeys one after the other. */
export async function runJourneys(given: Stage): Promise<Counts> {
  current = given;
  await rm(given.failures, { recursive: true, force: true });
  await mkdir(given.failures, { recursive: true });
  await mkdir(given.pictures, { recursive: true });
  const grep = given.grep === undefined ? {} : { fgrep: given.grep };
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout: 60_000, ...grep });
  // `describe` and `it` become global only now: the files that use them are loaded after this.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./fix.test.ts");
  await import("./hover.test.ts");
  await import("./status.test.ts");
  await import("./evidence.test.ts");
  await import("./preview.test.ts");
  await import("./notebook.test.ts");
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => resolve({ passed: runner.stats?.passes ?? 0, failed }));
  });
}

/** The picture's place for a journey that failed. */
export function failurePicture(title: string): string {
  return join(stage().failures, `${title.replaceAll(/\W+/g, "-")}.png`);
}
