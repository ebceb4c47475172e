/*
 * JUnit's XML, for dashboards that know nothing else: a suite a note, a test case a claim. Refuted claims at
 * warning severity fail; undecided ones are skipped with their reason.
 */
import type { ClaimReport, FileReport } from "../../report.ts";
import type { Format } from "./checked-note.ts";
import { placeName } from "./checked-note.ts";

/** `<testsuites>` with a `<testsuite>` for each note. */
export const formatJunit: Format = ({ report }) => {
  const suites = report.files.map(suite).join("");
  const failures = report.files.reduce(
    (sum, file) => sum + file.claims.filter((c) => fails(file, c)).length,
    0,
  );
  const { claims, unchecked, milliseconds } = report.summary;
  const counts = attributes({
    name: "jacobian-lint",
    tests: claims,
    failures,
    skipped: unchecked,
    time: (milliseconds / 1000).toFixed(3),
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${counts}>\n${suites}</testsuites>\n`;
};

function suite(file: FileReport): string {
  const claims = file.claims.filter(({ status }) => status !== null);
  const counts = attributes({
    name: file.path,
    tests: claims.length,
    failures: claims.filter((claim) => fails(file, claim)).length,
    skipped: claims.filter(({ status }) => status === "unchecked").length,
  });
  return `  <testsuite${counts}>\n${claims.map((claim) => testCase(file, claim)).join("")}  </testsuite>\n`;
}

function testCase(file: FileReport, claim: ClaimReport): string {
  const line = claim.range.start.line + 1;
  const named = attributes({
    name: `${line}: ${claim.latex.trim().replace(/\s+/g, " ")}`,
    classname: placeName(file.path, claim.range),
    file: file.path,
    line,
  });
  const message = attributes({ message: claim.message, type: claim.rule ?? claim.reason ?? "claim" });
  if (fails(file, claim)) {
    const fix = claim.fixes[0];
    const body = fix ? escapeXml(`${fix.title}: ${fix.newText}`) : "";
    return `    <testcase${named}>\n      <failure${message}>${body}</failure>\n    </testcase>\n`;
  }
  if (claim.status !== "unchecked") return `    <testcase${named}/>\n`;
  return `    <testcase${named}>\n      <skipped${message}/>\n    </testcase>\n`;
}

function fails(file: FileReport, claim: ClaimReport): boolean {
  const index = file.claims.indexOf(claim);
  return file.diagnostics.some(
    (diagnostic) =>
      diagnostic.claim === index && diagnostic.severity === "warning" && claim.status === "refuted",
  );
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

function escapeXml(text: string): string {
  // Control characters and lone surrogates may not stand in XML at all.
  return text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, "\uFFFD")
    .replace(/[&<>"\n]/g, (char) => entities[char] ?? char);
}
