/*
 * Functions that go by more than a letter: `f_\theta(x)` of which a note asks for the gradient by θ, and `p(x \mid c)` beside
 * `p(c \mid x)` and `p(x)`. Formula trees go in; they come out with such a θ as one more argument, and with each function of
 * these under a letter of its own.
 */
import type { FencedNode, ProductNode, TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { mapTree, rewritten, someNode, walk } from "../tex/walk.ts";
import { type Application, applicationsIn, withFactors } from "./application.ts";
import { sidesOfBar } from "./bar-sides.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";

/** Writes functions with parameters and conditions as functions of several arguments. */
export function writeParametrised(formulas: readonly TexNode[]): readonly TexNode[] {
  const all = formulas.map(seenIn);
  const conditional = toldApart(gather(all, (seen) => seen.conditional));
  const by = new Set(gather(all, (seen) => seen.by));
  const stated = new Set(gather(all, (seen) => seen.stated));
  const isArgument = new Set(gather(all, (seen) => seen.arguments));
  const parametrised = new Set(
    gather(all, (seen) => seen.parametrised)
      .filter(
        ({ base, parameter }) =>
          (by.has(parameter) || stated.has(`${base} ${parameter}`)) &&
          !isArgument.has(`${base} ${parameter}`),
      )
      .map(({ base, parameter }) => `${base} ${parameter}`),
  );
  if (conditional.size + parametrised.size === 0) return formulas;
  const way = `parametrised ${[...conditional].flat().join()} ${[...parametrised].join()}`;
  const change = (node: TexNode) =>
    node.type === "product" ? withFunctions(node, conditional, parametrised) : node;
  return formulas.map((formula) => rewritten(formula, way, () => mapTree(formula, change)));
}

interface Seen {
  /** The p of `p(x \mid c)`, with the letters on either side of the bar. */
  readonly conditional: readonly Conditional[];
  /** The f and the θ of `f_\theta(x)`. */
  readonly parametrised: readonly { readonly base: string; readonly parameter: string }[];
  /** `g \beta` of `g_\beta(x) = x\tanh(\beta x)`. */
  readonly stated: readonly string[];
  /** `f x` of `f(x)`. */
  readonly arguments: readonly string[];
  /** Letters by which something is differentiated. */
  readonly by: readonly string[];
}

/** The letters before and behind the bar. */
interface Letters {
  readonly outcomes: readonly string[];
  readonly given: readonly string[];
}

interface Conditional extends Letters {
  readonly base: string;
}

const seenIn: (formula: TexNode) => Seen = oncePer((formula) => {
  const seen = {
    conditional: [] as Conditional[],
    parametrised: [] as { base: string; parameter: string }[],
    stated: [] as string[],
    arguments: [] as string[],
    by: [] as string[],
  };
  walk(formula, (node) => {
    seen.by.push(...variableOf(node));
    seen.stated.push(...statedIn(node));
    for (const application of applicationsIn(node).filter(isPlain)) {
      const { head, fence } = application;
      if (isConditional(fence)) seen.conditional.push({ base: head.base, ...lettersOf(fence) });
      const parameter = parameterOf(application);
      if (parameter) seen.parametrised.push({ base: head.base, parameter: parameter.name });
      for (const item of itemsOf(fence)) {
        const letter = readOccurrence(item)?.base;
        if (letter !== undefined) seen.arguments.push(`${head.base} ${letter}`);
      }
    }
  });
  return seen;
});

/** Letters that are numbers wherever they are parameters: an f of θ may hold entries of that. */
const SCALE = /^\\(alpha|beta|gamma|delta|epsilon|kappa|lambda|rho|tau)$/;

/** The g and β of `g_\beta(x) = x\tanh(\beta x)`, where the right side holds the parameter. */
function statedIn(node: TexNode): readonly string[] {
  if (node.type !== "relation") return [];
  const [left, right] = node.operands as [TexNode, TexNode];
  const [application, ...others] = applicationsIn(withoutDecoration(left)).filter(isPlain);
  const parameter = application && others.length === 0 ? parameterOf(application) : null;
  if (!application || !parameter || !SCALE.test(parameter.name)) return [];
  const isHeld = someNode(right, (part) => part.type === "letter" && part.name === parameter.name);
  return isHeld ? [`${application.head.base} ${parameter.name}`] : [];
}

/** The θ of `\nabla_\theta` and of `\frac{\partial f}{\partial\theta}`. */
function variableOf(node: TexNode): readonly string[] {
  if (node.type === "scripts") {
    const base = withoutDecoration(node.base);
    const isNabla = base.type === "sign" && /^\\(nabla|partial)$/.test(base.name);
    return isNabla && node.sub ? letterOf(node.sub) : [];
  }
  const bottom = node.type === "fraction" ? withoutDecoration(node.denominator) : null;
  if (bottom?.type !== "product" || bottom.factors.length !== 2) return [];
  const [mark, by] = bottom.factors.map((factor) => factor.node) as [TexNode, TexNode];
  const isMark = (mark.type === "sign" && mark.name === "\\partial") || letterOf(mark)[0] === "d";
  return isMark ? letterOf(by) : [];
}

function letterOf(node: TexNode): readonly string[] {
  const occurrence = readOccurrence(node);
  const isBare = occurrence && occurrence.subscripts.length + occurrence.superscripts.length === 0;
  return isBare ? [occurrence.base] : [];
}

function isPlain({ head, fence }: Application): boolean {
  const isDistribution = head.font === "calligraphic" && head.base === "N";
  return head.superscripts.length + head.primes === 0 && fence.open === "(" && !isDistribution;
}

/** The θ of `f_\theta(x)`, if it is the only subscript. */
function parameterOf({ head }: Application): { readonly name: string; readonly node: TexNode } | null {
  const [only, ...more] = head.subscripts.flatMap(({ items }) => items);
  const [name] = only && more.length === 0 ? letterOf(only) : [];
  return name === undefined ? null : { name, node: only! };
}

/** `x` and `c` of `(x \mid c)`, each side as the list it is; nothing is given without a condition. */
function sidesOf({ body }: FencedNode): {
  readonly outcomes: readonly TexNode[];
  readonly given: readonly TexNode[];
} {
  const bare = withoutDecoration(body);
  const items = bare.type === "list" ? bare.items : [bare];
  const parted = items.map(sidesOfBar);
  const bars = parted.filter((sides) => sides.length === 2);
  const at = parted.findIndex((sides) => sides.length === 2);
  if (bars.length !== 1) return { outcomes: items, given: [] };
  const [outcome, condition] = parted[at] as [TexNode, TexNode];
  return { outcomes: [...items.slice(0, at), outcome], given: [condition, ...items.slice(at + 1)] };
}

function itemsOf(fence: FencedNode): readonly TexNode[] {
  const { outcomes, given } = sidesOf(fence);
  return [...outcomes, ...given];
}

function isConditional(fence: FencedNode): boolean {
  return sidesOf(fence).given.length > 0;
}

function withFunctions(
  node: ProductNode,
  conditional: ReadonlyMap<string, string | null>,
  parametrised: ReadonlySet<string>,
): TexNode {
  const made = new Map<number, TexNode>();
  for (const application of applicationsIn(node).filter(isPlain)) {
    const { at, head, fence } = application;
    const parameter = parameterOf(application);
    const isFamily = parameter !== null && parametrised.has(`${head.base} ${parameter.name}`);
    const isOne = conditional.has(head.base) && itemsOf(fence).every((item) => readOccurrence(item));
    if (!isFamily && !isOne) continue;
    const letter = node.factors[at]!.node;
    const { span, literal } = letter;
    const sign = conditional.has(head.base) ? signatureOf(fence, conditional.get(head.base)!) : "";
    const name = `${spell(letter)}${sign}`;
    made.set(at, { type: "letter", name, font: null, span, literal });
    made.set(at + 1, withArguments(fence, isFamily ? [parameter.node] : []));
  }
  return withFactors(node, made);
}

/** `(x | c)`, which tells one function of a name from another. */
function signatureOf(fence: FencedNode, shared: string | null): string {
  return isConditional(fence) && shared !== null ? shared : signOf(lettersOf(fence));
}

function signOf({ outcomes, given }: Letters): string {
  return `(${[outcomes, given]
    .filter((side) => side.length > 0)
    .map((side) => side.join(", "))
    .join(" | ")})`;
}

function lettersOf(fence: FencedNode): Letters {
  const { outcomes, given } = sidesOf(fence);
  const nameOf = (item: TexNode) => readOccurrence(item)?.base ?? "·";
  return { outcomes: outcomes.map(nameOf), given: given.map(nameOf) };
}

/**
 * How the conditional functions of a letter go: by one sign for all, as `\pi(a \mid s)` and `\pi(b \mid s)` are one, or by
 * their own where a letter stands on both sides, as in `p(x \mid c)` and `p(c \mid x)`.
 */
function toldApart(all: readonly Conditional[]): ReadonlyMap<string, string | null> {
  const given = new Set(all.flatMap((one) => one.given.map((letter) => `${one.base} ${letter}`)));
  const turned = new Set(
    all
      .filter(({ base, outcomes }) => outcomes.some((letter) => given.has(`${base} ${letter}`)))
      .map(({ base }) => base),
  );
  const signs = new Map<string, string | null>();
  for (const one of all)
    if (!signs.has(one.base)) signs.set(one.base, turned.has(one.base) ? null : signOf(one));
  return signs;
}

function withArguments(fence: FencedNode, more: readonly TexNode[]): TexNode {
  const { span, literal } = fence.body;
  const items = [...itemsOf(fence), ...more];
  if (items.length === 1) return fence;
  const separators = items.slice(1).map(() => ",");
  return { ...fence, body: { type: "list", items, separators, span, literal } };
}
