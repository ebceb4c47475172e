/*
 * A density that a note writes out once and uses of many members: `\mathcal N(x \mid \mu, \Sigma) = …` beside
 * `\mathcal N(x_n \mid \mu_k, \Sigma_k)`. Formula trees go in; they come out with what is written out in the place of
 * each use, as if the density were a macro.
 */
import { enclosed } from "../tex/parentheses.ts";
import type { ProductNode, ScriptsNode, TexNode } from "../tex/syntax.ts";
import { lettersIn, mapChildren, mapTree, rewritten, someNode, walk } from "../tex/walk.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { cover } from "../text/span.ts";
import { type Application, applicationsIn, withApplications } from "./application.ts";
import { sidesOfBar } from "./bar-sides.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";

/** `p(x_j \mid \mu_i, \Sigma_i) = body`. */
interface Density {
  readonly head: string;
  readonly parameters: readonly TexNode[];
  readonly body: TexNode;
}

/** Puts densities that are used of several arguments in the place of their uses. */
export function writeDensityFamilies(formulas: readonly TexNode[]): readonly TexNode[] {
  const defined = gather(formulas, definedIn);
  if (defined.length === 0) return formulas;
  const uses = gather(formulas, usesIn);
  const families = defined.filter(
    (one, at) =>
      uses.some(
        (use) => useKey(use) !== useKey(one) && use.head === one.head && bodyOf(one, use.parameters),
      ) &&
      defined.every(
        (other, place) => other.head !== one.head || place <= at || useKey(other) === useKey(one),
      ) &&
      !defined.slice(0, at).some(({ head }) => head === one.head),
  );
  if (families.length === 0) return formulas;
  const way = `density families ${families.map((one) => `${useKey(one)} = ${spell(one.body)}`).join("\n")}`;
  const change = (node: TexNode) => (node.type === "product" ? withBodies(node, families) : node);
  return formulas.map((formula) => {
    const [own] = definedIn(formula).filter(({ head }) => families.some((one) => one.head === head));
    return rewritten(formula, way, () => (own ? withOwnLetters(formula, own) : mapTree(formula, change)));
  });
}

/** The equation that writes a density out is about letters of its own. */
function withOwnLetters(formula: TexNode, { head, parameters }: Density): TexNode {
  const bases = new Set(parameters.flatMap((one) => readOccurrence(one)?.base ?? []));
  return mapTree(formula, (node) =>
    node.type === "letter" && bases.has(node.name) ? { ...node, name: `${head}:${node.name}` } : node,
  );
}

const definedIn = oncePer((formula: TexNode): readonly Density[] => {
  if (formula.type !== "relation" || formula.relations[0]!.name !== "=") return [];
  const left = withoutDecoration(formula.operands[0]!);
  const [only, ...more] = applicationsIn(left);
  const parameters = only && argumentsOf(only);
  if (left.type !== "product" || left.factors.length !== 2 || more.length > 0 || !parameters) return [];
  const body = formula.operands[1]!;
  if (!parameters.every(isPlain) || someNode(body, ({ type }) => /^(relation|list|rows|error)$/.test(type)))
    return [];
  return [{ head: spell(left.factors[0]!.node), parameters, body }];
});

/** `p(x_n \mid \mu_k)`, wherever it stands. */
type Use = Omit<Density, "body">;

const usesIn = oncePer((formula: TexNode): readonly Use[] => {
  const found: Use[] = [];
  walk(formula, (node) => {
    if (node.type !== "product") return;
    for (const one of applicationsIn(node)) {
      const parameters = argumentsOf(one);
      if (parameters) found.push({ head: spell(node.factors[one.at]!.node), parameters });
    }
  });
  return found;
});

function useKey({ head, parameters }: Use): string {
  return `${head}(${parameters.map(spell).join()})`;
}

