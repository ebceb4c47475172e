/*
 * From a formula tree to what it means: letters become symbols with time and components, `f(x)` a call,
 * `\frac{\partial a}{\partial b}` a derivative. What is not understood becomes an `unknown` node with its place.
 */
import { callOf } from "../algebra/compose.ts";
import type { Expression, Index, MatrixCell, SymbolExpression } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { indexLetters } from "./conditions.ts";
import { type Context, unknown } from "./context.ts";
import { elaborateDerivativeFraction } from "./elaborate-derivative.ts";
import { elaborateEvaluation, reachIsUnclear } from "./elaborate-evaluation.ts";
import { limitOfRest } from "./elaborate-limit.ts";
import { operatorDerivativeAt } from "./elaborate-operator.ts";
import { elaborateProduct } from "./elaborate-product.ts";
import { elaborateSymbol } from "./elaborate-symbol.ts";
import { overDots } from "./ellipsis.ts";
import { elaborateBigOperator } from "./elaborate-iterated.ts";
import { letterName, readIndex } from "./index-reading.ts";
import { subscriptedIndicator } from "./indicators.ts";
import { entryOfTurned } from "./turned-entries.ts";
import {
  type SuperscriptPart,
  isTranspose,
  itemsOf,
  readOccurrence,
  superscriptParts,
  vectorAccents,
  visitOccurrences,
  withoutDecoration,
} from "./occurrence.ts";

export function elaborate(node: TexNode, context: Context): Expression {
  switch (node.type) {
    case "number":
      return { type: "number", value: node.value, span: node.span };
    case "letter":
    case "accent":
      return elaborateLetter(node, context);
    case "scripts":
      return elaborateScripts(node, context);
    case "word":
      return elaborateSymbol(node, context);
    case "decoration":
      return elaborate(node.body, context);
    case "fenced":
      return elaborateFenced(node, context);
    case "fraction": {
      const derivative = elaborateDerivativeFraction(node, null, context);
      if (derivative) return derivative;
      const left = elaborate(node.numerator, context);
      const right = elaborate(node.denominator, context);
      return { type: "quotient", left, right, span: node.span };
    }
    case "root":
      return elaborateRoot(node, context);
    case "sum":
      return elaborateSum(node, context);
    case "product":
      return elaborateProduct(node, context);
    case "bigOperator":
      return elaborateBigOperator(node, context);
    case "matrix":
      return elaborateMatrix(node, context);
    case "cases":
      return elaborateCases(node, context);
    case "evaluation":
      return elaborateEvaluation(node, context);
    case "relation":
      return unknown("unsupported-notation", "a relation stands where a value is expected", node.span);
    case "list":
    case "rows":
      return unknown("unsupported-notation", "a list stands where a value is expected", node.span);
    case "sign":
      return unknown("unsupported-notation", `${node.name} is not understood here`, node.span);
    case "text":
      return unknown("unsupported-notation", `words inside the formula: “${node.text.trim()}”`, node.span);
    case "dots":
      return unknown("unsupported-notation", "dots are not understood here", node.span);
    case "empty":
      return unknown("syntax-error", "something is missing here", node.span);
    case "error":
      return unknown(
        node.message.startsWith("macro") ? "macro-error" : "syntax-error",
        node.message,
        node.span,
      );
  }
}

function elaborateLetter(node: TexNode, context: Context): Expression {
  if (readOccurrence(node)) return elaborateSymbol(node, context);
  // `\vec 1` and `\vec{0}` are vectors of these numbers.
  const number =
    node.type === "accent" && vectorAccents.has(node.accent) ? withoutDecoration(node.body) : null;
  if (number?.type === "number" && (number.value === 1 || number.value === 0))
    return {
      type: "constant",
      constant: number.value === 1 ? "ones" : "zeros",
      indices: [],
      span: node.span,
    };
  return unknown("unsupported-notation", "this accent is not understood", node.span);
}

