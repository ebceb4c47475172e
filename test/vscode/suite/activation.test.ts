/*
 * The extension starts by itself, soon, and brings every command that its manifest promises.
 */
import * as vscode from "vscode";
import { closeNote, equal, extension, ok, openNote, problemsWhen, some } from "./note.ts";

interface Manifest {
  readonly contributes?: { readonly commands?: readonly { readonly command: string }[] };
}

describe("activation", () => {
  afterEach(closeNote);

  it("happens when a Markdown note is opened", async () => {
    ok(extension, "the extension is not installed");
    const { document } = await openNote("rnn.md");
    await problemsWhen(document.uri, some);
    ok(extension.isActive, "the extension is not active");
  });

  it("registers each command of the manifest", async () => {
    await extension?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const { contributes } = extension?.packageJSON as Manifest;
    const promised = (contributes?.commands ?? []).map(({ command }) => command);
    ok(promised.length > 0, "the manifest promises no command");
    equal(
      promised.filter((command) => !registered.has(command)),
      [],
    );
  });
});
