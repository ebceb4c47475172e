/*
 * Derived answers: from a claim of 0 the note's own definitions give the derivative, in the note's symbols, and the
 * corrected note verifies.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deriveAt } from "../../src/derive-at.ts";
import { derivativeProbe } from "../../src/features/completions.ts";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";
import { answersIn, misread } from "./answers-in.ts";

const rnn = String.raw`Let $h_t, a_t, b \in \mathbb{R}^n$, $x_t \in \mathbb{R}^m$, $W_{hh} \in \mathbb{R}^{n \times n}$ and $W_{xh} \in \mathbb{R}^{n \times m}$.

$$a_t = W_{hh} h_{t-1} + W_{xh} x_t + b$$
$$h_t = \sigma(a_t)$$
`;

const bold = String.raw`Here $\mathbf{h}^{(t)} \in \mathbb{R}^n$, $\mathbf{U} \in \mathbb{R}^{n \times n}$; we use the denominator layout.

$$\mathbf{h}^{(t)} = \tanh\left(\mathbf{U} \mathbf{h}^{(t-1)}\right)$$

In this note $\mathbf{U}^{\mathsf T}$ is a transpose and $\text{diag}[\mathbf{h}^{(t)}]$ a diagonal matrix.
`;

const mlp = String.raw`Let $x \in \mathbb{R}^d$, $W_1 \in \mathbb{R}^{p \times d}$, $W_2 \in \mathbb{R}^{k \times p}$ and $y \in \mathbb{R}^k$. Gradients have the shape of the parameter.

$$z = W_1 x$$
$$\hat y = W_2 \phi(z)$$
$$L = \frac{1}{2} \|\hat y - y\|^2$$
`;

const free = String.raw`Let $A, X \in \mathbb{R}^{n \times n}$ with $\det X > 0$, $S \in \mathbb{R}^{n \times n}$ symmetric, $x, a, b \in \mathbb{R}^n$. Gradients have the shape of the variable.
`;

const residual = String.raw`Let $x_t \in \mathbb{R}^n$, $V \in \mathbb{R}^{n \times n}$.

$$x_t = x_{t-1} + \alpha V f(x_{t-1})$$
`;

const linear = String.raw`Let $s_t \in \mathbb{R}^n$, $A \in \mathbb{R}^{n \times n}$, $B \in \mathbb{R}^{n \times m}$, $u_t \in \mathbb{R}^m$.

$$s_t = A s_{t-1} + B u_t$$
`;

const layers = String.raw`Let $z^{[l]}, a^{[l]} \in \mathbb{R}^{n_l}$, $W^{[l]} \in \mathbb{R}^{n_l \times n_{l-1}}$.

$$z^{[l]} = W^{[l]} a^{[l-1]}$$
$$a^{[l]} = g(z^{[l]})$$
`;

const moving = String.raw`Let $U(t)$ and $V(t)$ be differentiable $n\times n$ matrix functions of a scalar $t$, with $U$ invertible.
`;

const varied = String.raw`Let $X, Y \in \mathbb{R}^{n \times n}$, with $X$ invertible. We work with differentials: $dX$ and $dY$ are small.
`;

const ridge = String.raw`Let $A \in \mathbb{R}^{m\times n}$, $x \in \mathbb{R}^n$, $b \in \mathbb{R}^m$, $\lambda > 0$. Gradients have the shape of the variable.

$$f(x) = \tfrac{1}{2}\|Ax-b\|^2 + \tfrac{\lambda}{2}\|x\|^2$$
`;

const normalised = String.raw`Let $x, w \in \mathbb{R}^n$ and $S \in \mathbb{R}^{n \times n}$ symmetric. Gradients have the shape of the variable.

$$y = \frac{x}{\|x\|}$$
$$R(w) = \frac{w^\top S w}{w^\top w}$$
`;

const logistic = String.raw`Let $w \in \mathbb{R}^d$, $X \in \mathbb{R}^{N\times d}$, $y \in \mathbb{R}^N$ and $\sigma$ the logistic sigmoid, applied elementwise. Here $s' = s \odot (1-s)$.

$$p = \sigma(Xw)$$
$$\ell(w) = y^\top \log p + (1-y)^\top \log(1-p)$$
`;

const indexed = String.raw`Let $W \in \mathbb{R}^{n\times n}$, $x \in \mathbb{R}^n$.

$$y_j = \sum_k W_{jk} \sigma(x_k)$$
`;

const unrolled = String.raw`Let $h_t, b \in \mathbb{R}^n$, $x_t \in \mathbb{R}^m$, $W \in \mathbb{R}^{n \times n}$, $U \in \mathbb{R}^{n \times m}$.

$$h_t = \tanh(W h_{t-1} + U x_t + b)$$

The loss is $L = \sum_{t=1}^{T} \ell(h_t)$.
`;
const inGradients = `${unrolled}\nGradients have the shape of the parameter.\n`;
const inNumerator = `${unrolled}\nWe use the numerator layout.\n`;

const readout = String.raw`The state is $h_t \in \mathbb{R}^n$ with input $x_t \in \mathbb{R}^m$, $W \in \mathbb{R}^{n \times n}$, $U \in \mathbb{R}^{n \times m}$, $V \in \mathbb{R}^{k\times n}$.

$$a_t = W h_{t-1} + U x_t$$
$$h_t = \tanh(a_t)$$
$$\hat y_t = V h_t$$
$$L_t = \frac{1}{2}\|\hat y_t - y_t\|^2$$
$$L = \sum_{t=1}^{T} L_t$$
`;

const oneUnit = String.raw`Let $h_t \in \mathbb{R}$ and $w, u \in \mathbb{R}$.

$$h_t = \tanh(w h_{t-1} + u x_t)$$
`;

const lstm = String.raw`The state is $c_t, h_t \in \mathbb{R}^n$, the input $x_t \in \mathbb{R}^m$; $W_f, W_i, W_o, W_c \in \mathbb{R}^{n \times n}$ and $U_f, U_i, U_o, U_c \in \mathbb{R}^{n \times m}$. Gradients have the shape of the parameter; $\sigma$ is the logistic function.

$$f_t = \sigma(W_f h_{t-1} + U_f x_t), \quad i_t = \sigma(W_i h_{t-1} + U_i x_t), \quad o_t = \sigma(W_o h_{t-1} + U_o x_t)$$
$$\tilde c_t = \tanh(W_c h_{t-1} + U_c x_t)$$
$$c_t = f_t \odot c_{t-1} + i_t \odot \tilde c_t, \quad h_t = o_t \odot \tanh(c_t)$$

The loss is $L = \sum_{t=1}^{T} \ell(h_t)$.
`;

const gru = String.raw`The state is $h_t \in \mathbb{R}^n$, the input $x_t \in \mathbb{R}^m$; $W_z, W_r, W_h \in \mathbb{R}^{n \times m}$ and $U_z, U_r, U_h \in \mathbb{R}^{n \times n}$. Gradients have the shape of the parameter; $\sigma$ is the logistic function.

$$z_t = \sigma(W_z x_t + U_z h_{t-1}), \quad r_t = \sigma(W_r x_t + U_r h_{t-1})$$
$$\tilde h_t = \tanh(W_h x_t + U_h (r_t \odot h_{t-1}))$$
$$h_t = (1 - z_t) \odot h_{t-1} + z_t \odot \tilde h_t$$

The loss is $L = \sum_{t=1}^{T} \ell(h_t)$.
`;

/** Note, left side, and the right side that is expected of it. */
const answers: readonly (readonly [note: string, left: string, right: string])[] = [
  [rnn, "\\frac{\\partial h_t}{\\partial h_{t-1}}", "\\operatorname{diag}(\\sigma'(a_t)) W_{hh}"],
  [rnn, "\\frac{\\partial h_t}{\\partial x_t}", "\\operatorname{diag}(\\sigma'(a_t)) W_{xh}"],
  [rnn, "\\frac{\\partial h_t}{\\partial a_t}", "\\operatorname{diag}(\\sigma'(a_t))"],
  [rnn, "\\frac{\\partial a_t}{\\partial h_{t-1}}", "W_{hh}"],
  [rnn, "\\frac{\\partial a_t}{\\partial a_{t-1}}", "W_{hh} \\operatorname{diag}(\\sigma'(a_{t-1}))"],
  [rnn, "\\frac{\\partial a_t}{\\partial b}", "I"],
  [
    rnn,
    "\\frac{\\partial h_t}{\\partial h_{t-2}}",
    "\\operatorname{diag}(\\sigma'(a_t)) W_{hh} \\operatorname{diag}(\\sigma'(a_{t-1})) W_{hh}",
  ],
  [
    bold,
    "\\frac{\\partial \\mathbf{h}^{(t)}}{\\partial \\mathbf{h}^{(t-1)}}",
    "\\mathbf{U}^{\\mathsf T} \\text{diag}[1 - \\left(\\mathbf{h}^{(t)}\\right)^2]",
  ],
  [mlp, "\\frac{\\partial L}{\\partial \\hat y}", "\\hat y - y"],
  [mlp, "\\frac{\\partial L}{\\partial W_2}", "(\\hat y - y) \\phi(z)^\\top"],
  [mlp, "\\frac{\\partial L}{\\partial z}", "(W_2^\\top (\\hat y - y)) \\odot \\phi'(z)"],
  [mlp, "\\frac{\\partial L}{\\partial W_1}", "((W_2^\\top (\\hat y - y)) \\odot \\phi'(z)) x^\\top"],
  [mlp, "\\frac{\\partial \\hat y}{\\partial x}", "W_2 \\operatorname{diag}(\\phi'(z)) W_1"],
  [free, "\\frac{\\partial\\, x^\\top A x}{\\partial x}", "(A + A^\\top) x"],
  [free, "\\frac{\\partial\\, x^\\top S x}{\\partial x}", "2 S x"],
  [free, "\\frac{\\partial\\, a^\\top x}{\\partial x}", "a"],
  [free, "\\frac{\\partial \\|A x - b\\|^2}{\\partial x}", "2 A^\\top (A x - b)"],
  [free, "\\frac{\\partial \\|x\\|}{\\partial x}", "\\frac{x}{\\|x\\|}"],
  [free, "\\frac{\\partial \\log\\det X}{\\partial X}", "X^{-\\top}"],
  [free, "\\frac{\\partial \\operatorname{tr}(A X)}{\\partial X}", "A^\\top"],
  [free, "\\frac{\\partial \\operatorname{tr}(A X^{-1})}{\\partial X}", "-X^{-\\top} A^\\top X^{-\\top}"],
  [free, "\\frac{\\partial\\, a^\\top X b}{\\partial X}", "a b^\\top"],
  [free, "\\frac{\\partial\\, x \\odot a}{\\partial x}", "\\operatorname{diag}(a)"],
  [free, "\\frac{\\partial\\, A x}{\\partial x}", "A"],
  [residual, "\\frac{\\partial x_t}{\\partial x_{t-1}}", "I + \\alpha V \\operatorname{diag}(f'(x_{t-1}))"],
  [linear, "\\frac{\\partial s_t}{\\partial s_k}", "A^{t-k}"],
  [linear, "\\frac{\\partial s_t}{\\partial s_{t-3}}", "A A A"],
  [layers, "\\frac{\\partial a^{[l]}}{\\partial a^{[l-1]}}", "\\operatorname{diag}(g'(z^{[l]})) W^{[l]}"],
  [layers, "\\frac{\\partial z^{[l+1]}}{\\partial z^{[l]}}", "W^{[l+1]} \\operatorname{diag}(g'(z^{[l]}))"],
  [ridge, "\\nabla^2 f(x)", "A^\\top A + \\lambda I"],
  [free, "\\frac{\\partial^2\\, x^\\top A x}{\\partial x \\partial x^\\top}", "A + A^\\top"],
  [
    moving,
    "\\frac{\\partial (U V)}{\\partial t}",
    "\\frac{\\partial U}{\\partial t} V + U \\frac{\\partial V}{\\partial t}",
  ],
  [moving, "\\frac{\\partial U^{-1}}{\\partial t}", "-U^{-1} \\frac{\\partial U}{\\partial t} U^{-1}"],
  [varied, "d(X Y)", "dX Y + X dY"],
  [varied, "d(X^{-1})", "-X^{-1} dX X^{-1}"],
  [normalised, "\\frac{\\partial y}{\\partial x}", "\\frac{1}{\\|x\\|} I - \\frac{x x^\\top}{\\|x\\|^3}"],
  [
    normalised,
    "\\frac{\\partial R}{\\partial w}",
    "\\frac{2 S w}{w^\\top w} - \\frac{2 (w^\\top S w) w}{(w^\\top w)^2}",
  ],
  [
    logistic,
    "\\frac{\\partial^2 \\ell}{\\partial w \\partial w^\\top}",
    "-X^\\top \\operatorname{diag}(p \\odot (1 - p)) X",
  ],
  [
    inGradients,
    "\\frac{\\partial L}{\\partial W}",
    "\\sum_{t=1}^{T} \\left(\\frac{\\partial L}{\\partial h_t} \\odot (1 - h_t^2)\\right) h_{t-1}^{T}",
  ],
  [
    inNumerator,
    "\\frac{\\partial L}{\\partial W}",
    "\\sum_{t=1}^{T} h_{t-1} \\frac{\\partial L}{\\partial h_t} \\operatorname{diag}(1 - h_t^2)",
  ],
  [inNumerator, "\\frac{d h_t}{d b}", "\\sum_{k=1}^{t} \\frac{dh_t}{dh_k} \\operatorname{diag}(1 - h_k^2)"],
  [
    readout,
    "\\frac{\\partial L}{\\partial W}",
    "\\sum_{t=1}^{T} \\frac{\\partial L}{\\partial a_t} h_{t-1}^{T}",
  ],
  [
    readout,
    "\\frac{\\partial L_t}{\\partial U}",
    "\\sum_{k=1}^{t} \\frac{\\partial L_t}{\\partial a_k} x_k^{T}",
  ],
  [
    readout,
    "\\frac{\\partial L}{\\partial h_t}",
    "V^{T} (\\hat y_t - y_t) + W^{T} \\frac{\\partial L}{\\partial a_{t+1}}",
  ],
  [oneUnit, "\\frac{d h_t}{d w}", "\\sum_{k=1}^{t} (1 - h_k^2) h_{k-1} \\frac{dh_t}{dh_k}"],
  [indexed, "\\frac{\\partial y_j}{\\partial W_{jk}}", "\\sigma(x_k)"],
  [
    String.raw`Let $\boldsymbol{X} \in \mathbb{R}^{n \times n}$.`,
    "\\frac{\\partial \\operatorname{tr}(\\boldsymbol{X})}{\\partial \\boldsymbol{X}}",
    "\\boldsymbol{I}",
  ],
  // Gates keep their names, and what is long goes no further than they do.
  [
    lstm,
    "\\frac{\\partial L}{\\partial h_t}",
    "\\frac{\\partial\\ell(h_t)}{\\partial h_t} + W_f^{T} \\left(\\frac{\\partial L}{\\partial f_{t+1}} \\odot f_{t+1} \\odot (1 - f_{t+1})\\right) + W_i^{T} \\left(\\frac{\\partial L}{\\partial i_{t+1}} \\odot i_{t+1} \\odot (1 - i_{t+1})\\right) + W_o^{T} \\left(\\frac{\\partial L}{\\partial o_{t+1}} \\odot o_{t+1} \\odot (1 - o_{t+1})\\right) + W_c^{T} \\left(\\frac{\\partial L}{\\partial\\tilde c_{t+1}} \\odot (1 - \\tilde c_{t+1}^2)\\right)",
  ],
  [
    lstm,
    "\\frac{\\partial L}{\\partial c_t}",
    "\\frac{\\partial L}{\\partial h_t} \\odot o_t \\odot (1 - (\\tanh(c_t))^2) + \\frac{\\partial L}{\\partial c_{t+1}} \\odot f_{t+1}",
  ],
  [lstm, "\\frac{\\partial c_t}{\\partial c_{t-1}}", "\\operatorname{diag}(f_t)"],
  [
    lstm,
    "\\frac{\\partial h_t}{\\partial h_{t-1}}",
    "\\operatorname{diag}(\\tanh(c_t)) \\frac{\\partial o_t}{\\partial h_{t-1}} + \\operatorname{diag}(o_t) \\operatorname{diag}(1 - (\\tanh(c_t))^2) \\frac{\\partial c_t}{\\partial h_{t-1}}",
  ],
  [
    gru,
    "\\frac{\\partial L}{\\partial h_t}",
    "\\frac{\\partial\\ell(h_t)}{\\partial h_t} + U_z^{T} \\left(\\frac{\\partial L}{\\partial z_{t+1}} \\odot z_{t+1} \\odot (1 - z_{t+1})\\right) + U_r^{T} \\left(\\frac{\\partial L}{\\partial r_{t+1}} \\odot r_{t+1} \\odot (1 - r_{t+1})\\right) + \\left(U_h^{T} \\left(\\frac{\\partial L}{\\partial\\tilde h_{t+1}} \\odot (1 - \\tilde h_{t+1}^2)\\right)\\right) \\odot r_{t+1} + \\frac{\\partial L}{\\partial h_{t+1}} \\odot (1 - z_{t+1})",
  ],
  [
    gru,
    "\\frac{\\partial h_t}{\\partial h_{t-1}}",
    "\\operatorname{diag}(\\tilde h_t) \\frac{\\partial z_t}{\\partial h_{t-1}} - \\operatorname{diag}(h_{t-1}) \\frac{\\partial z_t}{\\partial h_{t-1}} + \\operatorname{diag}(1 - z_t) + \\operatorname{diag}(z_t) \\frac{\\partial\\tilde h_t}{\\partial h_{t-1}}",
  ],
];

