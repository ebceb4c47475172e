/*
 * A markdown-it plug-in that puts ✓ and ✗ behind the formulas of the built-in preview. Knows no editor: it is
 * told the claims of the note that is drawn. Where there is no mathematics in the preview it does nothing.
 */
import { escapeHtml } from "./escape-html.ts";
import type MarkdownIt from "markdown-it";
import type { ClaimSummary } from "../server/protocol.ts";

/** The claims of the note being drawn; none where badges are off. */
export type ClaimsOfPreview = (environment: unknown) => readonly ClaimSummary[];

/** The rules by which mathematics is drawn, in the built-in extension and in those that stand in for it. */
const mathRules = [
  "math_inline",
  "math_inline_double",
  "math_inline_block",
  "math_inline_bare_block",
  "math_block",
  "math_block_eqno",
];

const badges = {
  verified: { sign: "✓", words: "Verified" },
  refuted: { sign: "✗", words: "Refuted" },
} as const;

type RenderRule = NonNullable<MarkdownIt["renderer"]["rules"][string]>;

/** Decorates the renderer of mathematics, also of one that is installed later. */
export function addPreviewBadges(markdown: MarkdownIt, claimsOf: ClaimsOfPreview): MarkdownIt {
  markdown.core.ruler.push("jacobian_lint_lines", ({ tokens }) => {
    for (const token of tokens)
      for (const child of token.children ?? []) child.meta = { ...(child.meta as object), lines: token.map };
  });
  const rules = markdown.renderer.rules;
  for (const name of mathRules) {
    const earlier = rules[name];
    if (earlier) rules[name] = withBadge(earlier, claimsOf);
    else decorateLater(rules, name, claimsOf);
  }
  return markdown;
}

/** The mathematics extension may be loaded after ours. */
function decorateLater(
  rules: MarkdownIt["renderer"]["rules"],
  name: string,
  claimsOf: ClaimsOfPreview,
): void {
  let rule: RenderRule | undefined;
  Object.defineProperty(rules, name, {
    configurable: true,
    enumerable: true,
    get: () => rule,
    set(later: RenderRule | undefined) {
      rule = later && withBadge(later, claimsOf);
    },
  });
}

function withBadge(rule: RenderRule, claimsOf: ClaimsOfPreview): RenderRule {
  return (tokens, index, options, environment, self) => {
    const drawn = rule(tokens, index, options, environment, self);
    const token = tokens[index];
    const lines = token?.map ?? (token?.meta as { lines?: [number, number] | null } | null)?.lines;
    if (!token || !lines) return drawn;
    return drawn + badgeFor(token.content, lines, claimsOf(environment));
  };
}

/** One badge a formula: ✗ where one of its claims is refuted, ✓ where all of them are verified. */
function badgeFor(tex: string, [first, end]: [number, number], claims: readonly ClaimSummary[]): string {
  const formula = squeeze(tex);
  const here = claims.filter(
    ({ range, latex }) =>
      first <= range.start.line && range.start.line < end && formula.includes(squeeze(latex)),
  );
  const refuted = here.filter(({ status }) => status === "refuted");
  const isVerified = here.length > 0 && here.every(({ status }) => status === "verified");
  if (refuted.length === 0 && !isVerified) return "";
  const status = isVerified ? "verified" : "refuted";
  const { sign, words } = badges[status];
  const title = [words, ...(isVerified ? here : refuted).map(({ message }) => message)].join(": ");
  return `<span class="jacobian-lint-badge jacobian-lint-${status}" role="img" aria-label="${words}" title="${escapeHtml(title)}">${sign}</span>`;
}

/** Quote marks and line breaks differ between the note and what the preview was given. */
function squeeze(tex: string): string {
  return tex.replace(/[\s>]+/g, "");
}
