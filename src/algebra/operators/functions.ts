/*
 * Functions of one entry that mathematics names: powers, logarithms, trigonometry, gamma.
 */
import { dims, op, opWith, uniform } from "../construct.ts";
import type { Mathjs, MathjsValue, Operator } from "../operator.ts";
import { erf, gamma, logGamma, polygamma } from "../special.ts";
import {
  elementwise,
  minus,
  named,
  over,
  plus,
  product,
  rewritten,
  type Row,
  square,
  times,
} from "./elementwise.ts";

const rows: readonly Row[] = [
  { name: "exp", spellings: ["exp"], value: Math.exp, slope: ({ y }) => y, reference: named("exp") },
  {
    name: "expm1",
    spellings: ["expm1"],
    value: Math.expm1,
    slope: ({ graph, x }) => op(graph, "exp", x),
    reference: (m, x) => m.subtract(m.exp(x), 1),
  },
  {
    name: "log",
    spellings: ["log", "ln"],
    value: Math.log,
    slope: ({ graph, x }) => over(graph, 1, x),
    reference: named("log"),
  },
  {
    name: "log2",
    spellings: ["log2"],
    value: Math.log2,
    slope: ({ graph, x }) => over(graph, Math.LOG2E, x),
    reference: (m, x) => m.log(x, 2),
  },
  {
    name: "log10",
    spellings: ["log10", "lg"],
    value: Math.log10,
    slope: ({ graph, x }) => over(graph, Math.LOG10E, x),
    reference: (m, x) => m.log(x, 10),
  },
  {
    name: "log1p",
    spellings: ["log1p"],
    value: Math.log1p,
    slope: ({ graph, x }) => over(graph, 1, plus(graph, 1, x)),
    reference: (m, x) => m.log(m.add(1, x)),
  },
  {
    name: "sqrt",
    spellings: ["sqrt"],
    value: Math.sqrt,
    slope: ({ graph, y }) => over(graph, 0.5, y),
    reference: named("sqrt"),
  },
  {
    name: "abs",
    spellings: ["abs"],
    value: Math.abs,
    slope: ({ graph, x }) => op(graph, "sign", x),
    reference: named("abs"),
    analytic: false,
  },
  {
    name: "sign",
    spellings: ["sign", "sgn"],
    value: Math.sign,
    slope: () => null,
    reference: named("sign"),
    analytic: false,
  },
  {
    name: "step",
    spellings: ["step", "heaviside"],
    value: (x) => (x > 0 ? 1 : 0),
    slope: () => null,
    reference: (m, x) => m.max(m.sign(x), 0),
    analytic: false,
  },
  {
    name: "stepEqual",
    spellings: [],
    value: (x) => (x >= 0 ? 1 : 0),
    slope: () => null,
    reference: (m, x) => m.subtract(1, m.max(m.sign(m.unaryMinus(x)), 0)),
    analytic: false,
  },
  { name: "floor", spellings: ["floor"], value: Math.floor, slope: () => null, analytic: false },
  { name: "round", spellings: ["round"], value: Math.round, slope: () => null, analytic: false },
  {
    name: "sin",
    spellings: ["sin"],
    value: Math.sin,
    slope: ({ graph, x }) => op(graph, "cos", x),
    reference: named("sin"),
  },
  {
    name: "cos",
    spellings: ["cos"],
    value: Math.cos,
    slope: ({ graph, x }) => op(graph, "negate", op(graph, "sin", x)),
    reference: named("cos"),
  },
  {
    name: "tan",
    spellings: ["tan", "tg"],
    value: Math.tan,
    slope: ({ graph, y }) => plus(graph, 1, square(graph, y)),
    reference: named("tan"),
  },
  {
    name: "asin",
    spellings: ["asin", "arcsin"],
    value: Math.asin,
    slope: ({ graph, x }) => over(graph, 1, op(graph, "sqrt", minus(graph, 1, square(graph, x)))),
    reference: named("asin"),
    analytic: false,
  },
  {
    name: "acos",
    spellings: ["acos", "arccos"],
    value: Math.acos,
    slope: ({ graph, x }) => over(graph, -1, op(graph, "sqrt", minus(graph, 1, square(graph, x)))),
    reference: named("acos"),
    analytic: false,
  },
  {
    name: "atan",
    spellings: ["atan", "arctan"],
    value: Math.atan,
    slope: ({ graph, x }) => over(graph, 1, plus(graph, 1, square(graph, x))),
    reference: named("atan"),
    analytic: false,
  },
  {
    name: "sinh",
    spellings: ["sinh"],
    value: Math.sinh,
    slope: ({ graph, x }) => op(graph, "cosh", x),
    reference: named("sinh"),
  },
  {
    name: "cosh",
    spellings: ["cosh"],
    value: Math.cosh,
    slope: ({ graph, x }) => op(graph, "sinh", x),
    reference: named("cosh"),
  },
  {
    name: "tanh",
    spellings: ["tanh"],
    value: Math.tanh,
    slope: ({ graph, y }) => minus(graph, 1, square(graph, y)),
    reference: named("tanh"),
  },
  {
    name: "asinh",
    spellings: ["asinh", "arsinh", "arcsinh"],
    value: Math.asinh,
    slope: ({ graph, x }) => over(graph, 1, op(graph, "sqrt", plus(graph, 1, square(graph, x)))),
    reference: named("asinh"),
    analytic: false,
  },
  {
    name: "acosh",
    spellings: ["acosh", "arcosh", "arccosh"],
    value: Math.acosh,
    slope: ({ graph, x }) => over(graph, 1, op(graph, "sqrt", plus(graph, -1, square(graph, x)))),
    reference: named("acosh"),
    analytic: false,
  },
  {
    name: "atanh",
    spellings: ["atanh", "artanh", "arctanh"],
    value: Math.atanh,
    slope: ({ graph, x }) => over(graph, 1, minus(graph, 1, square(graph, x))),
    reference: named("atanh"),
    analytic: false,
  },
  {
    name: "erf",
    spellings: ["erf"],
    value: erf,
    slope: ({ graph, x }) =>
      times(graph, 2 / Math.sqrt(Math.PI), op(graph, "exp", op(graph, "negate", square(graph, x)))),
    reference: named("erf"),
    analytic: false,
  },
  {
    name: "lgamma",
    spellings: ["lgamma", "gammaln"],
    value: logGamma,
    slope: ({ graph, x }) => op(graph, "digamma", x),
    reference: named("lgamma"),
    analytic: false,
  },
  {
    name: "gamma",
    spellings: ["Gamma"],
    value: gamma,
    slope: ({ graph, x, y }) => product(graph, y, op(graph, "digamma", x)),
    reference: named("gamma"),
    analytic: false,
  },
  {
    name: "polygamma",
    spellings: [],
    value: (x, [n = 0]) => polygamma(x, n),
    slope: ({ graph, x, parameters: [n = 0] }) => opWith(graph, "polygamma", [n + 1], x),
    analytic: false,
  },
];

