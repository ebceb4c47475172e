import { describe, expect, test } from "vitest";
import { macrosFromSettings, noMacros, parseTex } from "../../src/tex/parser.ts";
import { locatedSlice } from "../../src/text/span.ts";
import { sexpr } from "./sexpr.ts";

function read(tex: string, macros = noMacros): string {
  return sexpr(parseTex(locatedSlice(tex, 0, tex.length), macros).root);
}

/** Formula, then its tree in the notation of sexpr.ts. */
const spec: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "names and numbers": [
    [String.raw`\mathbf{x}`, "x:b"],
    [String.raw`\boldsymbol\delta`, "\\delta:b"],
    [String.raw`\text{x} + \mathrm{T} + \mathrm d`, "(sum x:t +T:r +d:r)"],
    [String.raw`{\bf x} y`, "(* x:b y)"],
    [String.raw`\mathbb{1} \mathbf{0} \mathbb R`, "(* 1:bb 0:b R:bb)"],
    [String.raw`\mathbf{BX}^T`, "(* B:b (s X:b ^ T))"],
    [String.raw`\mathbf{Wx}`, "(* W:b x:b)"],
    [String.raw`\mathrm{rec} \text{ net }`, "(* 'rec' 'net')"],
    ["0.044715 x + .5", "(sum (* 0.044715 x) +0.5)"],
    ["12 3", "(* 12 3)"],
    ["diag(x) tr(A)", "(* 'diag' (f ( x )) 'tr' (f ( A )))"],
    ["tr A + dx", "(sum (* t r A) +(* d x))"],
    ["softmaxes", "(* s o f t m a x e s)"],
    [String.raw`\operatorname{diag}(\tanh x)`, "(* 'diag' (f ( (* 'tanh' x) )))"],
    [String.raw`\ell \varepsilon \part`, "(* \\ell \\varepsilon <\\partial>)"],
    [String.raw`\overset{!}{A}`, "(overset A <!>)"],
  ],
  scripts: [
    ["x_1^2", "(s x _ 1 ^ 2)"],
    ["x_12", "(* (s x _ 1) 2)"],
    [String.raw`x^\frac12`, "(s x ^ (frac 1 2))"],
    ["a_d_h", "(s (s a _ d) _ h)"],
    [String.raw`{h^{(s-1)}}^\top`, "(s (s h ^ (f ( (sum s -1) ))) ^ <\\top>)"],
    [
      String.raw`\sigma' \sigma^{'} \sigma^\prime \sigma^{\prime\prime} f’`,
      "(* (s \\sigma') (s \\sigma') (s \\sigma') (s \\sigma'') (s f'))",
    ],
    [String.raw`f'^2 + x^{\prime T}`, "(sum (s f' ^ 2) +(s x' ^ T))"],
    [
      String.raw`A^{*} f(\cdot) \delta_{q\cdot}`,
      "(* (s A ^ <*>) f (f ( <\\cdot> )) (s \\delta _ (* q <\\cdot>)))",
    ],
    ["h^{<t>}", "(s h ^ (f \\langle t \\rangle))"],
    ["W_{:,j} W_{i.}", "(* (s W _ (list <:> , j)) (s W _ (* i <.>)))"],
    ["{}_a x", "(* (s ∅ _ a) x)"],
    [String.raw`\theta\_{t+1}`, "(s \\theta _ (sum t +1))"],
    [String.raw`\nabla_\mathbf{x} f`, "(* (s <\\nabla> _ x:b) f)"],
  ],
  "sums and products": [
    ["-x", "(sum -x)"],
    ["a - -b", "(sum a -(sum -b))"],
    [String.raw`a \cdot b \odot c / d`, "(* a \\cdot b \\odot c / d)"],
    [String.raw`\frac\partial{\partial x}`, "(frac <\\partial> (* <\\partial> x))"],
    ["{a \\over b}", "(frac a b)"],
    [String.raw`\sum\limits_{i=1}^n a_i b_i - c`, "(sum (sum (i = 1) n (* (s a _ i) (s b _ i))) -c)"],
    [String.raw`\underset{k=1}{\overset{n}{\sum}} a_k`, "(sum (k = 1) n (s a _ k))"],
    [String.raw`\prod_{t \ge i > k} A_i`, "(prod (t \\ge i > k) - (s A _ i))"],
    [String.raw`\arg\max_x f + \max(0, x)`, "(sum (argmax x - f) +(* 'max' (f ( (list 0 , x) ))))"],
    [String.raw`\operatorname*{argmin}_\theta L`, "(argmin \\theta - L)"],
    [String.raw`\sqrt[3]{x}`, "(root x 3)"],
    [String.raw`\binom{n}{k}`, "(* 'binom' (f ( (list n , k) )))"],
  ],
  "relations and statements": [
    ["a = b := c", "(a = b := c)"],
    [String.raw`= \leq \ge`, "(∅ = ∅ \\le ∅ \\ge ∅)"],
    ["x >= 0 \\not= y", "(x \\ge 0 \\ne y)"],
    [String.raw`y \overset{\text{def}}{=} z`, "(y := z)"],
    [String.raw`A=B\\\downarrow\\C=D`, "(rows (A = B) // (∅ \\downarrow ∅) // (C = D))"],
    [String.raw`a = b, \quad c = d.`, "(list (a = b) , (c = d))"],
    [String.raw`a = b \quad \Rightarrow \quad c = d`, "(a = b \\Rightarrow c = d)"],
    [String.raw`y = 1 \text{ if } x > 0`, '(list (y = 1)  "if"  (x > 0))'],
    [
      String.raw`\begin{aligned} a &= b \\ &= c \\[2mm] & + d \end{aligned}`,
      "(rows (a = b) // (∅ = (sum c +d)))",
    ],
    [String.raw`\begin{align} a &= b & c &= d \end{align}`, "(list (a = b) & (c = d))"],
    [String.raw`a =& b \\ [A] \\\ `, "(rows (a = b) // (f [ A ]))"],
    [String.raw`f: X \to Y`, "(list f : (X \\to Y))"],
    [String.raw`x_1, \ldots, x_n`, "(list (s x _ 1) , ldots , (s x _ n))"],
    ["i = 1, ..., n", "(list (i = 1) , ldots , n)"],
  ],
  "brackets and bars": [
    [String.raw`|x| + \|x\|_2^2 + ||x||`, "(sum (f | x |) +(s (f \\| x \\|) _ 2 ^ 2) +(f \\| x \\|))"],
    [String.raw`\|\cdot\|_2`, "(s (f \\| <\\cdot> \\|) _ 2)"],
    ["|x||y|", "(* (f | x |) (f | y |))"],
    [String.raw`\log|\det A|`, "(* 'log' (f | (* 'det' A) |))"],
    ["p(x|y)", "(* p (f ( (x \\mid y) )))"],
    ["f|_{x=0}", "(at f (x = 0))"],
    [String.raw`2\frac{df}{dx}\bigg|_{0}`, "(* 2 (at (frac (* d f) (* d x)) 0))"],
    [String.raw`\left. f\right|_{x=a}`, "(at f (x = a))"],
    ["([0, 1))", "(f ( (f [ (list 0 , 1) )) ))"],
    [String.raw`\bigl( x \bigr] \left\{ y \right.`, "(* (f ( x ]) (f \\{ y .))"],
    ["f(x", "(* f <(> x)"],
    ["f x)", "(* f x <)>)"],
  ],
  arrays: [
    [String.raw`\begin{pmatrix} a & \\ c & d \\ \end{pmatrix}^T`, "(s (matrix (a & ∅ // c & d)) ^ T)"],
    [String.raw`\pmatrix{a & b \cr c & d}`, "(matrix (a & b // c & d))"],
    [String.raw`\left(\begin{matrix} a & b \end{matrix}\right)`, "(f ( (matrix a & b) ))"],
    [String.raw`\begin{array}{rcl} a &=& b \\ c &=& d \end{array}`, "(rows (a = b) // (c = d))"],
    [
      String.raw`\begin{cases} 0, & x<0 \\ 1 & \text{otherwise} \end{cases}`,
      '(cases 0 if (x < 0) // 1 if "otherwise")',
    ],
    [String.raw`\left\{\begin{array}{l} 1 \\ 2 \end{array}\right.`, "(cases 1 if - // 2 if -)"],
    [String.raw`\begin{cases} x, \text{ if } y \\ 0 \end{cases}`, '(cases x if (list "if"  y) // 0 if -)'],
    [String.raw`\sum_{\substack{i \\ j}} a`, "(sum (rows i // j) - a)"],
  ],
  "what is drawn but means nothing": [
    [String.raw`\displaystyle{ a \, b \tag{3.1} \label{x} \nonumber }`, "(* a b)"],
    [String.raw`\color{red}{x} + \textcolor{blue}{y} \bbox[yellow,5px]{z}`, "(sum x +(* y z))"],
    [String.raw`\underbrace{a+b}_{c} \cancel{x}`, "(* (underbrace (sum a +b) c) (cancel x -))"],
    ["a % = b\n + c", "(sum a +c)"],
    ["a &lt; b", "(a < b)"],
  ],
  Unicode: [
    ["α x² + xᵀA⁻¹ ∈ ℝ", "((sum (* \\alpha (s x ^ 2)) +(* (s x ^ T) (s A ^ (sum -1)))) \\in R:bb)"],
    [
      "∂f/∂x − σ′(z) ⊙ hₜ",
      "(sum (* <\\partial> f / <\\partial> x) -(* (s \\sigma') (f ( z )) \\odot (s h _ t)))",
    ],
    ["𝐖x̄ 青年", '(* W:b (bar x) "青年")'],
  ],
  errors: [
    ["\\foo{x}", "(* (error unknown command \\foo) x)"],
    ["{a", "(* (error group is not closed) a)"],
    ["a}", "(* a (error closing brace without an opening one))"],
    ["x^", "(s x ^ (error missing argument))"],
    [String.raw`\frac{a}`, "(frac a (error missing argument))"],
    [String.raw`\left( a`, "(* (error \\left without \\right) a)"],
    [String.raw`\begin{aligned} a`, "(* (error \\begin{aligned} without \\end) a)"],
    ["$$ x", "(* (error unexpected $) x)"],
    ["#1", "(error unexpected 1)"],
  ],
  macros: [
    [
      String.raw`\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}} \pd{y}x`,
      "(frac (* <\\partial> y) (* <\\partial> x))",
    ],
    [String.raw`\newcommand\q[2][w]{#1#2} \q{a}\q[b]{c}`, "(* w a b c)"],
    [String.raw`\def\a#1{#1^2}\let\b\a \b{x}`, "(s x ^ 2)"],
    [String.raw`\DeclareMathOperator{\tra}{Tr}\tra A`, "(* 'Tr' A)"],
    [String.raw`\DeclareMathOperator*{\best}{argmax}\best_x f`, "(argmax x - f)"],
    [String.raw`\newcommand{\a}{x}\providecommand{\a}{y}\a`, "x"],
    [String.raw`\let\oldvec\vec\renewcommand{\vec}[1]{\oldvec{#1}}\vec{x}`, "(vec x)"],
    [String.raw`\newcommand{\R}{\mathbb{R}}`, "∅"],
    [String.raw`\def\a{\a}\a`, "(error macro \\a expands without end)"],
    [String.raw`\newcommand{\a}[2]{#1}\a{x}`, "(error macro \\a needs 2 arguments)"],
    [String.raw`\pdv{L}{W}`, "(frac (* <\\partial> L) (* <\\partial> W))"],
  ],
};

for (const [title, cases] of Object.entries(spec)) {
  describe(title, () => {
    test.each(cases)("%s", (tex, expected) => {
      expect(read(tex)).toBe(expected);
    });
  });
}

test("macros from settings, and those of an earlier formula", () => {
  const settings = macrosFromSettings({ "\\RR": "\\mathbb{R}", pd: "\\frac{\\partial #1}{\\partial #2}" });
  expect(read(String.raw`\RR \pd{y}{x}`, settings)).toBe(
    "(* R:bb (frac (* <\\partial> y) (* <\\partial> x)))",
  );
  const tex = String.raw`\newcommand{\vx}{\mathbf{x}}`;
  const { macros } = parseTex(locatedSlice(tex, 0, tex.length), settings);
  expect(read(String.raw`\vx \in \RR`, macros)).toBe("(x:b \\in R:bb)");
  expect(settings.has("\\vx")).toBe(false);
});
