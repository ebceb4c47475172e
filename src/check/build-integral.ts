/*
 * Integrals over a finite interval: the integrand is built at each place of two Gauss–Legendre rules. Its derivatives,
 * by a parameter or by a limit of the interval, are those of the finer rule.
 */
import type { Expression } from "../algebra/expression.ts";
import { type Dims, type NodeId, input, isScalar, op, scalar } from "../algebra/graph.ts";
import { gaussLegendre } from "../algebra/operators/integrals.ts";
import { substitution } from "../algebra/substitute.ts";
import { build } from "./build.ts";
import { type Builder, fail } from "./builder.ts";

type Integral = Expression & { readonly type: "integral" };

/** Exact for smooth integrands to about 1e-14, and to 1e-10. */
const rules = { fine: gaussLegendre(20), coarse: gaussLegendre(13) };

/** Builds the value of an integral of numbers, vectors or matrices. */
export function buildIntegral(builder: Builder, integral: Integral, expected?: Dims): NodeId {
  const { graph } = builder;
  const [from, to] = [integral.from, integral.to].map((end) => build(builder, end)) as [NodeId, NodeId];
  if (!isScalar(graph, from) || !isScalar(graph, to))
    return fail("unsupported-operator", "an integral from or to what is no number", integral.span);
  const half = op(graph, "scale", scalar(graph, 0.5), op(graph, "subtract", to, from));
  const middle = op(graph, "scale", scalar(graph, 0.5), op(graph, "add", to, from));
  // Within the integrand, the variable rests on nothing: a place of the rule is put in after all derivatives there.
  const variable = input(graph, `integrated ${integral.span.start}`, { rows: 1, cols: 1 });
  const outer = builder.parameters;
  builder.parameters = new Map([...outer, [integral.variable.name, variable]]);
  let integrand: NodeId;
  try {
    integrand = build(builder, integral.of, expected);
  } finally {
    builder.parameters = outer;
  }
  const sumBy = (rule: typeof rules.fine): NodeId =>
    rule
      .map(({ place, weight }) => {
        const at = op(graph, "add", middle, op(graph, "scale", scalar(graph, place), half));
        const value = substitution(graph, new Map([[variable, at]]))(integrand);
        return op(graph, "scale", scalar(graph, weight), value);
      })
      .reduce((sum, part) => op(graph, "add", sum, part));
  const [fine, coarse] = [sumBy(rules.fine), sumBy(rules.coarse)];
  return op(graph, "quadrature", op(graph, "scale", half, fine), op(graph, "scale", half, coarse));
}