function elaborateScripts(node: TexNode & { type: "scripts" }, context: Context): Expression {
  const derivative = operatorDerivativeAt([{ sign: "", node }], 0, context);
  if (derivative) return derivative.value;
  const indicator = subscriptedIndicator(node, context);
  if (indicator) return applySuperscripts(indicator, partsAbove(node), context);
  if (readOccurrence(node) || withoutDecoration(node.base).type === "word")
    return elaborateSymbol(node, context);
  const base = withoutDecoration(node.base);
  const above = partsAbove(node);
  if (base.type === "evaluation")
    return unknown("unsupported-notation", "two limits on a bar are not understood", node.span);
  if (base.type === "fenced") {
    const norm = normKind(base, node.sub);
    if (norm !== null) {
      const inner: Expression = {
        type: "norm",
        of: elaborate(base.body, context),
        kind: norm,
        span: { start: base.span.start, end: node.subSpan?.end ?? base.span.end },
      };
      return applySuperscripts(inner, above, context);
    }
  }
  if (base.type === "empty") return unknown("unsupported-notation", "scripts without a base", node.span);
  if (base.type === "fenced" && base.open === "[" && node.sub && listsEntries(base.body, node.sub))
    return unknown("unsupported-notation", "a matrix given by its entries is not understood here", node.span);
  if (base.type === "fenced" && base.open === "[" && node.sub && isCross(node.sub)) {
    const skew = { ...callOperator("skew", elaborate(base.body, context), base), span: node.span };
    return applySuperscripts(skew, above, context);
  }
  const value = elaborate(base, context);
  const held = node.sub && !node.sup && node.primes === 0 ? heldIn(value, node.sub, context) : null;
  if (held && value.type === "derivative") return { ...value, held, span: node.span };
  return withScripts(value, node, context);
}

/** `\left(\frac{\partial P}{\partial T}\right)_{V,N}`: what is held fixed, where numbers are differentiated and nothing is counted. */
function heldIn(value: Expression, sub: TexNode, context: Context): readonly SymbolExpression[] | null {
  if (value.type !== "derivative" || value.notation !== "fraction") return null;
  if (![value.of, ...value.withRespectTo].every((one) => one.type === "symbol" && !one.time)) return null;
  const held = itemsOf(sub).map((item) => {
    const occurrence = readOccurrence(item);
    if (!occurrence || /^[i-n]$/.test(occurrence.base) || !context.notation.evidence.has(occurrence.base))
      return null;
    const symbol = elaborateSymbol(item, context);
    return symbol.type === "symbol" ? symbol : null;
  });
  return held.length > 0 && held.every((one) => one !== null) ? held : null;
}

/** `[a]_\times`: the matrix of the cross product with a. */
export function isCross(sub: TexNode): boolean {
  const bare = withoutDecoration(sub);
  if (bare.type === "product")
    return bare.factors.every(({ sign, node }) => node.type === "empty" && /^$|times/.test(sign));
  return bare.type === "sign" && bare.name === "\\times";
}

/** `[f(x_i, y_j)]_{ij}`: the indices at the bracket are those of what stands in it. */
function listsEntries(body: TexNode, sub: TexNode): boolean {
  const counted = indexLetters([body]);
  const letters = itemsOf(sub).map(letterName);
  return letters.length > 0 && letters.every((letter) => letter !== null && counted.has(letter));
}

/** Applies the sub- and superscripts of a node to what its base was read as. */
export function withScripts(
  base: Expression,
  node: TexNode & { type: "scripts" },
  context: Context,
): Expression {
  let result = base;
  const above = partsAbove(node);
  if (node.sub) {
    const indices = itemsOf(node.sub).map(readIndex);
    const known = indices.filter((index) => index !== null);
    if (known.length !== indices.length || known.length > 2)
      return unknown("unsupported-notation", "this subscript is not understood", node.sub.span);
    const turned = node.primes === 0 ? entryOfTurned(base, known, above, node.span, context) : null;
    if (turned) return turned;
    result = entryOf(result, known, node.span);
  }
  if (node.primes > 0) return unknown("unsupported-notation", "a prime on an expression", node.span);
  return applySuperscripts(result, above, context);
}

function partsAbove({ sup, supSpan }: TexNode & { type: "scripts" }): readonly SuperscriptPart[] {
  return sup ? superscriptParts(sup, supSpan ?? sup.span) : [];
}

export function entryOf(
  of: Expression,
  indices: readonly Index[],
  span: { start: number; end: number },
): Expression {
  const [only] = indices;
  // `W_{12}` is row 1, column 2.
  const digits =
    indices.length === 1 && only && only.terms.length === 0 && only.offset >= 10
      ? [...String(only.offset)].map((digit) => ({ terms: [], offset: Number(digit), span: only.span }))
      : indices;
  return { type: "entry", of, indices: digits, span };
}

