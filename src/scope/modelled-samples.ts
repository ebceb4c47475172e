/*
 * The x of `y = w^\top x` beside `\sum_i (y_i - w^\top x_i)^2`, and the ŷ of `\hat y = \sigma(w^\top x)` beside
 * `\frac1n \sum_i \ell(\hat y_i, y_i)`: without an index each is that of any sample, so that it says nothing against
 * `x_i` being a whole vector and `\hat y_i` a member. Formulas go in, such letters come out.
 */
import type { FencedNode, TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { children, walk } from "../tex/walk.ts";
import { applicationsIn } from "./application.ts";
import { boundLetters } from "./families.ts";
import { letterName } from "./index-reading.ts";
import { type Occurrence, readOccurrence, visitOccurrences, withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";

/** The terms of a difference, each with its sign. */
type Terms = readonly string[];

interface Residual {
  readonly letters: readonly string[];
  /** As they are without the index of the samples. */
  readonly terms: Terms;
}

export interface Modelled {
  /** Letters that may stand without the index of the samples. */
  readonly bare: ReadonlySet<string>;
  /** Those of them whose index counts samples, whatever else is seen of them. */
  readonly members: ReadonlySet<string>;
}

/** The letters of samples that an equation writes without their index. */
export function findModelled(formulas: readonly TexNode[]): Modelled {
  const totals = gather(formulas, totalsIn);
  if (totals.length === 0) return { bare: new Set(), members: new Set() };
  const residuals = gather(formulas, residualsIn);
  const models = new Set(residuals.length > 0 ? gather(formulas, modelsIn) : []);
  const isOfModel = ({ terms }: Residual) =>
    terms.some((own) => models.has(keyOf(terms.filter((term) => term !== own))));
  const compared = residuals.filter(isOfModel).flatMap(({ letters }) => letters);
  // The y of a line that is compared with a `y_i` is no prediction.
  const others = totals.filter(({ letters }) => !compared.some((letter) => letters.has(letter)));
  const members = predicted(formulas, others);
  return { bare: new Set([...compared, ...members]), members: new Set(members) };
}

/** A sum over samples: the letters that it takes the members of, and those that it calls functions at. */
interface Total {
  readonly letters: ReadonlySet<string>;
  readonly calls: readonly { readonly of: string; readonly at: string }[];
  /** Whether as many stand below a fraction before it: `\frac1n \sum_{i=1}^n`. */
  readonly isMean: boolean;
}

const totalsIn = oncePer((formula: TexNode): readonly Total[] => {
  const found: Total[] = [];
  const collect = (node: TexNode, below: string): void => {
    if (node.type === "bigOperator" && node.operator === "sum") {
      const [index, ...more] = boundLetters(node.sub);
      if (index !== undefined && more.length === 0) found.push(totalOf(node, index, below));
    }
    let last = "";
    for (const child of children(node)) {
      collect(child, last);
      last = child.type === "fraction" ? spell(child.denominator) : "";
    }
  };
  collect(formula, "");
  return found;
});

function totalOf({ body, sup }: TexNode & { type: "bigOperator" }, index: string, below: string): Total {
  const letters = new Set<string>();
  const isMember = ({ subscripts }: Occurrence) => {
    const [item, ...more] = subscripts[0]?.items ?? [];
    return item !== undefined && more.length === 0 && letterName(item) === index;
  };
  visitOccurrences(body, (one) => {
    if (isMember(one)) letters.add(one.base);
  });
  const calls: { of: string; at: string }[] = [];
  walk(body, (node) => {
    for (const { head, fence } of applicationsIn(node)) {
      const at = argumentOf(fence);
      if (at && isMember(at)) calls.push({ of: head.base, at: at.base });
    }
  });
  return { letters, calls, isMean: sup !== null && below.endsWith(spell(sup)) };
}

/** The x of `f(x)` and `f(x; w)`. */
function argumentOf({ open, body }: FencedNode): Occurrence | null {
  const bare = withoutDecoration(body);
  const first = bare.type === "list" ? bare.items[0] : bare;
  return open === "(" && first ? readOccurrence(first) : null;
}

/** What the equations for a letter, or a function of one letter, are made of. */
interface Model {
  readonly name: string;
  /** The letter in its parentheses. */
  readonly argument: string | null;
  readonly letters: ReadonlySet<string>;
  /** Letters behind a transposed lower-case one: the x of `w^\top x`. */
  readonly vectors: ReadonlySet<string>;
}

/** The letters of sums whose members a plain equation gives, and those at which a function of a vector is called. */
function predicted(formulas: readonly TexNode[], totals: readonly Total[]): readonly string[] {
  const models = gather(formulas, predictionsIn);
  if (models.length === 0) return [];
  const found = new Set<string>();
  const counted = new Set(totals.flatMap(({ letters }) => [...letters]));
  for (const { letters, calls, isMean } of totals) {
    for (const { of, at } of calls)
      if (models.some((one) => one.name === of && one.argument === at && one.vectors.has(at))) found.add(at);
    for (const name of letters) {
      // The `y_i` beside a line `y = a x + b` are data.
      const behind = /^(bold )?[txy]$/.test(name) ? [] : reach(models, name);
      const isGiven = behind.some((one) => one.name === name);
      const isOfNumbers = behind.every((one) => [...one.letters].every((letter) => !/^[A-Z]$/.test(letter)));
      const isOfSamples = isMean || behind.some(({ vectors }) => vectors.size > 0);
      if (!isGiven || !isOfNumbers || !isOfSamples) continue;
      const inputs = behind.flatMap(({ vectors }) => [...vectors]).filter((letter) => counted.has(letter));
      for (const letter of [...letters, ...inputs]) found.add(letter);
    }
  }
  return [...found];
}

/** The equations of a letter without an argument, and of what it is made of in turn. */
function reach(models: readonly Model[], name: string): readonly Model[] {
  const names = new Set([name]);
  const found: Model[] = [];
  for (const one of names)
    for (const model of models)
      if (model.name === one && model.argument === null) {
        found.push(model);
        for (const letter of model.letters) names.add(letter);
      }
  return found;
}

const predictionsIn = oncePer((formula: TexNode): readonly Model[] => {
  const found: Model[] = [];
  walk(formula, (node) => {
    if (node.type !== "relation" || node.relations[0]!.name !== "=") return;
    const [left, ...sides] = node.operands.map(withoutDecoration);
    const [call] = applicationsIn(left!);
    const argument = call && isPlain(left!) ? (argumentOf(call.fence)?.base ?? null) : null;
    const name = call ? call.head.base : readOccurrence(left!)?.base;
    if (name === undefined || !isPlain(left!) || (call && argument === null)) return;
    for (const side of sides) {
      const letters = new Set<string>();
      let isItself = false;
      visitOccurrences(side, ({ base, subscripts }) => {
        if (subscripts.length === 0) letters.add(base);
        isItself ||= base === name;
      });
      // `y = (y_1, \dots, y_n)` lists all of them.
      if (!isItself) found.push({ name, argument, letters, vectors: vectorsIn(side) });
    }
  });
  return found;
});

/** The x of `w^\top x` and `x^\top w`; of `W^\top x` it is not known what is behind. */
function vectorsIn(side: TexNode): ReadonlySet<string> {
  const found = new Set<string>();
  walk(side, (node) => {
    const factors = node.type === "product" ? node.factors : [];
    factors.forEach((factor, at) => {
      const [row, column] = [factor.node, factors[at + 1]?.node].map((one) => one && readOccurrence(one));
      const isRow = row?.superscripts.some(({ type }) => type === "transpose") ?? false;
      if (!isRow || !column || [row, column].some((one) => /^(bold )?[A-Z]$/.test(one!.base))) return;
      found.add(row!.base);
      found.add(column.base);
    });
  });
  return found;
}

/** Differences that a sum takes of its members: `y_i - w^\top x_i`. */
const residualsIn = oncePer((formula: TexNode): readonly Residual[] => {
  const found: Residual[] = [];
  walk(formula, (node) => {
    if (node.type !== "bigOperator" || node.operator !== "sum") return;
    const [index, ...more] = boundLetters(node.sub);
    if (index === undefined || more.length > 0) return;
    walk(node.body, (inner) => {
      if (inner.type === "sum") found.push(...residualOf(inner, index));
    });
  });
  return found;
});

function residualOf(difference: TexNode, index: string): readonly Residual[] {
  const letters = new Set<string>();
  visitOccurrences(difference, ({ base, subscripts }) => {
    const [item, ...more] = subscripts[0]?.items ?? [];
    if (item && more.length === 0 && letterName(item) === index) letters.add(base);
  });
  const terms = termsOf(difference, 1).map((term) => term.replaceAll(`_{${index}}`, ""));
  return letters.size > 1 ? [{ letters: [...letters], terms }] : [];
}

/** What equations say of one letter, or of a function of one, in either sign. */
const modelsIn = oncePer((formula: TexNode): readonly string[] => {
  const found: string[] = [];
  walk(formula, (node) => {
    if (node.type !== "relation") return;
    const sides = node.operands.map(withoutDecoration);
    sides.slice(1).forEach((side, at) => {
      if (node.relations[at]!.name === "=" && isPlain(sides[0]!))
        found.push(keyOf(termsOf(side, 1)), keyOf(termsOf(side, -1)));
    });
  });
  return found;
});

/** `y`, `\hat y` or `f_w(x)`, with no index of its own. */
function isPlain(left: TexNode): boolean {
  const [head, argument, ...more] = left.type === "product" ? left.factors.map(({ node }) => node) : [left];
  const isCall = !argument || (argument.type === "fenced" && more.length === 0);
  const occurrence = head ? readOccurrence(head) : null;
  return isCall && occurrence !== null && (argument !== undefined || occurrence.subscripts.length === 0);
}

function keyOf(terms: Terms): string {
  return [...terms].sort().join(" ");
}

/** The terms of a sum, those of sums within it included. */
function termsOf(node: TexNode, sign: number): Terms {
  const bare = withoutDecoration(node);
  const inner = bare.type === "fenced" && bare.open === "(" ? withoutDecoration(bare.body) : bare;
  if (inner.type !== "sum") return [`${sign > 0 ? "+" : "-"}${spell(inner)}`];
  return inner.terms.flatMap((term) => termsOf(term.node, term.sign === "-" ? -sign : sign));
}
