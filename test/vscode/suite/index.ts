/*
 * The suite's entry: VS Code loads it into the extension host and calls `run`. The same file serves the desktop,
 * the server and the web worker, so nothing in this folder imports Node. Prints for people, and for the script
 * that started it one line "suite: N passed, N failed".
 */
import Mocha from "mocha";

/** Only tests whose title holds this are run; the bundler puts in what the script was given, mostly nothing. */
declare const SUITE_GREP: string;

export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: "bdd",
    reporter: Lines as unknown as Mocha.ReporterConstructor,
    timeout: 15_000,
  });
  if (SUITE_GREP !== "") mocha.fgrep(SUITE_GREP);
  // `describe` and `it` become global only now: the files that use them are loaded after this.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./activation.test.ts");
  await import("./diagnostics.test.ts");
  await import("./hover.test.ts");
  await import("./fixes.test.ts");
  await import("./completion.test.ts");
  await import("./configuration.test.ts");
  await import("./commands.test.ts");
  await import("./notebook.test.ts");
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** Where the extension does not even start, each further test would wait in vain. */
const isHopeless = (test: Mocha.Test) => test.parent?.title === "activation";

/** Prints each test in a line; a failed one with its error. */
function Lines(runner: Mocha.Runner): void {
  const counts = { passed: 0, failed: 0 };
  runner.on("pass", (test) => {
    counts.passed += 1;
    console.log(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
  });
  runner.on("fail", (test, error: Error) => {
    counts.failed += 1;
    console.log(`  ✗ ${test.fullTitle()}\n${error.stack ?? error.message}`);
    if (isHopeless(test)) runner.abort();
  });
  runner.on("end", () => console.log(`suite: ${counts.passed} passed, ${counts.failed} failed`));
}
