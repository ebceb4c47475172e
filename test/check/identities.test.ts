/* Identities of matrix calculus, end to end: right ones verified, wrong ones and mutants refuted. */
import { describe, expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";
import { type Identity, fails, holds, open } from "./identities.ts";

/** Every so many right identities, its negative and its double are tried too. */
const MUTATED = 8;

async function statusOf({ declared, left }: Identity, right: string): Promise<string> {
  const report = await lint(`${declared}\n\n$$\n${left} = ${right}\n$$\n`, defaultSettings, {});
  return String(report.claims.at(-1)?.status);
}

describe("right identities are verified", () => {
  test.each(holds.map((identity) => [`${identity.left} = ${identity.right}`, identity] as const))(
    "%s",
    async (_, identity) => {
      expect(await statusOf(identity, identity.right)).toBe("verified");
    },
  );
});

describe("wrong ones are refuted", () => {
  test.each(fails.map((identity) => [`${identity.left} = ${identity.right}`, identity] as const))(
    "%s",
    async (_, identity) => {
      expect(await statusOf(identity, identity.right)).toBe("refuted");
    },
  );
  // Two values that differ may be two meanings of one letter, so an equality without a derivative stays open.
  const derivatives = holds.filter(({ left }) => !left.startsWith("\\operatorname{vec}"));
  const mutants = derivatives
    .filter((_, at) => at % MUTATED === 0)
    .flatMap((one) =>
      [`-(${one.right})`, `2(${one.right})`].map((right) => [`${one.left} = ${right}`, one, right] as const),
    );
  test.each(mutants)("%s", async (_, identity, right) => {
    expect(await statusOf(identity, right)).toBe("refuted");
  });
});

describe("what is not read in full is never called wrong", () => {
  test.each(open.map((identity) => [`${identity.left} = ${identity.right}`, identity] as const))(
    "%s",
    async (_, identity) => {
      expect(await statusOf(identity, identity.right)).not.toBe("refuted");
    },
  );
});
