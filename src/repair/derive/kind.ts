/*
 * Whether an expression is a scalar, a column, a row or a matrix: as far as the symbols' shapes say. Null where they
 * do not; then nothing is derived.
 */
import type { Expression } from "../../algebra/expression.ts";
import { operators } from "../../algebra/operators/all.ts";
import { isKnown, isOne } from "../../algebra/shape.ts";
import type { Scope } from "../../scope/scope.ts";

export type Kind = "scalar" | "column" | "row" | "matrix";

export function kindOf(scope: Scope, part: Expression): Kind | null {
  const kind = (one: Expression) => kindOf(scope, one);
  switch (part.type) {
    case "number":
    case "index":
    case "delta":
    case "norm":
    case "entry":
      return "scalar";
    case "symbol":
      return symbolKind(scope, part.name);
    case "transpose":
      return flipped(kind(part.of));
    case "inverse":
      return kind(part.of) === "scalar" ? "scalar" : "matrix";
    case "sum":
      return widest(part.terms.map((term) => kind(term.of)));
    case "quotient":
      return widest([kind(part.left), kind(part.right)]);
    case "power":
      return kind(part.base);
    case "iterated":
      return kind(part.body);
    case "constant":
      return part.constant === "ones" || part.constant === "basis" ? "column" : "matrix";
    case "product":
      return productKind(scope, part);
    case "call":
      return callKind(scope, part);
    case "derivative": {
      const [by] = part.withRespectTo;
      if (!by || kind(by) === "scalar") return kind(part.of);
      return kind(part.of) === "scalar" ? kind(by) : null;
    }
    case "differential":
      return kind(part.of);
    default:
      return null;
  }
}

function symbolKind(scope: Scope, name: string): Kind | null {
  const { symbols, bindings } = scope.shapes;
  const shape = symbols.get(name);
  // What has no shape is a size or a count.
  if (!shape) return scope.facts.functions.has(name) || scope.definitions.has(name) ? null : "scalar";
  // Of unknown sizes: by the field's custom capitals are matrices.
  if (!isKnown(bindings, shape.rows) && !isKnown(bindings, shape.cols))
    return /^(?:\\[a-z]+\{?)?[A-Z](?![a-z])/.test(name) ? "matrix" : null;
  const rows = isOne(bindings, shape.rows);
  const cols = isOne(bindings, shape.cols);
  return rows && cols ? "scalar" : cols ? "column" : rows ? "row" : "matrix";
}

export function flipped(kind: Kind | null): Kind | null {
  return kind === "column" ? "row" : kind === "row" ? "column" : kind;
}

function widest(kinds: readonly (Kind | null)[]): Kind | null {
  return kinds.find((kind) => kind !== "scalar") ?? (kinds.includes(null) ? null : "scalar");
}

/** How two factors are multiplied: their sign, and what their kinds leave possible. */
export type Multiplication = "scale" | "hadamard" | "matrix" | "inner" | "outer";

export function multiplication(scope: Scope, part: Expression & { type: "product" }): Multiplication | null {
  return multiplied(part.sign, kindOf(scope, part.left), kindOf(scope, part.right));
}

function multiplied(sign: string, left: Kind | null, right: Kind | null): Multiplication | null {
  if (left === "scalar" || right === "scalar") return "scale";
  if (/odot/.test(sign)) return "hadamard";
  if (left === null || right === null) return null;
  if (sign === "\\otimes") return left === "column" && right === "column" ? "outer" : null;
  if (/circ|\*|ast|times/.test(sign) && left === right) return "hadamard";
  if (left === "column" && right === "column") return sign === "\\cdot" ? "inner" : null;
  return "matrix";
}

function productKind(scope: Scope, part: Expression & { type: "product" }): Kind | null {
  const left = kindOf(scope, part.left);
  const right = kindOf(scope, part.right);
  switch (multiplied(part.sign, left, right)) {
    case null:
      return null;
    case "scale":
      return left === "scalar" ? right : left;
    case "hadamard":
      return left;
    case "inner":
      return "scalar";
    case "outer":
      return "matrix";
    case "matrix": {
      const flat = left === "row";
      const thin = right === "column";
      return flat && thin ? "scalar" : flat ? "row" : thin ? "column" : "matrix";
    }
  }
}

function callKind(scope: Scope, part: Expression & { type: "call" }): Kind | null {
  const { name, type } = part.function;
  const [first] = part.arguments;
  if (!first) return null;
  if (type === "operator") {
    if (name === "diag") return kindOf(scope, first) === "matrix" ? "column" : "matrix";
    if (/^(trace|det|inner|sum|logdet|logsumexp|max|min)$/.test(name)) return "scalar";
    const operator = operators.get(name);
    return operator?.elementwise || /softmax/i.test(name) ? kindOf(scope, first) : null;
  }
  const fact = scope.facts.functions.get(name)?.[0];
  if (fact?.codomain) return symbolKind(scope, name);
  const definition = scope.definitions.get(name)?.find((one) => one.isFunction);
  if (definition && fact?.acts !== "elementwise") {
    const [parameter] = definition.parameters;
    const scalar = parameter !== undefined && symbolKind(scope, parameter) === "scalar";
    return scalar && definition.parameters.length === 1
      ? kindOf(scope, first)
      : kindOf(scope, definition.body);
  }
  return kindOf(scope, first);
}
