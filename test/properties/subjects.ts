/*
 * The models that notes are generated from, one function each: recurrences, networks layer by layer, quadratic and
 * bilinear forms, traces. Every choice comes in as a flag, so that fast-check can shrink it.
 */
import fc from "fast-check";
import { type Claim, type Leaf, type Model, type Subject, entries, gradient, jacobian } from "./model.ts";
import {
  type SymbolTerm,
  type Term,
  apply,
  diag,
  minus,
  number,
  plus,
  product,
  slope,
  squareNorm,
  symbol,
  transpose,
} from "./term.ts";

export interface Choice {
  readonly activation: Model["activation"];
  /** Whether what goes into the activation has a name of its own. */
  readonly named: boolean;
  readonly bias: boolean;
  readonly input: boolean;
  readonly depth: 1 | 2 | 3;
}

export const choices: fc.Arbitrary<Choice> = fc.record({
  activation: fc.constantFrom("any", "tanh", "logistic"),
  named: fc.boolean(),
  bias: fc.boolean(),
  input: fc.boolean(),
  depth: fc.constantFrom(1, 2, 3),
});

const half = number(0.5, "\\frac{1}{2}");
const vector = (name: string, rows: string, timed = false): Leaf => ({ name, rows, cols: "1", timed });
const square = (name: string): Leaf => ({ name, rows: "n", cols: "n", timed: false });
const factor = (claim: Claim): Term => ({ type: "derivative", of: claim.of, by: claim.by });
const shifted = (term: Term, steps: number): Term =>
  JSON.parse(JSON.stringify(term), (_, part: unknown) =>
    isSymbol(part) && part.at !== null ? { ...part, at: part.at + steps } : part,
  ) as Term;
const isSymbol = (part: unknown): part is SymbolTerm =>
  (part as Partial<SymbolTerm> | null)?.type === "symbol";
const shiftedClaim = ({ of, by }: Claim, steps: number): Claim =>
  jacobian(shifted(of, steps) as SymbolTerm, shifted(by, steps) as SymbolTerm);

/** ∂y_t/∂y_{t−2} = ∂y_t/∂y_{t−1} ∂y_{t−1}/∂y_{t−2} = J_t J_{t−1}. */
function twoSteps(one: Claim): Claim {
  const [step] = one.steps;
  const before = shiftedClaim(one, -1);
  return jacobian(
    one.of,
    before.by,
    product(factor(one), factor(before)),
    product(step!, shifted(step!, -1)),
  );
}

/** h_t = f(W h_{t−1} + U x_t + b) */
function elman({ activation, named, bias, input }: Choice): Subject {
  const [h, before, a, x, W, U, b] = [
    symbol("h", 1, 0), symbol("h", 1, -1), symbol("a", 1, 0), symbol("x", 1, 0), symbol("W", 2), symbol("U", 2), symbol("b", 1),
  ]; // prettier-ignore
  const terms = [product(W, before), ...(input ? [product(U, x)] : []), ...(bias ? [b] : [])];
  const inner = terms.length > 1 ? plus(...terms) : terms[0]!;
  const point = named ? a : inner;
  const definitions = [...(named ? [{ symbol: a, body: inner }] : []), { symbol: h, body: apply(point) }];
  const step = jacobian(h, before, product(diag(slope(point)), W));
  const claims = [step, twoSteps(step)];
  if (input) claims.push(jacobian(h, x, product(diag(slope(point)), U)));
  if (named) claims.push(jacobian(h, a, diag(slope(a))));
  if (named) claims.push(jacobian(a, symbol("a", 1, -1), product(W, diag(slope(symbol("a", 1, -1))))));
  const leaves = [vector("h", "n", true), square("W")];
  if (input) leaves.push(vector("x", "m", true), { name: "U", rows: "n", cols: "m", timed: false });
  if (bias) leaves.push(vector("b", "n"));
  return { model: { title: "A recurrent network", activation, leaves, definitions }, claims };
}

