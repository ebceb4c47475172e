/*
 * `\frac{\Gamma(a)\Gamma(b)}{\Gamma(a + b)}`, `\frac{\beta^\alpha}{\Gamma(\alpha)}`, `\ln\Gamma(x)`: a Γ at several places
 * of one formula, below a bar or behind a logarithm is the gamma function, with or without a word about it. One side of
 * an equation goes in, a declaration comes out.
 */
import type { TexNode } from "../../tex/syntax.ts";
import { someNode, walk } from "../../tex/walk.ts";
import type { Span } from "../../text/span.ts";
import { applicationsIn } from "../application.ts";
import type { Declaration } from "../declaration.ts";
import { numberFunction } from "./number-function.ts";
import { spell } from "./spell.ts";

export function readGammaFunction(side: TexNode, span: Span): Declaration[] {
  const places = new Set<string>();
  let subject: TexNode | null = null;
  let isSpecial = false;
  walk(side, (node) => {
    for (const { at, fence } of applicationsIn(node)) {
      const head = node.type === "product" ? node.factors[at]!.node : node;
      if (spell(head) !== "\\Gamma" || fence.open !== "(" || fence.body.type === "list") continue;
      subject = head;
      places.add(spell(fence.body));
      isSpecial ||= node.type === "product" && isLogarithm(node.factors[at - 1]?.node);
    }
    isSpecial ||= node.type === "fraction" && someNode(node.denominator, isGamma);
  });
  if (!subject || !(isSpecial || places.size > 1)) return [];
  return [numberFunction(subject, "gamma", span)];
}

function isGamma(node: TexNode): boolean {
  return spell(node) === "\\Gamma";
}

function isLogarithm(node: TexNode | undefined): boolean {
  return node?.type === "word" && /^(log|ln)$/.test(node.text);
}
