import { afterEach, describe, expect, test } from "vitest";
import type { CodeAction, CompletionItem, DocumentDiagnosticReport, Hover } from "vscode-languageserver";
import { checkRequest, evidenceRequest, largestNote } from "../../src/server/protocol.ts";
import { type Client, type ClientOptions, connect, fakeLint, right, wrong } from "./connect.ts";

const uri = "file:///notes/a.md";
const note = `We have $${right}$.\n\nAnd $${wrong}$.\n`;
const inWrong = { line: 2, character: 12 };

let client: Client;
const start = async (options: ClientOptions = {}) => (client = await connect(options));
afterEach(() => client.close());

const ask = <T>(method: string, more: object = {}) =>
  client.connection.sendRequest<T>(method, { textDocument: { uri }, ...more });
const pull = (previousResultId?: string) =>
  ask<DocumentDiagnosticReport>("textDocument/diagnostic", previousResultId ? { previousResultId } : {});

describe("diagnostics", () => {
  test("are pulled, one plain line each, with the rule and its page", async () => {
    await start({ pull: true });
    await client.open(uri, note);
    const answer = await pull();
    expect(answer).toMatchObject({
      kind: "full",
      items: [
        {
          source: "jacobian-lint",
          code: "factor-transpose",
          codeDescription: { href: "https://example.org/rules/factor-transpose" },
          severity: 2,
          range: { start: { line: 2 } },
        },
      ],
    });
    expect(client.pushed.get(uri)).toBeUndefined();
    expect(await pull(answer.resultId)).toMatchObject({ kind: "unchanged" });
  });

  test("are pushed to a client that does not pull", async () => {
    await start();
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    await client.open(uri, note);
    await client.reported((report) => report.uri === uri);
    expect(await eventually(() => client.pushed.get(uri))).toHaveLength(1);
  });

  test("follow the text, also through incremental changes", async () => {
    await start({ pull: true });
    await client.open(uri, note);
    const column = "And $".length + wrong.indexOf("^");
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [
        {
          range: { start: { line: 2, character: column }, end: { line: 2, character: column + 5 } },
          text: "",
        },
      ],
    });
    expect(await pull()).toMatchObject({ kind: "full", items: [] });
  });

  test("hold what was not understood when that is asked for", async () => {
    const lint: typeof fakeLint = async (text, settings) => {
      const report = await fakeLint(text, settings);
      return {
        ...report,
        claims: report.claims.map((claim) =>
          claim.status === "verified" ? { ...claim, status: "unchecked", reason: "unknown-shape" } : claim,
        ),
      };
    };
    await start({ pull: true, server: { lint }, settings: { reportUnchecked: true } });
    await client.open(uri, note);
    const answer = await pull();
    expect(answer.kind === "full" && answer.items.map(({ code }) => code)).toEqual([
      "factor-transpose",
      "unknown-shape",
    ]);
  });

  test("wait for a save where the settings say so", async () => {
    await start({ pull: true, settings: { run: "onSave" } });
    await client.open(uri, "nothing yet");
    const before = await pull();
    await client.edit(uri, 2, note);
    expect(await pull(before.resultId)).toMatchObject({ kind: "unchanged" });
    await client.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
    expect(await pull(before.resultId)).toMatchObject({
      kind: "full",
      items: [{ code: "factor-transpose" }],
    });
  });

  test("are none where the linter is off", async () => {
    await start({ pull: true, settings: { enable: false } });
    await client.open(uri, note);
    expect(await pull()).toMatchObject({ kind: "full", items: [] });
  });

  test("refuse a huge file with a message", async () => {
    await start({ pull: true });
    await client.open(uri, note.padEnd(largestNote + 1));
    const report = await client.reported((found) => found.uri === uri);
    expect(report.problem).toContain("larger than 1 MB");
  });
});

