/*
 * Primes on parentheses and identities between functions: `(x^2)' = 2x`, `(fg)' = f'g + fg'`, `(f \circ g)'(x)`,
 * `\nabla(fg) = f\nabla g + g\nabla f`.
 * A statement goes in; it comes out with these primes as fractions, and with each function applied to a point where
 * it stood without an argument. Primes that may be transposes and inverse functions are left alone.
 */
import { oncePer } from "../text/once.ts";
import { cover } from "../text/span.ts";
import { inParentheses } from "../tex/parentheses.ts";
import type { FencedNode, LetterNode, ProductNode, ScriptsNode, TexNode } from "../tex/syntax.ts";
import { mapChildren, mapOutermost, mapTree, someNode, walk } from "../tex/walk.ts";
import type { NoteContext } from "./context.ts";
import { freeName } from "./free-number.ts";
import { isTranspose, readOccurrence } from "./occurrence.ts";
import { type RawStatement, sidesOf } from "./statement.ts";

/** Writes a statement out at a point, where it has primes on parentheses or composes functions; and the context it has then. */
export function atPoint(
  raw: RawStatement,
  context: NoteContext,
): { raw: RawStatement; context: NoteContext } {
  const written = sidesOf(raw);
  if (!written.some(mayBePointFree) || written.some(differentiatesComposition)) return { raw, context };
  const sides = written.map((side) => mapTree(side, (node) => primedCall(node, context)));
  const primed = sides.flatMap(primedFences);
  const named = functionsOf(sides, primed.length > 0, context);
  const inner = argumentIn(primed, sides, named);
  const functions = inner ? new Set([...named].filter((name) => name !== inner.name)) : named;
  if (!sides.some((side) => isPointFree(side, functions))) return { raw, context };
  const transposes = sides.some(hasBareNabla);
  if (
    !sides.every((side) => isReadable(side, functions, transposes)) ||
    !primed.every((node) => isScalar(node, context))
  )
    return { raw, context };
  const called = sides.map((side) => mapOutermost(side, (node) => applied(node, functions)));
  const open = called.some((side) => isPointFree(side, functions));
  const nabla = sides.some(hasBareNabla);
  if (nabla && (primed.length > 0 || !open)) return { raw, context };
  const point = nabla
    ? placeOf(functions, context, raw.left)
    : open
      ? (inner ?? pointOf(primed, functions, context, raw.left))
      : null;
  if (nabla && !point) return { raw, context };
  const [left, ...rights] = point ? called.map((side) => valueAt(side, point, functions)) : called;
  const steps = raw.steps.map((step, at) => ({ ...step, right: rights[at]! }));
  return { raw: { ...raw, left: left!, steps }, context: { ...context, ownFunctions: functions } };
}

/** Letters that the note calls functions and, beside a prime on parentheses, those that carry one. */
function functionsOf(sides: readonly TexNode[], primed: boolean, context: NoteContext): ReadonlySet<string> {
  const functions = new Set([...context.notation.functions, ...context.ownFunctions]);
  const visit = (node: TexNode): void => {
    const occurrence = readOccurrence(node);
    if (occurrence && occurrence.primes > 0 && /^[a-z]$/.test(occurrence.base))
      functions.add(occurrence.base);
  };
  if (primed) for (const side of sides) walk(side, visit);
  return functions;
}

/** `f(x)'` as `(f(x))'`: the prime is not that of the argument. */
function primedCall(node: TexNode, { notation, ownFunctions }: NoteContext): TexNode {
  if (node.type !== "product") return node;
  const factors: ProductNode["factors"][number][] = [];
  for (const factor of node.factors) {
    const before = factors.at(-1);
    const head = factor.sign === "" ? before?.node : undefined;
    const called = head && readOccurrence(head);
    const isCall =
      head?.type === "word" ||
      (called?.primes === 0 && [notation.functions, ownFunctions].some((all) => all.has(called.base)));
    if (!before || !isCall || !isPrimedFence(factor.node)) factors.push(factor);
    else {
      const { base } = factor.node;
      const span = cover(before.node.span, base.span);
      const call: TexNode = {
        type: "product",
        factors: [
          { ...before, sign: "" },
          { ...factor, node: base },
        ],
        literal: false,
        span,
      };
      const fence: FencedNode = { ...base, body: call, span };
      factors[factors.length - 1] = {
        ...before,
        node: { ...factor.node, base: fence, span: cover(span, factor.node.span) },
      };
    }
  }
  if (factors.length === node.factors.length) return node;
  return factors.length === 1 ? factors[0]!.node : { ...node, factors };
}

