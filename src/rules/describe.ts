/*
 * From verdicts to the report: places, messages, severities, diagnostics. Decides nothing about mathematics.
 */
import { dims } from "../algebra/graph.ts";
import type { Disagreement } from "../check/compare.ts";
import type { Statistics } from "../check/tally.ts";
import type { Verdict } from "../check/verdict.ts";
import type { Claim } from "../claims/claim.ts";
import { homepage } from "../homepage.ts";
import { formulaText, inSurroundings } from "../markdown/formula-text.ts";
import type { Note } from "../markdown/note.ts";
import type { Diagnosis } from "../repair/diagnose.ts";
import { plainText } from "../tex/plain-text.ts";
import type { Repair } from "../repair/search.ts";
import type {
  ClaimReport,
  Counterexample,
  DiagnosticReport,
  Evidence,
  FileReport,
  Fix,
  Related,
  Rule,
  Severity,
} from "../report.ts";
import type { Definition } from "../scope/definitions.ts";
import type { Scope } from "../scope/scope.ts";
import type { Settings } from "../settings.ts";
import { attitudeTo } from "./attitude.ts";
import { type Links, linksBetween } from "./consequences.ts";
import { type Finding, ruleDefinitions, ruleUrl } from "./index.ts";
import { type Found, type Judged, type JudgedPassage, emptyFinding } from "./finding.ts";
import { layoutReport, mixedLayouts } from "./layouts.ts";
import { noteFindings } from "./note-findings.ts";
import type { RangeOf } from "./places.ts";
import { silence } from "./silence.ts";
import { plainName, texName } from "../scope/symbol-name.ts";

export interface Described {
  readonly path: string;
  readonly note: Note;
  readonly passages: readonly JudgedPassage[];
  readonly settings: Settings;
  readonly rangeOf: RangeOf;
}

export function describe({ path, note, passages, settings, rangeOf }: Described): FileReport {
  const claims: ClaimReport[] = [];
  const found: Found[] = [];
  const links = linksBetween(passages);
  for (const passage of passages)
    for (const one of passage.judged) {
      const report = describeClaim(one, passage, settings, links[claims.length]!);
      found.push(...findingsOf(one, claims.length, passage, report));
      claims.push(report);
    }
  found.push(...mixedLayouts(passages), ...noteFindings(note, passages, settings, rangeOf));
  const reported = found.flatMap((one) => toDiagnostic(one, settings));
  const { kept, unused } = silence(note, reported);
  const idle = unused.flatMap((directive) =>
    toDiagnostic(
      {
        rule: "unused-directive",
        claim: null,
        range: rangeOf(directive.span),
        finding: { ...emptyFinding, condition: "this directive silences nothing here" },
        related: [],
      },
      settings,
    ),
  );
  const diagnostics = [...kept, ...idle].sort((a, b) => a.range.offsets[0] - b.range.offsets[0]);
  return { path, layout: layoutReport(passages), claims, diagnostics };
}

function describeClaim(
  judged: Judged,
  { scope, rangeOf }: JudgedPassage,
  settings: Settings,
  links: Links,
): ClaimReport {
  const { claim, verdict, diagnosis } = judged;
  const text = scope.note.text;
  const rule = ruleOf(judged);
  const marks =
    verdict?.type === "refuted"
      ? (diagnosis?.marks ?? [claim.claimed.span])
      : verdict?.type === "unchecked"
        ? [verdict.span]
        : [];
  const used = verdict && verdict.type !== "unchecked" ? verdict.used : [];
  return {
    range: rangeOf(claim.span),
    ranges: marks.map(rangeOf),
    latex: text.slice(claim.span.start, claim.span.end),
    kind: claim.kind,
    status: verdict ? verdict.type : null,
    layout: verdict?.type === "verified" ? verdict.layout : null,
    rule,
    reason: verdict?.type === "unchecked" ? verdict.reason : null,
    severity: rule ? severityOf(rule, judged, scope, settings) : null,
    message: links.follows
      ? `equal to an earlier step of this chain, which is wrong: ${links.follows}`
      : messageOf(judged, scope),
    reading: verdict?.type === "verified" ? readingOf(verdict) : [],
    assumptions: diagnosis?.assumption ? [diagnosis.assumption] : [],
    evidence:
      verdict && verdict.type !== "unchecked"
        ? evidenceOf(verdict.statistics, verdict.seed, counterexampleOf(verdict, diagnosis))
        : null,
    fixes: (diagnosis?.repairs ?? []).map((repair) => fixOf(repair, claim, scope.note, rangeOf)),
    related: [...used.map((definition) => relatedTo(definition, text, rangeOf)), ...links.restsOn],
    consequences: links.consequences,
  };
}