/** Whole powers by multiplication: complex powers go through the angle, which is inaccurate below zero. */
function referencePower(m: Mathjs, x: MathjsValue, [c = 1]: readonly number[]): MathjsValue {
  if (!Number.isInteger(c) || Math.abs(c) > 8) return m.pow(x, c);
  let power: MathjsValue = 1;
  for (let k = 0; k < Math.abs(c); k++) power = m.multiply(power, x);
  return c < 0 ? m.divide(1, power) : power;
}

/** x^c entry by entry, c a number. */
const power: Operator = {
  ...elementwise({
    name: "power",
    spellings: [],
    value: (x, [c = 1]) => (c === 2 ? x * x : x ** c),
    slope: ({ graph, x, parameters: [c = 1] }) => times(graph, c, opWith(graph, "power", [c - 1], x)),
    reference: referencePower,
  }),
  simplify: (graph, [x = 0], [c = 1]) => {
    if (c === 1) return x;
    if (c === 0.5) return op(graph, "sqrt", x);
    return c === 0 ? uniform(graph, dims(graph, x), 1) : null;
  },
};

const formulas: readonly Operator[] = [
  rewritten("digamma", ["digamma"], (g, x) => opWith(g, "polygamma", [0], x)),
  rewritten("trigamma", ["trigamma"], (g, x) => opWith(g, "polygamma", [1], x)),
  rewritten("normalCdf", [], (g, x) => times(g, 0.5, plus(g, 1, op(g, "erf", times(g, Math.SQRT1_2, x))))),
  rewritten("normalPdf", [], (g, x) =>
    times(g, 1 / Math.sqrt(2 * Math.PI), op(g, "exp", times(g, -0.5, square(g, x)))),
  ),
  rewritten("logit", ["logit"], (g, x) => op(g, "log", op(g, "divide", x, minus(g, 1, x)))),
  rewritten("sec", ["sec"], (g, x) => over(g, 1, op(g, "cos", x))),
  rewritten("csc", ["csc"], (g, x) => over(g, 1, op(g, "sin", x))),
  rewritten("cot", ["cot", "ctg"], (g, x) => over(g, 1, op(g, "tan", x))),
  rewritten("sech", ["sech"], (g, x) => over(g, 1, op(g, "cosh", x))),
  rewritten("csch", ["csch"], (g, x) => over(g, 1, op(g, "sinh", x))),
  rewritten("coth", ["coth"], (g, x) => over(g, 1, op(g, "tanh", x))),
];

export const functions: readonly Operator[] = [...rows.map(elementwise), power, ...formulas];