/** The `x`, `\mu` and `\Sigma` of `(x \mid \mu, \Sigma)` and `(x; \mu, \Sigma)`; null where nothing is conditioned on. */
function argumentsOf({ fence }: Application): readonly TexNode[] | null {
  const body = withoutDecoration(fence.body);
  const items = body.type === "list" ? body.items.map(withoutDecoration) : [body];
  const split = items.flatMap(sidesOfBar);
  const marks = split.length - items.length + (body.type === "list" ? semicolons(body) : 0);
  return fence.open === "(" && marks === 1 ? split : null;
}

function semicolons({ separators }: TexNode & { type: "list" }): number {
  return separators.filter((one) => one === ";").length;
}

/** A letter, with an index at most, or the square of one. */
function isPlain(node: TexNode): boolean {
  const occurrence = readOccurrence(rootOf(node) ?? node);
  return occurrence !== null && occurrence.superscripts.length + occurrence.primes === 0;
}

/** The `\sigma_j` of `\sigma_j^2`. */
function rootOf(node: TexNode): TexNode | null {
  const isSquare = node.type === "scripts" && node.sup?.type === "number" && node.sup.value === 2;
  if (!isSquare) return null;
  const bare: ScriptsNode = { ...node, sup: null, supSpan: null };
  return node.sub ? bare : node.base;
}

function withBodies(node: ProductNode, families: readonly Density[]): TexNode {
  const made = new Map<number, TexNode>();
  for (const one of applicationsIn(node)) {
    const head = node.factors[one.at]!.node;
    const density = families.find((family) => family.head === spell(head));
    const items = density && argumentsOf(one);
    const body = items && bodyOf(density, items);
    if (body) made.set(one.at, enclosed(body, cover(head.span, one.fence.span)));
  }
  return withApplications(node, made);
}

/** What is written out, of these arguments; null where it is another function by the same letter. */
function bodyOf({ head, parameters, body }: Density, items: readonly TexNode[]): TexNode | null {
  // A density of a density would grow with each one within.
  if (items.length !== parameters.length || items.some((item) => someNode(item, isFence))) return null;
  const isSame = (one: TexNode, at: number) => readOccurrence(one)?.base === readOccurrence(items[at]!)?.base;
  if (!isName(head) && !parameters.every(isSame)) return null;
  const pairs = parameters.flatMap((parameter, at) => {
    const [own, other] = [rootOf(parameter), rootOf(items[at]!)];
    const whole = [spell(parameter), items[at]!] as const;
    return own && other ? [whole, [spell(own), other] as const] : [whole];
  });
  const given = new Map(pairs);
  const put = (node: TexNode): TexNode => given.get(spell(node)) ?? withScripts(node, given, put);
  const written = put(body);
  const kept = new Set(items.flatMap(lettersIn));
  const own = parameters.flatMap(lettersIn).filter((name) => !kept.has(name));
  return lettersIn(written).some((name) => own.includes(name)) ? null : written;
}

function isFence({ type }: TexNode): boolean {
  return type === "fenced";
}

/** `\mathcal N` is a density of whatever stands behind it; `p(z \mid x)` need not be the p of `p(x \mid \mu)`. */
function isName(head: string): boolean {
  return head === "N";
}

/** `\Sigma_i^{-1}` with another letter in the place of `\Sigma_i`. */
function withScripts(
  node: TexNode,
  given: ReadonlyMap<string, TexNode>,
  put: (node: TexNode) => TexNode,
): TexNode {
  if (node.type !== "scripts" || (!node.sup && node.primes === 0)) return mapChildren(node, put);
  const bare: ScriptsNode = { ...node, sup: null, supSpan: null, primes: 0, primeSpan: null };
  const letter = given.get(spell(node.sub ? bare : node.base));
  if (!letter) return mapChildren(node, put);
  const base = readOccurrence(letter) ? letter : enclosed(letter, letter.span);
  return { ...node, base, sub: null, subSpan: null, sup: node.sup && put(node.sup) };
}