describe("a check", () => {
  test("of an outdated text is cancelled, and its result dropped", async () => {
    const seen: { text: string; signal: AbortSignal | undefined }[] = [];
    const release: (() => void)[] = [];
    const lint: typeof fakeLint = async (text, settings, options) => {
      seen.push({ text, signal: options?.signal });
      if (seen.length === 1) await new Promise<void>((resolve) => release.push(resolve));
      return fakeLint(text, settings);
    };
    await start({ server: { lint } });
    await client.open(uri, note);
    await eventually(() => seen[0]);
    await client.edit(uri, 2, `$${right}$`);
    const report = await client.reported((found) => found.claims.length === 1);
    expect(seen[0]?.signal?.aborted).toBe(true);
    release[0]?.();
    expect(report.text).toContain("1 claim · 1 ✓");
    expect(client.reports).toHaveLength(1);
  });

  test("runs once for a burst of typing", async () => {
    let runs = 0;
    await start({ server: { lint: (...all) => ((runs += 1), fakeLint(...all)), debounce: 60 } });
    await client.open(uri, "x");
    await client.reported(() => true);
    for (let version = 2; version < 12; version += 1) await client.edit(uri, version, note + version);
    await client.reported((found) => found.claims.length === 2);
    expect(runs).toBe(2);
  });

  test("that throws is reported as a problem and does not end the server", async () => {
    await start({ server: { lint: () => Promise.reject(new Error("a bug")) } });
    await client.open(uri, note);
    expect((await client.reported(() => true)).problem).toContain("the check failed");
    expect(await ask("textDocument/hover", { position: { line: 1, character: 0 } })).toBeNull();
  });

  test("takes the nearest configuration file over the editor's settings", async () => {
    const layouts: string[] = [];
    await start({
      server: { lint: (text, settings) => (layouts.push(settings.layout), fakeLint(text, settings)) },
      settings: { layout: "denominator" },
      initialization: { readsFiles: true },
      files: { "file:///.jacobianlint.json": '{ "layout": "gradient", "oops": 1 }' },
    });
    await client.open(uri, note);
    await client.reported(() => true);
    expect(layouts).toEqual(["gradient"]);
    const problems = await eventually(() => client.pushed.get("file:///.jacobianlint.json"));
    expect(problems).toMatchObject([{ code: "bad-configuration", message: "oops: unknown setting" }]);
  });

  test("of a text that is not open answers counts and diagnostics", async () => {
    await start();
    const answer = await client.connection.sendRequest(checkRequest, { uri: "file:///b.md", text: note });
    expect(answer).toMatchObject({
      claims: 2,
      verified: 1,
      refuted: 1,
      diagnostics: [{ code: "factor-transpose" }],
    });
  });
});

describe("hover", () => {
  test("explains the claim under the cursor", async () => {
    await start({ initialization: { commands: true } });
    await client.open(uri, note);
    const hover = await ask<Hover>("textDocument/hover", { position: inWrong });
    expect(hover.range).toEqual({
      start: { line: 2, character: 5 },
      end: { line: 2, character: 5 + wrong.length },
    });
    expect(JSON.stringify(hover.contents)).toContain("command:jacobianLint.showEvidence?");
  });

  test("draws formulas, also those that claim nothing, in the client's ink", async () => {
    const inks: string[] = [];
    const drawer = (_tex: string, { ink }: { ink: string }) => (inks.push(ink), "<svg></svg>");
    await start({
      server: { loadDrawer: () => Promise.resolve(drawer) },
      initialization: { ink: "#123456" },
    });
    await client.open(uri, "$x^2$");
    const hover = await ask<Hover>("textDocument/hover", { position: { line: 0, character: 2 } });
    expect(JSON.stringify(hover.contents)).toContain("data:image/svg+xml;base64,");
    expect(inks).toEqual(["#123456"]);
  });

  test("stays text where nothing can be drawn", async () => {
    await start({ server: { loadDrawer: () => Promise.reject(new Error("no drawer")) } });
    await client.open(uri, "$x^2$");
    const hover = await ask<Hover>("textDocument/hover", { position: { line: 0, character: 2 } });
    expect(hover.contents).toEqual({ kind: "markdown", value: "```latex\nx^2\n```" });
  });

  test("has the evidence for a panel", async () => {
    await start();
    await client.open(uri, note);
    const answer = await client.connection.sendRequest(evidenceRequest, { uri, position: inWrong });
    expect(answer).toMatchObject({ view: { written: [[1, 0.412], [0, 1]] }, range: { start: { line: 2 } } }); // prettier-ignore
  });
});