function primedFences(side: TexNode): readonly ScriptsNode[] {
  const found: ScriptsNode[] = [];
  walk(side, (node) => void (isPrimedFence(node) && found.push(node)));
  return found;
}

/** Whether there are primes on parentheses or rings in it. */
const mayBePointFree = oncePer(
  (side: TexNode): boolean =>
    hasBareNabla(side) || someNode(side, (node) => isPrimedFence(node) || hasRing(node)),
);

/** `D(f \circ g)(x)`, `\nabla(f \circ g)(x)` and `J_{f \circ g}(x)` say themselves where and by what. */
const differentiatesComposition = oncePer((side: TexNode): boolean =>
  someNode(side, (node) => {
    if (node.type === "scripts" && node.sub && hasRing(node.sub)) return true;
    if (node.type !== "product") return false;
    return node.factors.some(({ node: factor }, at) => {
      const of = node.factors[at + 1]?.node;
      const isOperator = isBareNabla(factor) || (factor.type === "letter" && factor.name === "D");
      return isOperator && of?.type === "fenced" && hasRing(of.body) && argumentAt(node, at + 2) !== null;
    });
  }),
);

/** `\nabla` and `\nabla^2` that do not say by what. */
function isBareNabla(node: TexNode): boolean {
  const bare = node.type === "scripts" && !node.sub ? node.base : node;
  return bare.type === "sign" && bare.name === "\\nabla";
}

/** Whether a gradient of a product or a quotient goes by nothing that is written. */
function hasBareNabla(side: TexNode): boolean {
  return someNode(
    side,
    (node) =>
      node.type === "product" &&
      node.factors.some(
        ({ node: factor }, at) =>
          isBareNabla(factor) && /^(fenced|fraction)$/.test(node.factors[at + 1]?.node.type ?? ""),
      ),
  );
}

/** Whether functions stand under `\nabla` without an argument: `\nabla(fg)`. */
function isOpenGradient(node: TexNode, functions: ReadonlySet<string>): boolean {
  if (node.type !== "product") return false;
  return node.factors.some(({ node: factor }, at) => {
    const of = node.factors[at + 1]?.node;
    if (!isBareNabla(factor) || !of || !/^(fenced|fraction)$/.test(of.type)) return false;
    const isApplied = someNode(
      of,
      (part) => part.type === "product" && part.factors.some((_, place) => argumentAt(part, place)),
    );
    return !isApplied && someNode(of, (part) => isFunction(part, functions));
  });
}

function hasRing(node: TexNode): node is ProductNode {
  return node.type === "product" && node.factors.some(({ sign }) => sign === "\\circ");
}

