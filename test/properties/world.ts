/*
 * Values of a model at random numbers, by our own plain evaluation: a second opinion on what is right and what is
 * wrong that shares no code with the engine. Derivatives are central differences.
 */
import {
  type Matrix,
  add,
  at,
  close,
  diagonal,
  hadamard,
  identity,
  map,
  matrix,
  multiply,
  scalar,
  transposed,
} from "./matrices.ts";
import type { Claim, Model } from "./model.ts";
import type { SymbolTerm, Term } from "./term.ts";

/** The step at which `t` stands; what lies before 0 does not exist. */
const LAST = 4;
const STEP = 1e-5;
const TOLERANCE = 1e-6;

export interface World {
  readonly model: Model;
  readonly sizes: Readonly<Record<string, number>>;
  readonly leaves: ReadonlyMap<string, Matrix>;
  readonly values: ReadonlyMap<string, Matrix>;
}

export function createWorld(model: Model, random: () => number): World {
  const letters = [...new Set(model.leaves.flatMap(({ rows, cols }) => [rows, cols]))].filter(
    (one) => one !== "1",
  );
  const sizes: Record<string, number> = { "1": 1 };
  letters.forEach((letter, k) => (sizes[letter] = 2 + ((k + 1) % (letters.length + 1))));
  const leaves = new Map<string, Matrix>();
  for (const leaf of model.leaves)
    for (const time of leaf.timed ? times : [null]) {
      const drawn = matrix(
        sizes[leaf.rows]!,
        sizes[leaf.cols]!,
        () => (random() < 0.5 ? -1 : 1) * (0.2 + random()),
      );
      const value = leaf.symmetric ? add(drawn, transposed(drawn), 1)! : drawn;
      leaves.set(key(leaf.name, time), value);
    }
  return { model, sizes, leaves, values: simulate(model, leaves, null) };
}

const times = Array.from({ length: LAST + 1 }, (_, time) => time);
const key = (name: string, time: number | null): string => (time === null ? name : `${name}@${time}`);
const keyOf = ({ name, at: steps }: SymbolTerm): string => key(name, steps === null ? null : LAST + steps);

type Values = Map<string, Matrix>;

/** All values, forward in time; an overridden symbol keeps its value whatever defines it. */
function simulate(
  model: Model,
  leaves: ReadonlyMap<string, Matrix>,
  override: [string, Matrix] | null,
): Values {
  const values: Values = new Map(leaves);
  if (override) values.set(...override);
  const define = (name: string, time: number | null, body: Term): void => {
    const target = key(name, time);
    if (override?.[0] === target) return;
    const value = evaluate(body, {
      activation: model.activation,
      value: (one) => values.get(key(one.name, one.at === null ? null : (time ?? LAST) + one.at)),
      indices: { j: 0, k: 0 },
      derivative: () => null,
    });
    if (value) values.set(target, value);
  };
  for (const time of times)
    for (const { symbol, body } of model.definitions) if (symbol.at !== null) define(symbol.name, time, body);
  for (const { symbol, body } of model.definitions) if (symbol.at === null) define(symbol.name, null, body);
  return values;
}

/** Smooth, neither odd nor even: what holds for it holds for no special reason. */
const f = (x: number): number => Math.sin(x) + 0.3 * x * x;
const slopeOf = (x: number): number => Math.cos(x) + 0.6 * x;
const activations: Record<Model["activation"], readonly [(x: number) => number, (x: number) => number]> = {
  tanh: [Math.tanh, (x) => 1 - Math.tanh(x) ** 2],
  logistic: [(x) => 1 / (1 + Math.exp(-x)), (x) => Math.exp(-x) / (1 + Math.exp(-x)) ** 2],
  any: [f, slopeOf],
};

/** What a formula is read in: the values of its symbols, of its free indices, and of the derivatives it mentions. */
interface Scene {
  readonly activation: Model["activation"];
  readonly value: (symbol: SymbolTerm) => Matrix | undefined;
  readonly indices: Readonly<Record<"j" | "k", number>>;
  readonly derivative: (of: SymbolTerm, by: SymbolTerm) => Matrix | null;
}

