/*
 * The readings that a place in the note admits: layouts, the order of a product, what is held fixed. Prose that
 * decides leaves one; otherwise all are tried, the likeliest first.
 */
import { type Expression, some, walkExpression } from "../algebra/expression.ts";
import { evaluateIndex } from "../algebra/index-arithmetic.ts";
import type { Claim } from "../claims/claim.ts";
import { admittedLayouts } from "../claims/layout.ts";
import type { LayoutName } from "../report.ts";
import type { PlacedDeclaration } from "../scope/facts.ts";
import type { Scope } from "../scope/scope.ts";
import type { Reading } from "./builder.ts";
import { type Conventions, conventionsFor } from "./conventions.ts";
import { fixedReadings } from "./held-fixed.ts";
import { chooseTimes } from "./times.ts";

/** All readings of a claim, in the order in which they are tried. */
export function admittedReadings(scope: Scope, claim: Claim, layout: LayoutName | null): readonly Reading[] {
  // Where Jacobians are said to be numerator, gradients in the shape of their variable do not turn them.
  const numerator = scope.facts.layouts.some((fact) => fact.layout === "numerator" && fact.extent !== "next");
  // By a small rotation, nobody lays derivatives out in columns: the transpose of `-(Rp)^\wedge` is its negative.
  const isTurn = layout === null && turnsBy(claim.head);
  const layouts = admittedLayouts(layout).filter(
    ({ name }) => !(((layout === "gradient" && numerator) || isTurn) && name === "denominator"),
  );
  const orders = productOrders(scope, claim);
  const fixed = fixedReadings(scope, claim);
  const plain = fixed.flatMap((held) =>
    orders.flatMap((largest) =>
      layouts.map((one): Omit<Reading, keyof Conventions> => ({
        layout: one,
        largest,
        fixed: held,
        implicitDiag: true,
        entrywiseExp: scope.facts.meanings.has("entrywise-exponential"),
        scalars: "none",
        instead: null,
      })),
    ),
  );
  return conventionsFor(scope, claim).flatMap((conventions) =>
    plain.map((reading) => ({ ...reading, ...conventions })),
  );
}

/** Whether this is the derivative by the φ of an `\exp(\varphi^\wedge)`, where that is zero. */
function turnsBy(head: Expression): boolean {
  if (head.type !== "evaluation" || head.of.type !== "derivative") return false;
  const [by] = head.of.withRespectTo;
  return some(head.of.of, (part) => {
    const [of] = part.type === "call" && part.function.name === "wedge" ? part.arguments : [];
    return of?.type === "symbol" && by?.type === "symbol" && of.name === by.name;
  });
}

/** The order of products over an index: as the prose says, else as written and both ways. */
function productOrders(scope: Scope, claim: Claim): readonly Reading["largest"][] {
  const products = [claim.head, claim.claimed].flatMap((side) =>
    [...walkExpression(side)].filter((part) => part.type === "iterated" && part.operator === "product"),
  );
  if (products.length === 0) return [null];
  const said = scope.facts.others
    .filter(({ declaration }) => declaration.type === "product-order")
    .sort((a, b) => distance(a, claim) - distance(b, claim));
  const [nearest] = said;
  if (nearest?.declaration.type !== "product-order") return [null, "left", "right"];
  // Bounds written from high to low say the order themselves.
  const { letters } = chooseTimes(scope, claim, 0);
  const downwards = products.some((part) => part.type === "iterated" && runsDown(part, letters));
  return downwards ? [nearest.declaration.largest, null] : [nearest.declaration.largest];
}

function runsDown(product: Expression & { type: "iterated" }, letters: ReadonlyMap<string, number>): boolean {
  const valueOf = (letter: string) => letters.get(letter);
  const from = product.from && evaluateIndex(product.from, valueOf);
  const to = product.to && evaluateIndex(product.to, valueOf);
  return typeof from === "number" && typeof to === "number" && !product.descending && from > to;
}

function distance(placed: PlacedDeclaration, claim: Claim): number {
  return Math.abs(placed.declaration.span.start - claim.span.start);
}