function isPrimedFence(node: TexNode): node is ScriptsNode & { base: FencedNode } {
  if (node.type !== "scripts" || node.primes === 0 || node.primes > 3 || node.sub || node.sup) return false;
  return node.base.type === "fenced" && /^[([]$/.test(node.base.open);
}

function isPointFree(side: TexNode, functions: ReadonlySet<string>): boolean {
  return someNode(
    side,
    (node) => isPrimedFence(node) || isComposition(node, functions) || isOpenGradient(node, functions),
  );
}

/** `f \circ g` of functions; a ring between vectors is an entrywise product. */
function isComposition(node: TexNode, functions: ReadonlySet<string>): boolean {
  if (!hasRing(node)) return false;
  return node.factors.every(
    ({ sign }, at) => sign !== "\\circ" || isFunction(node.factors[at - 1]!.node, functions),
  );
}

function isFunction(node: TexNode, functions: ReadonlySet<string>): boolean {
  if (node.type === "fenced" || isPrimedFence(node)) {
    const body = node.type === "fenced" ? node.body : node.base.body;
    return isComposition(body, functions) || isFunction(body, functions);
  }
  const occurrence = readOccurrence(node);
  return occurrence !== null && functions.has(occurrence.base) && occurrence.subscripts.length === 0;
}

/** `J_u` of a function u. */
function isJacobian(node: TexNode, functions: ReadonlySet<string>): boolean {
  if (node.type !== "scripts" || !node.sub || node.base.type !== "letter") return false;
  return node.base.name === "J" && isFunction(node.sub, functions);
}

/** Nothing stands above a function but a power, or the transpose of its gradient: `f^{-1}` is another one. */
function isReadable(side: TexNode, functions: ReadonlySet<string>, transposes: boolean): boolean {
  let readable = true;
  walk(side, (node) => {
    if (node.type !== "scripts" || !node.sup || !isFunction(node.base, functions)) return;
    readable &&= node.sup.type === "number" || (transposes && isTranspose(node.sup));
  });
  return readable;
}

/** Whether a prime on these parentheses can be no transpose: all letters are small, and none is a vector. */
function isScalar(node: ScriptsNode, context: NoteContext): boolean {
  return lettersIn(node).every(
    ({ name, font }) =>
      font !== "bold" && !/^[A-Z]$/.test(name) && (context.notation.declaredRank.get(name) ?? 0) === 0,
  );
}

/**
 * The x of `[f(g(x))]'` and `[f(ax + b)]'`, whatever it is a function of elsewhere: what the functions in the
 * parentheses are taken at, if it has no prime of its own in the statement.
 */
function argumentIn(
  primed: readonly ScriptsNode[],
  sides: readonly TexNode[],
  functions: ReadonlySet<string>,
): LetterNode | null {
  const letters = new Map<string, LetterNode>();
  const applied = new Set<string>();
  const visit = (node: TexNode): void => {
    if (node.type !== "product") return;
    node.factors.forEach(({ node: factor }, at) => {
      const argument = isFunction(factor, functions) ? argumentAt(node, at + 1) : null;
      if (!argument) return;
      applied.add(readOccurrence(factor)?.base ?? "");
      for (const letter of lettersIn(argument)) letters.set(letter.name, letter);
    });
  };
  for (const fence of primed) walk(fence, visit);
  const inner = [...letters.values()].filter(({ name }) => !applied.has(name));
  const first = inner.length === 1 ? inner[0] : inner.find(({ name }) => name === "x" || name === "t");
  if (!first) return null;
  const isMarked = (node: TexNode): boolean => {
    const occurrence = readOccurrence(node);
    return occurrence !== null && occurrence.primes > 0 && occurrence.base === first.name;
  };
  return sides.some((side) => someNode(side, isMarked)) ? null : first;
}

function lettersIn(node: TexNode): readonly LetterNode[] {
  const letters: LetterNode[] = [];
  walk(node, (part) => void (part.type === "letter" && letters.push(part)));
  return letters;
}

/** What functions are applied to: the argument they have elsewhere, else the x or t beside them, else any number. */
function pointOf(
  primed: readonly ScriptsNode[],
  functions: ReadonlySet<string>,
  { parameters }: NoteContext,
  { span }: TexNode,
): TexNode {
  const letters = primed.flatMap(lettersIn).filter(({ name }) => name !== "e");
  const own = letters.filter(({ name }) => !functions.has(name));
  const [known] = [...functions].flatMap((name) =>
    parameters.get(name)?.length === 1 ? parameters.get(name)! : [],
  );
  const only = new Set(letters.map(({ name }) => name)).size === 1;
  const beside = own.find(({ name }) => only || name === "x") ?? own.find(({ name }) => name === "t");
  const letter = known ?? beside;
  return letter ?? { type: "letter", name: freeName("x"), font: null, span, literal: false };
}

/** What functions under `\nabla` are applied to: the argument they have elsewhere, or an x that is nothing else here. */
function placeOf(
  functions: ReadonlySet<string>,
  { parameters, notation }: NoteContext,
  { span }: TexNode,
): TexNode | null {
  const [known] = [...functions].flatMap((name) =>
    parameters.get(name)?.length === 1 ? parameters.get(name)! : [],
  );
  if (known) return known;
  const isFree = !notation.evidence.has("x") || (notation.declaredRank.get("x") ?? 0) === 1;
  return isFree ? { type: "letter", name: "x", font: null, span, literal: false } : null;
}

/** `(f \circ g)(x)` and `(fg)'(x)` at the argument behind them. */
function applied(node: TexNode, functions: ReadonlySet<string>): TexNode | null {
  if (node.type !== "product") return null;
  const at = node.factors.findIndex(
    (factor, place) =>
      (isPrimedFence(factor.node) ||
        (factor.node.type === "fenced" && isComposition(factor.node.body, functions))) &&
      isValue(argumentAt(node, place + 1), functions),
  );
  if (at < 0) return null;
  const [function_, argument] = [node.factors[at]!, argumentAt(node, at + 1)!];
  const value = valueAt(function_.node, argument, functions);
  const factors = [
    ...node.factors.slice(0, at),
    { ...function_, node: value },
    ...node.factors.slice(at + 2),
  ];
  return mapOutermost({ ...node, factors }, (part) => applied(part, functions));
}

/** `(f' \circ g)(g' \circ h)` is a product of functions. */
function isValue(argument: TexNode | null, functions: ReadonlySet<string>): boolean {
  return argument !== null && !isComposition(argument, functions);
}

function argumentAt({ factors }: ProductNode, at: number): TexNode | null {
  const next = factors[at];
  return next?.sign === "" && next.node.type === "fenced" && next.node.open === "(" ? next.node.body : null;
}

/** The product without powers of its fences: `f(x)^2` is a power of `f(x)`. */
function unpowered({ factors, ...product }: ProductNode): ProductNode {
  const bare = (node: TexNode) =>
    node.type === "scripts" && node.base.type === "fenced" && node.primes === 0 && !node.sub
      ? node.base
      : node;
  return { ...product, factors: factors.map((factor) => ({ ...factor, node: bare(factor.node) })) };
}

/** The value of what is made of functions, at an argument. */
function valueAt(node: TexNode, argument: TexNode, functions: ReadonlySet<string>): TexNode {
  if (isPrimedFence(node)) return derivativeAt(node, argument, functions);
  if (node.type === "product") return productAt(node, argument, functions);
  if ((!isFunction(node, functions) && !isJacobian(node, functions)) || node.type === "fenced")
    return mapChildren(node, (child) => valueAt(child, argument, functions));
  const fence = inParentheses(argument, node);
  if (node.type === "scripts" && node.sup && node.sub) {
    const value = product([{ ...node, sup: null, supSpan: null }, fence]);
    return { ...node, base: inParentheses(value, node), sub: null, subSpan: null };
  }
  // `f^2` is the square of a value.
  return node.type === "scripts" && node.sup
    ? product([
        { ...node, sup: null, supSpan: null },
        { ...node, base: fence, primes: 0, primeSpan: null },
      ])
    : product([node, fence]);
}

function productAt(node: ProductNode, argument: TexNode, functions: ReadonlySet<string>): TexNode {
  if (isComposition(node, functions)) {
    const nodes = node.factors.map((factor) => factor.node);
    return nodes.reduceRight((inner, outer) => valueAt(outer, inner, functions), argument);
  }
  const factors = node.factors.map((factor, at) =>
    isValue(argumentAt(unpowered(node), at + 1), functions) && isFunction(factor.node, functions)
      ? factor
      : { ...factor, node: valueAt(factor.node, argument, functions) },
  );
  return { ...node, factors };
}

/** `(fg)''` as a fraction; at what is no letter, its value there. */
function derivativeAt(
  node: ScriptsNode & { base: FencedNode },
  argument: TexNode,
  functions: ReadonlySet<string>,
): TexNode {
  const { span, literal, primes, base } = node;
  const isLetter = readOccurrence(argument) !== null;
  const by: TexNode = isLetter
    ? argument
    : { type: "letter", name: freeName("x"), font: null, span, literal };
  const sign: TexNode = { type: "sign", name: "\\partial", span, literal };
  const order: TexNode = { type: "number", value: primes, span, literal };
  const power = (of: TexNode): TexNode =>
    primes === 1 ? of : { ...node, base: of, sup: order, supSpan: span, primes: 0, primeSpan: null };
  const fraction: TexNode = {
    type: "fraction",
    numerator: power(sign),
    denominator: product([sign, power(by)]),
    span,
    literal,
  };
  const derivative = product([fraction, { ...base, body: valueAt(base.body, by, functions) }]);
  if (isLetter) return derivative;
  const relation = { name: "=", span };
  const at: TexNode = { type: "relation", operands: [by, argument], relations: [relation], span, literal };
  return { type: "evaluation", body: derivative, at, span, literal };
}

function product(nodes: readonly [TexNode, TexNode]): ProductNode {
  const [first, second] = nodes;
  const factors = nodes.map((node) => ({ sign: "", signSpan: null, node }));
  return { type: "product", factors, span: cover(first.span, second.span), literal: first.literal };
}
