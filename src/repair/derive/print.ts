/*
 * Derived expressions as LaTeX: parts of the note as they are written there, in the time they are used at; what is
 * new in the author's transposes, diag, fences and primes.
 */
import { sidesOf } from "../../scope/statement.ts";
import { type Expression, type Index, walkExpression } from "../../algebra/expression.ts";
import { type Edit, type Site, applyWithin, transposeLetter, unfenced } from "../site.ts";
import { indexText, symbolText, withoutTranspose } from "../symbol-text.ts";
import { stop } from "./adjoint.ts";
import { isNew } from "./form.ts";
import { kindOf } from "./kind.ts";
import { entryText } from "./print-entry.ts";

/** How tightly what stands around binds. */
export type Place = "alone" | "factor" | "scalar" | "entrywise" | "base";

export function print(site: Site, part: Expression, place: Place = "alone"): string {
  const open =
    place !== "alone" &&
    part.type === "call" &&
    part.order === 0 &&
    !isNew(part) &&
    !/[)\]}]$/.test(fromNote(site, part));
  const text = isNew(part) || open ? printNew(site, part) : fromNote(site, part);
  return needsFence(site, part, place, text) ? fenced(site, text) : text;
}

/** The sign of a product; one is written where `U (V + W)` would be a value of the function U. */
function signBetween(
  { scope }: Site,
  { left, sign }: { readonly left: Expression; readonly sign: string },
  right: string,
): string {
  if (sign !== "") return ` ${sign} `;
  const name = /^(?:\\left)?[([]/.test(right) ? lastLetter(left) : null;
  const isFunction =
    name !== null &&
    (scope.facts.functions.has(name) || scope.definitions.get(name)?.some((one) => one.isFunction));
  return isFunction ? " \\cdot " : " ";
}

/** The letter that a factor ends with. */
function lastLetter(part: Expression): string | null {
  switch (part.type) {
    case "symbol":
      return part.name;
    case "power":
      return lastLetter(part.base);
    case "product":
      return lastLetter(part.right);
    default:
      return null;
  }
}

/** Factors beside each other, each with its text. */
export function printChain(
  site: Site,
  factors: readonly { readonly of: Expression; readonly text: string }[],
): string {
  return factors
    .map(({ of, text }, at) => {
      const next = factors[at + 1];
      return next ? text + signBetween(site, { left: of, sign: "" }, next.text) : text;
    })
    .join("");
}

function needsFence(site: Site, part: Expression, place: Place, text: string): boolean {
  if (place === "alone" || isWrapped(text)) return false;
  if (part.type === "sum") return part.terms.length > 1 || part.terms[0]!.sign === -1 || place === "base";
  if (place === "factor") return part.type === "product" && /odot|otimes/.test(part.sign);
  // A number that is a matrix product would run into what follows.
  if (place === "scalar") return part.type === "product" && !isNumeric(site, part);
  if (place === "entrywise") return part.type === "product" && !/odot/.test(part.sign);
  const bare = (part.type === "symbol" || part.type === "entry") && !/\^/.test(text);
  const closed = part.type === "call" && (/[)\]]$/.test(text) || !/\^/.test(text));
  const number = part.type === "number" || part.type === "norm" || closed;
  return !bare && !(part.type === "constant") && !number;
}

/** A product of numbers only. */
function isNumeric(site: Site, part: Expression): boolean {
  return part.type === "product"
    ? isNumeric(site, part.left) && isNumeric(site, part.right)
    : kindOf(site.scope, part) === "scalar";
}

function isWrapped(text: string): boolean {
  const inner = /^(?:\\left)?[([](.*?)(?:\\right)?[)\]]$/s.exec(text);
  if (!inner) return false;
  let depth = 0;
  for (const char of inner[1]!) {
    if (/[([]/.test(char)) depth++;
    if (/[)\]]/.test(char) && --depth < 0) return false;
  }
  return true;
}

function fenced(site: Site, text: string): string {
  return usesLeftRight(site) || /\\[dt]?frac/.test(text) ? `\\left(${text}\\right)` : `(${text})`;
}