function ruleOf({ verdict, diagnosis }: Judged): Rule | null {
  if (verdict?.type === "verified") return verdict.implicitDiag ? "implicit-diag" : null;
  if (verdict?.type !== "refuted") return null;
  return diagnosis?.assumption ? "holds-only-if" : (diagnosis?.rule ?? "wrong-value");
}

function severityOf(rule: Rule, { claim }: Judged, scope: Scope, settings: Settings): Severity | null {
  const set = settings.severity[rule];
  if (set === "off") return null;
  if (set) return set;
  const own = ruleDefinitions[rule].severity;
  return own === "warning" && attitudeTo(claim, scope) !== null ? "hint" : own;
}

function messageOf(judged: Judged, scope: Scope): string {
  const { claim, verdict } = judged;
  if (!verdict) return claim.declares ? `declares the ${claim.declares} layout` : "defines a symbol";
  if (verdict.type === "unchecked") return verdict.message;
  const rule = ruleOf(judged);
  if (rule) return ruleDefinitions[rule].message(findingOf(judged, scope));
  const layout =
    verdict.type === "verified" && verdict.layout && verdict.layout !== "both"
      ? ` in ${verdict.layout} layout`
      : "";
  return `agrees with the numeric derivative on ${verdict.statistics.instances} instances${layout}`;
}

function findingOf(judged: Judged, scope: Scope): Finding {
  const { claim, verdict, diagnosis, declared } = judged;
  const refuted = verdict?.type === "refuted" ? verdict : null;
  const attitude = attitudeTo(claim, scope);
  const left = claim.statement.leftNode.span;
  return {
    subject: plainText(formulaText(scope.note).slice(left.start, left.end)),
    written: diagnosis?.written ?? null,
    corrected: diagnosis?.corrected ?? null,
    layout: declared,
    holdsIn: refuted?.holdsIn ?? null,
    numeratorForm: diagnosis?.numeratorForm ?? null,
    denominatorForm: diagnosis?.denominatorForm ?? null,
    entry: refuted?.example ? entryText(refuted.example) : attitude,
    condition:
      claim.kind === "inequality"
        ? "an instance violates this inequality"
        : (diagnosis?.assumption ?? diagnosis?.neighbour ?? lackOf(diagnosis)),
    shapes: refuted?.mismatch?.message ?? null,
  };
}

function lackOf(diagnosis: Diagnosis | null): string | null {
  if (!diagnosis?.lacking) return null;
  return `does not match the numerical derivative, which takes ${diagnosis.lacking}; this note names none`;
}

function entryText(example: Disagreement): string {
  const size = dims(example.problem.builder.graph, example.problem.pairs[example.pair]!.exact);
  const numbers = `${round(example.claimed)}, numerically ${round(example.numeric)}`;
  if (size.rows * size.cols > 1) return `entry [${example.row + 1},${example.col + 1}] is ${numbers}`;
  const indices = Object.entries(example.problem.pairs[example.pair]!.indices).map(
    ([letter, value]) => `${letter} = ${value}`,
  );
  return indices.length > 0 ? `at ${indices.join(", ")} it is ${numbers}` : `it is ${numbers}`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(3))).replace("-", "−");
}

