/*
 * Phrasings of what depends on what: "a loss `L` of `y`", "a matrix `K` that depends on a parameter `θ`".
 * Goes out: `function` declarations, with what the same words say of shapes and roles.
 */
import type { Span } from "../../../text/span.ts";
import type { TexNode } from "../../../tex/syntax.ts";
import type { Declaration, Role } from "../../declaration.ts";
import { isSymbol, subjectsOf } from "../subject.ts";
import { type Phrasing, node, phrase } from "./phrasing.ts";

export const dependenceRows: readonly Phrasing[] = [
  {
    pattern: phrase(
      "\\b(?:loss|cost|objective)(?: function)? [F],? (?:of|depends (?:only )?on|depending (?:only )?on|that depends (?:only )?on|which depends (?:only )?on) (?:the (?:\\w+ )?)?[F]",
    ),
    read: (m, s, span) => lossOf(node(s, m[1]), node(s, m[2]), span),
  },

  // "A matrix `K` that depends on a parameter `θ`."
  {
    pattern: phrase(
      "[F],? (?:that |which |may |to )?(?:depends?|depending) (?:smoothly |differentiably |only )?on (?:an? |the |some )(?:real |scalar |single |hyper-?)*(?:parameter|variable|scalar|number) [F](,? (?:and )?(?:be|is|stays?|remains?) [a-z, -]+)?",
    ),
    read: (m, s, span) => dependingOn(node(s, m[1]), node(s, m[2]), m[3] ?? "", span),
  },
];

/** A number that is computed from this and nothing else. */
function lossOf(loss: TexNode | null, of: TexNode | null, span: Span): Declaration[] {
  const [argument] = of ? subjectsOf(of.type === "relation" ? of.operands[0]! : of) : [];
  if (!loss || !argument || !isSymbol(loss)) return [];
  const codomain = { rank: 0, sizes: [] } as const;
  const fact = { acts: "whole", named: null, domain: null, codomain, dependsOn: [argument.node] } as const;
  return [{ type: "function", subject: loss, ...fact, span }];
}

const rolesKept: readonly (readonly [RegExp, Role])[] = [
  [/\bpositive[- ]definite/i, "positive-definite"],
  [/(?<!skew[- ])\bsymmetric/i, "symmetric"],
  [/\binvertible|\bnon-?singular/i, "invertible"],
  [/\borthogonal/i, "orthogonal"],
];

/** What changes with a number, and what it always is. */
function dependingOn(written: TexNode | null, by: TexNode | null, always: string, span: Span): Declaration[] {
  const [value] = written ? subjectsOf(written) : [];
  if (!value || !by || !isSymbol(by) || value.parameters.length > 0) return [];
  const fact = { acts: "whole", named: null, domain: null, codomain: null, dependsOn: [by] } as const;
  return [
    { type: "function", subject: value.base, ...fact, span },
    { type: "shape", subject: by, shape: { rank: 0, sizes: [] }, span },
    ...rolesKept.flatMap(([word, role]): Declaration[] =>
      word.test(always) ? [{ type: "role", subject: value.base, role, span }] : [],
    ),
  ];
}