/** Whether the note fences products and sums with `\left( \right)`. */
function usesLeftRight(site: Site): boolean {
  const sized = site.text.split("\\left(").length - 1;
  return sized > 0 && sized * 2 > site.text.split(/(?<!\\left)(?<![a-zA-Z'}])\((?=[^)]*\\)/).length - 1;
}

/** A part of the note with the times it has here. */
function fromNote(site: Site, part: Expression): string {
  // A constant carries its transpose in its own span.
  if (part.type === "constant") return withoutTranspose(site.text.slice(part.span.start, part.span.end));
  const edits: Edit[] = [];
  for (const one of walkExpression(part)) {
    if (isNew(one)) stop();
    const index = one.type === "symbol" ? one.time : one.type === "index" ? one.index : null;
    if (!index || index.span.start < part.span.start || index.span.end > part.span.end) continue;
    const written = site.text.slice(index.span.start, index.span.end).replaceAll(/[\s{}]/g, "");
    const text = indexText(index);
    if (written === text) continue;
    const bare = /[_^]/.test(site.text[index.span.start - 1] ?? "") && text.length > 1;
    edits.push({ span: index.span, newText: bare ? `{${text}}` : text });
  }
  const text = applyWithin(site.text, part.span, edits).replaceAll(/\s+/g, " ").replaceAll("&", "").trim();
  return (fencedAsWhole.test(part.type) ? bareText(site, part, text) : null) ?? text;
}

/** What may stand in fences that belong to its old place. */
const fencedAsWhole = /^(symbol|sum|inverse|transpose|call)$/;

/** Without fences that only their old place needed. */
function bareText(site: Site, part: Expression, text: string): string | null {
  if (unfenced(site, part) === null) return null;
  const inner = /^(?:\\left)?[([{](.*?)(?:\\right)?[)\]}]$/s.exec(text)?.[1];
  return inner?.trim() ?? null;
}

function printNew(site: Site, part: Expression): string {
  switch (part.type) {
    case "number":
      return numberText(part.value);
    case "symbol":
      return symbolText(site, part.name, part.time) ?? stop();
    case "sum":
      return part.terms
        .map(({ sign, of }, at) => {
          const text = print(site, of, of.type === "sum" ? "factor" : "alone");
          return at === 0 ? (sign === 1 ? "" : "-") + text : (sign === 1 ? " + " : " - ") + text;
        })
        .join("");
    case "product": {
      const place: Place = /odot|otimes/.test(part.sign) ? "entrywise" : "factor";
      const [left, right] = [part.left, part.right].map((factor) => print(site, factor, place)) as [
        string,
        string,
      ];
      return left + signBetween(site, part, right) + right;
    }
    case "transpose":
      return transposeText(site, part.of);
    case "inverse":
      return `${print(site, part.of, "base")}^{-1}`;
    case "entry":
      return part.of.type === "symbol"
        ? entryText(site, part.of, part.indices, print(site, part.of))
        : `${print(site, part.of, "base")}_{${part.indices.map(indexText).join("")}}`;
    case "delta":
      return `\\delta_{${indexText(part.left)}${indexText(part.right)}}`;
    case "power":
      return powerText(site, part);
    case "quotient":
      return `\\frac{${print(site, part.left)}}{${print(site, part.right)}}`;
    case "call":
      return callText(site, part);
    case "constant":
      return part.constant === "commutation"
        ? commutationText(site, part.indices)
        : constantText(site, part.constant);
    case "derivative":
      return derivativeText(site, part);
    case "differential":
      return differentialMark(site) + print(site, part.of, "base");
    default:
      return stop();
  }
}

/** A derivative in the fraction and with the sign of the one nearest to the claim. */
function derivativeText(
  site: Site,
  { of, withRespectTo: [by] }: Expression & { type: "derivative" },
): string {
  const { start, end } = site.claim.statement.span;
  const written = /(\\[dt]?frac)\{\s*(\\partial|\\mathrm\{?\s*d\}?|d)(?![a-zA-Z])|(\\partial|d)/.exec(
    site.text.slice(start, end),
  );
  const frac = written?.[1] ?? "\\frac";
  const mark = written?.[2] ?? written?.[3] ?? "\\partial";
  const put = (part: Expression) => mark + spaced(print(site, part, "base"), mark);
  return `${frac}{${put(of)}}{${put(by!)}}`;
}

/** `\partial t` and `dt`: a command is parted from the letter after it. */
function spaced(text: string, command: string): string {
  return /[a-zA-Z]$/.test(command) && command.startsWith("\\") && /^[a-zA-Z]/.test(text) ? ` ${text}` : text;
}

/** The `d` of the claim's own differentials. */
function differentialMark(site: Site): string {
  const { start, end } = site.claim.statement.span;
  return /\\(?:mathrm|operatorname|text)\s*\{\s*d\s*\}/.exec(site.text.slice(start, end))?.[0] ?? "d";
}

function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value);
  for (const below of [2, 3, 4, 6, 8]) {
    const above = value * below;
    if (Math.abs(above - Math.round(above)) < 1e-12) return `\\frac{${Math.round(above)}}{${below}}`;
  }
  return String(value);
}

function transposeText(site: Site, of: Expression): string {
  const { style } = site;
  if (of.type === "inverse") return `${print(site, of.of, "base")}^{-${transposeLetter(style)}}`;
  const text = print(site, of, of.type === "symbol" ? "alone" : "base");
  if (of.type === "symbol" && /\^/.test(text)) {
    const [open, close] = style.group;
    return open + text + close + style.transpose;
  }
  return text + style.transpose;
}

function powerText(site: Site, part: Expression & { type: "power" }): string {
  const exponent = part.exponent.type === "number" ? part.exponent.value : stop();
  const wide = part.elementwise && kindOf(site.scope, part.base) !== "scalar";
  const spelled = wide ? /\^\{\\(odot|circ) ?2\}/.exec(site.text)?.[1] : undefined;
  const above = spelled ? `\\${spelled} ${exponent}` : numberText(exponent);
  const { base } = part;
  const name = base.type === "call" && base.order === 0 && base.arguments.length === 1 ? base : null;
  const text = name && isNew(name) ? `(${print(site, name)})` : print(site, base, "base");
  const safe = base.type === "call" && !isWrapped(text) ? `(${text})` : text;
  return `${safe}^${above.length > 1 ? `{${above}}` : above}`;
}

/** Names for what a derivative brings in. */
const names: Readonly<Record<string, readonly [RegExp, string]>> = {
  trace: [/\\(?:operatorname\*?|math(?:rm|sf)|text)\{[Tt]r(?:ace)?\}|\\[Tt]r(?![a-z])/, "\\operatorname{tr}"],
  softmax: [/\\(?:operatorname\*?|math(?:rm|sf)|text)\{softmax\}|\\softmax/, "\\operatorname{softmax}"],
  sign: [/\\(?:operatorname\*?|math(?:rm|sf)|text)\{(?:sign|sgn)\}/, "\\operatorname{sign}"],
  sin: [/\\sin/, "\\sin"],
  cos: [/\\cos/, "\\cos"],
  sinh: [/\\sinh/, "\\sinh"],
  cosh: [/\\cosh/, "\\cosh"],
};

function callText(site: Site, part: Expression & { type: "call" }): string {
  const inside = part.arguments.map((argument) => argumentText(site, argument)).join(", ");
  if (part.function.name === "diag") {
    const [open, close] = site.style.diag;
    return open + inside + close;
  }
  const { functionSpan } = part;
  const known = names[part.function.name];
  const own =
    functionSpan.start >= 0
      ? site.text.slice(functionSpan.start, functionSpan.end)
      : known
        ? (known[0].exec(site.text)?.[0] ?? known[1])
        : stop();
  if (own.trim() === "e") return `e^{${inside}}`;
  const written = functionSpan.start >= 0 ? site.text.slice(functionSpan.end, functionSpan.end + 6) : "";
  const [open, close] = written.startsWith("\\left(")
    ? ["\\left(", "\\right)"]
    : written.startsWith("[")
      ? ["[", "]"]
      : ["(", ")"];
  return own + primes(site, part.order) + open + inside + close;
}

function argumentText(site: Site, argument: Expression): string {
  const text = print(site, argument);
  return isWrapped(text) ? text.replace(/^(?:\\left)?[([]/, "").replace(/(?:\\right)?[)\]]$/, "") : text;
}

function primes(site: Site, order: number): string {
  if (order === 0) return "";
  return /\^\{?\\prime/.test(site.text) && !/[a-z}]'/.test(site.text) ? "^{\\prime}" : "'".repeat(order);
}

/** A capital in the font that all matrices around the claim have. */
function inFontOfMatrices({ text, claim }: Site, letter: string): string {
  const { start, end } = claim.statement.span;
  const formula = text.slice(start, end);
  const font = /(\\(?:mathbf|boldsymbol|bm))\s*\{[A-Z]\}/.exec(formula)?.[1];
  const plain = /(?<![\\a-zA-Z{])[A-Z](?![a-zA-Z])/.test(formula.replaceAll(/\^\{?T\}?/g, ""));
  return font && !plain ? `${font}{${letter}}` : letter;
}

/** `K_{mn}` or `\mathbf{K}_{m,n}`, as the note writes one. */
function commutationText({ scope, text }: Site, indices: readonly Index[]): string {
  for (const [name, constant] of scope.facts.constants) {
    if (constant !== "commutation" || !/^[a-zA-Z]$/.test(name)) continue;
    const written = new RegExp(
      `((?:\\\\[a-z]+\\{${name}\\}|(?<![a-zA-Z\\\\])${name}))_\\{\\s*\\w(\\s*,\\s*|\\s*)\\w\\s*\\}`,
    );
    const found = written.exec(text);
    if (found) return `${found[1]!}_{${indices.map(indexText).join(found[2])}}`;
  }
  return stop();
}

function constantText(site: Site, constant: string): string {
  for (const statement of site.scope.statements)
    for (const side of sidesOf(statement))
      for (const part of walkExpression(side))
        if (
          part.type === "constant" &&
          part.constant === constant &&
          part.indices.length === 0 &&
          !isNew(part)
        )
          return unfenced(site, part) ?? withoutTranspose(site.text.slice(part.span.start, part.span.end));
  if (constant === "identity") return inFontOfMatrices(site, "I");
  return constant === "ones" ? "\\mathbf{1}" : stop();
}
