/*
 * Sums and products over an index. Bounds are kept as written; where they run from high to low the product does.
 */
import {
  type Expression,
  type Index,
  indicesOf,
  symbolNames,
  walkExpression,
} from "../algebra/expression.ts";
import { keyOf } from "../algebra/expression-key.ts";
import { callOf } from "../algebra/compose.ts";
import { combine, constantIndex, onlyLetter } from "../algebra/index-arithmetic.ts";
import type { BigOperatorNode, TexNode } from "../tex/syntax.ts";
import { type Context, unknown } from "./context.ts";
import { elaborateIntegral } from "./elaborate-integral.ts";
import { elaborateLimit } from "./elaborate-limit.ts";
import { elaborate } from "./elaborate.ts";
import { readIndex } from "./index-reading.ts";
import { optimumName } from "./optimum-names.ts";
import { itemsOf, readOccurrence, withoutDecoration } from "./occurrence.ts";

/** The letter of an upper bound that is infinite. */
export const ENDLESS = "\\infty";

interface Bounds {
  readonly letter: string;
  readonly from: Index | null;
  readonly to: Index | null;
  readonly descending: boolean;
  readonly except: Index | null;
}

export function elaborateBigOperator(node: BigOperatorNode, context: Context): Expression {
  if (node.operator === "lim") return elaborateLimit(node, context);
  if (node.operator === "int") return elaborateIntegral(node, context);
  const optimum = /^(arg)?(min|max)$/.test(node.operator) ? optimumOver(node, context) : null;
  if (optimum) return optimum;
  if (node.operator !== "sum" && node.operator !== "prod")
    return unknown("unsupported-operator", `\\${node.operator} is not understood`, node.headSpan);
  const spectrum = node.sub || node.sup ? null : overEigenvalues(node, context);
  if (spectrum) return spectrum;
  if (node.operator === "sum" && !node.sub && !node.sup) return sumWithoutBounds(node, context);
  const ofSet = overSet(node, context);
  if (ofSet) return ofSet;
  const bounds = readBounds(node);
  if (!bounds) return unknown("unsupported-notation", "the bounds are not understood", node.headSpan);
  const operator = node.operator === "sum" ? "sum" : "product";
  return bounds.reduceRight<Expression>(
    (body, one) => ({ type: "iterated", operator, ...one, body, headSpan: node.headSpan, span: node.span }),
    elaborate(node.body, context),
  );
}

/** `\arg\min_x f(x)` and `\max_{x \in X} f(x)`: the variable with what is to be least or largest. */
function optimumOver(
  { operator, sub, body, headSpan, span }: BigOperatorNode,
  context: Context,
): Expression | null {
  const under = sub && withoutDecoration(sub);
  const written =
    under?.type === "relation" && /in$/.test(under.relations[0]!.name) ? under.operands[0]! : under;
  const variable = written ? elaborate(written, context) : null;
  if (variable?.type !== "symbol" || variable.time) return null;
  const values = [variable, elaborate(body, context)];
  const name = { type: "operator", name: optimumName(operator) } as const;
  return { type: "call", function: name, arguments: values, order: 0, functionSpan: headSpan, span };
}

/** `\sum\operatorname{eig}(X)` is the trace of X, `\prod\operatorname{eig}(X)` its determinant. */
function overEigenvalues({ operator, body, span }: BigOperatorNode, context: Context): Expression | null {
  const of = elaborate(body, context);
  const [matrix] = of.type === "call" && of.function.name === "eig" && of.order === 0 ? of.arguments : [];
  return matrix ? callOf(operator === "sum" ? "trace" : "det", matrix, span) : null;
}

/** `\sum x_i y_i` runs over its only index, `\sum (w \odot x)` over the entries. */
function sumWithoutBounds(node: BigOperatorNode, context: Context): Expression {
  const body = elaborate(node.body, context);
  const letters = new Set(
    walkExpression(body)
      .flatMap((part) => indicesOf(part).flatMap((index) => index.terms))
      .map((term) => term.letter),
  );
  const [letter, ...more] = letters;
  const { span, headSpan } = node;
  if (letter === undefined)
    return {
      type: "call",
      function: { type: "operator", name: "sum" },
      arguments: [body],
      order: 0,
      functionSpan: headSpan,
      span,
    };
  if (more.length > 0)
    return unknown("unsupported-notation", "what this sum runs over is not clear", headSpan);
  const open = { from: null, to: null, descending: false, except: null };
  return { type: "iterated", operator: "sum", letter, ...open, body, headSpan, span };
}

/**
 * `\sum_{x \in X} f(x)` and `\sum_{(x, y) \in D}` run over members of a set, where these are no indices. Which members
 * that are is for the statements to say.
 */
