/*
 * A model written for one sample, `\hat y = w^\top x + b`, beside a sum over all of them, `\sum_i (\hat y^{(i)} - y^{(i)})^2`:
 * what it says of `\hat y` it says of each `\hat y^{(i)}`. Statements and their definitions go in, definitions of samples
 * come out.
 */
import {
  type Expression,
  mapParts,
  parts,
  some,
  walkExpression,
  symbolNames,
} from "../algebra/expression.ts";
import { letterIndex, onlyLetter } from "../algebra/index-arithmetic.ts";
import type { Definition } from "./definitions.ts";
import { inSides } from "./sides.ts";
import type { Statement } from "./statement.ts";
import { plainName } from "./symbol-name.ts";

export function modelsOfSamples(
  statements: readonly Statement[],
  definitions: readonly Definition[],
): readonly Definition[] {
  const summed = new Set(allSummed(statements));
  if (summed.size === 0) return [];
  const timed = new Set(definitions.flatMap(({ name, time }) => (time ? [name] : [])));
  const models = new Map(
    definitions.filter((one) => isModel(one) && !timed.has(one.name)).map((one) => [one.name, one]),
  );
  // What a prediction is made of belongs to its sample as well, if a letter of the sample is in it, or an input x.
  const isOfSample = (name: string, above: readonly string[]): boolean => {
    if (summed.has(name) || plainName(name) === "x") return true;
    const model = models.get(name);
    if (!model || above.includes(name)) return false;
    return symbolNames(model.body).some((inner) => isOfSample(inner, [...above, name]));
  };
  const found = new Map<string, Definition>();
  const visit = (name: string): void => {
    const model = models.get(name);
    if (!model || found.has(name)) return;
    const own = new Set(symbolNames(model.body).filter((inner) => isOfSample(inner, [name])));
    if (own.size === 0) return;
    const index = letterIndex(SAMPLE, model.span);
    const atSample = (part: Expression): Expression =>
      part.type === "symbol" && own.has(part.name) ? { ...part, time: index } : mapParts(part, atSample);
    found.set(name, { ...model, time: index, body: atSample(model.body) });
    own.forEach(visit);
  };
  // The `y_i` beside a line `y = a x + b` are data.
  [...summed].filter((name) => !/^(bold )?[txy]$/.test(name)).forEach(visit);
  return [...found.values()];
}

/** The letter that counts samples in a model. */
const SAMPLE = "‹sample›";

/** What is written without times, for one sample. */
function isModel({ time, components, isFunction, isDerivative, body }: Definition): boolean {
  if (time || components.length > 0 || isFunction || isDerivative) return false;
  return !some(body, (part) => part.type === "iterated" || (part.type === "symbol" && part.time !== null));
}

/** The letters that a sum counts by what stands above them: ŷ and y in `\sum_i (\hat y^{(i)} - y^{(i)})^2`. */
function summedIn(side: Expression): readonly string[] {
  const own = parts(side).flatMap((part) => summedIn(part));
  if (side.type !== "iterated" || side.operator !== "sum") return own;
  const counted = walkExpression(side.body).flatMap((part) =>
    part.type === "symbol" && part.time && onlyLetter(part.time) === side.letter ? [part.name] : [],
  );
  return [...own, ...counted];
}

const allSummed = inSides(summedIn);
