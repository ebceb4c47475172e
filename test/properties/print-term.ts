/*
 * Terms as LaTeX, in a style.
 */
import type { Claim, Model } from "./model.ts";
import type { Style } from "./style.ts";
import type { SymbolTerm, Term } from "./term.ts";

export interface Hand {
  readonly style: Style;
  readonly activation: Model["activation"];
}

/** How tightly a text holds together: parentheses go around what is looser than its place wants. */
const SUM = 1;
const PRODUCT = 2;
const ATOM = 3;

export function printTerm(term: Term, hand: Hand, place = 0): string {
  const [text, tightness] = print(term, hand);
  return tightness < place ? inParentheses(text, hand) : text;
}

function inParentheses(text: string, { style }: Hand): string {
  const [open, close] = style.parentheses;
  return `${open}${text}${close}`;
}

function print(term: Term, hand: Hand): readonly [text: string, tightness: number] {
  const { style } = hand;
  switch (term.type) {
    case "symbol":
      return [printSymbol(term, hand), ATOM];
    case "number":
      return [term.latex, term.value < 0 ? SUM : ATOM];
    case "identity":
      return [style.bold ? "\\mathbf{I}" : "I", ATOM];
    case "transpose":
      return [printTranspose(term.of, hand), ATOM];
    case "product":
      return [term.factors.map((factor) => printTerm(factor, hand, PRODUCT)).join(" "), PRODUCT];
    case "sum":
      return [printSum(term, hand), SUM];
    case "hadamard":
      return [`${printTerm(term.left, hand, ATOM)} \\odot ${printTerm(term.right, hand, ATOM)}`, PRODUCT];
    case "diag": {
      const brackets = /^(.*?)(\\left\(|\\\{|.)(\\right\)|\\\}|.)$/.exec(style.diag)!;
      return [`${brackets[1]}${brackets[2]}${printTerm(term.of, hand)}${brackets[3]}`, ATOM];
    }
    case "apply":
    case "apply-entry":
      return printApplied(term, hand);
    case "square-norm":
      return [style.norm.replace(".", () => ` ${printTerm(term.of, hand)} `), ATOM];
    case "trace":
      return [`${style.trace}${inParentheses(printTerm(term.of, hand), hand)}`, ATOM];
    case "entry":
      return [printEntry(term.of, term.indices.join(""), hand), ATOM];
    case "derivative":
      return printFraction(printSymbol(term.of, hand), printSymbol(term.by, hand), hand);
  }
}

export function printFunction({ style, activation }: Hand): string {
  return activation === "tanh" ? "\\tanh" : activation === "logistic" ? "\\sigma" : style.generic;
}

function printApplied(term: Term & { type: "apply" | "apply-entry" }, hand: Hand): readonly [string, number] {
  const name = printFunction(hand);
  const argument = inParentheses(printTerm(term.to, hand), hand);
  if (term.type === "apply" && term.order === 0) return [name + argument, ATOM];
  if (hand.style.slopes === "prime" || hand.activation === "any") return [`${name}'${argument}`, ATOM];
  if (hand.activation === "tanh") return [`1 - \\tanh^2${argument}`, SUM];
  const times = term.type === "apply" ? " \\odot " : " ";
  return [`${name}${argument}${times}(1 - ${name}${argument})`, SUM];
}

function printSum(term: Term & { type: "sum" }, hand: Hand): string {
  return term.terms
    .map(({ sign, term: one }, k) => {
      const sum = sign < 0 ? "-" : k > 0 ? "+" : "";
      return `${sum}${k > 0 ? " " : ""}${printTerm(one, hand, PRODUCT)}`;
    })
    .join(" ");
}

const timeMarks: Readonly<Record<Style["time"], readonly [string, string]>> = {
  sub: ["_{", "}"],
  sup: ["^{(", ")}"],
  angle: ["^{\\langle ", "\\rangle}"],
  bracket: ["^{[", "]}"],
};

export function printSymbol(term: SymbolTerm, hand: Hand): string {
  if (term.at === null) return bare(term, hand);
  const [open, close] = timeMarks[hand.style.time];
  const time = printTime(term.at);
  return bare(term, hand) + (open === "_{" && time === "t" ? "_t" : open + time + close);
}

function bare({ name, rank }: SymbolTerm, { style }: Hand): string {
  return style.bold && rank > 0 ? `\\mathbf{${name}}` : name;
}

const printTime = (steps: number): string => (steps === 0 ? "t" : steps > 0 ? `t+${steps}` : `t${steps}`);

function printEntry(term: SymbolTerm, indices: string, hand: Hand): string {
  if (term.at !== null && hand.style.time === "sub")
    return `${bare(term, hand)}_{${printTime(term.at)},${indices}}`;
  return `${printSymbol(term, hand)}_{${indices}}`;
}

function printTranspose(of: Term, hand: Hand): string {
  const { style } = hand;
  const inner = printTerm(of, hand, ATOM);
  if (of.type === "symbol" && of.at !== null && style.time !== "sub") {
    if (style.raised === "braces") return `{${inner}}${style.transpose}`;
    if (style.raised === "parentheses") return `(${inner})${style.transpose}`;
    return inner.replace(
      /\}$/,
      () => `${style.transpose.replace(/^\^\{?|\}$/g, "").replace(/^\\math\w+\{T$/, "\\top")}}`,
    );
  }
  if (of.type === "symbol") return inner + style.transpose;
  return `${of.type === "sum" || of.type === "product" || of.type === "hadamard" ? inner : inParentheses(inner, hand)}${style.transpose}`;
}

function printFraction(of: string, by: string, { style }: Hand): readonly [string, number] {
  if (style.fraction === "slash") return [`\\partial ${of} / \\partial ${by}`, PRODUCT];
  return [`${style.fraction}{\\partial ${of}}{\\partial ${by}}`, ATOM];
}

/** The left side of a claim. */
export function printHead(claim: Claim, hand: Hand): string {
  if (claim.entries)
    return printFraction(printEntry(claim.of, "j", hand), printEntry(claim.by, "k", hand), hand)[0];
  const of = printSymbol(claim.of, hand);
  const by = printSymbol(claim.by, hand);
  if (claim.scalar && hand.style.gradients === "nabla") return `\\nabla_{${by}} ${of}`;
  return printFraction(of, by, hand)[0];
}