function overSet(
  { operator, sub, sup, body, headSpan, span }: BigOperatorNode,
  context: Context,
): Expression | null {
  const under = sub && withoutDecoration(sub);
  if (!/^(sum|prod)$/.test(operator) || sup || under?.type !== "relation" || under.operands.length !== 2)
    return null;
  const [written, among] = under.operands;
  if (under.relations[0]!.name !== "\\in") return null;
  const set = nameOfSet(among!, context);
  if (set === null) return null;
  const members = itemsOf(written!).map((item) => elaborate(item, context));
  const summed = elaborate(body, context);
  const open = { from: null, to: null, descending: false, except: null };
  const kind = operator === "sum" ? operator : "product";
  const sum = { type: "iterated", operator: kind, ...open, body: summed, headSpan, span } as const;
  const index = indexOfMembers(members, summed);
  if (index !== null) return { ...sum, letter: index, over: { names: [], set } };
  const names = members.flatMap((one) => (one.type === "symbol" && !one.time ? [one.name] : []));
  if (names.length < members.length || !symbolNames(summed).some((name) => names.includes(name))) return null;
  return { ...sum, letter: names[0]!, over: { names, set } };
}

/** The i of `\sum_{i \in S} x_i`, `\sum_{x_i \in S}` and `\sum_{(x_i, y_i) \in D}`. */
function indexOfMembers(members: readonly Expression[], body: Expression): string | null {
  const [first, ...more] = members.map((member) => letterOfMember(member, body));
  return first !== undefined && more.every((letter) => letter === first) ? first : null;
}

function letterOfMember(member: Expression, body: Expression): string | null {
  const [index, ...more] = indicesOf(member);
  if (index) return more.length === 0 ? onlyLetter(index) : null;
  const letter = member.type === "symbol" ? member.name : null;
  const isCounted = (part: Expression) => indicesOf(part).some((one) => onlyLetter(one) === letter);
  return letter !== null && walkExpression(body).some(isCounted) ? letter : null;
}

/** The `\mathcal{D}` and `X_1` of `x \in X_1`, alike wherever they stand; what has an index is another set for each. */
function nameOfSet(node: TexNode, context: Context): string | null {
  const letter = readOccurrence(node);
  if (!letter || !/^[A-Z]$/.test(letter.base) || letter.superscripts.length > 0) return null;
  const set = elaborate(node, context);
  if (indicesOf(set).some(({ terms }) => terms.length > 0)) return null;
  return set.type === "symbol" && !set.time ? set.name : keyOf(set);
}

/** The `\infty` of a series, as an index that no number is. */
function endless({ operator, sup }: BigOperatorNode): Index | null {
  const bare = sup && withoutDecoration(sup);
  if (operator !== "sum" || bare?.type !== "sign" || bare.name !== "\\infty") return null;
  return { terms: [{ letter: ENDLESS, coefficient: 1 }], offset: 0, span: bare.span };
}

function readBounds(node: BigOperatorNode): readonly Bounds[] | null {
  if (!node.sub) return null;
  const upper = node.sup ? (endless(node) ?? readIndex(node.sup)) : null;
  if (node.sup && !upper) return null;
  const sub = withoutDecoration(node.sub);
  if (sub.type === "relation")
    return relationBounds(
      sub.operands,
      sub.relations.map((r) => r.name),
      upper,
    );
  const letters = itemsOf(sub).map(readIndex);
  const bounds: Bounds[] = [];
  for (const index of letters) {
    const letter = index?.terms[0]?.letter;
    if (letter === undefined || index!.offset !== 0) return null;
    bounds.push({
      letter,
      from: upper ? constantIndex(1, node.sub.span) : null,
      to: upper,
      descending: false,
      except: null,
    });
  }
  return bounds.length > 0 ? bounds : null;
}

function relationBounds(
  operands: readonly TexNode[],
  relations: readonly string[],
  upper: Index | null,
): readonly Bounds[] | null {
  const indices = operands.map(readIndex);
  const [first, second, third] = indices;
  const [one, two] = relations;
  if (operands.length === 2 && first && second) {
    const letter = first.terms[0]?.letter;
    if (letter === undefined || first.terms.length !== 1 || first.offset !== 0) return null;
    const plain = { letter, from: null, to: null, descending: false, except: null };
    if (one === "=") return [{ ...plain, from: second, to: upper }];
    if (/^\\neq?$/.test(one!)) return [{ ...plain, except: second }];
    return null;
  }
  if (operands.length === 3 && first && second && third && !upper) {
    const letter = second.terms[0]?.letter;
    if (letter === undefined || second.terms.length !== 1 || second.offset !== 0) return null;
    const down = />|ge/.test(one!) && />|ge/.test(two!);
    const up = /<|le/.test(one!) && /<|le/.test(two!);
    if (!down && !up) return null;
    const strict = (name: string) => /^[<>]$/.test(name);
    const step = (index: Index, by: number) => combine(index, constantIndex(by, index.span), 1, index.span);
    // `t ≥ i > k` runs from t down to k + 1, `k < i ≤ t` the other way.
    const high = down ? step(first, strict(one!) ? -1 : 0) : step(third, strict(two!) ? -1 : 0);
    const low = down ? step(third, strict(two!) ? 1 : 0) : step(first, strict(one!) ? 1 : 0);
    return [{ letter, from: down ? high : low, to: down ? low : high, descending: down, except: null }];
  }
  return null;
}
