/*
 * A hover as Markdown: words first, then the formulas as pictures with their TeX below, then the numbers.
 * Editors cut long hovers off inside a picture, so pictures are dropped before that length is reached.
 */
import { type Range, type Related, agreeingInstances } from "../report.ts";
import type { Hover } from "./hover.ts";
import { heatMap } from "./heat-map.ts";
import { formatEntry, formatNumber, formatSizes } from "./numbers.ts";

export interface HoverShell {
  /** A formula as an image address, or null where it cannot be drawn. */
  readonly draw?: (tex: string) => string | null;
  /** An SVG as an image address. */
  readonly image?: (svg: string) => string;
  readonly ink?: string;
  /** The address of a place in the note. */
  readonly link?: (range: Range) => string | null;
  /** The address that opens the evidence of the claim. */
  readonly evidenceLink?: string | null;
}

/** VS Code cuts a hover at 100,000 characters. */
const longestHover = 95_000;

/** The Markdown of a hover, always below the length at which editors cut. */
export function renderHover(hover: Hover, shell: HoverShell = {}): string {
  const full = render(hover, shell);
  if (full.length < longestHover) return full;
  const { draw: _draw, image: _image, ...plain } = shell;
  return render(hover, plain).slice(0, longestHover);
}

/** A formula that is no claim: its picture and its TeX. */
export function renderFormula(tex: string, shell: HoverShell = {}): string {
  const drawn = formula(tex, shell);
  return drawn.length < longestHover ? drawn : formula(tex, {}).slice(0, longestHover);
}

const marks = { verified: "✓ ", refuted: "✗ ", unchecked: "" } as const;

function render(hover: Hover, shell: HoverShell): string {
  return [
    headline(hover),
    formulas(hover, shell),
    numbers(hover, shell),
    background(hover, shell),
    links(hover, shell),
  ]
    .flat()
    .filter(Boolean)
    .join("\n\n");
}

function headline(hover: Hover): readonly string[] {
  const mark = hover.status ? marks[hover.status] : "";
  const layout = hover.layout && ` · ${hover.layout}`;
  const rule = hover.rule && ` · \`${hover.rule}\``;
  return [
    `**${mark}${hover.verdict}**${layout ?? ""}${rule ?? ""}`,
    // An editor shows the diagnostic's message above the hover.
    hover.rule ? "" : escapeMarkdown(hover.message),
    hover.remedy ? `To have it checked: ${hover.remedy}` : "",
  ];
}

function formulas(hover: Hover, shell: HoverShell): readonly string[] {
  if (!hover.corrected) return [formula(hover.written, shell)];
  return [
    `Corrected (${escapeMarkdown(hover.corrected.title)}, verified on ${agreeingInstances} instances):`,
    formula(hover.corrected.tex, shell),
    "Written:",
    formula(hover.written, shell),
  ];
}

function numbers(hover: Hover, shell: HoverShell): readonly string[] {
  if (!hover.evidence) return [];
  const { counterexample, deviation, errorBound, instances, sizes, seed } = hover.evidence;
  const worst =
    counterexample &&
    `Entry ${formatEntry(counterexample.entry)}: written **${formatNumber(counterexample.claimed)}**, ` +
      `numerically **${formatNumber(counterexample.numeric)}**`;
  const picture = hover.difference && shell.image && heatMap(hover.difference, shell.ink ?? "#808080");
  const alternative = "written minus numeric: red too large, blue too small";
  const sizeWords = sizes.slice(0, 3).map(formatSizes).filter(Boolean).join("; ");
  return [
    worst ?? "",
    picture && shell.image ? `![${alternative}](${shell.image(picture)})` : "",
    [
      `${instances} ${instances === 1 ? "instance" : "instances"}`,
      sizeWords && `sizes ${sizeWords}`,
      `largest deviation ${formatNumber(deviation)}`,
      `error bound ${formatNumber(errorBound)}`,
      `seed ${seed}`,
    ]
      .filter(Boolean)
      .join(" · "),
  ];
}

function background(hover: Hover, shell: HoverShell): readonly string[] {
  const list = (title: string, items: readonly string[]) =>
    items.length > 0 ? `${title}: ${items.map(escapeMarkdown).join("; ")}` : "";
  const places = (title: string, related: readonly Related[]) => {
    const links = related.map(({ range, message }) => {
      const address = shell.link?.(range);
      return address ? `[${escapeMarkdown(message)}](${address})` : escapeMarkdown(message);
    });
    return links.length > 0 ? `${title}: ${links.join(", ")}` : "";
  };
  return [
    list("Read as", hover.reading),
    list("Assumes", hover.assumptions),
    places("Rests on", hover.restsOn),
    places("Further on", hover.consequences),
  ];
}

function links(hover: Hover, shell: HoverShell): readonly string[] {
  const rule = hover.ruleUrl && hover.rule ? `[About ${hover.rule}](${hover.ruleUrl})` : "";
  const evidence = shell.evidenceLink && hover.evidence ? `[Show evidence](${shell.evidenceLink})` : "";
  return [[rule, evidence].filter(Boolean).join(" · ")];
}

/** The picture with the TeX as alternative text, and the TeX once more to read and copy. */
function formula(tex: string, shell: HoverShell): string {
  const picture = shell.draw?.(tex);
  const source = fenced(tex);
  return picture ? `![${alternativeText(tex)}](${picture})\n\n${source}` : source;
}

function fenced(tex: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(tex) + 1));
  return `${fence}latex\n${tex}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

function alternativeText(tex: string): string {
  return tex.replace(/\s+/g, " ").replace(/[\\[\]<>&`*_!]/g, "\\$&");
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~$]/g, "\\$&");
}
