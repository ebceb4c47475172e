/*
 * From a formula tree to what it means: letters become symbols with time and components, `f(x)` a call,
 * `\frac{\partial a}{\partial b}` a derivative. What is not understood becomes an `unknown` node with its place.
 */
import { callOf } from "../algebra/compose.ts";
import type { Expression } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { type Context, unknown } from "./context.ts";
import { elaborateCases } from "./elaborate-cases.ts";
import { elaborateDerivativeFraction } from "./elaborate-derivative.ts";
import { elaborateEvaluation } from "./elaborate-evaluation.ts";
import { elaborateFenced } from "./elaborate-fenced.ts";
import { elaborateMatrix } from "./elaborate-matrix.ts";
import { elaborateProduct } from "./elaborate-product.ts";
import { elaborateScripts } from "./elaborate-scripts.ts";
import { elaborateSum } from "./elaborate-sum.ts";
import { elaborateSymbol } from "./elaborate-symbol.ts";
import { elaborateBigOperator } from "./elaborate-iterated.ts";
import { readOccurrence, vectorAccents, withoutDecoration } from "./occurrence.ts";

export function elaborate(node: TexNode, context: Context): Expression {
  switch (node.type) {
    case "number":
      return { type: "number", value: node.value, span: node.span };
    case "letter":
    case "accent":
      return elaborateLetter(node, context);
    case "scripts":
      return elaborateScripts(node, context);
    case "word":
      return elaborateSymbol(node, context);
    case "decoration":
      return elaborate(node.body, context);
    case "fenced":
      return elaborateFenced(node, context);
    case "fraction": {
      const derivative = elaborateDerivativeFraction(node, null, context);
      if (derivative) return derivative;
      const left = elaborate(node.numerator, context);
      const right = elaborate(node.denominator, context);
      return { type: "quotient", left, right, span: node.span };
    }
    case "root":
      return elaborateRoot(node, context);
    case "sum":
      return elaborateSum(node, context);
    case "product":
      return elaborateProduct(node, context);
    case "bigOperator":
      return elaborateBigOperator(node, context);
    case "matrix":
      return elaborateMatrix(node, context);
    case "cases":
      return elaborateCases(node, context);
    case "evaluation":
      return elaborateEvaluation(node, context);
    case "relation":
      return unknown("unsupported-notation", "a relation stands where a value is expected", node.span);
    case "list":
    case "rows":
      return unknown("unsupported-notation", "a list stands where a value is expected", node.span);
    case "sign":
      return unknown("unsupported-notation", `${node.name} is not understood here`, node.span);
    case "text":
      return unknown("unsupported-notation", `words inside the formula: “${node.text.trim()}”`, node.span);
    case "dots":
      return unknown("unsupported-notation", "dots are not understood here", node.span);
    case "empty":
      return unknown("syntax-error", "something is missing here", node.span);
    case "error":
      return unknown(
        node.message.startsWith("macro") ? "macro-error" : "syntax-error",
        node.message,
        node.span,
      );
  }
}

function elaborateLetter(node: TexNode, context: Context): Expression {
  if (readOccurrence(node)) return elaborateSymbol(node, context);
  // `\vec 1` and `\vec{0}` are vectors of these numbers.
  const number =
    node.type === "accent" && vectorAccents.has(node.accent) ? withoutDecoration(node.body) : null;
  if (number?.type === "number" && (number.value === 1 || number.value === 0))
    return {
      type: "constant",
      constant: number.value === 1 ? "ones" : "zeros",
      indices: [],
      span: node.span,
    };
  return unknown("unsupported-notation", "this accent is not understood", node.span);
}

function elaborateRoot(node: TexNode & { type: "root" }, context: Context): Expression {
  const of = elaborate(node.body, context);
  if (!node.degree) return callOf("sqrt", of, node.span);
  const degree = elaborate(node.degree, context);
  const one: Expression = { type: "number", value: 1, span: node.degree.span };
  const exponent: Expression = { type: "quotient", left: one, right: degree, span: node.degree.span };
  return { type: "power", base: of, exponent, elementwise: false, span: node.span };
}
