/*
 * `C = S N(d_1) - K e^{-rT} N(d_2)`: in the price of an option, the function at d_1 and d_2 is the cumulative normal
 * distribution, and its density goes by φ. One side of an equation goes in, declarations come out.
 */
import { walk } from "../../tex/walk.ts";
import type { TexNode } from "../../tex/syntax.ts";
import type { Span } from "../../text/span.ts";
import type { Declaration } from "../declaration.ts";
import { applicationsIn } from "../application.ts";
import { numberFunction } from "./number-function.ts";
import { spell } from "./spell.ts";

export function readOptionPrice(side: TexNode, span: Span): Declaration[] {
  if (side.type !== "sum") return [];
  const places = new Map<string, { readonly subject: TexNode; readonly at: Set<string> }>();
  walk(side, (node) => {
    for (const { at, fence } of applicationsIn(node)) {
      const subject = node.type === "product" ? node.factors[at]!.node : node;
      const place = spell(fence.body).replace(/^-|[{}\s]/g, "");
      const name = spell(subject);
      if (!places.has(name)) places.set(name, { subject, at: new Set() });
      places.get(name)!.at.add(place);
    }
  });
  // Beside a second function, as in a derivative of the price, nothing says which of them is the distribution.
  const priced = [...places.values()].filter(({ at }) => at.has("d_1") || at.has("d_2"));
  const [found, ...more] = priced;
  if (!found || more.length > 0 || !(found.at.has("d_1") && found.at.has("d_2"))) return [];
  return [
    numberFunction(found.subject, "normalCdf", span),
    ...densities.map((name) =>
      numberFunction({ ...found.subject, type: "letter", name } as TexNode, "normalPdf", span),
    ),
  ];
}

const densities = ["\\phi", "\\varphi"];
