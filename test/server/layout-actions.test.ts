/*
 * Conversions to another layout as an editor meets them: offered at a claim, worked out for a note when chosen.
 */
import { afterEach, expect, test } from "vitest";
import type { CodeAction } from "vscode-languageserver";
import { convert } from "../../src/convert.ts";
import { lint } from "../../src/lint.ts";
import { type Client, connect } from "./connect.ts";

const uri = "file:///note.md";
const note = String.raw`Let $y = A x$ with $x \in \mathbb{R}^m$, $A \in \mathbb{R}^{n \times m}$.

$\frac{\partial y}{\partial x} = A$

$\frac{\partial y}{\partial x} = 2 A$
`;

let client: Client;
afterEach(() => client.close());

async function actions(line: number, only?: string): Promise<readonly CodeAction[]> {
  const place = { line, character: 12 };
  return client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: place, end: place },
    context: { diagnostics: [], ...(only && { only: [only] }) },
  });
}

test("one claim, and the whole note", async () => {
  client = await connect({ server: { lint, convert }, resolves: true });
  const messages: string[] = [];
  client.connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
    messages.push(message);
  });
  await client.open(uri, note);
  const [ofClaim, ofNote, ...others] = await actions(2, "refactor");
  expect(others).toEqual([]);
  expect(ofClaim).toMatchObject({
    title: "Write this claim in denominator layout (verified)",
    kind: "refactor.rewrite.jacobianLint.layout",
    edit: { changes: { [uri]: [{ newText: "A^\\top", range: { start: { line: 2, character: 33 } } }] } },
  });
  expect(ofNote).toMatchObject({ title: "Write the whole note in denominator layout" });
  expect(ofNote!.edit).toBeUndefined();
  const chosen = await client.connection.sendRequest<CodeAction>("codeAction/resolve", ofNote);
  expect(chosen.edit?.changes?.[uri]).toMatchObject([{ newText: "A^\\top" }]);
  expect(messages).toEqual(["Left as it is: line 5: ∂y/∂x: it is wrong; correct it first"]);
});

test("no conversion of a note for a client that takes edits only at once", async () => {
  client = await connect({ server: { lint, convert } });
  await client.open(uri, note);
  expect((await actions(2, "refactor.rewrite")).map(({ title }) => title)).toEqual([
    "Write this claim in denominator layout (verified)",
  ]);
  expect(await actions(0, "refactor")).toEqual([]);
});
