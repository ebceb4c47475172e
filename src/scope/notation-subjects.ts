/*
 * Which trees of a note say what a letter is: those declared with a shape, those that are functions, and the left sides
 * of equations. Comes in: declarations and statements. Goes out: what the notation of the note is read from.
 */
import { type Note, wordsOf } from "../markdown/note.ts";
import type { TexNode } from "../tex/syntax.ts";
import { argumentsOf } from "./declared-subject.ts";
import { type PlacedDeclaration, fixedWords } from "./facts.ts";
import { letterName } from "./index-reading.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { spectralFunctions, spectralSubjects } from "./spectral.ts";
import { type RawStatement, isEquality } from "./statement.ts";
import type { Subjects } from "./evidence.ts";

export function findSubjects(
  declared: readonly PlacedDeclaration[],
  raw: readonly RawStatement[],
  note: Note,
): Subjects {
  const applied = raw.flatMap(({ left, ...statement }) => {
    const head = appliedHead(left) ?? appliedToItself({ left, ...statement });
    return head ? [head, ...appliedWithin(left)] : appliedWithin(left);
  });
  const shaped = declared.flatMap(({ declaration }) =>
    declaration.type === "shape" ? [{ node: declaration.subject, rank: declaration.shape.rank }] : [],
  );
  for (const node of [...spectralSubjects(declared), ...partSubjects(declared)])
    shaped.push({ node, rank: 1 });
  const named = declared.flatMap(({ declaration }) =>
    declaration.type === "function" && !isFixed(declaration.subject) ? [declaration.subject] : [],
  );
  named.push(...spectralFunctions(declared), ...declaredApplications(shaped, wordsOf(note)));
  return {
    nodes: raw.filter((one) => isEquality(one.steps[0]!.relation)).map((one) => one.left),
    declared: shaped,
    functions: [...named, ...applied],
    notFunctions: shaped
      .filter(({ node }) => withoutDecoration(node).type !== "product" && !named.includes(node))
      .map(({ node }) => node),
  };
}

function isFixed(subject: TexNode): boolean {
  const bare = withoutDecoration(subject);
  return bare.type === "word" && fixedWords.test(bare.text);
}

/** Rows and columns of matrices, which are vectors. */
function partSubjects(declared: readonly PlacedDeclaration[]): readonly TexNode[] {
  return declared.flatMap(({ declaration }) =>
    declaration.type === "part" && declaration.part !== "entry" ? [declaration.subject] : [],
  );
}

/** `A(t) \in …`: A is a function of t, unless the note counts steps in those parentheses (`A(t-1)`). */
function declaredApplications(
  shaped: readonly { readonly node: TexNode }[],
  text: string,
): readonly TexNode[] {
  return shaped.flatMap(({ node }) => {
    const bare = withoutDecoration(node);
    if (argumentsOf(node).length === 0 || bare.type !== "product") return [];
    return /\(\s*[A-Za-z]\s*[-+]/.test(text) ? [] : [bare.factors[0]!.node];
  });
}

/** The function name of a left side `f(x)` whose arguments are plain symbols. */
function appliedHead(left: TexNode): TexNode | null {
  const bare = withoutDecoration(left);
  if (bare.type !== "product" || bare.factors.length !== 2) return null;
  const [head, applied] = bare.factors.map((factor) => withoutDecoration(factor.node));
  // `\operatorname{softmax}(z)_i = …` says what everybody knows.
  const argument = applied && head?.type !== "word" ? withoutIndex(applied) : applied;
  if (head === undefined || argument?.type !== "fenced" || !/^[(]$/.test(argument.open)) return null;
  const body = withoutDecoration(argument.body);
  const items = body.type === "list" ? body.items : [body];
  if (!items.every(isParameter)) return null;
  // `d(X)` and `d^2(X)` are differentials, not functions.
  if (readOccurrence(head)?.base === "d" && items.length === 1) return null;
  // `\operatorname{tr}(B) = …` says something of B.
  if (head.type === "word" && fixedWords.test(head.text)) return null;
  return head.type === "word" || readOccurrence(head) ? head : null;
}

/** The `(z)` of `s(z)_i`. */
function withoutIndex(node: TexNode): TexNode {
  const isIndexed = node.type === "scripts" && node.sub && !node.sup && node.primes === 0;
  return isIndexed && letterName(node.sub) !== null ? withoutDecoration(node.base) : node;
}

/** The y of `F(x, y(x))`, which is a function of another argument. */
function appliedWithin(left: TexNode): readonly TexNode[] {
  const bare = withoutDecoration(left);
  const fence = bare.type === "product" ? withoutDecoration(bare.factors.at(-1)!.node) : null;
  const body = fence?.type === "fenced" ? withoutDecoration(fence.body) : null;
  if (body?.type !== "list") return [];
  const letters = body.items.flatMap((item) => letterName(item) ?? []);
  return body.items.flatMap((item) => {
    const head = appliedHead(item);
    const call = withoutDecoration(item);
    const argument = head && call.type === "product" ? withoutDecoration(call.factors[1]!.node) : null;
    const by = argument?.type === "fenced" ? letterName(argument.body) : null;
    return head && by !== null && letters.includes(by) ? [head] : [];
  });
}

/** `L = L(a)`: L is a function of a. */
function appliedToItself({ left, steps: [first] }: RawStatement): TexNode | null {
  const head = first ? appliedHead(first.right) : null;
  const [own, other] = [left, head].map((node) => node && readOccurrence(node));
  return own && other && own.base === other.base && own.font === other.font && own.subscripts.length === 0
    ? head
    : null;
}

/** A letter, not what is made of one: `\exp(\phi^\wedge) = …` says nothing of what exp is. */
function isParameter(node: TexNode): boolean {
  const occurrence = readOccurrence(node);
  return occurrence !== null && !occurrence.superscripts.some(({ type }) => type === "operator");
}
