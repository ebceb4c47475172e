/*
 * The arguments that functions of a note are written with, `x, y` of `f(x, y)`, and which functions take a subscript
 * for a partial derivative, `f_x`. Formula trees go in; nothing is elaborated here.
 */
import { isScalarShape, createBindings } from "../algebra/shape.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import type { TexNode } from "../tex/syntax.ts";
import { lettersIn, walk } from "../tex/walk.ts";
import { applicationsIn, fenceAfter } from "./application.ts";
import { differentiated } from "./called-letters.ts";
import type { Facts } from "./facts.ts";
import { letterName } from "./index-reading.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";
import type { RawStatement } from "./statement.ts";

/**
 * Letters before `(x, y)`, with those arguments; what stands on a left side counts first. `written` are the formulas
 * before they were put in their places.
 */
export function readParameters(
  raw: readonly RawStatement[],
  formulas: readonly TexNode[],
  written: readonly TexNode[],
  isFunction: (base: string) => boolean,
): ReadonlyMap<string, readonly TexNode[]> {
  const parameters = new Map<string, readonly TexNode[]>();
  const tells = ({ base, items }: AppliedFunction) =>
    !parameters.has(base) && isFunction(base) && items.every(isPlainLetter);
  const read = (tree: TexNode) => {
    for (const application of functionsWithin(tree))
      if (tells(application)) parameters.set(application.base, application.items);
  };
  for (const { left } of raw) read(left);
  for (const [at, formula] of formulas.entries())
    if (functionsWithin(written[at]!).some(tells)) read(formula);
  for (const [base, count] of new Map(gather(written, evaluatedIn))) {
    const letters = parameters.has(base) ? [] : lettersBehind(raw, base);
    if (letters.length === count) parameters.set(base, letters);
  }
  return parameters;
}

/** The z of `\frac{\partial z}{\partial x}(1, 2)`, with how many numbers stand behind it. */
const evaluatedIn = oncePer((formula: TexNode): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  walk(formula, (node) => {
    const factors = node.type === "product" ? node.factors : [];
    for (const [at, { node: factor }] of factors.entries()) {
      const base = differentiated(factor, 2);
      const fence = node.type === "product" ? fenceAfter(node, at) : null;
      const items = fence?.open === "(" && fence.body.type === "list" ? fence.body.items : [];
      if (base !== null && items.length > 1 && items.every((item) => lettersIn(item).length === 0))
        found.set(base, items.length);
    }
  });
  return found;
});

/** The x and y of `z = x^2 y`, in their order. */
function lettersBehind(raw: readonly RawStatement[], base: string): readonly TexNode[] {
  const stated = raw.find(({ left }) => readOccurrence(left)?.base === base && left.type === "letter");
  if (!stated) return [];
  const letters = new Map<string, TexNode>();
  walk(stated.steps[0]!.right, (node) => {
    if (node.type === "letter" && node.name !== "e" && node.name !== "\\pi") letters.set(node.name, node);
  });
  const names = [...letters.keys()].sort();
  return names.every((name) => /^[r-z]$/.test(name)) ? names.map((name) => letters.get(name)!) : [];
}

/** The letters that these arguments are. */
export const lettersAmong = oncePer(
  (parameters: ReadonlyMap<string, readonly TexNode[]>): ReadonlySet<string> =>
    new Set([...parameters.values()].flat().flatMap((one) => letterName(one) ?? [])),
);

/** An equation for a function at arguments of its own: from there on it is written with them. */
interface Change {
  readonly base: string;
  readonly items: readonly TexNode[];
  readonly start: number;
}

/** What functions are written with at a place, of all that the note writes them with: `f(x, y)` in one example, `f(u)` in the next. */
export function parametersAt(
  raw: readonly RawStatement[],
  parameters: ReadonlyMap<string, readonly TexNode[]>,
): (start: number) => ReadonlyMap<string, readonly TexNode[]> {
  const changes = raw.flatMap(({ left }): readonly Change[] => {
    const [head, ...more] = headsOf(left);
    if (!head || more.length > 0 || head.scripted || !parameters.has(head.base)) return [];
    return head.items.every(isPlainLetter) ? [{ ...head, start: left.span.start }] : [];
  });
  const spelled = (items: readonly TexNode[]) => items.map(spell).join();
  const moving = changes.filter(({ base, items }) => spelled(items) !== spelled(parameters.get(base)!));
  if (moving.length === 0) return () => parameters;
  return (start) => {
    const before = changes.filter((one) => one.start <= start);
    return new Map([...parameters, ...before.map(({ base, items }) => [base, items] as const)]);
  };
}

