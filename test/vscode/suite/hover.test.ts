/*
 * Hovers say the verdict in words, draw the formula, and stay below the length at which VS Code cuts them.
 */
import * as vscode from "vscode";
import { closeNote, ok, openNote, problemsWhen, some } from "./note.ts";

/** VS Code cuts Markdown in hovers at 100,000 characters, pictures included. */
const longest = 95_000;

describe("hover", () => {
  afterEach(closeNote);

  it("on a wrong claim says so, with both formulas drawn and the right one to copy", async () => {
    const text = await hoverText("rnn.md", "W^\\top");
    ok(/refuted/i.test(text), `no verdict in ${text.slice(0, 400)}`);
    ok(/numerator/i.test(text), "no layout");
    ok(
      (text.match(/data:image\/svg\+xml/g) ?? []).length >= 2,
      "written and corrected formula are not drawn",
    );
    ok(text.includes("\\operatorname{diag}(\\sigma'(z_t)) W"), "the corrected formula cannot be copied");
  });

  it("on a right claim says that it was verified, and on how many instances", async () => {
    const text = await hoverText("rnn.md", "\\operatorname{diag}(\\sigma'(z_t)) U");
    ok(/verified/i.test(text), `no verdict in ${text.slice(0, 400)}`);
    ok(/\d+ (random )?instances/i.test(text), "no number of instances");
  });

  it("on a formula that claims nothing draws it", async () => {
    const text = await hoverText("rnn.md", "\\sigma(z_t)");
    ok(text.includes("data:image/svg+xml"), "the formula is not drawn");
  });
});

/** The text of all hovers at the first place where a note says `at`. */
async function hoverText(name: string, at: string): Promise<string> {
  const { document } = await openNote(name);
  await problemsWhen(document.uri, some);
  const offset = document.getText().indexOf(at);
  ok(offset >= 0, `"${at}" is not in the note`);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    document.positionAt(offset + 1),
  );
  const text = hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n");
  ok(text.length < longest, `the hover has ${text.length} characters`);
  return text;
}