/** Applies what superscripts say, one after the other: transposes, inverses, powers. */
export function applySuperscripts(
  base: Expression,
  parts: readonly SuperscriptPart[],
  context: Context,
): Expression {
  return parts.reduce<Expression>((of, part) => {
    const span = { start: base.span.start, end: Math.max(part.span.end, of.span.end) };
    switch (part.type) {
      case "transpose":
        return { type: "transpose", of, span };
      case "inverse":
        return { type: "inverse", of, pseudo: false, span };
      case "operator":
        return {
          type: "call",
          function: { type: "operator", name: part.name },
          arguments: [of],
          order: 0,
          functionSpan: part.span,
          span,
        };
      case "pseudo-inverse":
        return { type: "inverse", of, pseudo: true, span };
      case "hadamard-power":
        return { type: "power", base: of, exponent: elaborate(part.node, context), elementwise: true, span };
      case "bare":
        return powerOf(of, part.node, span, context);
      case "bracket":
      case "mark":
        return unknown("unsupported-notation", "this superscript is not understood", part.span);
    }
  }, base);
}

/** `X^{-T}`, `X^{+\top}` and plain powers. */
export function powerOf(
  base: Expression,
  exponent: TexNode,
  span: { start: number; end: number },
  context: Context,
): Expression {
  if (exponent.type === "sum" && exponent.terms.length <= 2) {
    const last = exponent.terms.at(-1)!;
    const [first] = exponent.terms;
    if (isTranspose(last.node)) {
      const pseudo = first!.sign === "+";
      const inverse: Expression = { type: "inverse", of: base, pseudo, span };
      if (exponent.terms.length === 1 || first!.node.type === "empty")
        return { type: "transpose", of: inverse, span };
    }
  }
  if (
    exponent.type === "product" &&
    exponent.factors.length === 2 &&
    isTranspose(exponent.factors[1]!.node)
  ) {
    const first = exponent.factors[0]!.node;
    if (first.type === "sum" || first.type === "number")
      return { type: "transpose", of: powerOf(base, first, span, context), span };
  }
  if (exponent.type === "sum" && exponent.terms.length === 1 && exponent.terms[0]!.sign === "-") {
    const only = exponent.terms[0]!.node;
    if (only.type === "number" && only.value === 1) return { type: "inverse", of: base, pseudo: false, span };
    const [one, mark, ...more] = only.type === "product" ? only.factors.map(({ node }) => node) : [];
    const isOne = one?.type === "number" && one.value === 1;
    if (isOne && mark && more.length === 0 && isTranspose(mark))
      return { type: "transpose", of: { type: "inverse", of: base, pseudo: false, span }, span };
  }
  const index = readIndex(exponent);
  const value: Expression =
    index && index.terms.length > 0 && index.terms.every(({ letter }) => isCounter(letter, context))
      ? { type: "index", index, span: exponent.span }
      : elaborate(exponent, context);
  if (isExponentialBase(base, value, context))
    return {
      type: "call",
      function: { type: "operator", name: "exp" },
      arguments: [elaborate(exponent, context)],
      order: 0,
      functionSpan: base.span,
      span,
    };
  return { type: "power", base, exponent: value, elementwise: false, span };
}

/** Whether a letter in an exponent counts (`W^{t-k}`, `\lambda^n`) rather than varies (`x^x`). */
function isCounter(letter: string, context: Context): boolean {
  return (
    context.notation.timeLetters.has(letter) ||
    (/^[i-npqrstDKLMNT]$/.test(letter) && !context.ownSymbols.has(letter))
  );
}

/** Of an error e the note writes the square, and times above it; what varies above an e is the exponent of Euler's. */
function isExponentialBase(base: Expression, exponent: Expression, { ownSymbols }: Context): boolean {
  const isE = base.type === "symbol" && base.name === "e" && !base.time;
  return isE && (!ownSymbols.has("e") || !(exponent.type === "number" || exponent.type === "index"));
}

