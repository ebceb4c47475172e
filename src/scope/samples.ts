/*
 * One sample of many: beside a model `y = a x + b`, the x_i and y_i of `e_i = y_i - (a x_i + b)` are numbers, whatever
 * the plain letters are elsewhere. In come the two sides of a claim; out they go, with the scope in which each letter
 * with the free index is a number of its own. What holds for any such numbers holds for every sample.
 */
import {
  type Expression,
  type Index,
  mapIndices,
  mapParts,
  some,
  walkExpression,
  symbolNames,
} from "../algebra/expression.ts";
import { letterIndex, onlyLetter, substituteIndex } from "../algebra/index-arithmetic.ts";
import { one } from "../algebra/shape.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import type { ShapeFact } from "./facts.ts";
import { freeNumber } from "./free-number.ts";
import type { Scope } from "./scope.ts";
import { inferShapes } from "./shapes.ts";
import type { Section } from "./section.ts";

export interface Sample {
  readonly scope: Scope;
  readonly head: Expression;
  readonly claimed: Expression;
}

/** The claim for one value of its free index, or null where it speaks of anything but numbers. */
export function inOneSample(
  scope: Scope,
  head: Expression,
  claimed: Expression,
  section: Section,
): Sample | null {
  const letter = [head, claimed].flatMap((side) => walkExpression(side).flatMap(countedBy)).at(0);
  if (letter === undefined) return null;
  const sides = [head, claimed].map((side) => inSample(side, letter)) as [Expression, Expression];
  const definitions = definitionsBehind(scope, sides, letter);
  const all = [...sides, ...definitions.map(({ body }) => body)];
  const names = new Set(all.flatMap(symbolNames));
  const declared = (name: string) =>
    scope.facts.functions.has(name) || scope.facts.shapes.get(name)?.some(({ rank }) => rank > 0);
  if ([...names].some(declared) || ![...names].every(isNumber) || all.some((side) => some(side, isArray)))
    return null;
  if ([...names].some((name) => wholeOf(name) !== name && names.has(wholeOf(name)))) return null;
  const number: ShapeFact = {
    rows: one,
    cols: one,
    rank: 0,
    side: null,
    letter: null,
    at: null,
    section,
    span: head.span,
  };
  const facts = { ...scope.facts, shapes: new Map([...names].map((name) => [name, [number]])) };
  const known = new Map(definitions.map((definition) => [definition.name, [definition]]));
  const shapes = inferShapes([], definitions, facts, scope.notation);
  return {
    scope: { ...scope, facts, definitions: known, alternatives: new Map(), shapes },
    head: sides[0],
    claimed: sides[1],
  };
}

/** The index letter of `x_i`, whether it is read as a component or as a member. */
function countedBy(part: Expression): readonly string[] {
  const index = indexOf(part);
  const letter = index && onlyLetter(index);
  return letter === null ? [] : [letter];
}

function indexOf(part: Expression): Index | null {
  if (part.type === "symbol") return part.time;
  if (part.type !== "entry" || part.of.type !== "symbol" || part.of.time || part.indices.length > 1)
    return null;
  return part.indices[0]!;
}

/** The expression with a number for each letter that has the index. */
function inSample(expression: Expression, letter: string): Expression {
  if (!countedBy(expression).includes(letter)) return mapParts(expression, (part) => inSample(part, letter));
  const symbol = expression.type === "entry" ? expression.of : expression;
  return symbol.type === "symbol" ? freeNumber(`${symbol.name}_${letter}`, expression.span) : expression;
}

/** The plain letter of a number that stands for it with its index. */
function wholeOf(name: string): string {
  return name.replace(/^·(.*)_[^_]*$/, "$1");
}

/** What the sides rest on, each definition for the one index. */
function definitionsBehind(
  scope: Scope,
  sides: readonly Expression[],
  letter: string,
): readonly Definition[] {
  const found = new Map<string, Definition>();
  const visit = (expression: Expression): void => {
    for (const name of symbolNames(expression)) {
      if (found.has(name)) continue;
      const [definition] = (scope.definitions.get(wholeOf(name)) ?? []).flatMap(
        (one) => atIndex(one, name, letter) ?? [],
      );
      if (!definition) continue;
      found.set(name, definition);
      visit(definition.body);
    }
  };
  sides.forEach(visit);
  return [...found.values()];
}

/** What a definition says of the symbol of that name, in the sample. */
function atIndex(definition: Definition, name: string, letter: string): Definition | null {
  const [index] = [definition.time, ...definition.components].filter((one) => one !== null);
  const own = index ? onlyLetter(index) : null;
  const body = own === null ? definition.body : withLetter(definition.body, own, letter);
  if (name === definition.name) return index ? null : { ...definition, body: inSample(body, letter) };
  if (own === null || definition.isFunction) return null;
  return impliedDefinition(name, inSample(body, letter), definition.section, definition.span);
}

function withLetter(body: Expression, from: string, to: string): Expression {
  const index = letterIndex(to, body.span);
  return mapIndices(body, (one) => substituteIndex(one, new Map([[from, index]])));
}

/** Small letters in plain type. */
function isNumber(name: string): boolean {
  return /^·?(hat )?(\\?[a-z]+)(_.*)?$/.test(name);
}

/** What only vectors and matrices have, and what runs over their components. */
export function isArray(part: Expression): boolean {
  if (/^(transpose|norm|matrix|entry|iterated|constant|inverse|unknown)$/.test(part.type)) return true;
  if (part.type === "product") return /odot|otimes|times|langle/.test(part.sign);
  return part.type === "call" && part.function.type === "operator" && !elementary.test(part.function.name);
}

const elementary = /^(exp|log|sqrt|sin|cos|tan|sinh|cosh|tanh|sigmoid|relu|softplus|abs)$/;
