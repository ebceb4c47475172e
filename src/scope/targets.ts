/*
 * Targets: the y of `(p - y)^2` and of `-y \log p`, in a section that says what p is, is no output, whatever another
 * section makes of the letter: nobody compares two outputs of the same weights. Statements and definitions go in.
 */
import { type Expression, walkExpression, symbolNames, untransposed } from "../algebra/expression.ts";
import type { Definition } from "./definitions.ts";
import type { Section } from "./section.ts";
import { type Statement, sidesOf } from "./statement.ts";
import { oncePer } from "../text/once.ts";
import { wholeOf } from "./unstated.ts";

/** A letter that is given, within a section. */
export interface Target {
  readonly name: string;
  readonly section: number;
}

/** The letters that a section compares its own outputs with, while they are made of the same elsewhere. */
export function findTargets(
  statements: readonly Statement[],
  definitions: ReadonlyMap<string, readonly Definition[]>,
  sectionOf: (formula: number) => Section,
): readonly Target[] {
  return statements.flatMap((statement) => {
    const { id: section, path } = sectionOf(statement.formula);
    const isOwn = (name: string) => (definitions.get(name) ?? []).some((one) => one.section.id === section);
    const isElsewhere = (name: string) =>
      definitions.has(name) && !definitions.get(name)!.some((one) => path.includes(one.section.id));
    return sidesOf(statement)
      .flatMap(comparisonsIn)
      .filter(({ output, target }) => isOwn(output) && isElsewhere(target))
      .filter(({ output, target }) => sharesInput(output, target, definitions))
      .map(({ target }) => ({ name: target, section }));
  });
}

/** Whether a letter is given at a place in this section. */
export function isTarget(targets: readonly Target[], name: string, { path }: Section): boolean {
  return targets.some((target) => target.name === name && path.includes(target.section));
}

const comparisonsIn = oncePer((side: Expression) => walkExpression(side).flatMap(comparedIn));

interface Compared {
  readonly output: string;
  readonly target: string;
}

/** Either side of a square of a difference, and what weighs a logarithm. */
function comparedIn(part: Expression): readonly Compared[] {
  if (part.type === "product" && part.right.type === "call" && part.right.function.name === "log") {
    const target = wholeOf(untransposed(part.left))?.name;
    return symbolNames(part.right).flatMap((output) => (target === undefined ? [] : [{ output, target }]));
  }
  const difference = squaredIn(part);
  const terms = difference?.type === "sum" ? difference.terms.map(({ of }) => wholeOf(of)?.name) : [];
  const [one, other, ...more] = terms;
  if (one === undefined || other === undefined || more.length > 0) return [];
  return [
    { output: one, target: other },
    { output: other, target: one },
  ];
}

function squaredIn(part: Expression): Expression | null {
  if (part.type === "norm") return part.of;
  return part.type === "power" && part.exponent.type === "number" && part.exponent.value === 2
    ? part.base
    : null;
}

/** Whether two letters are made of a third one, of which nothing is said. */
function sharesInput(
  one: string,
  other: string,
  definitions: ReadonlyMap<string, readonly Definition[]>,
): boolean {
  const inputs = inputsOf(one, definitions, new Set());
  return [...inputsOf(other, definitions, new Set())].some((name) => inputs.has(name));
}

function inputsOf(
  name: string,
  definitions: ReadonlyMap<string, readonly Definition[]>,
  found: Set<string>,
): ReadonlySet<string> {
  for (const { body } of definitions.get(name) ?? [])
    for (const inner of symbolNames(body))
      if (!found.has(inner)) {
        found.add(inner);
        inputsOf(inner, definitions, found);
      }
  return new Set([...found].filter((inner) => !definitions.has(inner)));
}
