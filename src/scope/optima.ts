/*
 * What is solved for by `x^*(\theta) = \arg\min_x f(x, \theta)`, and the value of `V(\theta) = \max_x f(x, \theta)`: the
 * place where the gradient vanishes. In come the definitions of a note, out go those under which these have values;
 * an f that the note does not define is one that has such a place.
 */
import {
  type CallExpression,
  type Expression,
  type SymbolExpression,
  mapParts,
  walkExpression,
} from "../algebra/expression.ts";
import { oncePer } from "../text/once.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import { isOptimum } from "./optimum-names.ts";
import type { Scope } from "./scope.ts";
import { allSides } from "./sides.ts";
import { withoutStar } from "./symbol-name.ts";

/** What an f that is least somewhere is beside its square: a number, under a name that no note writes. */
export const REST = "\\mathcal{rest} of ";

type Solution = Expression & { readonly type: "solution" };
/** The definitions of all that a note says is least, largest, or where it is. */
export const optima = oncePer((scope: Scope): readonly Definition[] =>
  [...scope.definitions.values()].flat().flatMap((definition) => {
    const { name, body, parameters, isFunction, section } = definition;
    if (body.type !== "call" || !isOptimum(body)) return [];
    const [variable, of] = body.arguments as [SymbolExpression, Expression];
    const place = placeOf(variable, of);
    const isPlace = body.function.name.startsWith("arg");
    const values = isPlace ? [name] : solvedNames(scope, variable);
    const define = (one: string, value: Expression): readonly Definition[] => {
      const implied = impliedDefinition(one, value, section, body.span);
      return isFunction ? [implied, { ...implied, isFunction, parameters }] : [implied];
    };
    return [
      ...values.flatMap((one) => define(one, place)),
      ...(isPlace ? [] : define(name, substituted(of, variable, place))),
      ...curved(scope, of, variable, { isLeast: body.function.name.includes("min"), section }),
    ];
  }),
);

/** Where the gradient by the variable vanishes. */
function placeOf(variable: SymbolExpression, of: Expression): Solution {
  const { span } = of;
  const gradient: Expression = { type: "derivative", of, withRespectTo: [variable], notation: "nabla", span };
  return { type: "solution", of: [gradient], unknowns: [variable], at: 0, span };
}

/** The `x^*` of a note that says no more of it than that it is where f is largest. */
function solvedNames({ statements, definitions }: Scope, { name }: SymbolExpression): readonly string[] {
  const found = new Set<string>();
  for (const part of allSides(statements).flatMap(walkExpression)) {
    const written = part.type === "symbol" ? part.name : part.type === "call" ? part.function.name : "";
    if (withoutStar(written) === name && !definitions.has(written)) found.add(written);
  }
  return [...found];
}

function substituted(of: Expression, variable: SymbolExpression, value: Expression): Expression {
  return of.type === "symbol" && of.name === variable.name && !of.time
    ? value
    : mapParts(of, (part) => substituted(part, variable, value));
}

/** An f that nothing defines, as any smooth function that curves enough to be least or largest somewhere. */
function curved(
  { definitions }: Scope,
  of: Expression,
  variable: SymbolExpression,
  { isLeast, section }: { isLeast: boolean; section: Definition["section"] },
): readonly Definition[] {
  const isOpen = of.type === "call" && of.function.type === "symbol" && !definitions.has(of.function.name);
  if (!isOpen || of.order > 0 || !of.arguments.every(({ type }) => type === "symbol")) return [];
  const { span } = of;
  const rest: CallExpression = { ...of, function: { type: "symbol", name: REST + of.function.name } };
  const square: Expression = {
    type: "power",
    base: { type: "norm", of: variable, kind: "", span },
    exponent: { type: "number", value: 2, span },
    elementwise: false,
    span,
  };
  const terms = [
    { sign: 1, of: rest },
    {
      sign: isLeast ? 1 : -1,
      of: {
        type: "product",
        left: { type: "number", value: CURVATURE, span },
        right: square,
        sign: "",
        span,
      },
    },
  ] as const;
  const parameters = of.arguments.flatMap((argument) => (argument.type === "symbol" ? [argument.name] : []));
  const body: Expression = { type: "sum", terms, span };
  return [{ ...impliedDefinition(of.function.name, body, section, span), isFunction: true, parameters }];
}

/** More than the curvature of the waves of a smooth function. */
const CURVATURE = 2;
