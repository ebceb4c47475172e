/*
 * Labels of classes: the `y` of a cross-entropy `-\sum_k y_k \log p_k`, and of a margin as in `\log(1 + e^{-y w^\top x})`. In
 * come the statements and the words of a note, out go the symbols that are what a label is, unless the note denies it:
 * entries that sum to one, or numbers that are 1 or -1.
 */
import { type Expression, factorsOf, some } from "../algebra/expression.ts";
import type { Note } from "../markdown/note.ts";
import { oncePer } from "../text/once.ts";
import type { Role } from "./declaration.ts";
import { allSides, inParts } from "./sides.ts";
import type { Statement } from "./statement.ts";
import { wholeOf } from "./unstated.ts";

/** Words that make a sum of this form a cross-entropy. */
export const speaksOfClasses = /cross[- ]?entrop|softmax|one-hot|class(es|if)|交叉熵|分类/i;

const denied = /\b(not|n't|never|neither|without)\b[^.;]{0,40}\bsums? to (one|1)\b/i;

/** The labels of the note, with what they are. */
export function findClassLabels(statements: readonly Statement[], note: Note): ReadonlyMap<string, Role> {
  const signs = allSigns(statements).map((name) => [name, "plus-or-minus-one"] as const);
  const shares = allShares(statements).map((name) => [name, "sums-to-one"] as const);
  if (shares.length === 0) return new Map(signs);
  const words = note.blocks
    .flatMap(({ content }) => content)
    .map((inline) => (inline.type === "text" ? inline.text : ""))
    .join(" ");
  const speaks = speaksOfClasses.test(words) || allSides(statements).some(hasSoftmax);
  return new Map([...signs, ...(speaks && !denied.test(words) ? shares : [])]);
}

const hasSoftmax = oncePer((side: Expression) => some(side, (part) => isCallOf(part, "softmax")));

const allShares = inParts((part) => {
  const share = shareOf(part);
  return share === null ? [] : [share];
});

/** `\sum_k y_k \log p_k`, `y^\top \log p`. */
function shareOf(part: Expression): string | null {
  const product = part.type === "iterated" && part.operator === "sum" ? part.body : part;
  if (product.type !== "product" || !isCallOf(product.right, "log")) return null;
  const { left } = product;
  const weight =
    part.type === "iterated"
      ? left.type === "entry"
        ? left
        : null
      : left.type === "transpose"
        ? left
        : null;
  return weight?.of.type === "symbol" ? weight.of.name : null;
}

const allSigns = inParts(signedIn);

/** The y of `\log(1 + \exp(-y f))` and of `\max(0, 1 - y f)`: one part of a sum with 1, and subtracted. */
function signedIn(part: Expression): readonly string[] {
  const isLoss = isCallOf(part, "log") || isCallOf(part, "maximum");
  if (!isLoss || part.type !== "call") return [];
  return part.arguments.flatMap((argument) => {
    const [one, term, ...more] = argument.type === "sum" ? argument.terms : [];
    if (!term || more.length > 0 || one!.of.type !== "number" || one!.of.value !== 1) return [];
    const margin = isCallOf(part, "log") ? exponentOf(term) : term.sign < 0 ? term.of : null;
    const factors = margin ? factorsOf(margin) : [];
    const label = factors.length > 1 ? wholeOf(factors[0]!) : null;
    return label && /^(bold )?[yt]$/.test(label.name) ? [label.name] : [];
  });
}

/** The m of `\exp(-m)`. */
function exponentOf({ sign, of }: { readonly sign: number; readonly of: Expression }): Expression | null {
  const [exponent] = sign > 0 && of.type === "call" && isCallOf(of, "exp") ? of.arguments : [];
  const [only, ...more] = exponent?.type === "sum" ? exponent.terms : [];
  return only && more.length === 0 && only.sign < 0 ? only.of : null;
}

function isCallOf(expression: Expression, name: string): expression is Expression & { type: "call" } {
  return expression.type === "call" && expression.function.name === name;
}
