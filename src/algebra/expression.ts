/*
 * What a formula means, before sizes and time steps are chosen: symbols of the note and the operators between
 * them. Products, powers and quotients keep the author's sign; what they are follows from shapes later.
 * Errors are nodes (`unknown`), so that a formula that is half understood can say which half.
 */
import type { Reason } from "../report.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import type { Span } from "../text/span.ts";

/** An integer that depends on index letters: `t - 1`, `t - k`, `2`. */
export interface Index {
  readonly terms: readonly { readonly letter: string; readonly coefficient: number }[];
  readonly offset: number;
  readonly span: Span;
}

interface Placed {
  readonly span: Span;
}

/** A function: one of the operator table, or a symbol of the note. */
export type FunctionName =
  { readonly type: "operator"; readonly name: string } | { readonly type: "symbol"; readonly name: string };

/** A value of the note: `W_{hh}`, `\tilde h_{t-1}`. Components are `entry` nodes around it. */
export interface SymbolExpression extends Placed {
  readonly type: "symbol";
  readonly name: string;
  readonly time: Index | null;
}

/** Components: one index of a vector (or a row of a matrix), two of a matrix. */
export interface EntryExpression extends Placed {
  readonly type: "entry";
  readonly of: Expression;
  readonly indices: readonly Index[];
}

export interface DerivativeExpression extends Placed {
  readonly type: "derivative";
  readonly of: Expression;
  /** One for each order, outermost first: `∂²f/∂x∂xᵀ` has two. */
  readonly withRespectTo: readonly Expression[];
  /**
   * `nabla` always has the shape of its variable; `operator` (`Df`, `J_f`) a row for each component of what is
   * differentiated, in every layout.
   */
  readonly notation: "fraction" | "nabla" | "operator" | "direct";
  /** Whether it is written with d: of `F(x, y(x))`, along all arguments. */
  readonly isTotal?: boolean;
  /** The n of `d^n/dx^n`: how often it is differentiated by the only variable. */
  readonly times?: Index;
  /** The V of `(\partial P/\partial T)_V`, which is held fixed while all else of what is differentiated is, too. */
  readonly held?: readonly SymbolExpression[];
}

/** A function at its arguments: `f(x)`, `\sigma'(z)`. */
export interface CallExpression extends Placed {
  readonly type: "call";
  readonly function: FunctionName;
  /** The member of a family of functions that is called: the l of `F_l(x)`. */
  readonly at?: Index;
  readonly arguments: readonly Expression[];
  /** 0 for f, 1 for f′. */
  readonly order: number;
  /** The function's own name, without its arguments. */
  readonly functionSpan: Span;
}

/** `\sum_{j=1}^n`, `\prod_t`. */
export interface IteratedExpression extends Placed {
  readonly type: "iterated";
  readonly operator: "sum" | "product";
  readonly letter: string;
  /** Both null: over the whole range of the index. */
  readonly from: Index | null;
  readonly to: Index | null;
  /** True where the bounds are written from high to low, so that the product runs downwards. */
  readonly descending: boolean;
  readonly except: Index | null;
  /** What takes its values in a set, instead of an index: the x and y of `\sum_{(x, y) \in D}`. */
  readonly over?: { readonly names: readonly string[]; readonly set: string };
  readonly body: Expression;
  readonly headSpan: Span;
}

/** What one symbol, or one entry of it, is in an evaluation. */
export interface Place {
  readonly symbol: SymbolExpression | EntryExpression;
  readonly value: Expression;
  /** Whether the symbol is not written: `|_{T}` may also mean that T is held fixed. */
  readonly implied: boolean;
}

/** What a matrix that is known by name is. */
export type ConstantName =
  "identity" | "ones" | "zeros" | "single-entry" | "commutation" | "duplication" | "elimination" | "basis";

/** `null` cells are blank, `dots` stand for what continues. */
export type MatrixCell = Expression | { readonly type: "dots"; readonly kind: string } | null;

