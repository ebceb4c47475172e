/*
 * What is measured: short notes with one claim each, of the kinds that people write; and a long note made of them.
 */
export interface BenchNote {
  readonly name: string;
  readonly setting: string;
  /** The LaTeX of the claim. */
  readonly claim: string;
}

const network = String.raw`Let $h_t \in \mathbb{R}^n$, $x_t \in \mathbb{R}^m$, $W \in \mathbb{R}^{n \times n}$, $U \in \mathbb{R}^{n \times m}$ and $b \in \mathbb{R}^n$. Here $\phi$ acts elementwise.

$$a_t = W h_{t-1} + U x_t + b, \qquad h_t = \phi(a_t)$$`;

const layers = String.raw`Let $x \in \mathbb{R}^m$, $r \in \mathbb{R}^p$, $W \in \mathbb{R}^{n \times m}$ and $V \in \mathbb{R}^{p \times n}$.

$$z = W x, \qquad a = \tanh(z), \qquad y = V a, \qquad L = \frac{1}{2} \|y - r\|^2$$`;

export const benchNotes: readonly BenchNote[] = [
  {
    name: "one step of a recurrence",
    setting: network,
    claim: String.raw`\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(\phi'(a_t)) W`,
  },
  {
    name: "two steps",
    setting: network,
    claim: String.raw`\frac{\partial h_t}{\partial h_{t-2}} = \operatorname{diag}(\phi'(a_t)) W \operatorname{diag}(\phi'(a_{t-1})) W`,
  },
  {
    name: "a product over time",
    setting: network,
    claim: String.raw`\frac{\partial h_t}{\partial h_k} = \prod_{i=k+1}^{t} \operatorname{diag}(\phi'(a_i)) W`,
  },
  {
    name: "entries",
    setting: String.raw`Let $x_t \in \mathbb{R}^n$ and $W \in \mathbb{R}^{n \times n}$, with $\sigma$ elementwise: $$x_t = W \sigma(x_{t-1})$$`,
    claim: String.raw`\frac{\partial x_{t,j}}{\partial x_{t-1,k}} = W_{jk} \sigma'(x_{t-1,k})`,
  },
  {
    name: "a gradient by an input",
    setting: layers,
    claim: String.raw`\nabla_x L = W^\top \operatorname{diag}(1 - \tanh^2(z)) V^\top (y - r)`,
  },
  {
    name: "a gradient by weights",
    setting: layers,
    claim: String.raw`\frac{\partial L}{\partial V} = (y - r) a^\top`,
  },
  {
    name: "a Jacobian through two layers",
    setting: layers,
    claim: String.raw`\frac{\partial y}{\partial x} = V \operatorname{diag}(1 - a \odot a) W`,
  },
  {
    name: "a quadratic form",
    setting: String.raw`Let $x, c \in \mathbb{R}^n$, $B \in \mathbb{R}^{n \times n}$ and $q(x) = x^\top B x + c^\top x$.`,
    claim: String.raw`\nabla q(x) = (B + B^\top) x + c`,
  },
  {
    name: "least squares",
    setting: String.raw`Let $w \in \mathbb{R}^n$, $X \in \mathbb{R}^{m \times n}$, $d \in \mathbb{R}^m$ and $E = \frac{1}{2} \|X w - d\|^2$.`,
    claim: String.raw`\frac{\partial E}{\partial w} = X^\top (X w - d)`,
  },
  {
    name: "a trace",
    setting: String.raw`Let $X \in \mathbb{R}^{n \times m}$ and $A \in \mathbb{R}^{m \times n}$.`,
    claim: String.raw`\frac{\partial \operatorname{tr}(A X)}{\partial X} = A^\top`,
  },
  {
    name: "softmax",
    setting: String.raw`Let $v \in \mathbb{R}^n$ and $s = \operatorname{softmax}(v)$.`,
    claim: String.raw`\frac{\partial s}{\partial v} = \operatorname{diag}(s) - s s^\top`,
  },
  {
    name: "a cell with gates",
    setting: String.raw`Let $f_t, c_t, i_t, g_t \in \mathbb{R}^n$ and $c_t = f_t \odot c_{t-1} + i_t \odot g_t$.`,
    claim: String.raw`\frac{\partial c_t}{\partial c_{t-1}} = \operatorname{diag}(f_t)`,
  },
];

/** A note with one claim. */
export const noteOf = ({ setting, claim }: BenchNote): string => `${setting}\n\nThen\n\n$$\n${claim}\n$$\n`;

const filler =
  "The terms are collected from the last step to the first, and each is kept as small as the ones before it. " +
  "Nothing in this paragraph states a formula; it stands here because notes are mostly prose, with *emphasis*, " +
  "[links](https://example.org) and `code`. ";

/** A note of about so many characters, a claim in every 500 of them: 200 claims in 100 kB, no two sections alike. */
export function longNote(characters: number): string {
  const sections: string[] = [];
  for (let length = 0, k = 0; length < characters; k++) {
    const note = noteOf(benchNotes[k % benchNotes.length]!);
    const section = `## Section ${k + 1}\n\nCase ${k + 1}. ${note}\n${filler}\n`;
    sections.push(section.padEnd(498, "- a line of a list\n").slice(0, Math.max(section.length, 498)));
    length += sections[k]!.length + 2;
  }
  return sections.join("\n\n");
}