/** What mathematics brings in besides the symbols of a note. */
const ownWords = /\\(?:operatorname|mathbf|frac|delta|top|odot|partial|left|right)|diag|I|T/g;

/** Letters and commands of a formula. */
const wordsOf = (tex: string) => tex.replaceAll(ownWords, " ").match(/\\[a-zA-Z]+|[a-zA-Z]/g) ?? [];

/** The right side derived where 0 stands, and whether the note with it verifies. */
async function answerTo(note: string, left: string): Promise<{ right: string | null; verified: boolean }> {
  const start = `${note}\nSo\n\n$$${left} = `;
  const right = await deriveAt(`${start}0$$\n`, defaultSettings, start.length);
  if (right === null) return { right, verified: false };
  const again = await lint(`${start}${right}$$\n`, defaultSettings);
  return { right, verified: again.claims.at(-1)?.status === "verified" };
}

describe("a derived answer", () => {
  test.each(answers)("%#: %s %s", async (note, left, right) => {
    expect(await answerTo(note, left)).toEqual({ right, verified: true });
  });

  // Candidates that do not verify, too: printing must not rest on verification to find its slips.
  test.each(answers)("%#: %s %s is read back as the same tree", async (note, left) => {
    const start = `${note}\nSo\n\n$$${left} = `;
    const answers = await answersIn(`${start}0$$\n`, start.length);
    expect(answers.length).toBeGreaterThan(0);
    expect(misread(answers)).toEqual([]);
  });

  test.each(answers.filter(([, left]) => !left.startsWith("d(")))(
    "%#: %s %s is offered where nothing is written yet",
    async (note, left, right) => {
      const start = `${note}\nSo\n\n$$${left} = `;
      const probed = derivativeProbe(start.length, `${start}$$\n`)!;
      expect(await deriveAt(probed, defaultSettings, start.length + 1)).toBe(right);
    },
  );

  // A sum brings its index along.
  test.each(answers)("%#: %s %s uses the symbols of the note only", (note, left, right) => {
    const summed = /\\sum_\{([a-z])=/.exec(right)?.[1] ?? "";
    const known = new Set(["\\sum", summed, ...wordsOf(note + left)]);
    expect(wordsOf(right).filter((word) => !known.has(word))).toEqual([]);
  });

  test("of random layers verifies, or none is given", async () => {
    const inner = fc.constantFrom("W x", "W x + b", "V (W x)", "W x \\odot c", "W (x + c)");
    const around = fc.constantFrom(
      (z: string) => `\\sigma(${z})`,
      (z: string) => `\\tanh(${z}) + x`,
      (z: string) => `V \\tanh(${z})`,
      (z: string) => `x \\odot \\sigma(${z})`,
      (z: string) => `${z} - 2 x`,
    );
    const note = (body: string) =>
      `Let $x, y, b, c \\in \\mathbb{R}^n$ and $V, W \\in \\mathbb{R}^{n \\times n}$.\n\n$$y = ${body}$$\n`;
    await fc.assert(
      fc.asyncProperty(inner, around, async (z, wrap) => {
        const { right, verified } = await answerTo(note(wrap(z)), "\\frac{\\partial y}{\\partial x}");
        expect(right === null || verified).toBe(true);
      }),
      { seed: 7, numRuns: 20 },
    );
  }, 60_000);
});