/** Scalar functions whose subscripts, where they name arguments, stand for derivatives by them. */
export function readPartials(
  raw: readonly RawStatement[],
  formulas: readonly TexNode[],
  parameters: ReadonlyMap<string, readonly TexNode[]>,
  facts: Facts,
): ReadonlySet<string> {
  const others = new Set<string>();
  // `f_\theta(x)` is a function of its own, and the parts of `F = (F_x, F_y)` are no derivatives.
  for (const { base, scripted, items } of gather(formulas, functionsWithin))
    if (scripted && items.length !== parameters.get(base)?.length) others.add(base);
  for (const { left, steps } of raw) {
    // `\nabla f(1, 0) = (0, 2)` has components, f has not.
    const [head] = headsOf(left).filter(({ at }) => at === 0);
    const body = head && steps[0] ? withoutDecoration(steps[0].right) : null;
    if (!body) continue;
    if (/^(matrix|list)$/.test(body.type) || (body.type === "fenced" && body.body.type === "list"))
      others.add(head!.base);
    walk(body, (node) => {
      const occurrence = readOccurrence(node);
      if (occurrence?.base === head!.base && occurrence.subscripts.length > 0) others.add(head!.base);
    });
  }
  // No component of a function is called by the letter of a vector.
  const isOfVectors = (base: string) =>
    parameters.get(base)!.some((node) => {
      const name = readOccurrence(node)?.base ?? "";
      return (facts.shapes.get(name) ?? []).some(({ rank }) => rank === 1);
    });
  return new Set(
    [...parameters.keys()].filter(
      (base) => !others.has(base) && (isScalar(base, facts) || isOfVectors(base)),
    ),
  );
}

function isScalar(base: string, { functions, shapes }: Facts): boolean {
  const codomains = (functions.get(base) ?? []).flatMap(({ codomain }) => (codomain ? [codomain] : []));
  const bindings = createBindings();
  return (
    codomains.every(([rows, cols]) => isScalarShape(bindings, { rows, cols })) &&
    (shapes.get(base) ?? []).every(({ rank }) => rank === 0)
  );
}

/** `f_s(x, y)`: the letter, whether it has a subscript, and what it is applied to. */
interface AppliedFunction {
  readonly at: number;
  readonly base: string;
  readonly scripted: boolean;
  readonly items: readonly TexNode[];
}

const functionsWithin = oncePer((formula: TexNode): readonly AppliedFunction[] => {
  const found: AppliedFunction[] = [];
  walk(formula, (node) => void found.push(...functionsIn(node)));
  return found;
});

/** Those that a left side itself is made of. */
const headsOf = oncePer((left: TexNode) => functionsIn(withoutDecoration(left)));

/** The letters of a product that stand before parentheses. */
function functionsIn(node: TexNode): readonly AppliedFunction[] {
  return applicationsIn(node).flatMap(({ at, head, fence }) => {
    if (head.superscripts.length > 0 || fence.open !== "(") return [];
    const body = withoutDecoration(fence.body);
    const items = body.type === "list" ? body.items.map(uncalled) : [body];
    return [{ at, base: head.base, scripted: head.subscripts.length > 0, items }];
  });
}

/** The y of `F(x, y(x))`. */
function uncalled(node: TexNode): TexNode {
  const bare = withoutDecoration(node);
  if (bare.type !== "product" || bare.factors.length !== 2) return node;
  const [call] = applicationsIn(bare);
  const of = call && call.fence.open === "(" ? withoutDecoration(call.fence.body) : null;
  const letter = bare.factors[0]!.node;
  return of && isPlainLetter(of) && isPlainLetter(letter) ? letter : node;
}

function isPlainLetter(node: TexNode): boolean {
  const occurrence = readOccurrence(node);
  return (
    occurrence !== null &&
    occurrence.subscripts.length + occurrence.superscripts.length + occurrence.primes === 0 &&
    occurrence.base !== "0"
  );
}
