/*
 * A subject as the Markdown of a note, in a style; and the lines on which each claim stands.
 */
import { type Hand, printFunction, printHead, printSymbol, printTerm } from "./print-term.ts";
import type { Claim, Leaf, Model, Subject } from "./model.ts";
import { type Style, layoutSentences } from "./style.ts";
import { type Term, symbol, transposeTerm } from "./term.ts";

export interface Written {
  readonly text: string;
  readonly claims: readonly {
    readonly claim: Claim;
    readonly lines: readonly [first: number, last: number];
  }[];
}

export function writeNote({ model, claims }: Subject, style: Style): Written {
  const hand: Hand = { style, activation: model.activation };
  const layout = style.layout ? [layoutSentences[style.layout][style.layoutWords]!] : [];
  const setting = [...declarations(model, hand), ...definitions(model, hand)];
  const stated = claims.map((claim) => ({ claim, block: display(relations(claim, hand), hand, true) }));
  const blocks: { readonly text: string; readonly claim: Claim | null }[] = [];
  const say = (text: string, claim: Claim | null = null) => blocks.push({ text, claim });
  say(`# ${model.title}`);
  layout.forEach((text) => say(text));
  if (style.definitions === "before") setting.forEach((text) => say(text));
  for (const [k, { claim, block }] of stated.entries()) {
    say(["Differentiating gives", "In the same way,", "Moreover,"][k % 3]!);
    say(block, claim);
  }
  if (style.definitions === "after") {
    say("This rests on the following.");
    setting.forEach((text) => say(text));
  }
  return assemble(blocks, style);
}

function assemble(
  blocks: readonly { readonly text: string; readonly claim: Claim | null }[],
  style: Style,
): Written {
  const lines: string[] = [];
  const placed: { claim: Claim; lines: readonly [number, number] }[] = [];
  for (const { text, claim } of blocks) {
    const first = lines.length;
    // A list item holds the first line of a block, and the rest is indented below it.
    const marked = style.container === "  " && !text.startsWith("#") ? text.replace(/^/, "- ") : text;
    for (const [k, line] of marked.split("\n").entries())
      lines.push(k === 0 && marked !== text ? line : style.container + line);
    if (claim) placed.push({ claim, lines: [first, lines.length - 1] });
    lines.push(style.container.trimEnd());
  }
  return { text: lines.join(style.newline), claims: placed };
}

/** The right side in the layout of the note. */
export function inLayout(claim: Claim, right: Term, style: Style): Term {
  if (claim.entries) return right;
  if (claim.scalar)
    return style.layout === "numerator" && style.gradients === "fraction" ? transposeTerm(right) : right;
  return style.layout === "denominator" ? transposeTerm(right) : right;
}

function relations(claim: Claim, hand: Hand): readonly string[] {
  const rights = claim.steps.map((step) => printTerm(inLayout(claim, step, hand.style), hand));
  return [`${printHead(claim, hand)} = ${rights[0]}`, ...rights.slice(1).map((right) => `= ${right}`)];
}

function display(parts: readonly string[], { style }: Hand, chain: boolean): string {
  const line = parts.join(" ");
  switch (style.delimiter) {
    case "lines":
      return `$$\n${line}\n$$`;
    case "line":
      return `$$${line}$$`;
    case "brackets":
      return `\\[\n${line}\n\\]`;
    case "fence":
      return `\`\`\`math\n${line}\n\`\`\``;
    case "inline":
      return `We have $${line}$.`;
    case "aligned": {
      if (!chain) return `$$\n${line}\n$$`;
      const rows = parts.map((part) => part.replace("=", "&="));
      return `$$\n\\begin{aligned}\n${rows.join(" \\\\\n")}\n\\end{aligned}\n$$`;
    }
  }
}

function definitions(model: Model, hand: Hand): readonly string[] {
  const equations = model.definitions.map(
    ({ symbol: left, body }) => `${printSymbol(left, hand)} = ${printTerm(body, hand)}`,
  );
  if (hand.style.together) return [display([equations.join(", \\qquad ")], hand, false)];
  return equations.map((equation) => display([equation], hand, false));
}

function declarations(model: Model, hand: Hand): readonly string[] {
  const shapes = model.leaves.map((leaf) => declare(leaf, hand)).filter((text) => text !== "");
  const sentences = [`Let ${shapes.join(", ")}.`];
  const symmetric = model.leaves.filter((leaf) => leaf.symmetric);
  for (const leaf of symmetric)
    sentences.push(`The matrix $${printSymbol(symbol(leaf.name, 2), hand)}$ is symmetric.`);
  if (usesActivation(model)) {
    const words =
      model.activation === "any" ? "is a differentiable function applied elementwise" : "acts elementwise";
    const named = model.activation === "logistic" ? "is the logistic sigmoid, applied elementwise" : words;
    sentences.push(`Here $${printFunction(hand)}$ ${named}.`);
  }
  return [sentences.join(" ")];
}

function declare({ name, rows, cols, timed }: Leaf, hand: Hand): string {
  const rank = rows === "1" ? 0 : cols === "1" ? 1 : 2;
  const letter = printSymbol(symbol(name, rank, timed ? 0 : null), hand);
  if (rank === 0)
    return hand.style.shapes === "in" ? `$${letter} \\in \\mathbb{R}$` : `$${letter}$ be a scalar`;
  if (hand.style.shapes === "in")
    return `$${letter} \\in \\mathbb{R}^{${rows}${rank === 2 ? ` \\times ${cols}` : ""}}$`;
  return rank === 1
    ? `$${letter}$ be a vector of length $${rows}$`
    : `$${letter}$ be an $${rows} \\times ${cols}$ matrix`;
}

function usesActivation(model: Model): boolean {
  return JSON.stringify(model.definitions).includes('"apply"');
}
