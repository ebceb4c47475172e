/*
 * Mathematics as it is typed without LaTeX: `W in R^{n x m}`, `sigma`, `Y_hat`. In comes located text, out goes the
 * tree that its LaTeX has, with the places of the original.
 */
import { noMacros } from "../../tex/macros.ts";
import { parseTex } from "../../tex/parser.ts";
import type { TexNode } from "../../tex/syntax.ts";
import { type LocatedText, type Piece, toDocument } from "../../text/span.ts";

export const greek =
  /^(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|varsigma|tau|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega|ell)$/;
export const functionNames =
  /^(?:tanh|sigmoid|relu|ReLU|softmax|exp|log|sin|cos|softplus|gelu|GELU|silu|SiLU)$/;

/** Each lighter spelling and what it stands for in LaTeX; the rest is kept. */
const spellings: readonly { pattern: RegExp; tex: (match: string) => string }[] = [
  { pattern: /\\[A-Za-z]+/y, tex: (match) => match },
  { pattern: /->|→|⟶/y, tex: () => "\\to " },
  { pattern: />=|≥/y, tex: () => "\\ge " },
  { pattern: /!=|≠/y, tex: () => "\\ne " },
  { pattern: /×|(?<=[\w}] )x(?= [\w\\{])|(?<=\d)x(?=\d)/y, tex: () => "\\times " },
  { pattern: /∈|\bin\b/y, tex: () => "\\in " },
  { pattern: /ℝ|(?<=(?:\bin|∈|\\in|->|→|\\to|:|×|x|\\times) *)R(?![A-Za-z_])/y, tex: () => "\\mathbb{R}" },
  { pattern: /(?<=_)[A-Za-z0-9]{2,}/y, tex: (match) => `{${match}}` },
  {
    pattern: /[A-Za-z]{2,}/y,
    tex: (match) =>
      greek.test(match)
        ? `\\${match} `
        : functionNames.test(match) || match === "det"
          ? `\\operatorname{${match}}`
          : match,
  },
];

/** The text as LaTeX, with the places of the original. */
function asTex(text: LocatedText, start: number, end: number): LocatedText {
  let tex = "";
  const pieces: Piece[] = [];
  let at = start;
  while (at < end) {
    let from = text.text[at]!;
    let to = from;
    for (const { pattern, tex: write } of spellings) {
      pattern.lastIndex = at;
      const match = pattern.exec(text.text)?.[0];
      if (!match || at + match.length > end) continue;
      [from, to] = [match, write(match)];
      break;
    }
    const last = pieces.at(-1);
    const inDocument = toDocument(text, at);
    const isContinued =
      from === to &&
      last &&
      last.inText + last.length === tex.length &&
      last.inDocument + last.length === inDocument;
    if (isContinued) pieces[pieces.length - 1] = { ...last, length: last.length + from.length };
    else pieces.push({ inText: tex.length, inDocument, length: from.length });
    tex += to;
    at += from.length;
  }
  return { text: tex, pieces };
}

/** The tree of `text.slice(start, end)`, with its places. */
export function readTex(text: LocatedText, start: number, end: number): TexNode {
  return parseTex(asTex(text, start, end), noMacros).root;
}
