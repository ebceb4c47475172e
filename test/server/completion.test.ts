/*
 * Completion after the `=` of a derivative, through the server and the engine itself: the derivative in the note's
 * own symbols.
 */
import { afterEach, expect, test } from "vitest";
import type { CompletionItem } from "vscode-languageserver";
import { deriveAt } from "../../src/derive-at.ts";
import { lint } from "../../src/lint.ts";
import { type Client, connect } from "./connect.ts";

const uri = "file:///note.md";
const elman = String.raw`Let $h_t, a_t \in \mathbb{R}^n$, $x_t \in \mathbb{R}^m$, $W \in \mathbb{R}^{n \times n}$, $U \in \mathbb{R}^{n \times m}$.

$$a_t = W h_{t-1} + U x_t, \qquad h_t = \sigma(a_t)$$
`;
const fonts = String.raw`We use the denominator layout. Here $\mathbf{h}^{(t)} \in \mathbb{R}^n$, $\mathbf{U} \in \mathbb{R}^{n \times n}$.

$$\mathbf{h}^{(t)} = \tanh\left(\mathbf{U} \mathbf{h}^{(t-1)}\right)$$

In this note $\mathbf{U}^{\mathsf T}$ is a transpose and $\text{diag}[\mathbf{h}^{(t)}]$ a diagonal matrix.
`;
const matrices = String.raw`Let $A, B, X \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. Let $f(x) = x^\top A x$.
`;

let client: Client;
afterEach(() => client.close());

test.each([
  [elman, "\\frac{\\partial h_t}{\\partial h_{t-1}} =", " \\operatorname{diag}(\\sigma'(a_t)) W"],
  [elman, "\\frac{\\partial h_t}{\\partial x_t} = ", "\\operatorname{diag}(\\sigma'(a_t)) U"],
  [
    elman,
    "\\frac{\\partial h_t}{\\partial h_{t-2}} = ",
    "\\operatorname{diag}(\\sigma'(a_t)) W \\operatorname{diag}(\\sigma'(a_{t-1})) W",
  ],
  [elman, "\\frac{\\partial a_t}{\\partial a_{t-1}} = ", "W \\operatorname{diag}(\\sigma'(a_{t-1}))"],
  [
    fonts,
    "\\frac{\\partial \\mathbf{h}^{(t)}}{\\partial \\mathbf{h}^{(t-1)}} = ",
    "\\mathbf{U}^{\\mathsf T} \\text{diag}[1 - \\left(\\mathbf{h}^{(t)}\\right)^2]",
  ],
  [matrices, "\\nabla_x f = ", "(A + A^\\top) x"],
  [matrices, "\\frac{\\partial \\operatorname{tr}(A X B)}{\\partial X} = ", "A^\\top B^\\top"],
])("%#: after %s", { timeout: 20_000 }, async (note, left, answer) => {
  client = await connect({ server: { lint, deriveAt } });
  const line = `$$${left}`;
  await client.open(uri, `${note}\n${line}$$\n`);
  const items = await client.connection.sendRequest<CompletionItem[]>("textDocument/completion", {
    textDocument: { uri },
    position: { line: note.split("\n").length, character: line.length },
  });
  expect(items.map(({ textEdit }) => textEdit?.newText)).toEqual([answer]);
});
