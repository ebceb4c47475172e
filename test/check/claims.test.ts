/*
 * Notes and what must become of claims in them, read from claims/*.txt. A block starts with @@ and the note's own
 * words; each line after it is one claim: + is verified, - refuted, ? anything but refuted, ! anything but verified,
 * ~ an inequality that no instance violates, and > a chain whose last step is verified.
 */
import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const folder = new URL("claims/", import.meta.url);

interface Stated {
  readonly note: string;
  readonly mark: string;
  readonly latex: string;
}

function statedIn(file: string): readonly Stated[] {
  const blocks = readFileSync(new URL(file, folder), "utf8").split(/^@@\n/m).slice(1);
  return blocks.flatMap((block) => {
    const lines = block.trimEnd().split("\n");
    const first = lines.findIndex((line) => /^[-+?!~>] /.test(line));
    const note = lines.slice(0, first).join("\n");
    return lines.slice(first).map((line) => ({ note, mark: line[0]!, latex: line.slice(2) }));
  });
}

describe.each(readdirSync(folder))("%s", (file) => {
  test.each(statedIn(file).map((one) => [`${one.mark} ${one.latex}`, one] as const))(
    "%s",
    async (_, { note, mark, latex }) => {
      const report = await lint(`${note}\n\nThen\n\n$$\n${latex}\n$$\n`, defaultSettings, {});
      const start = note.length;
      const claims = report.claims.filter(({ range, status }) => range.offsets[0] > start && status !== null);
      const found = claims.map(({ status, reason }) => reason ?? status);
      expect(found).not.toEqual([]);
      if (mark === "?") expect(found).not.toContain("refuted");
      else if (mark === "!") expect(found).not.toContain("verified");
      else if (mark === "-") expect(found).toContain("refuted");
      else if (mark === ">") expect(found.at(-1)).toBe("verified");
      else expect(new Set(found)).toEqual(new Set([mark === "+" ? "verified" : "no-counterexample"]));
    },
  );
});
