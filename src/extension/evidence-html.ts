/*
 * The evidence panel as HTML: verdict, formulas, both matrices as tables, the sampled values, where the
 * difference lies. No script; everything from the note is escaped.
 */
import { escapeHtml } from "./escape-html.ts";
import { formatEntry, formatNumber, formatSizes } from "../features/numbers.ts";
import type { EvidenceAnswer } from "../server/protocol.ts";

export interface Page {
  /** Words of the panel, in the user's language. */
  readonly t: (words: string, ...values: (string | number)[]) => string;
  readonly style: string;
  /** The source from which the webview may load its style sheet. */
  readonly cspSource: string;
}

type Matrix = readonly (readonly number[])[];

/** The page for a claim, or the page that says that none is under the cursor. */
export function evidenceHtml(answer: EvidenceAnswer | null, page: Page): string {
  const policy = `default-src 'none'; img-src data:; style-src ${page.cspSource}`;
  const body = answer
    ? claimHtml(answer, page)
    : `<p>${page.t("Put the cursor in a claim to see its evidence.")}</p>`;
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(page.style)}">
<title>${page.t("Evidence")}</title>
</head>
<body>${body}</body>
</html>`;
}

function claimHtml(answer: EvidenceAnswer, page: Page): string {
  const { hover, written, numeric, values } = answer.view;
  const marks = { verified: "✓ ", refuted: "✗ ", unchecked: "" };
  return [
    `<h1 class="${hover.status ?? ""}">${hover.status ? marks[hover.status] : ""}${escapeHtml(hover.verdict)}</h1>`,
    `<p>${escapeHtml(hover.message)}</p>`,
    formula(page.t("Written"), hover.written, answer.writtenImage),
    hover.corrected ? formula(page.t("Corrected"), hover.corrected.tex, answer.correctedImage) : "",
    numbers(answer, page),
    written && numeric ? comparison(answer, written, numeric, page) : "",
    Object.keys(values).length > 0 ? `<h2>${page.t("Sampled values")}</h2>` : "",
    `<div class="row">${Object.entries(values)
      .map(([name, value]) => table(name, value, undefined))
      .join("")}</div>`,
    list(page.t("Read as"), hover.reading),
    list(page.t("Assumes"), hover.assumptions),
    list(
      page.t("Rests on"),
      hover.restsOn.map(({ message }) => message),
    ),
  ].join("\n");
}

function comparison({ heatMapImage }: EvidenceAnswer, written: Matrix, numeric: Matrix, page: Page): string {
  const differs = (row: number, column: number) => {
    const [a, b] = [written[row]?.[column] ?? NaN, numeric[row]?.[column] ?? NaN];
    return !(Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b)));
  };
  const words = page.t("Written minus numeric: red too large, blue too small");
  const picture = heatMapImage
    ? `<figure><img src="${escapeHtml(heatMapImage)}" alt="${escapeHtml(words)}">`
    : "";
  return `<h2>${page.t("Entry by entry")}</h2><div class="row">${table(page.t("Written"), written, differs)}${table(
    page.t("Numeric"),
    numeric,
    differs,
  )}${picture && `${picture}<figcaption>${escapeHtml(words)}</figcaption></figure>`}</div>`;
}

function numbers({ view }: EvidenceAnswer, page: Page): string {
  const { evidence } = view.hover;
  if (!evidence) return "";
  const { counterexample, instances, sizes, deviation, errorBound, seed } = evidence;
  const rows: readonly (readonly [string, string])[] = [
    [page.t("Instances"), String(instances)],
    [page.t("Sizes"), sizes.map(formatSizes).filter(Boolean).slice(0, 4).join("; ")],
    [page.t("Largest deviation"), formatNumber(deviation)],
    [page.t("Error bound"), formatNumber(errorBound)],
    [page.t("Seed"), String(seed)],
    ...(counterexample
      ? ([
          [
            page.t("Worst entry {0}", formatEntry(counterexample.entry)),
            page.t(
              "written {0}, numerically {1}",
              formatNumber(counterexample.claimed),
              formatNumber(counterexample.numeric),
            ),
          ],
        ] as const)
      : []),
  ];
  const cells = rows
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`);
  return `<table class="facts">${cells.join("")}</table>`;
}

function formula(title: string, tex: string, image: string | null): string {
  const picture = image ? `<img class="formula" src="${escapeHtml(image)}" alt="${escapeHtml(tex)}">` : "";
  return `<section><h2>${escapeHtml(title)}</h2>${picture}<pre><code>${escapeHtml(tex)}</code></pre></section>`;
}

function table(
  caption: string,
  matrix: Matrix,
  differs: ((row: number, column: number) => boolean) | undefined,
): string {
  const rows = matrix.map((row, i) => {
    const cells = row.map((value, j) => {
      const wrong = differs?.(i, j) ? ' class="differs"' : "";
      return `<td${wrong}>${formatNumber(value)}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table class="matrix"><caption>${escapeHtml(caption)}</caption>${rows.join("")}</table>`;
}

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  return `<h2>${escapeHtml(title)}</h2><ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ul>`;
}
