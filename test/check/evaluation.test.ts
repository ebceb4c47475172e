/*
 * Values at a place, and points that a note names by an index: each row is a small note and what becomes of its
 * last claim.
 */
import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const cubic = "Let $f(x) = x^3 + 2x$.";
const plane = "Let $g(x, y) = x^2 y$.";
const quadratic =
  "Let $h(\\mathbf{x}) = \\frac12\\mathbf{x}^\\top A\\mathbf{x}$, where $\\mathbf{x} \\in \\mathbb{R}^n$ and $A \\in \\mathbb{R}^{n \\times n}$ is symmetric.";

const rows: readonly (readonly [note: string, outcome: string])[] = [
  [`${cubic} $$\\left.\\frac{df}{dx}\\right|_{x=a} = 3a^2 + 2$$`, "verified"],
  [`${cubic} $$\\frac{df}{dx}\\Big|_{x_0} = 3x_0^2 + 2$$`, "verified"],
  [`${cubic} $$\\frac{df}{dx}\\bigg\\rvert_{x=2} = 14$$`, "verified"],
  [`${cubic} $$\\frac{df}{dx}\\bigg\\rvert_{x=2} = 15$$`, "refuted"],
  [`${cubic} $$f'(x)|_{x=x_0} = 3x_0^2 + 3$$`, "refuted"],
  [`${cubic} $$f'(x_0) = 3x_0^2 + 2$$`, "verified"],
  [`${plane} $$\\left.\\frac{\\partial g}{\\partial x}\\right|_{(x_0,y_0)} = 2 x_0 y_0$$`, "verified"],
  [`${plane} $$\\left.\\frac{\\partial g}{\\partial y}\\right|_{(x,y)=(1,2)} = 1$$`, "verified"],
  [`${plane} $$\\left.\\frac{\\partial g}{\\partial x}\\right|_{x=1,y=2} = 5$$`, "refuted"],
  [`${plane} $$\\frac{\\partial g}{\\partial x}\\Big|_{x=1} = 2y$$`, "verified"],
  [`${plane} $$\\frac{d}{dt} g(tx, ty)\\Big|_{t=1} = 3 x^2 y$$`, "verified"],
  // A place, or what is held fixed?
  [`${plane} $$\\frac{\\partial g}{\\partial x}\\Big|_{y} = 2 x y$$`, "readings-disagree"],
  // Two terms, and a bar at their end.
  [`${plane} $$\\frac{d}{dx}(x^3 + x^2)\\Big|_{x=1} = 3x^2 + 2x\\Big|_{x=1}$$`, "unsupported-notation"],
  [`${plane} $$\\int_0^1 2x\\,dx = x^2\\Big|_0^1$$`, "unsupported-notation"],
  [`${quadratic} $$\\nabla h(\\mathbf{x})|_{\\mathbf{x}=\\mathbf{x}_k} = A\\mathbf{x}_k$$`, "verified"],
  [
    `${quadratic} $$H = \\left.\\frac{\\partial h}{\\partial\\mathbf{x}}\\right|_{\\mathbf{x}=\\bar{\\mathbf{x}}} = 2\\bar{\\mathbf{x}}^\\top A$$`,
    "refuted",
  ],
];

test.each(rows)("%s", async (note, outcome) => {
  const { claims } = await lint(note, defaultSettings);
  const last = claims.at(-1)!;
  expect(last.reason ?? last.status).toBe(outcome);
});