/** x_t = W f(x_{t−1}) + b */
function preActivation({ activation, bias }: Choice): Subject {
  const [x, before, W, b] = [symbol("x", 1, 0), symbol("x", 1, -1), symbol("W", 2), symbol("b", 1)];
  const recurrent = product(W, apply(before));
  const definitions = [{ symbol: x, body: bias ? plus(recurrent, b) : recurrent }];
  const step = jacobian(x, before, product(W, diag(slope(before))));
  const entry = (of: SymbolTerm, ...indices: readonly ("j" | "k")[]) =>
    ({ type: "entry", of, indices }) as const;
  const byEntry = entries(
    x,
    before,
    product(entry(W, "j", "k"), { type: "apply-entry", to: entry(before, "k") }),
  );
  const leaves = [vector("x", "n", true), square("W"), ...(bias ? [vector("b", "n")] : [])];
  return {
    model: { title: "A network in its pre-activations", activation, leaves, definitions },
    claims: [step, twoSteps(step), byEntry],
  };
}

/** h_t = (1 − α) h_{t−1} + α f(W h_{t−1} + b), or h_t = h_{t−1} + V f(W h_{t−1} + b) */
function leakyOrResidual({ activation, named, bias, input }: Choice): Subject {
  const [h, before, a, W, V, b, alpha] = [
    symbol("h", 1, 0), symbol("h", 1, -1), symbol("a", 1, 0), symbol("W", 2), symbol("V", 2), symbol("b", 1), symbol("\\alpha", 0),
  ]; // prettier-ignore
  const inner = bias ? plus(product(W, before), b) : product(W, before);
  const point = named ? a : inner;
  const rest = minus(number(1), alpha);
  const unit: Term = { type: "identity", like: h };
  const leaky = input;
  const body = leaky
    ? plus(product(rest, before), product(alpha, apply(point)))
    : plus(before, product(V, apply(point)));
  const right = leaky
    ? plus(product(rest, unit), product(alpha, diag(slope(point)), W))
    : plus(unit, product(V, diag(slope(point)), W));
  const leaves = [vector("h", "n", true), square("W"), ...(bias ? [vector("b", "n")] : [])];
  leaves.push(leaky ? { name: "\\alpha", rows: "1", cols: "1", timed: false } : square("V"));
  const definitions = [...(named ? [{ symbol: a, body: inner }] : []), { symbol: h, body }];
  return {
    model: { title: leaky ? "A leaky network" : "A residual network", activation, leaves, definitions },
    claims: [jacobian(h, before, right)],
  };
}

/** s_t = A s_{t−1} + B u_t, y_t = C s_t */
function stateSpace({ depth }: Choice): Subject {
  const [s, before, u, y, A, B, C] = [
    symbol("s", 1, 0), symbol("s", 1, -1), symbol("u", 1, 0), symbol("y", 1, 0), symbol("A", 2), symbol("B", 2), symbol("C", 2),
  ]; // prettier-ignore
  const definitions = [
    { symbol: s, body: plus(product(A, before), product(B, u)) },
    { symbol: y, body: product(C, s) },
  ];
  const claims = [
    jacobian(s, before, A),
    jacobian(y, before, product(C, A)),
    jacobian(y, symbol("u", 1, -1), product(C, A, B)),
    jacobian(s, symbol("s", 1, -2), product(A, A)),
  ];
  const leaves = [
    vector("s", "n", true),
    vector("u", "m", true),
    square("A"),
    { name: "B", rows: "n", cols: "m", timed: false },
    { name: "C", rows: "p", cols: "n", timed: false },
  ];
  return {
    model: { title: "A linear state space", activation: "any", leaves, definitions },
    claims: claims.slice(0, depth + 1),
  };
}

/** c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t with the gates given. */
function gated({ input }: Choice): Subject {
  const [c, before, f, i, g] = [
    symbol("c", 1, 0),
    symbol("c", 1, -1),
    symbol("f", 1, 0),
    symbol("i", 1, 0),
    symbol("g", 1, 0),
  ];
  const kept: Term = { type: "hadamard", left: f, right: before };
  const written: Term = { type: "hadamard", left: i, right: g };
  const definitions = [{ symbol: c, body: plus(kept, written) }];
  const claims = [
    jacobian(c, before, diag(f)),
    jacobian(c, input ? g : i, diag(input ? i : g)),
    jacobian(c, f, diag(before)),
  ];
  const leaves = ["c", "f", "i", "g"].map((name) => vector(name, "n", true));
  return { model: { title: "A cell with gates", activation: "any", leaves, definitions }, claims };
}

