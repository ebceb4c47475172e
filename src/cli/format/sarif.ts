/*
 * SARIF 2.1.0, for code scanning: rules, results with their regions (1-based, UTF-16), fixes, and a fingerprint
 * that survives edits elsewhere in the note.
 */
import { type Range, rules as ruleNames } from "../../report.ts";
import { ruleDefinitions } from "../../rules/index.ts";
import { type Format, type Remark, placeName, remarksOf } from "./checked-note.ts";

const schema = "https://json.schemastore.org/sarif-2.1.0.json";
const levels = { warning: "warning", information: "note", hint: "note", unchecked: "none" } as const;

/** One run with all remarks. */
export const formatSarif: Format = ({ notes }, options) => {
  const found = notes.flatMap(({ report }) =>
    remarksOf(report, options).map((remark) => ({ path: report.path, remark })),
  );
  const ids = [...new Set(found.map(({ remark }) => remark.code))].sort();
  const rules = ids.map((id) => {
    const url = found.find(({ remark }) => remark.code === id && remark.url !== null)?.remark.url;
    return { id, shortDescription: { text: sentence(id) }, ...(url ? { helpUri: url } : {}) };
  });
  const seen = new Map<string, number>();
  const results = found.map(({ path, remark }) => {
    // The same mistake twice in a note has two fingerprints, numbered in document order.
    const key = `${path}\n${remark.code}\n${remark.claim?.latex.replace(/\s+/g, " ") ?? remark.message}`;
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return result(path, remark, ids.indexOf(remark.code), `${hash(key)}:${nth}`);
  });
  const driver = { name: "jacobian-lint", version: options.version, informationUri: options.homepage, rules };
  const run = { tool: { driver }, columnKind: "utf16CodeUnits", results };
  return `${JSON.stringify({ $schema: schema, version: "2.1.0", runs: [run] }, null, 2)}\n`;
};

function result(path: string, remark: Remark, ruleIndex: number, fingerprint: string) {
  const fixes = remark.severity === "unchecked" ? [] : (remark.claim?.fixes ?? []);
  return {
    ruleId: remark.code,
    ruleIndex,
    level: levels[remark.severity],
    ...(remark.severity === "unchecked" ? { kind: "open" } : {}),
    message: { text: remark.message },
    locations: [location(path, remark.range)],
    ...(remark.related.length > 0
      ? {
          relatedLocations: remark.related.map(({ range, message }, id) => ({
            id,
            ...location(path, range),
            message: { text: message },
          })),
        }
      : {}),
    partialFingerprints: { "jacobianLint/v1": fingerprint },
    // A region of a notebook counts lines of a cell, which SARIF cannot edit.
    ...(fixes.length > 0 && remark.range.cell === undefined
      ? { fixes: fixes.map((fix) => change(path, fix)) }
      : {}),
  };
}

function change(path: string, fix: NonNullable<Remark["claim"]>["fixes"][number]) {
  const replacements = fix.edits.map(({ range, newText }) => ({
    deletedRegion: region(range),
    insertedContent: { text: newText },
  }));
  return {
    description: { text: fix.title },
    artifactChanges: [{ artifactLocation: { uri: uri(path) }, replacements }],
  };
}

function location(path: string, range: Range) {
  const cell =
    range.cell === undefined ? {} : { logicalLocations: [{ name: placeName("", range).slice(1) }] };
  return { physicalLocation: { artifactLocation: { uri: uri(path) }, region: region(range) }, ...cell };
}

function region({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function uri(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** The rule's title, or the reason in words. */
function sentence(id: string): string {
  const rule = ruleNames.find((name) => name === id);
  const text = rule ? ruleDefinitions[rule].title : id.replace(/-/g, " ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** FNV-1a, 32 bits: short, stable, and no Node built-in. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
