/*
 * One letter in two fonts: where a note writes `\mathbf{x}` for a vector and `x` for a number, or defines both
 * `\mathcal{L}` and `L`, they become two letters before anything else is read. Formula trees go in and come out; a
 * note that mixes its fonts is left alone.
 */
import type { TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { lettersIn, mapTree, rewritten } from "../tex/walk.ts";
import { readIndex } from "./index-reading.ts";
import { readOccurrence, visitOccurrences, withoutDecoration } from "./occurrence.ts";

/** The name of a bold letter that is told apart from the plain one. */
export const boldName = (plain: string): string => `bold ${plain}`;

/** The plain letter beside which a name is that of a bold one, or null. */
export function plainTwin(name: string): string | null {
  return name.startsWith(boldName("")) ? name.slice(boldName("").length) : null;
}

/**
 * Renames bold letters that are not their plain twins; `x_i` is a component of the bold one, unless that is counted in
 * the same way itself: beside `\mathbf{x}_k`, or where `x` is a coordinate, it is a number of its own.
 */
export function tellFontsApart(formulas: readonly TexNode[]): readonly TexNode[] {
  const stacked = new Set(gather(formulas, stackedLetters));
  const apart = new Set([...lettersApart(formulas), ...stacked]);
  const script = lettersDefinedTwice(formulas);
  if (apart.size === 0 && script.size === 0) return formulas;
  const counted = countedInBold(formulas);
  const renamed = (node: TexNode, isBold: boolean): TexNode => {
    if (node.type !== "letter") return node;
    if (node.font === "calligraphic" && script.has(node.name))
      return { ...node, name: `\\mathcal ${node.name}` };
    const meansBold = node.font === "bold" || (isBold && node.font === null && !stacked.has(node.name));
    return meansBold && apart.has(node.name) ? { ...node, name: boldName(node.name) } : node;
  };
  const rename = (node: TexNode): TexNode => {
    if (node.type !== "scripts" || !node.sub) return renamed(node, false);
    const base = renamed(node.base, !isCounted(node, counted));
    return base === node.base ? node : { ...node, base };
  };
  return formulas.map((formula) => {
    const letters = lettersIn(formula);
    const here = letters.filter((name) => apart.has(name));
    const twice = letters.filter((name) => script.has(name));
    if (here.length === 0 && twice.length === 0) return formula;
    const marked = [counted, stacked].map((set) => here.filter((name) => set.has(name)).join());
    const way = `fonts ${here.join()} ${marked.join(" ")} ${twice.join()}`;
    return rewritten(formula, way, () => mapTree(formula, rename));
  });
}

/** Bold letters with one index. */
function countedInBold(formulas: readonly TexNode[]): ReadonlySet<string> {
  const counted = new Set<string>();
  for (const formula of formulas)
    visitOccurrences(formula, ({ base, font, subscripts }) => {
      const [item, ...more] = subscripts[0]?.items ?? [];
      if (font === "bold" && item && more.length === 0 && readIndex(item)?.terms.length) counted.add(base);
    });
  return counted;
}

/** Whether a plain letter has the one index that its bold twin has elsewhere. */
function isCounted(node: TexNode, counted: ReadonlySet<string>): boolean {
  const occurrence = readOccurrence(node);
  const items = occurrence?.subscripts[0]?.items ?? [];
  return occurrence !== null && counted.has(occurrence.base) && items.length === 1;
}

/** Small letters that stand whole in bold and in plain type, but never in one statement; or in plain type as sizes. */
function lettersApart(formulas: readonly TexNode[]): ReadonlySet<string> {
  const sizes = new Set(gather(formulas, sizeLetters));
  const seen = new Map<string, { bold: number; plain: number; together: boolean }>();
  for (const [base, one] of gather(formulas, fontsIn)) {
    const all = seen.get(base) ?? { bold: 0, plain: 0, together: false };
    all.bold += one.bold ? 1 : 0;
    all.plain += one.plain ? 1 : 0;
    all.together ||= one.bold && one.plain;
    seen.set(base, all);
  }
  return new Set(
    [...seen]
      .filter(([base, { bold, plain, together }]) =>
        sizes.has(base) ? bold > 0 : bold > 1 && plain > 1 && !together,
      )
      .map(([base]) => base),
  );
}

interface Fonts {
  readonly bold: boolean;
  readonly plain: boolean;
}

/** The small letters that stand whole in a statement, with the fonts they have there. */
const fontsIn = oncePer((formula: TexNode): readonly (readonly [string, Fonts])[] =>
  statementNodes(formula).flatMap((statement) => {
    const here = new Map<string, { bold: boolean; plain: boolean }>();
    visitOccurrences(statement, ({ base, font, subscripts }) => {
      if (!/^(\\[a-z]+|[a-z])$/.test(base) || subscripts.length > 0) return;
      const one = here.get(base) ?? { bold: false, plain: false };
      if (font === "bold") one.bold = true;
      else if (font === null) one.plain = true;
      here.set(base, one);
    });
    return [...here];
  }),
);

/** `\mathbf{x} = \begin{bmatrix} x \\ y \end{bmatrix}`: a vector with a component of its own name. */
const stackedLetters = oncePer((formula: TexNode): readonly string[] =>
  statementNodes(formula).flatMap(stackedIn),
);

function stackedIn(statement: TexNode): readonly string[] {
  if (statement.type !== "relation") return [];
  const [left, ...others] = statement.operands.map(readOccurrence);
  if (left?.font !== "bold" || others.length === 0) return [];
  const cells = statement.operands.slice(1).flatMap(cellsOf).map(readOccurrence);
  return cells.some((cell) => cell?.base === left.base && cell.font === null && cell.subscripts.length === 0)
    ? [left.base]
    : [];
}

/** The cells of a matrix or of a list in brackets, also where it is transposed. */
function cellsOf(node: TexNode): readonly TexNode[] {
  const bare = withoutDecoration(node);
  if (bare.type === "scripts") return cellsOf(bare.base);
  if (bare.type === "matrix") return bare.rows.flat();
  if (bare.type !== "fenced") return [];
  const body = withoutDecoration(bare.body);
  return body.type === "list" ? body.items : [];
}

/** The letters that stand on the left of equations, each with its font. */
const headsIn = oncePer((formula: TexNode): readonly (readonly [string, string])[] =>
  statementNodes(formula).flatMap((statement) => {
    if (statement.type !== "relation" || !/^:?=$/.test(statement.relations[0]!.name)) return [];
    const left = withoutDecoration(statement.operands[0]!);
    const head = readOccurrence(left.type === "product" ? left.factors[0]!.node : left);
    return head && head.subscripts.length === 0 ? [[head.base, head.font ?? "plain"] as const] : [];
  }),
);

/** Letters that are defined both in script and in plain type: `\mathcal{L}(w, b) = …`, `L(\alpha) = …`. */
function lettersDefinedTwice(formulas: readonly TexNode[]): ReadonlySet<string> {
  const fonts = new Map<string, Set<string>>();
  for (const [base, font] of gather(formulas, headsIn))
    fonts.set(base, (fonts.get(base) ?? new Set()).add(font));
  return new Set(
    [...fonts].filter(([, all]) => all.has("calligraphic") && all.has("plain")).map(([base]) => base),
  );
}

/** The letters of `\mathbb{R}^{h \times d}`. */
const sizeLetters = oncePer((formula: TexNode): readonly string[] => {
  const letters: string[] = [];
  visitOccurrences(formula, ({ font, superscripts }) => {
    if (font !== "blackboard") return;
    for (const part of superscripts)
      if (part.type === "bare")
        visitOccurrences(part.node, (size) => size.font === null && letters.push(size.base));
  });
  return letters;
});

function statementNodes(node: TexNode): readonly TexNode[] {
  const bare = withoutDecoration(node);
  if (bare.type === "rows") return bare.rows.flatMap(statementNodes);
  return bare.type === "list" ? bare.items.flatMap(statementNodes) : [bare];
}