/** z = W x + b, a = f(z), y = V a, L = ½‖y − r‖² */
function network({ activation, bias, depth }: Choice): Subject {
  const [x, z, a, y, r, L, W, V, b] = [
    symbol("x", 1), symbol("z", 1), symbol("a", 1), symbol("y", 1), symbol("r", 1), symbol("L", 0), symbol("W", 2), symbol("V", 2), symbol("b", 1),
  ]; // prettier-ignore
  const definitions = [
    { symbol: z, body: bias ? plus(product(W, x), b) : product(W, x) },
    { symbol: a, body: apply(z) },
    { symbol: y, body: product(V, a) },
    { symbol: L, body: product(half, squareNorm(minus(y, r))) },
  ];
  const back = product(diag(slope(z)), transpose(V), minus(y, r));
  const all = [
    jacobian(y, x, product(V, diag(slope(z)), W)),
    jacobian(y, z, product(V, diag(slope(z)))),
    gradient(L, y, minus(y, r)),
    gradient(L, a, product(transpose(V), minus(y, r))),
    gradient(L, z, back),
    gradient(L, x, product(transpose(W), back)),
    gradient(L, V, product(minus(y, r), transpose(a))),
    gradient(L, W, product(back, transpose(x))),
  ];
  const leaves = [
    vector("x", "m"),
    vector("r", "p"),
    { name: "W", rows: "n", cols: "m", timed: false },
    { name: "V", rows: "p", cols: "n", timed: false },
    ...(bias ? [vector("b", "n")] : []),
  ];
  const claims = all.filter((_, k) => k % 3 === depth - 1);
  return { model: { title: "A network of two layers", activation, leaves, definitions }, claims };
}

/** xᵀAx + bᵀx, ½‖Bx − c‖² + ½λ‖x‖², xᵀBᵀy, tr(BX): one a depth and flag. */
function forms({ bias, named, depth, input }: Choice): Subject {
  const [x, y, q, A, B, b, c, lambda] = [
    symbol("x", 1), symbol("y", 1), symbol("q", 0), symbol("A", 2), symbol("B", 2), symbol("b", 1), symbol("c", 1), symbol("\\lambda", 0),
  ]; // prettier-ignore
  const wide: Leaf = { name: "B", rows: "m", cols: "n", timed: false };
  const subject = (body: Term, leaves: readonly Leaf[], ...claims: readonly Claim[]): Subject => ({
    model: { title: "A form", activation: "any", leaves, definitions: [{ symbol: q, body }] },
    claims,
  });
  if (depth === 1) {
    const form = product(transpose(x), A, x);
    const twice = named ? product(number(2), A, x) : product(plus(A, transpose(A)), x);
    const leaves = [
      vector("x", "n"),
      named ? { ...square("A"), symmetric: true } : square("A"),
      ...(bias ? [vector("b", "n")] : []),
    ];
    return subject(
      bias ? plus(form, product(transpose(b), x)) : form,
      leaves,
      gradient(q, x, bias ? plus(twice, b) : twice),
    );
  }
  if (depth === 2) {
    const residual = minus(product(B, x), c);
    const ridge = plus(product(half, squareNorm(residual)), product(half, lambda, squareNorm(x)));
    const right = product(transpose(B), residual);
    const leaves = [
      vector("x", "n"),
      wide,
      vector("c", "m"),
      ...(bias ? [{ name: "\\lambda", rows: "1", cols: "1", timed: false }] : []),
    ];
    return subject(
      bias ? ridge : product(half, squareNorm(residual)),
      leaves,
      gradient(q, x, bias ? plus(right, product(lambda, x)) : right),
    );
  }
  if (input)
    return subject(
      { type: "trace", of: product(transpose(A), B) },
      [wide, { ...wide, name: "A" }],
      gradient(q, B, A),
    );
  return subject(
    product(transpose(y), B, x),
    [vector("x", "n"), vector("y", "m"), wide],
    gradient(q, B, product(y, transpose(x))),
    gradient(q, y, product(B, x)),
    gradient(q, x, product(transpose(B), y)),
  );
}

const builders = [
  elman,
  elman,
  preActivation,
  leakyOrResidual,
  stateSpace,
  gated,
  network,
  network,
  forms,
  forms,
];

export const subjects: fc.Arbitrary<Subject> = fc
  .tuple(fc.constantFrom(...builders), choices)
  .map(([make, choice]) => make(choice));