function evaluate(term: Term, scene: Scene): Matrix | null {
  const { value, indices, derivative, activation } = scene;
  const of = (part: Term) => evaluate(part, scene);
  const both = (left: Matrix | null, right: Matrix | null, join: (a: Matrix, b: Matrix) => Matrix | null) =>
    left && right ? join(left, right) : null;
  switch (term.type) {
    case "symbol":
      return value(term) ?? null;
    case "number":
      return scalar(term.value);
    case "identity": {
      const like = value(term.like);
      return like ? identity(like.rows) : null;
    }
    case "transpose": {
      const inner = of(term.of);
      return inner && transposed(inner);
    }
    case "product":
      return term.factors.map(of).reduce((left, right) => both(left, right, multiply));
    case "sum":
      return term.terms
        .map(({ sign, term: one }) => both(of(one), scalar(sign), multiply))
        .reduce((left, right) => both(left, right, (a, b) => add(a, b, 1)));
    case "hadamard":
      return both(of(term.left), of(term.right), hadamard);
    case "diag": {
      const inner = of(term.of);
      return inner && diagonal(inner);
    }
    case "apply":
    case "apply-entry": {
      const inner = of(term.to);
      const [plain, slope] = activations[activation];
      return inner && map(inner, term.type === "apply" && term.order === 0 ? plain : slope);
    }
    case "square-norm": {
      const inner = of(term.of);
      return inner && scalar(inner.data.reduce((sum, one) => sum + one * one, 0));
    }
    case "trace": {
      const inner = of(term.of);
      if (!inner || inner.rows !== inner.cols) return null;
      return scalar(
        Array.from({ length: inner.rows }, (_, k) => at(inner, k, k)).reduce((sum, one) => sum + one, 0),
      );
    }
    case "entry": {
      const inner = value(term.of);
      const [row, col] = term.indices.map((letter) => indices[letter]);
      if (!inner || row === undefined || row >= inner.rows || (col ?? 0) >= inner.cols) return null;
      return scalar(at(inner, row, col ?? 0));
    }
    case "derivative":
      return derivative(term.of, term.by);
  }
}

/** ∂of/∂by by central differences, over flattened (column by column) arguments. */
function jacobianOf(world: World, of: SymbolTerm, by: SymbolTerm): Matrix | null {
  const variable = world.values.get(keyOf(by));
  const output = world.values.get(keyOf(of));
  if (!variable || !output) return null;
  const columns = columnMajor(variable).map(({ row, col }) => {
    const moved = (step: number) => {
      const data = variable.data.with(row * variable.cols + col, at(variable, row, col) + step);
      return simulate(world.model, world.leaves, [keyOf(by), { ...variable, data }]).get(keyOf(of))!;
    };
    const above = moved(STEP);
    const below = moved(-STEP);
    return columnMajor(output).map(
      (place) => (at(above, place.row, place.col) - at(below, place.row, place.col)) / (2 * STEP),
    );
  });
  return matrix(output.rows * output.cols, columns.length, (row, col) => columns[col]![row]!);
}

function columnMajor({ rows, cols }: Matrix): readonly { readonly row: number; readonly col: number }[] {
  return Array.from({ length: rows * cols }, (_, k) => ({ row: k % rows, col: Math.floor(k / rows) }));
}

/** Whether a right side, as written, is the derivative when everything is read in one layout, or in the other. */
export function agreement(
  world: World,
  claim: Claim,
  right: Term,
): { readonly numerator: boolean; readonly denominator: boolean } {
  const jacobian = jacobianOf(world, claim.of, claim.by);
  if (!jacobian) throw new Error(`no derivative of ${claim.of.name} by ${claim.by.name}`);
  const variable = world.values.get(keyOf(claim.by))!;
  const shaped = claim.scalar
    ? matrix(variable.rows, variable.cols, (row, col) => jacobian.data[col * variable.rows + row]!)
    : transposed(jacobian);
  const value = (layout: "numerator" | "denominator", indices: Scene["indices"] = { j: 0, k: 0 }) =>
    evaluate(right, {
      activation: world.model.activation,
      value: (one) => world.values.get(keyOf(one)),
      indices,
      derivative: (of, by) => {
        const inner = jacobianOf(world, of, by);
        return inner && layout === "denominator" ? transposed(inner) : inner;
      },
    });
  if (claim.entries) {
    const holds = jacobian.data.every((expected, flat) => {
      const claimed = value("numerator", { j: Math.floor(flat / jacobian.cols), k: flat % jacobian.cols });
      return (
        claimed !== null &&
        Math.abs(claimed.data[0]! - expected) <= TOLERANCE * Math.max(1, Math.abs(expected))
      );
    });
    return { numerator: holds, denominator: holds };
  }
  const holds = (layout: "numerator" | "denominator") => {
    const claimed = value(layout);
    return (
      claimed !== null && close(claimed, layout === "numerator" ? transposed(shaped) : shaped, TOLERANCE)
    );
  };
  return { numerator: holds("numerator"), denominator: holds("denominator") };
}
