/*
 * Rotations and rigid motions: each row is a small note and what becomes of its last claim.
 */
import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const rotation = "Let $R = \\exp(\\boldsymbol\\phi^\\wedge)$ and $\\mathbf{p} \\in \\mathbb{R}^3$.";
const small = (side: string) =>
  `\\lim_{\\delta\\boldsymbol\\theta \\to 0} \\frac{${side}\\mathbf{p} - R\\mathbf{p}}{\\delta\\boldsymbol\\theta}`;
const twist =
  "The twist $\\boldsymbol\\xi = \\begin{bmatrix}\\boldsymbol\\rho \\\\ \\boldsymbol\\phi\\end{bmatrix}$. With $\\mathbf{p} \\in \\mathbb{R}^4$,";

const rows: readonly (readonly [note: string, outcome: string])[] = [
  [
    "$$\\frac{\\partial (\\mathbf{a}^\\wedge\\mathbf{b})}{\\partial\\mathbf{a}} = -\\mathbf{b}^\\wedge$$",
    "verified",
  ],
  [
    "$$\\frac{\\partial ([\\mathbf{a}]_\\times\\mathbf{b})}{\\partial\\mathbf{a}} = 2[\\mathbf{b}]_\\times$$",
    "refuted",
  ],
  ["$$(\\mathbf{a}^{\\wedge})^{\\vee} = \\mathbf{a}$$", "verified"],
  [
    `${rotation} $$\\frac{\\partial(R\\mathbf{p})}{\\partial\\boldsymbol\\phi} = -(R\\mathbf{p})^\\wedge J_l$$`,
    "verified",
  ],
  [
    `${rotation} $$\\frac{\\partial(R\\mathbf{p})}{\\partial\\boldsymbol\\phi} = -(R\\mathbf{p})^\\wedge J_r$$`,
    "refuted",
  ],
  [
    `${rotation} $$\\frac{\\partial(R\\mathbf{p})}{\\partial\\boldsymbol\\phi} = -R\\mathbf{p}^\\wedge J_r(\\boldsymbol\\phi)$$`,
    "verified",
  ],
  // By φ, or by a small rotation beside R?
  [
    `${rotation} $$\\frac{\\partial(R\\mathbf{p})}{\\partial\\boldsymbol\\phi} = -(R\\mathbf{p})^\\wedge$$`,
    "readings-disagree",
  ],
  [
    `${rotation} $$${small("\\exp(\\delta\\boldsymbol\\theta^\\wedge)R")} = -(R\\mathbf{p})^\\wedge$$`,
    "verified",
  ],
  [
    `${rotation} $$${small("R\\exp(\\delta\\boldsymbol\\theta^\\wedge)")} = -R\\mathbf{p}^\\wedge$$`,
    "verified",
  ],
  [
    `${rotation} $$${small("R\\exp(\\delta\\boldsymbol\\theta^\\wedge)")} = -(R\\mathbf{p})^\\wedge$$`,
    "refuted",
  ],
  // A limit by the variable itself says what its derivative means.
  [
    `${rotation} $$\\frac{\\partial(R\\mathbf{p})}{\\partial\\delta\\boldsymbol\\theta} = ${small("\\exp(\\delta\\boldsymbol\\theta^\\wedge)R")} = -(R\\mathbf{p})^\\wedge$$`,
    "verified",
  ],
  [
    `${twist} $$\\lim_{\\delta\\boldsymbol\\xi \\to 0} \\frac{\\exp(\\delta\\boldsymbol\\xi^\\wedge)\\mathbf{p} - \\mathbf{p}}{\\delta\\boldsymbol\\xi} = \\begin{bmatrix} p_4 I & -\\mathbf{q}^\\wedge \\\\ 0 & 0 \\end{bmatrix}$$ where $\\mathbf{q} = [p_1, p_2, p_3]^\\top$.`,
    "verified",
  ],
  // The coordinates of a point are numbers, though capitals.
  [
    "A point $P = [X, Y, Z]^\\top$ is seen at $u = f_x \\frac{X}{Z} + c_x$. $$\\frac{\\partial u}{\\partial Z} = -\\frac{f_x X}{Z^2}$$",
    "verified",
  ],
  // A first-order approximation is no identity.
  [
    "$$\\exp(\\boldsymbol\\phi^\\wedge) \\approx I + \\boldsymbol\\phi^\\wedge$$ and $$\\frac{\\partial (\\boldsymbol\\phi^\\wedge\\mathbf{p})}{\\partial\\boldsymbol\\phi} = -\\mathbf{p}^\\wedge$$",
    "verified",
  ],
];

test.each(rows)("%s", async (note, outcome) => {
  const { claims } = await lint(note, defaultSettings);
  const last = claims.filter((claim) => claim.kind !== "definition").at(-1)!;
  expect(last.reason ?? last.status).toBe(outcome);
});
