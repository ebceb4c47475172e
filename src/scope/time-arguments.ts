/*
 * Steps of a recurrence in parentheses: `h(t) = \tanh(W h(t-1))`, `x[k+1] = A x[k]`. Formula trees go in; they come
 * out with each such step above its letter, as `h^{(t-1)}`. Only an equation between two steps of one letter tells
 * that its argument counts; an `x(t)` without one is a function of time.
 */
import type { FencedNode, ProductNode, TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { mapTree, rewritten, walk } from "../tex/walk.ts";
import { type Application, applicationsIn, withApplications } from "./application.ts";
import { readIndex } from "./index-reading.ts";
import { isClock } from "./time-letters.ts";

/** Writes steps that stand in parentheses above their letters. */
export function writeSteps(formulas: readonly TexNode[]): readonly TexNode[] {
  const clocks = findClocks(formulas);
  if (clocks.size === 0) return formulas;
  const letters = new Set<string>();
  for (const step of gather(formulas, allSteps))
    if (step.clock !== null && clocks.has(step.clock)) letters.add(step.base);
  const way = `steps ${[...clocks, ...letters].join()}`;
  return formulas.map((formula) =>
    rewritten(formula, way, () =>
      mapTree(formula, (node) => (node.type === "product" ? withStepsAbove(node, clocks, letters) : node)),
    ),
  );
}

/** A letter before `(t-1)` or `(0)`; `clock` is the letter that counts. */
interface Step {
  readonly at: number;
  readonly base: string;
  readonly clock: string | null;
  readonly offset: number;
  readonly fence: FencedNode;
}

function stepsIn(node: TexNode): readonly Step[] {
  return applicationsIn(node).flatMap((application) => asStep(application) ?? []);
}

function asStep({ at, head, fence }: Application): Step | null {
  if (head.superscripts.length > 0 || !/^[([]$/.test(fence.open) || FUNCTIONS.test(head.base)) return null;
  const index = readIndex(fence.body);
  const [term, ...more] = index?.terms ?? [];
  if (!index || more.length > 0 || (term && (!isClock(term.letter) || term.letter === head.base)))
    return null;
  return { at, base: head.base, clock: term?.letter ?? null, offset: index.offset, fence };
}

const FUNCTIONS = /^([fgF]|\\(sigma|phi|varphi|psi))$/;

/** The letters that count in equations between two steps of letters that have equations. */
function findClocks(formulas: readonly TexNode[]): ReadonlySet<string> {
  const equations = gather(formulas, equationsIn);
  const heads = new Set(equations.flatMap(({ left }) => left.map(({ base }) => base)));
  return new Set(
    equations.flatMap(({ left, right }) =>
      left.flatMap((head) =>
        right.some(
          ({ base, clock, offset }) => heads.has(base) && clock === head.clock && offset !== head.offset,
        )
          ? (head.clock ?? [])
          : [],
      ),
    ),
  );
}

interface Equation {
  readonly left: readonly Step[];
  readonly right: readonly Step[];
}

const equationsIn = oncePer((formula: TexNode): readonly Equation[] => {
  const equations: Equation[] = [];
  walk(formula, (node) => {
    if (node.type !== "relation") return;
    const [left, ...rights] = node.operands;
    equations.push({ left: stepsIn(left!), right: rights.flatMap(allSteps) });
  });
  return equations;
});

const allSteps = oncePer((node: TexNode): readonly Step[] => {
  const steps: Step[] = [];
  walk(node, (part) => void steps.push(...stepsIn(part)));
  return steps;
});

function withStepsAbove(
  node: ProductNode,
  clocks: ReadonlySet<string>,
  letters: ReadonlySet<string>,
): TexNode {
  const steps = stepsIn(node).filter(
    ({ base, clock }) => (clock === null || clocks.has(clock)) && letters.has(base),
  );
  return withApplications(
    node,
    new Map(steps.map(({ at, fence }) => [at, above(node.factors[at]!.node, fence)])),
  );
}

/** `h_k` and `(t)` as `h_k^{(t)}`. */
function above(node: TexNode, fence: FencedNode): TexNode {
  const span = { start: node.span.start, end: fence.span.end };
  const sup: FencedNode = { ...fence, open: "(", close: ")" };
  if (node.type === "scripts") return { ...node, sup, supSpan: fence.span, span };
  const bare = { sub: null, subSpan: null, primes: 0, primeSpan: null };
  return { type: "scripts", base: node, ...bare, sup, supSpan: fence.span, span, literal: node.literal };
}