function readingOf(verdict: Verdict & { type: "verified" }): readonly string[] {
  const { reading, senses } = verdict;
  const held =
    reading.fixed === "none"
      ? []
      : reading.fixed === "intermediate"
        ? ["the direct partial derivative, intermediate values held fixed"]
        : [`held fixed: ${reading.fixed.map((one) => plainName(one.name)).join(", ")}`];
  const order =
    reading.largest === null ? [] : [`the factor with the largest index stands on the ${reading.largest}`];
  return [...senses, ...held, ...order];
}

function evidenceOf(statistics: Statistics, seed: number, counterexample: Counterexample | null): Evidence {
  const evidence = {
    seed,
    instances: statistics.instances,
    sizes: statistics.sizes,
    deviation: statistics.deviation,
    errorBound: statistics.errorBound,
  };
  return counterexample ? { ...evidence, counterexample } : evidence;
}

function counterexampleOf(verdict: Verdict, diagnosis: Diagnosis | null): Counterexample | null {
  if (verdict.type !== "refuted" || !verdict.example) return null;
  const { example } = verdict;
  const { builder, tape } = example.problem;
  const values: Record<string, (readonly number[])[]> = {};
  for (const name of builder.leaves.keys()) {
    const input = tape.inputs.find((one) => one.name === name);
    const flat = example.values.get(name);
    if (!input || !flat) continue;
    const { cols } = input.dims;
    const rows: (readonly number[])[] = [];
    for (let at = 0; at < flat.length; at += cols) rows.push(flat.slice(at, at + cols));
    const shown = texName(name);
    // A plain letter may stand beside its bold twin.
    values[builder.leaves.has(shown) && shown !== name ? `\\mathbf{${shown}}` : shown] = rows;
  }
  return {
    entry: [example.row + 1, example.col + 1],
    claimed: example.claimed,
    numeric: example.numeric,
    values,
    claimedMatrix: example.claimedMatrix,
    numericMatrix: example.numericMatrix,
    ...(diagnosis?.program ? { program: diagnosis.program } : {}),
  };
}

function fixOf(repair: Repair, claim: Claim, note: Note, rangeOf: RangeOf): Fix {
  const { text } = note;
  const { span } = claim.claimed;
  const before = text.slice(claim.span.start, span.start);
  return {
    title: repair.title,
    edits: repair.edits.map((edit) => ({
      range: rangeOf(edit.span),
      newText: inSurroundings(note, edit.span, edit.newText),
    })),
    newText: before + inSurroundings(note, span, repair.right) + text.slice(span.end, claim.span.end),
    verified: true,
    unique: repair.unique,
  };
}

/** The definition by its left side as the author wrote it; a name of ours may carry a font. */
function relatedTo({ name, span }: Definition, text: string, rangeOf: RangeOf): Related {
  const [left = ""] = text.slice(span.start, span.end).split(/:?=|\\(?:coloneqq|equiv|triangleq)/);
  return { range: rangeOf(span), message: `${plainText(left) || plainName(name)} is defined here` };
}

/** The finding of a refuted claim, and of a verified one that needs a word. */
function findingsOf(
  judged: Judged,
  at: number,
  { scope, rangeOf }: JudgedPassage,
  report: ClaimReport,
): readonly Found[] {
  if (!report.rule || report.severity === null) return [];
  const [mark] = judged.verdict?.type === "refuted" ? (judged.diagnosis?.marks ?? []) : [];
  return [
    {
      rule: report.rule,
      claim: at,
      range: rangeOf(mark ?? judged.claim.claimed.span),
      finding: findingOf(judged, scope),
      severity: report.severity,
      related: [...report.related, ...report.consequences],
    },
  ];
}

function toDiagnostic(found: Found, settings: Settings): readonly DiagnosticReport[] {
  const definition = ruleDefinitions[found.rule];
  const set = settings.severity[found.rule];
  if (set === "off") return [];
  return [
    {
      rule: found.rule,
      claim: found.claim,
      severity: found.severity ?? set ?? definition.severity,
      message: definition.message(found.finding),
      range: found.range,
      url: ruleUrl(found.rule, homepage),
      related: found.related,
    },
  ];
}
