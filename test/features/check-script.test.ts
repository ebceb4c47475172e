/*
 * The copied check runs as it is: it fails for the claim and passes for the correction. Scripts of sampled claims
 * of the benchmark are run where there is a Python with NumPy; JAX is only printed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkScript } from "../../src/features/check-script.ts";
import { lint } from "../../src/lint.ts";
import type { ClaimReport } from "../../src/report.ts";
import { defaultSettings } from "../../src/settings.ts";

const folder = process.env["JACOBIAN_LINT_CORPUS"] ?? "../shared/corpus";
const SAMPLED = 50;
const LIMIT = 300_000;

const python = (script: string) => spawnSync("python3", ["-"], { input: script, encoding: "utf8" });
const hasNumpy = python("import numpy").status === 0;

const note = (
  left: string,
  right: string,
) => String.raw`Let $h_t, b \in \mathbb{R}^n$ and $W \in \mathbb{R}^{n \times n}$, with $\phi$ elementwise.

$$h_t = \phi(W h_{t-1} + b)$$

$$${left} = ${right}$$
`;

const wrong = note(
  String.raw`\frac{\partial h_t}{\partial h_{t-1}}`,
  String.raw`W \operatorname{diag}(\phi'(W h_{t-1} + b))`,
);

async function refutedIn(text: string): Promise<readonly ClaimReport[]> {
  const { claims } = await lint(text, defaultSettings);
  return claims.filter((claim) => claim.evidence?.counterexample);
}

/** What is wrong with a script, or null: it must end in the assertion about the claim, after all others. */
function fault(script: string, claim: ClaimReport): string | null {
  const { status, stdout, stderr } = python(script);
  if (status === 0 || !stderr.includes("AssertionError: the claim says")) return `${claim.latex}\n${stderr}`;
  const corrected = script.includes("agrees(corrected)");
  return corrected && !stdout.includes("the corrected formula agrees") ? `${claim.latex}\n${stdout}` : null;
}

/** Without its last assertion, which is about the claim. */
const ofCorrection = (script: string) => script.replace(/\nassert agrees\(written\).*\n/, "\n");

describe("the check of a claim", () => {
  test("is written in the symbols of the note", async () => {
    const [claim] = await refutedIn(wrong);
    const script = checkScript(claim!, "numpy")!;
    expect(script).toMatch(/^W = np\.array\(/m);
    expect(script).toMatch(/^def f\(h_\d\):$/m);
    expect(script).toMatch(/^numeric = jacobian\(f, h_\d\)(\.T)?$/m);
    expect(script).toContain("assert agrees(written)");
  });

  test("is written for JAX with its own derivatives", async () => {
    const [claim] = await refutedIn(wrong);
    const script = checkScript(claim!, "jax")!;
    expect(script).toContain("import jax.numpy as np");
    expect(script).toContain("jax.jacfwd");
    expect(script).not.toContain("import numpy");
  });

  test("has no script where nothing was measured", async () => {
    const text = note(
      String.raw`\frac{\partial h_t}{\partial h_{t-1}}`,
      String.raw`\operatorname{diag}(\phi'(W h_{t-1} + b)) W`,
    );
    const { claims } = await lint(text, defaultSettings);
    expect(checkScript(claims.at(-1)!, "numpy")).toBeNull();
  });

  test.skipIf(!hasNumpy)("fails for the claim and passes for the correction", async () => {
    const [claim] = await refutedIn(wrong);
    const script = checkScript(claim!, "numpy")!;
    expect(fault(script, claim!)).toBeNull();
    expect(python(ofCorrection(script))).toMatchObject({
      status: 0,
      stdout: "the corrected formula agrees\n",
    });
  });

  test(`does so for ${SAMPLED} claims of the benchmark`, { timeout: LIMIT }, async () => {
    const files = ["networks-dev.jsonl", "handbook-dev.jsonl"].map((file) => join(folder, file));
    if (!hasNumpy || !files.every((file) => existsSync(file))) {
      console.warn("no Python with NumPy, or no benchmark (JACOBIAN_LINT_CORPUS): no script was run");
      return;
    }
    const faults: string[] = [];
    let withoutScript = 0;
    let corrections = 0;
    for (const file of files) {
      const lines = readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line.includes('"wrong"'));
      let run = 0;
      for (const line of lines.filter((_, at) => at % 4 === 1)) {
        if (run === SAMPLED / 2) break;
        const [claim] = await refutedIn((JSON.parse(line) as { markdown: string }).markdown);
        if (!claim) continue;
        run++;
        const script = checkScript(claim, "numpy");
        if (script === null) withoutScript++;
        else faults.push(...[fault(script, claim)].filter((one) => one !== null));
        if (script?.includes("agrees(corrected)")) corrections++;
      }
      expect(run).toBe(SAMPLED / 2);
    }
    expect(faults).toEqual([]);
    expect(withoutScript).toBeLessThanOrEqual(2);
    expect(corrections).toBeGreaterThan(0.9 * SAMPLED);
  });
});
