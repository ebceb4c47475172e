/*
 * Components of values of functions: the `r_i(x)` of a map r, the `r_i(\beta) = y_i - f(x_i, \beta)` of a fit, and the
 * `J(x)` of a Jacobian J. Formula trees go in; they come out without the argument where it is the same everywhere, as
 * letters of what they rest on.
 */
import { wordsOf, type Note } from "../markdown/note.ts";
import type { FencedNode, ProductNode, ScriptsNode, TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { mapTree, rewritten, walk } from "../tex/walk.ts";
import { withApplications } from "./application.ts";
import { type Occurrence, readOccurrence, withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";

/** Writes components of values without their argument. */
export function writeComponentArguments(formulas: readonly TexNode[], note: Note): readonly TexNode[] {
  const seen = lettersOf(formulas, /jacobian/i.test(wordsOf(note)));
  if (seen.size === 0) return formulas;
  const way = `components ${[...seen].join("\n")}`;
  const change = (node: TexNode) => (node.type === "product" ? withoutArguments(node, seen) : node);
  return formulas.map((formula) => rewritten(formula, way, () => mapTree(formula, change)));
}

/** A letter before its argument, and what stands above that: `r_i(x)^2`, `J(x)^\top`. */
interface Scripted {
  readonly at: number;
  readonly head: Occurrence;
  readonly fence: FencedNode;
  readonly scripts: ScriptsNode | null;
}

function scriptedIn(node: TexNode): readonly Scripted[] {
  if (node.type !== "product") return [];
  return node.factors.flatMap(({ node: factor }, at) => {
    const next = node.factors[at + 1];
    const argument = next?.sign === "" ? withoutDecoration(next.node) : null;
    const scripts = argument?.type === "scripts" ? argument : null;
    const fence = scripts ? withoutDecoration(scripts.base) : argument;
    const head = fence?.type === "fenced" ? readOccurrence(factor) : null;
    return head && fence?.type === "fenced" && !scripts?.sub ? [{ at, head, fence, scripts }] : [];
  });
}

/** An argument that is one letter, and no index or time: the x of `r_i(x)`. */
function argumentOf({ fence }: Scripted): string | null {
  const body = withoutDecoration(fence.body);
  const name = body.type === "letter" && fence.open === "(" ? body.name : null;
  return name !== null && /^([a-eg-hp-rt-z]|\\[a-z]+)$/.test(name) && name !== "t" ? name : null;
}

/** `r_i` of `r_i(x)`: one letter below, nothing above. */
function isComponent({ head }: Scripted): boolean {
  const items = head.subscripts.flatMap(({ items: below }) => below);
  return (
    items.length === 1 &&
    /^[ijk]$/.test(spell(items[0]!)) &&
    head.superscripts.length === 0 &&
    head.primes === 0
  );
}

/** What formulas say of the letters before arguments. */
interface Seen {
  readonly components: Map<string, Set<string | null>>;
  readonly wholes: Map<string, Set<string | null>>;
  /** Those that an equation defines with their argument. */
  readonly defined: Set<string>;
  readonly primed: Set<string>;
  /** Those of which a component stands behind ∇. */
  readonly differentiated: Set<string>;
}

function add(found: Map<string, Set<string | null>>, base: string, argument: string | null): void {
  found.set(base, (found.get(base) ?? new Set()).add(argument));
}

/** The nodes of a formula that say anything of the kind. */
const tellingIn = oncePer((formula: TexNode): readonly TexNode[] => {
  const found: TexNode[] = [];
  walk(formula, (node) => {
    const isMap = node.type === "relation" && node.relations[0]!.name === ":";
    const head = node.type === "relation" ? withoutDecoration(node.operands[0]!) : node;
    if (isMap || scriptedIn(head).length > 0) found.push(node);
  });
  return found;
});

function look(node: TexNode, seen: Seen): void {
  for (const one of scriptedIn(node)) {
    const { base, primes } = one.head;
    if (primes > 0) seen.primed.add(base);
    add(isComponent(one) ? seen.components : seen.wholes, base, argumentOf(one));
    const before = node.type === "product" ? node.factors[one.at - 1]?.node : undefined;
    if (before && /^\\nabla/.test(spell(before))) seen.differentiated.add(base);
  }
  if (node.type !== "relation") return;
  const left = withoutDecoration(node.operands[0]!);
  for (const { at, head } of scriptedIn(left)) if (at === 0) seen.defined.add(head.base);
  // The r of `r : \mathbb{R}^n \to \mathbb{R}^m` is called as well.
  if (left.type === "letter" && node.relations[0]!.name === ":") add(seen.wholes, left.name, null);
}

/** The letters whose argument says nothing, each with that argument: `r_(x)` of `r_i(x)`, `J(x)`. */
function lettersOf(formulas: readonly TexNode[], speaksOfJacobians: boolean): ReadonlySet<string> {
  const seen: Seen = {
    components: new Map(),
    wholes: new Map(),
    defined: new Set(),
    primed: new Set(),
    differentiated: new Set(),
  };
  for (const node of gather(formulas, tellingIn)) look(node, seen);
  const { components, wholes, defined, primed, differentiated } = seen;
  const letters = new Set<string>();
  for (const [base, found] of components) {
    const [argument, ...more] = found;
    if (typeof argument !== "string" || more.length > 0 || primed.has(base)) continue;
    const whole = [...(wholes.get(base) ?? [])].filter((one) => one !== null);
    // `u_i = g_i(x)` beside `u = g(x)` says what u rests on; the Hessian of `r_i(x)` does not.
    const isPart = wholes.has(base) && differentiated.has(base) && whole.every((one) => one === argument);
    if (isPart || (defined.has(base) && !wholes.has(base))) letters.add(`${base}_(${argument})`);
  }
  const [point = null, ...points] = wholes.get("J") ?? [];
  const isPoint = [...wholes].some(([base, found]) => base !== "J" && found.has(point));
  if (speaksOfJacobians && !defined.has("J") && typeof point === "string" && points.length === 0 && isPoint)
    letters.add(`J(${point})`);
  return letters;
}

function withoutArguments(node: ProductNode, seen: ReadonlySet<string>): TexNode {
  const found = scriptedIn(node).filter((one) => {
    const argument = argumentOf(one);
    const isWhole = one.head.subscripts.length === 0;
    return (
      argument !== null &&
      seen.has(`${one.head.base}${isComponent(one) ? "_" : isWhole ? "" : "?"}(${argument})`)
    );
  });
  return withApplications(
    node,
    new Map(found.map((one) => [one.at, withScripts(node.factors[one.at]!.node, one)])),
  );
}

/** The letter with what stands above its argument, in the place of both. */
function withScripts(head: TexNode, { fence, scripts }: Scripted): TexNode {
  const span = { start: head.span.start, end: (scripts ?? fence).span.end };
  if (!scripts) return { ...head, span };
  const bare = withoutDecoration(head);
  if (bare.type !== "scripts") return { ...scripts, base: head, span };
  const { sup, supSpan, primes, primeSpan } = scripts;
  return { ...bare, sup, supSpan, primes, primeSpan, span };
}
