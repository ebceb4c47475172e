/*
 * What is not called wrong, and what is all the same: each row is a small note and what becomes of its last claim.
 */
import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const rows: readonly (readonly [name: string, note: string, outcome: string])[] = [
  [
    "no dependence is said",
    "Let $W \\in \\mathbb{R}^{2\\times 3}$.\n\n$$\\frac{\\partial E}{\\partial W} = 2W$$",
    "undefined-symbol",
  ],
  [
    "an equation of a letter that rests on nothing compares nothing",
    "The temperature $u$ is unknown.\n\n$$\\frac{\\partial u}{\\partial \\tau} + 3\\frac{\\partial^2 u}{\\partial x^2} = 0$$",
    "undefined-symbol",
  ],
  [
    "a condition in prose",
    "Let $f(x) = x^2 + 3x$. Setting the derivative to zero,\n\n$$\\frac{df}{dx} = 0$$",
    "prose-only",
  ],
  [
    "the output rests on the variable by a sum that is not understood",
    "$$\\begin{aligned} t &= e^{x} \\\\ s &= \\sum_{w \\in \\text{words}} e^{x + w} \\\\ y &= t / s \\end{aligned}$$\n\n$$\\frac{\\partial y}{\\partial x} = y (1 - y)$$",
    "undefined-symbol",
  ],
  [
    "a sum that is not understood and that the variable is not in",
    "$$\\begin{aligned} t &= e^{x} \\\\ s &= \\sum_{w \\in \\text{words}} e^{w} \\\\ y &= t / s \\end{aligned}$$\n\n$$\\frac{\\partial y}{\\partial x} = y (1 - y)$$",
    "refuted",
  ],
  [
    "a later statement goes on to another form of what is differentiated",
    "Let $u = x - m$ and $y = u^2$. Here\n\n$$u = x - m = \\frac{1}{2} x$$\n\n$$\\frac{dy}{dx} = \\frac{1}{2} x$$",
    "readings-disagree",
  ],
  [
    "other forms of two symbols at once",
    "Let $u = x - m$ and $y = v^2$ with $v = k x$. Here\n\n$$u = x - m = \\frac{1}{2} x$$\n\n$$v = k x = u \\cdot u$$\n\n$$\\frac{dy}{dx} = \\frac{1}{4} x^3$$",
    "readings-disagree",
  ],
  [
    "a form that does not help",
    "Let $u = x - m$ and $y = u^2$. Here\n\n$$u = x - m = \\frac{1}{2} x$$\n\n$$\\frac{dy}{dx} = 3 x$$",
    "refuted",
  ],
  [
    "a sum over samples of a vector that is declared with its features",
    "The mean of a batch is $\\mu = \\frac{1}{m} \\sum_{i=1}^m x_i$ with $\\mu, x \\in \\mathbb{R}^d$.\n\n$$\\frac{\\partial \\mu}{\\partial x_i} = \\frac{1}{m}$$",
    "unknown-shape",
  ],
  [
    "a bold 1 that the words call the identity",
    "For $\\mathbf{x} \\in \\mathbb{R}^n$ the function $f(\\mathbf{x}) = \\frac{1}{2} \\|\\mathbf{x}\\|^2$ has the identity matrix as its Hessian, $\\nabla^2 f = \\mathbf{1}$.",
    "readings-disagree",
  ],
  [
    "no step of a chain is right by itself where definitions go round",
    "Let $z = y - t$ and $L = \\frac{1}{2} (y - t)^2$ with $y = \\sigma(z)$ and a number $x$. Then\n\n$$v = \\frac{\\partial L}{\\partial y} \\frac{\\partial y}{\\partial z} \\frac{\\partial z}{\\partial w} = x$$",
    "unsupported-notation",
  ],
  [
    "nothing holds where both sides are zero for want of a definition",
    "Let $z = y - t$ and $L = \\frac{1}{2} (y - t)^2$ with $y = \\sigma(z)$ and a number $x$. Let $u = \\frac{\\partial L}{\\partial y} \\frac{\\partial y}{\\partial z}$. Then\n\n$$v = \\frac{\\partial L}{\\partial y} \\frac{\\partial y}{\\partial z} \\frac{\\partial z}{\\partial w} = u x^2$$",
    "unsupported-notation",
  ],
  [
    "a function that is zero in an equation is none that is zero",
    "Let $g(x, p) = 0$ be a constraint and $L = f(x, p) + c g(x, p)$. Then\n\n$$\\frac{\\partial L}{\\partial p} = \\frac{\\partial f}{\\partial p} - c \\frac{\\partial g}{\\partial p}$$",
    "refuted",
  ],
  [
    "a bare zero is a claim",
    "Let $\\mathbf{X}\\in\\mathbb{R}^{n\\times n}$.\n\n$$\\frac{\\partial \\operatorname{tr}(\\mathbf{X}^\\top\\mathbf{X})}{\\partial \\mathbf{X}} = 0$$",
    "refuted",
  ],
  [
    "the end of a chain is a condition",
    "Let $f(x) = x^2 + 3x$. Then\n\n$$\\frac{df}{dx} = 2x + 3 = 0$$",
    "prose-only",
  ],
  [
    "an unspecified word product",
    "$$\\frac{\\partial Z}{\\partial X} = \\textrm{prod}\\left(\\frac{\\partial Z}{\\partial Y}, \\frac{\\partial Y}{\\partial X}\\right)$$",
    "unsupported-operator",
  ],
  [
    "what is said of a symbol with a later example of another",
    "First $f(x, y) = x^3 y$ for numbers.\n\n$$\\frac{\\partial f}{\\partial y} = \\frac{\\partial g}{\\partial x}$$\n\nThen $f(x, y) = x y$ and $g(x, y) = \\frac{1}{2} x^2 + y$.",
    "readings-disagree",
  ],
  [
    "what is said later of a symbol, with all else as before",
    "First $f(x, y) = x^3 y$ for numbers.\n\n$$\\frac{\\partial f}{\\partial y} = \\frac{\\partial g}{\\partial x}$$\n\nHere $g(x, y) = \\frac{1}{2} x^2 + y$.",
    "refuted",
  ],
  [
    "a function of a letter that is made of those it rests on",
    "Let $h(w) = p(s, t) + k q(s, t)$ with $w = s + k t$.\n\n$$h'(w) = \\frac{\\partial p}{\\partial s} + k \\frac{\\partial q}{\\partial s}$$",
    "undefined-symbol",
  ],
  [
    "what comes of a function for numbers is no function",
    "The output is $a = \\tanh(v) = 0.3 \\cdot 0.7 = 0.21$, by $a = \\phi(v) = \\frac{1}{1 + e^{-1.3}}$ for numbers.\n\n$$\\phi'(v_1) = 0.21 (1 - 0.21)$$",
    "undefined-symbol",
  ],
  [
    "the differential of a form",
    "Let $\\beta = v \\, du + u^2 \\, dv$. Then\n\n$$d\\beta = (2u - 1) \\, du \\, dv$$",
    "prose-only",
  ],
  [
    "a function of which only its value is understood",
    "Here $\\psi = \\frac{1}{2} s^2 + k(t)$ for numbers. By this, $\\psi(s, t) = \\frac{1}{2} s^2 + s t$.\n\n$$\\nabla\\psi = (s, t)$$",
    "undefined-symbol",
  ],
  ["a constant function", "Let $f(x) = 5$ for numbers.\n\n$$f'(x) = 1$$", "refuted"],
  ["a function in a chain, at a point", "Take $u = f(x) = 3x^2 - 4x$. Then $f'(1) = 2$.", "verified"],
  [
    "a derivative with its argument is no product",
    "$$g(x) = ax^2 + bx + c$$\n\n$$\\frac{dg}{dx}(x) = 2ax + b$$",
    "verified",
  ],
  [
    "the Frobenius norm is admitted",
    "Let $U\\in\\mathbb{R}^{n\\times r}$, $V\\in\\mathbb{R}^{r\\times m}$, $X\\in\\mathbb{R}^{n\\times m}$.\n\n$$\\frac{d}{dV}\\|X - UV\\|_2^2 = -2U^\\top(X - UV)$$",
    "verified",
  ],
  [
    "a function in terms of itself",
    "$$f(x+h) = f(x) + h f'(x)$$\n\n$$f(x) = f(x+h) - h f'(x)$$\n\n$$f'(x) = f(x)$$",
    "no throw",
  ],
];

test.each(rows)("%s", async (_, note, outcome) => {
  const { claims } = await lint(note, defaultSettings);
  const last = claims.filter((claim) => claim.status !== null).at(-1);
  if (outcome === "no throw") return;
  expect(last?.status === "unchecked" ? last.reason : last?.status).toBe(outcome);
});