/** `2`, `1`, `F`, `*`, `\infty`: the kind of norm, or null where the fences are no norm. */
function normKind(node: TexNode & { type: "fenced" }, sub: TexNode | null): string | null {
  const double = /^(\\\||\\Vert|\\lVert|\|\||‖)$/.test(node.open) || isDistance(node);
  const single = /^(\||\\vert|\\lvert)$/.test(node.open);
  if (!double && !(single && sub)) return null;
  if (!sub) return "";
  const name = letterName(sub) ?? (sub.type === "sign" ? sub.name : null);
  return name === null ? "" : name.replace("\\ast", "*").replace(/^\\text/, "");
}

/** `|\mathbf{r}|`, `|\mathbf{r} - \mathbf{r}'|`: of a position in space, bars are the length. */
function isDistance({ open, body }: TexNode & { type: "fenced" }): boolean {
  if (!/^(\||\\vert|\\lvert)$/.test(open)) return false;
  const letters: boolean[] = [];
  visitOccurrences(body, ({ base, font }) => letters.push(font === "bold" && /^(bold )?r$/.test(base)));
  return letters.length > 0 && letters.every((isPosition) => isPosition);
}

function elaborateFenced(node: TexNode & { type: "fenced" }, context: Context): Expression {
  const norm = normKind(node, null);
  if (norm !== null) return { type: "norm", of: elaborate(node.body, context), kind: norm, span: node.span };
  if (/^(\||\\vert|\\lvert)$/.test(node.open))
    return callOperator("abs", elaborate(node.body, context), node);
  if (node.open === "\\langle" && node.body.type === "list" && node.body.items.length === 2)
    return innerProduct(node, node.body.items, context);
  if (node.body.type === "list" && node.body.separators.every((separator) => /^[,;]$/.test(separator)))
    return elaborateTuple(node, node.body, context);
  if (/^(\\lfloor|\\lceil|\\langle)$/.test(node.open)) {
    return unknown("unsupported-operator", `${node.open} … ${node.close} is not understood`, node.span);
  }
  const body = elaborate(node.body, context);
  // The fences belong to the expression: an edit that replaces it takes them along.
  return { ...body, span: node.span };
}

function innerProduct(node: TexNode, items: readonly TexNode[], context: Context): Expression {
  const [left, right] = items.map((item) => elaborate(item, context)) as [Expression, Expression];
  return {
    type: "call",
    function: { type: "operator", name: "inner" },
    arguments: [left, right],
    order: 0,
    functionSpan: node.span,
    span: node.span,
  };
}

/** `(x_1, \ldots, x_n)` is a row, `(a; b)` a column. */
function elaborateTuple(node: TexNode, body: TexNode & { type: "list" }, context: Context): Expression {
  const cells: MatrixCell[] = body.items.map((item) => cellOf(item, context));
  const column = body.separators.every((separator) => separator === ";");
  return { type: "matrix", rows: column ? cells.map((cell) => [cell]) : [cells], span: node.span };
}

function elaborateRoot(node: TexNode & { type: "root" }, context: Context): Expression {
  const of = elaborate(node.body, context);
  if (!node.degree) return callOperator("sqrt", of, node);
  const degree = elaborate(node.degree, context);
  const one: Expression = { type: "number", value: 1, span: node.degree.span };
  const exponent: Expression = { type: "quotient", left: one, right: degree, span: node.degree.span };
  return { type: "power", base: of, exponent, elementwise: false, span: node.span };
}

export function callOperator(name: string, of: Expression, node: TexNode): Expression {
  return callOf(name, of, node.span);
}

/** A sum of more terms is no formula a person wrote. */
const MOST_TERMS = 400;

function elaborateSum(node: TexNode & { type: "sum" }, context: Context): Expression {
  if (node.terms.some((term) => term.sign !== "+" && term.sign !== "-"))
    return unknown("unsupported-notation", "± is not understood", node.span);
  if (node.terms.length > MOST_TERMS) return unknown("over-budget", "too many terms", node.span);
  const terms: Term[] = [];
  for (let at = 0; at < node.terms.length; at++) {
    const { sign, node: of } = node.terms[at]!;
    const last = node.terms[at + 1];
    if (withoutDecoration(of).type === "dots" && last) {
      terms.push(...dottedTerm(terms, { sign, of: elaborate(last.node, context) }, of));
      at++;
    } else terms.push({ sign: sign === "-" ? -1 : 1, of: elaborate(of, context) });
  }
  if (reachIsUnclear(node, terms))
    return unknown(
      "unsupported-notation",
      "how far this bar reaches is not clear; use parentheses",
      node.span,
    );
  return limitOfRest(terms, node.span) ?? { type: "sum", terms, span: node.span };
}