export type Expression =
  | (Placed & { readonly type: "number"; readonly value: number })
  | SymbolExpression
  | EntryExpression
  | (Placed & {
      readonly type: "sum";
      readonly terms: readonly { readonly sign: 1 | -1; readonly of: Expression }[];
    })
  | (Placed & {
      readonly type: "product";
      readonly left: Expression;
      readonly right: Expression;
      /** As written: "" for juxtaposition, `\cdot`, `\odot`, `\otimes`, … */
      readonly sign: string;
    })
  | (Placed & { readonly type: "quotient"; readonly left: Expression; readonly right: Expression })
  | (Placed & {
      readonly type: "power";
      readonly base: Expression;
      readonly exponent: Expression;
      readonly elementwise: boolean;
    })
  | (Placed & { readonly type: "transpose"; readonly of: Expression })
  | (Placed & { readonly type: "inverse"; readonly of: Expression; readonly pseudo: boolean })
  | CallExpression
  | (Placed & { readonly type: "norm"; readonly of: Expression; readonly kind: string })
  | IteratedExpression
  | (Placed & { readonly type: "matrix"; readonly rows: readonly (readonly MatrixCell[])[] })
  | DerivativeExpression
  /** `\left. … \right|_{x=a}`: the value of the body at this place, after all derivatives in it are taken. */
  | (Placed & { readonly type: "evaluation"; readonly of: Expression; readonly places: readonly Place[] })
  /** `\lim_{h \to 0} …`: the variable stands for nothing outside. */
  | (Placed & {
      readonly type: "limit";
      readonly of: Expression;
      readonly variable: SymbolExpression;
      readonly to: Expression;
      /** From above, from below, or (0) from both sides. */
      readonly side: 1 | -1 | 0;
    })
  /** What one of several unknowns is where all of these vanish: the y of `x^2 + y^2 - 25`. */
  | (Placed & {
      readonly type: "solution";
      readonly of: readonly Expression[];
      readonly unknowns: readonly SymbolExpression[];
      /** The place of that one among the unknowns. */
      readonly at: number;
    })
  /** `\int_a^b f(s)\,ds`: the variable stands for nothing outside. */
  | (Placed & {
      readonly type: "integral";
      readonly of: Expression;
      readonly variable: SymbolExpression;
      readonly from: Expression;
      readonly to: Expression;
    })
  | (Placed & { readonly type: "differential"; readonly of: Expression })
  | (Placed & { readonly type: "delta"; readonly left: Index; readonly right: Index })
  | (Placed & {
      readonly type: "indicator";
      readonly relation: string;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Placed & {
      readonly type: "cases";
      readonly rows: readonly {
        readonly value: Expression;
        readonly condition: {
          readonly relation: string;
          readonly left: Expression;
          readonly right: Expression;
        } | null;
      }[];
    })
  /** A matrix known by name: `I`, `\mathbf 1`, `\mathbf 0`; sizes follow from where it stands unless they are written. */
  | (Placed & {
      readonly type: "constant";
      readonly constant: ConstantName;
      readonly indices: readonly Index[];
    })
  /** An index letter used as a number: `2^{t-k}`, `i x_i`. */
  | (Placed & { readonly type: "index"; readonly index: Index })
  | (Placed & { readonly type: "unknown"; readonly reason: Reason; readonly message: string });

const none: readonly Expression[] = [];

/** The parts of an expression, in order. */
export function parts(expression: Expression): readonly Expression[] {
  switch (expression.type) {
    case "number":
    case "symbol":
    case "delta":
    case "constant":
    case "index":
    case "unknown":
      return none;
    case "entry":
    case "transpose":
    case "inverse":
    case "norm":
    case "differential":
      return [expression.of];
    case "solution":
      return expression.of;
    case "sum":
      return expression.terms.map((term) => term.of);
    case "product":
    case "quotient":
    case "indicator":
      return [expression.left, expression.right];
    case "power":
      return [expression.base, expression.exponent];
    case "call":
      return expression.arguments;
    case "iterated":
      return [expression.body];
    case "matrix":
      return expression.rows
        .flat()
        .filter((cell): cell is Expression => cell !== null && cell.type !== "dots");
    case "derivative":
      return [expression.of, ...expression.withRespectTo];
    case "limit":
      return [expression.of, expression.variable, expression.to];
    case "integral":
      return [expression.from, expression.to, expression.of];
    case "evaluation":
      return [expression.of, ...expression.places.flatMap(({ symbol, value }) => [symbol, value])];
    case "cases":
      return expression.rows.flatMap((row) =>
        row.condition ? [row.value, row.condition.left, row.condition.right] : [row.value],
      );
  }
}

/** Whether `test` holds anywhere in the expression. */
export function some(expression: Expression, test: (part: Expression) => boolean): boolean {
  return test(expression) || parts(expression).some((part) => some(part, test));
}

/** Whether a derivative is written in it: `\partial y/\partial x`, but not `f'(x)` or `dy`. */
export const holdsDerivative = oncePer((expression: Expression): boolean =>
  some(expression, ({ type }) => type === "derivative"),
);

/** Every part of the expression, itself first. */
export const walkExpression = oncePer((expression: Expression): readonly Expression[] => {
  const all: Expression[] = [];
  const visit = (part: Expression): void => {
    all.push(part);
    for (const inner of parts(part)) visit(inner);
  };
  visit(expression);
  return all;
});

/** The name of every symbol in the expression, as often as it stands there. */
export const symbolNames = oncePer((expression: Expression): readonly string[] =>
  gather(walkExpression(expression), (part) => (part.type === "symbol" ? [part.name] : [])),
);

/** The expression with each direct part replaced; the same one where that changes none of them. */
export function mapParts(expression: Expression, change: (part: Expression) => Expression): Expression {
  let changed = false;
  const replace = (part: Expression): Expression => {
    const replaced = change(part);
    changed ||= replaced !== part;
    return replaced;
  };
  const rebuilt = withParts(expression, replace);
  return changed ? rebuilt : expression;
}

/** Rebuilds an expression with each direct part replaced. */
function withParts(expression: Expression, change: (part: Expression) => Expression): Expression {
  switch (expression.type) {
    case "number":
    case "symbol":
    case "delta":
    case "constant":
    case "index":
    case "unknown":
      return expression;
    case "entry":
    case "transpose":
    case "inverse":
    case "norm":
    case "differential":
      return { ...expression, of: change(expression.of) };
    case "solution":
      return { ...expression, of: expression.of.map(change) };
    case "sum":
      return {
        ...expression,
        terms: expression.terms.map((term) => ({ sign: term.sign, of: change(term.of) })),
      };
    case "product":
    case "quotient":
    case "indicator":
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case "power":
      return { ...expression, base: change(expression.base), exponent: change(expression.exponent) };
    case "call":
      return { ...expression, arguments: expression.arguments.map(change) };
    case "iterated":
      return { ...expression, body: change(expression.body) };
    case "matrix":
      return {
        ...expression,
        rows: expression.rows.map((row) =>
          row.map((cell) => (cell !== null && cell.type !== "dots" ? change(cell) : cell)),
        ),
      };
    case "derivative":
      return {
        ...expression,
        of: change(expression.of),
        withRespectTo: expression.withRespectTo.map(change),
      };
    case "limit":
      return { ...expression, of: change(expression.of), to: change(expression.to) };
    case "integral":
      return {
        ...expression,
        from: change(expression.from),
        to: change(expression.to),
        of: change(expression.of),
      };
    case "evaluation":
      return {
        ...expression,
        of: change(expression.of),
        places: expression.places.map((place) => {
          const symbol = change(place.symbol);
          const kept = symbol.type === "symbol" || symbol.type === "entry" ? symbol : place.symbol;
          return { ...place, symbol: kept, value: change(place.value) };
        }),
      };
    case "cases":
      return {
        ...expression,
        rows: expression.rows.map((row) => ({
          value: change(row.value),
          condition: row.condition && {
            ...row.condition,
            left: change(row.condition.left),
            right: change(row.condition.right),
          },
        })),
      };
  }
}

/** The factors of a product of any length; anything else is its own only one. */
export function factorsOf(expression: Expression): readonly Expression[] {
  return expression.type === "product"
    ? [...factorsOf(expression.left), ...factorsOf(expression.right)]
    : [expression];
}

/** 0 as it is written. */
export function isZeroNumber(expression: Expression): boolean {
  return expression.type === "number" && expression.value === 0;
}

/** 0, or the vector or matrix of zeros. */
export function isWrittenZero(expression: Expression): boolean {
  return isZeroNumber(expression) || (expression.type === "constant" && expression.constant === "zeros");
}

/** The x of `\partial x^\top`. */
export function untransposed(expression: Expression): Expression {
  return expression.type === "transpose" ? expression.of : expression;
}

/** The indices an expression carries itself (not those of its parts). */
export function indicesOf(expression: Expression): readonly Index[] {
  switch (expression.type) {
    case "symbol":
      return expression.time ? [expression.time] : [];
    case "entry":
    case "constant":
      return expression.indices;
    case "iterated":
      return [expression.from, expression.to, expression.except].filter((index) => index !== null);
    case "delta":
      return [expression.left, expression.right];
    case "index":
      return [expression.index];
    case "call":
      return expression.at ? [expression.at] : [];
    case "derivative":
      return expression.times ? [expression.times] : [];
    default:
      return [];
  }
}

/** The letters of the indices an expression carries itself. */
export function indexLettersOf(expression: Expression): readonly string[] {
  return gather(indicesOf(expression), ({ terms }) => terms.map(({ letter }) => letter));
}

/** Rewrites every index of an expression. */
export function mapIndices(expression: Expression, change: (index: Index) => Index): Expression {
  const inner = mapParts(expression, (part) => mapIndices(part, change));
  switch (inner.type) {
    case "symbol":
      return inner.time ? { ...inner, time: change(inner.time) } : inner;
    case "entry":
    case "constant":
      return { ...inner, indices: inner.indices.map(change) };
    case "iterated":
      return {
        ...inner,
        from: inner.from && change(inner.from),
        to: inner.to && change(inner.to),
        except: inner.except && change(inner.except),
      };
    case "delta":
      return { ...inner, left: change(inner.left), right: change(inner.right) };
    case "index":
      return { ...inner, index: change(inner.index) };
    case "call":
      return inner.at ? { ...inner, at: change(inner.at) } : inner;
    case "derivative":
      return inner.times ? { ...inner, times: change(inner.times) } : inner;
    default:
      return inner;
  }
}
