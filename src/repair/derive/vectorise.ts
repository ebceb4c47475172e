/*
 * Sums over components as products of whole vectors and matrices: Σ_k u_k v_k is uᵀv, Σ_k W_{jk} a_k is (W a)_j.
 * Null where the sum is of another form.
 */
import { type Expression, type Index, some } from "../../algebra/expression.ts";
import { onlyLetter } from "../../algebra/index-arithmetic.ts";
import type { Scope } from "../../scope/scope.ts";
import { call, hadamard, nowhere, product, sum } from "./form.ts";
import { kindOf } from "./kind.ts";
import { transposeOf } from "./transpose.ts";

/** The value of a sum over a component that no longer shows it. */
export function vectorise(scope: Scope, part: Expression & { type: "iterated" }): Expression | null {
  if (part.operator !== "sum" || !usesAsComponent(part.body, part.letter)) return null;
  const factors = multiplied(part.body);
  const own = factors.filter((factor) => mentionsLetter(factor, part.letter));
  const others = factors.filter((factor) => !own.includes(factor));
  const columns = own.map((factor) => componentwise(scope, factor, part.letter));
  if (columns.length === 0 || columns.some((column) => column === null)) return null;
  const known = columns as readonly Expression[];
  const [first, ...rest] = known;
  const inner =
    rest.length === 0
      ? call("sum", first!)
      : product([transposeOf(scope, known.slice(0, -1).reduce(hadamard)), known.at(-1)!]);
  return others.length > 0 ? product([...others, inner]) : inner;
}

/** The column whose entry `letter` this is: `σ(x_i)` is σ(x), `Σ_k W_{ik} a_k` is W a. */
export function componentwise(scope: Scope, part: Expression, letter: string): Expression | null {
  const inner = (one: Expression) => componentwise(scope, one, letter);
  switch (part.type) {
    case "number":
      return part;
    case "entry":
      if (part.indices.length === 1 && isLetter(part.indices[0]!, letter))
        return kindOf(scope, part.of) === "column" ? whole(part.of) : null;
      return null;
    case "sum": {
      const terms = part.terms.map(({ sign, of }) => ({ sign, of: inner(of) }));
      if (terms.some(({ of }) => of === null)) return null;
      return sum(terms as { sign: 1 | -1; of: Expression }[]);
    }
    case "call": {
      if (part.arguments.length !== 1) return null;
      const argument = inner(part.arguments[0]!);
      return argument ? { ...part, arguments: [argument], span: nowhere } : null;
    }
    case "power": {
      const base = inner(part.base);
      return base ? { ...part, base, elementwise: true, span: nowhere } : null;
    }
    case "product": {
      const factors = multiplied(part);
      const own = factors.filter((factor) => mentionsLetter(factor, letter)).map(inner);
      if (own.length === 0) return null;
      if (own.some((factor) => factor === null)) return null;
      const others = factors.filter((factor) => !mentionsLetter(factor, letter));
      const whole = (own as Expression[]).reduce(hadamard);
      return others.length > 0 ? product([...others, whole]) : whole;
    }
    case "iterated": {
      if (part.operator !== "sum") return null;
      const [matrix, vector, ...more] = multiplied(part.body);
      if (!matrix || !vector || more.length > 0 || matrix.type !== "entry" || matrix.indices.length !== 2)
        return null;
      if (!isLetter(matrix.indices[0]!, letter) || !isLetter(matrix.indices[1]!, part.letter)) return null;
      const column = componentwise(scope, vector, part.letter);
      return column ? product([whole(matrix.of), column]) : null;
    }
    default:
      return mentionsLetter(part, letter) || part.type === "symbol" ? null : part;
  }
}

/** A symbol without the index that stands on it. */
function whole(part: Expression): Expression {
  return part.type === "symbol" ? { ...part, span: nowhere } : part;
}

function multiplied(part: Expression): readonly Expression[] {
  return part.type === "product" && !/otimes/.test(part.sign)
    ? [...multiplied(part.left), ...multiplied(part.right)]
    : [part];
}

function isLetter(index: Index, letter: string): boolean {
  return onlyLetter(index) === letter;
}

function mentionsLetter(part: Expression, letter: string): boolean {
  return some(
    part,
    (one) =>
      (one.type === "entry" &&
        one.indices.some((index) => index.terms.some((term) => term.letter === letter))) ||
      (one.type === "symbol" && !!one.time?.terms.some((term) => term.letter === letter)),
  );
}

function usesAsComponent(part: Expression, letter: string): boolean {
  return some(part, (one) => one.type === "entry" && one.indices.some((index) => isLetter(index, letter)));
}