interface Term {
  readonly sign: 1 | -1;
  readonly of: Expression;
}

/** `x_1 + x_2 + \cdots + x_n`: takes back the term before the dots, and gives the sum from it to the one behind. */
function dottedTerm(before: Term[], last: { sign: string; of: Expression }, dots: TexNode): readonly Term[] {
  const first = before.pop();
  if (!first) return [{ sign: 1, of: unknownDots(dots) }];
  const alike = before.filter(({ sign }) => sign === first.sign).map(({ of }) => of);
  const sum = overDots("sum", [...alike, first.of], last.of);
  return sum && (last.sign === "-" ? -1 : 1) === first.sign
    ? [{ sign: first.sign, of: sum }]
    : [{ sign: 1, of: unknownDots(dots) }];
}

function unknownDots(node: TexNode): Expression {
  return unknown("unsupported-notation", "the pattern behind these dots is not clear", node.span);
}

function cellOf(node: TexNode, context: Context): MatrixCell {
  const bare = withoutDecoration(node);
  if (bare.type === "dots") return { type: "dots", kind: bare.kind };
  if (bare.type === "empty") return null;
  return elaborate(node, context);
}

function elaborateMatrix(node: TexNode & { type: "matrix" }, context: Context): Expression {
  const rows = node.rows
    .map((row) => row.map((cell) => cellOf(cell, context)))
    .filter((row) => row.some((cell) => cell !== null));
  const matrix: Expression = { type: "matrix", rows, span: node.span };
  return /^(\||\\vert)$/.test(node.open) ? callOperator("det", matrix, node) : matrix;
}

function elaborateCases(node: TexNode & { type: "cases" }, context: Context): Expression {
  const rows = node.rows.map((row) => {
    const condition = row.condition ? conditionOf(row.condition, context) : null;
    return {
      value: elaborate(row.value, context),
      condition: condition ?? null,
      failed: condition === undefined,
    };
  });
  if (rows.some((row) => row.failed))
    return unknown("unsupported-notation", "this case condition is not understood", node.span);
  return {
    type: "cases",
    rows: rows.map(({ value, condition }) => ({ value, condition })),
    span: node.span,
  };
}

/** `x > 0` of a case; null for "otherwise", undefined where it is not understood. */
function conditionOf(
  node: TexNode,
  context: Context,
): { relation: string; left: Expression; right: Expression } | null | undefined {
  const bare = withoutDecoration(node);
  if (bare.type === "text" || bare.type === "word") {
    const text = bare.type === "text" ? bare.text : bare.text;
    return /otherwise|else|other/i.test(text) ? null : undefined;
  }
  if (bare.type === "list" || bare.type === "product") {
    const inner = bare.type === "list" ? bare.items : bare.factors.map((factor) => factor.node);
    const rest = inner.filter(
      (item) => !(item.type === "text" && /^\s*(if|for|when|where)?\s*$/.test(item.text)),
    );
    return rest.length === 1 && rest.length < inner.length ? conditionOf(rest[0]!, context) : undefined;
  }
  if (bare.type !== "relation" || bare.operands.length !== 2) return undefined;
  const left = stripWords(bare.operands[0]!);
  const right = stripWords(bare.operands[1]!);
  const relation = relationNames[bare.relations[0]!.name];
  if (!relation) return undefined;
  return { relation, left: elaborate(left, context), right: elaborate(right, context) };
}

const relationNames: Readonly<Record<string, string>> = {
  "<": "<",
  ">": ">",
  "\\le": "<=",
  "\\leq": "<=",
  "\\leqslant": "<=",
  "\\ge": ">=",
  "\\geq": ">=",
  "\\geqslant": ">=",
  "=": "=",
  "\\ne": "!=",
  "\\neq": "!=",
};

export function relationOf(name: string): string | undefined {
  return relationNames[name];
}

function stripWords(node: TexNode): TexNode {
  if (node.type !== "product") return node;
  const factors = node.factors.filter((factor) => factor.node.type !== "text");
  return factors.length === 1 ? factors[0]!.node : { ...node, factors };
}
