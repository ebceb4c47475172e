/*
 * Runs the engine on sources: after a pause while someone types, once for each text, and never on for a text
 * that has changed meanwhile. Whoever waits for an outdated check is given the newest one.
 */
import type { FileReport } from "../report.ts";
import { largestNote } from "./protocol.ts";
import type { Source } from "./sources.ts";

export interface Checked {
  readonly source: Source;
  /** Null where the source was not checked; `problem` says why. */
  readonly report: FileReport | null;
  readonly problem: string | null;
}

export interface Checks {
  /** The result for this text; a check in progress or done is not repeated. */
  request(source: Source, when: "now" | "idle"): Promise<Checked>;
  /** Forgets results: settings have changed. */
  invalidate(): void;
  close(uri: string): void;
}

export interface ChecksHost {
  readonly debounce: number | undefined;
  lint(source: Source, signal: AbortSignal): Promise<FileReport>;
  started(source: Source): void;
  finished(checked: Checked): void;
  failed(source: Source, error: unknown): void;
  closed(uri: string): void;
}

interface Entry {
  readonly stamp: string;
  readonly controller: AbortController;
  readonly result: Promise<Checked>;
}

const defaultDebounce = 300;

/** Checks of one session. */
export function createChecks(host: ChecksHost): Checks {
  const entries = new Map<string, Entry>();

  function request(source: Source, when: "now" | "idle"): Promise<Checked> {
    const current = entries.get(source.uri);
    if (current?.stamp === source.stamp) return current.result;
    const controller = new AbortController();
    const pause = when === "idle" ? (host.debounce ?? defaultDebounce) : 0;
    const result = run(source, controller.signal, pause);
    entries.set(source.uri, { stamp: source.stamp, controller, result });
    current?.controller.abort();
    return result;
  }

  async function run(source: Source, signal: AbortSignal, pause: number): Promise<Checked> {
    // Also without a pause: the entry must be known before its first result is.
    await wait(pause, signal);
    if (signal.aborted) return newest(source);
    const checked = await check(source, signal);
    if (signal.aborted) return newest(source);
    host.finished(checked);
    return checked;
  }

  async function check(source: Source, signal: AbortSignal): Promise<Checked> {
    if (source.text.length > largestNote)
      return { source, report: null, problem: "larger than 1 MB; split the note to have it checked" };
    host.started(source);
    try {
      return { source, report: await host.lint(source, signal), problem: null };
    } catch (error) {
      if (!signal.aborted) host.failed(source, error);
      return { source, report: null, problem: "the check failed; see the output of Jacobian Lint" };
    }
  }

  function newest(source: Source): Promise<Checked> | Checked {
    return entries.get(source.uri)?.result ?? { source, report: null, problem: null };
  }

  function drop(uri: string): void {
    const entry = entries.get(uri);
    entries.delete(uri);
    entry?.controller.abort();
  }

  return {
    request,
    invalidate: () => [...entries.keys()].forEach(drop),
    close(uri) {
      drop(uri);
      host.closed(uri);
    },
  };
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
