/*
 * Each rule has a file and a page that agree with each other, says one line whatever is known, and its page
 * is a test: incorrect notes report exactly that rule, correct notes report nothing.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type FileReport, noteRules, rules } from "../../src/report.ts";
import { emptyFinding } from "../../src/rules/finding.ts";
import { type Finding, ruleDefinitions, ruleUrl } from "../../src/rules/index.ts";
import { type Settings, defaultSettings } from "../../src/settings.ts";
import { readPage } from "./page.ts";

const folder = new URL("../../src/rules/", import.meta.url);
const linter = new URL("../../src/lint.ts", import.meta.url);

const sample: Finding = {
  subject: "∂h_t/∂h_{t−1}",
  written: "Wᵀ",
  corrected: "W",
  layout: "numerator",
  holdsIn: "denominator",
  numeratorForm: "W diag(σ′(x))",
  denominatorForm: "diag(σ′(x)) Wᵀ",
  entry: "entry [1,2] is 0.412, numerically −0.087",
  condition: "A is symmetric",
  shapes: "3×2 against 2×3",
};

/** Imported late, so that names, pages and messages are also tested while there is no linter. */
async function lintNote(text: string): Promise<FileReport> {
  const module = (await import(/* @vite-ignore */ linter.href)) as {
    lint(text: string, settings: Settings): Promise<FileReport>;
  };
  return module.lint(text, defaultSettings);
}

function pageOf(rule: string) {
  return readPage(readFileSync(new URL(`${rule}.md`, folder), "utf8"));
}

test("every page belongs to a rule", () => {
  const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));
  expect(pages.sort()).toEqual(rules.map((rule) => `${rule}.md`).sort());
});

test("no two rules share a title", () => {
  expect(new Set(rules.map((rule) => ruleDefinitions[rule].title)).size).toBe(rules.length);
});

test("only assumptions and remarks about the note stay below a warning", () => {
  const quiet = rules.filter((rule) => ruleDefinitions[rule].severity !== "warning");
  expect(quiet.sort()).toEqual(
    ["holds-only-if", ...noteRules.filter((rule) => rule !== "bad-configuration")].sort(),
  );
});

describe.each(rules)("%s", (rule) => {
  const definition = ruleDefinitions[rule];

  test("file, page and definition have one name", () => {
    expect(existsSync(new URL(`${rule}.ts`, folder))).toBe(true);
    const page = pageOf(rule);
    expect(definition.rule).toBe(rule);
    expect(page.rule).toBe(rule);
    expect(page.title).toBe(definition.title);
    expect(page.severity).toBe(definition.severity);
    expect(ruleUrl(rule)).toMatch(new RegExp(`^https://.+/rules/${rule}\\.html$`));
  });

  test("the page explains and shows", () => {
    const page = pageOf(rule);
    expect(page.headings).toEqual(["Why people write it", "How to tell", "Example", "Incorrect", "Correct"]);
    expect(page.incorrect.length).toBeGreaterThan(0);
    expect(page.correct.length).toBeGreaterThan(0);
    for (const note of [...page.incorrect, ...page.correct]) expect(note).toMatch(/^\$\$$[^$]+^\$\$$/m);
  });

  test("the message is one plain line", () => {
    for (const finding of [sample, emptyFinding]) {
      const message = definition.message(finding);
      expect(message).toMatch(/^\S(?:[^\n\r\\$]*[^\s.])$/u);
      expect(message).not.toMatch(/null|undefined/);
      expect(message.length).toBeLessThanOrEqual(140);
    }
  });

  describe.skipIf(!existsSync(fileURLToPath(linter)))("the page's notes", () => {
    test("incorrect notes report this rule and no other", async () => {
      for (const note of pageOf(rule).incorrect) {
        const report = await lintNote(note);
        expect(new Set(report.diagnostics.map((diagnostic) => diagnostic.rule)), note).toEqual(
          new Set([rule]),
        );
      }
    });

    test("correct notes report nothing", async () => {
      for (const note of pageOf(rule).correct) {
        const report = await lintNote(note);
        expect(report.diagnostics, note).toEqual([]);
      }
    });

    test("correct notes leave no claim undecided", async () => {
      for (const note of pageOf(rule).correct) {
        const report = await lintNote(note);
        expect(
          report.claims.some((claim) => claim.status === "verified"),
          note,
        ).toBe(true);
        expect(
          report.claims.filter((claim) => claim.status === "unchecked"),
          note,
        ).toEqual([]);
      }
    });
  });
});