describe("code actions", () => {
  const actions = (context: object) =>
    ask<CodeAction[]>("textDocument/codeAction", { range: { start: inWrong, end: inWrong }, context });

  test("put the verified correction first", async () => {
    await start();
    await client.open(uri, note);
    const [first, ...others] = await actions({ diagnostics: [] });
    expect(first).toMatchObject({
      title: "Remove the transpose (verified on 20 instances)",
      kind: "quickfix",
      isPreferred: true,
      edit: { changes: { [uri]: [{ newText: "W" }] } },
    });
    expect(others.every(({ command }) => command === undefined)).toBe(true);
  });

  test("offer commands to a client that has them", async () => {
    await start({ initialization: { commands: true } });
    await client.open(uri, note);
    const commands = (await actions({ diagnostics: [] })).flatMap(({ command }) => command?.command ?? []);
    expect(commands).toEqual([
      "jacobianLint.explainRule",
      "jacobianLint.showEvidence",
      "jacobianLint.copyPython",
    ]);
  });

  test("apply all safe corrections only when asked", async () => {
    await start();
    await client.open(uri, note);
    const [all, ...none] = await actions({ diagnostics: [], only: ["source.fixAll"] });
    expect(all).toMatchObject({ kind: "source.fixAll.jacobianLint", edit: { changes: { [uri]: [{}] } } });
    expect(none).toEqual([]);
    expect(await actions({ diagnostics: [], only: ["refactor"] })).toEqual([]);
  });
});

test("completion derives what stands after the equals sign", async () => {
  await start();
  const open = "$\\frac{\\partial a}{\\partial b} = ";
  await client.open(uri, `${open}$`);
  const items = await ask<CompletionItem[]>("textDocument/completion", {
    position: { line: 0, character: open.length },
  });
  expect(items).toMatchObject([{ label: "W D", textEdit: { newText: "W D" } }]);
});

test("a notebook is one text, reported cell by cell", async () => {
  let seen = "";
  await start({
    pull: true,
    server: { lint: (text, settings) => ((seen = text), fakeLint(text, settings)) },
  });
  const cell = (index: number) => `vscode-notebook-cell:/n.ipynb#${index}`;
  const texts = [`Let $${right}$.`, `So\n$${wrong}$.`];
  await client.connection.sendNotification("notebookDocument/didOpen", {
    notebookDocument: {
      uri: "file:///n.ipynb",
      notebookType: "jupyter-notebook",
      version: 1,
      cells: texts.map((_, index) => ({ kind: 1, document: cell(index) })),
    },
    cellTextDocuments: texts.map((text, index) => ({
      uri: cell(index),
      languageId: "markdown",
      version: 1,
      text,
    })),
  });
  const report = await client.reported((found) => found.uri === "file:///n.ipynb");
  expect(seen).toBe(texts.join("\n\n"));
  expect(report.claims.map((claim) => claim.uri)).toEqual([cell(0), cell(1)]);
  const diagnostics = await eventually(() => client.pushed.get(cell(1)));
  expect(diagnostics).toMatchObject([{ range: { start: { line: 1 } } }]);
  const hover = await client.connection.sendRequest<Hover>("textDocument/hover", {
    textDocument: { uri: cell(1) },
    position: { line: 1, character: 6 },
  });
  expect(hover.range?.start).toEqual({ line: 1, character: 1 });
});

/** Notifications come when they come; a few turns of the loop are enough. */
async function eventually<T>(look: () => T | undefined): Promise<T> {
  for (let turn = 0; turn < 200; turn += 1) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("nothing came");
}
