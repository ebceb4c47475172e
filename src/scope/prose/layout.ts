/*
 * Which layout a sentence commits to, and for how long. A layout that is only mentioned ("unlike the numerator
 * layout", "some authors use …") commits to nothing.
 */
import type { LayoutName } from "../../report.ts";
import { anyOf } from "../../text/any-of.ts";
import type { Declaration } from "../declaration.ts";
import { matchesOf } from "./matches.ts";
import { type Sentence, mentionOf, sentenceSpan } from "./sentence.ts";
import { spell } from "./spell.ts";
import { asSubject } from "./subject.ts";
import type { TexNode } from "../../tex/syntax.ts";

interface Row {
  readonly pattern: RegExp;
  readonly layout: LayoutName;
  /** Whether the formula that the match starts with must be a derivative. */
  readonly ofDerivative?: boolean;
}

/** By name: these win over a description of the shape. */
const names: readonly Row[] = [
  {
    pattern:
      /\bnumerator[- ]?(?:layout|convention|form|style|\(jacobian\))|\bnumerator \(jacobian\)|\bjacobian \(numerator(?: layout)?\)|\bnumerator(?: layout)?(?= (?:and|or) denominator[- ]layouts?)|分子布局/gi,
    layout: "numerator",
  },
  {
    pattern:
      /\bdenominator[- ]?(?:layout|convention|form|style)|\bdenominator \((?:hessian|gradient)\)|\b(?:hessian|gradient) \(denominator(?: layout)?\)|分母布局/gi,
    layout: "denominator",
  },
  { pattern: /\bjacobian (?:layout|convention|formulation)|雅可比布局/gi, layout: "numerator" },
  { pattern: /\bhessian (?:layout|convention|formulation)/gi, layout: "denominator" },
  { pattern: /\bgradient (?:layout|convention)|梯度布局/gi, layout: "gradient" },
];

/** By what the derivative looks like. */
const shapes: readonly Row[] = [
  {
    pattern:
      /[\uE000-\uF8FF] (?:always |here )?(?:has|takes|keeps|is given) (?:exactly )?the (?:same )?(?:shape|size|dimensions?)s? (?:of|as) [\uE000-\uF8FF]/gi,
    layout: "gradient",
    ofDerivative: true,
  },
  {
    pattern:
      /\bgradients? (?:are |is |being )?(?:shaped|laid out|arranged) (?:like|as) (?:the|its|their) (?:parameter|variable|argument|input)/gi,
    layout: "gradient",
  },
  {
    pattern:
      /\bone row (?:per|for each|for every) (?:output|component of the output|entry of the (?:output|function))/gi,
    layout: "numerator",
  },
  {
    pattern: /\brows? (?:index|run over|correspond to|are indexed by) (?:the )?outputs?\b/gi,
    layout: "numerator",
  },
  {
    pattern: /\brows (?:for|belong to|stand for) (?:the )?outputs?\b/gi,
    layout: "numerator",
  },
  {
    pattern:
      /\b(?:the )?(?:[\uE000-\uF8FF][- ]?(?:th|st) )?row(?: [\uE000-\uF8FF])? (?:of (?:[\uE000-\uF8FF]|the jacobian) )?(?:is|holds|contains|collects|lists|consists of) (?:the )?(?:partial )?(?:derivatives?|gradient) of (?:the )?(?:[\uE000-\uF8FF][- ]?(?:th|st) )?(?:outputs?|components?|[\uE000-\uF8FF])/gi,
    layout: "numerator",
  },
  {
    pattern: /has as many rows as [\uE000-\uF8FF] has (?:entries|components|elements)/gi,
    layout: "numerator",
  },
  {
    pattern: /\bone row (?:per|for each|for every) (?:input|entry of the (?:variable|input)|variable)/gi,
    layout: "denominator",
  },
  {
    pattern:
      /\bgradients? (?:always |here |all )?(?:ha(?:s|ve)|takes?|shares?|inherits?|is of|are of|keeps?) (?:always |exactly )?(?:the )?(?:same )?(?:shape|size|dimensions?)s? (?:of|as) (?:the |its |their |a |what |each )?(?:parameter|variable|argument|weight|input|matrix|vector|quantity|thing|they|it|tensor|corresponding|[\uE000-\uF8FF])/gi,
    layout: "gradient",
  },
  {
    pattern:
      /\bgradients? (?:is|are|as) (?:always |here )?(?:written as |treated as |taken as )?(?:a )?column(?: vector)?s?\b/gi,
    layout: "gradient",
  },
  {
    pattern:
      /\bgradients? (?:is|are|as) (?:always |here )?(?:written as |treated as |taken as )?(?:a )?row vectors?/gi,
    layout: "numerator",
  },
  {
    pattern: /梯度(?:的)?(?:形状|维度)(?:与|和)(?:参数|变量|自变量)(?:的形状)?(?:相同|一致)/g,
    layout: "gradient",
  },
];

/** What every one of them speaks of. */
const subject = /numerator|denominator|jacobian|hessian|gradient|row|shape|size|dimension|布局|梯度/i;

/** Words shortly before a layout that turn it into a mere mention. */
const mentioned = new RegExp(
  String.raw`${anyOf(
    String.raw`\bnot\b|n't\b|rather than|instead of|unlike|as opposed to|in contrast (?:to|with)|contrary to`,
    String.raw`\bif\b|\bwould\b|\bwere\b`,
    String.raw`differences? between|\bsome\b|\bothers?\b|\bmany\b|\bmost\b`,
    "authors?|textbooks?|papers?|wikipedia",
    String.raw`transposes? of|\bversus\b|\bvs\.?|\bwhether\b|\beither\b|\bboth\b|compared? (?:to|with)`,
    String.raw`\bswitch(?:ing)? (?:from|between)|\bor the\b|\bor\b|\bcalled\b|known as`,
    "而不是|不是|而非|区别",
  )}[^,;:()]*$`,
  "i",
);
const mentionedBehind =
  /^[^,;:()]*\b(?:would|instead gives|is also (?:common|used)|is (?:often|sometimes|usually) used|users?|people|folks|authors|(?:is|are) not used|differs?|on the other hand)\b|^(?: layout)?(?: and| or|\/) ?(?:the )?(?:numerator|denominator)/i;

const lasting = new RegExp(
  anyOf(
    "throughout",
    String.raw`\b(?:we|i|us|this note|these notes|this post|this text) (?:will |shall |always |here |consistently )?(?:use|adopt|follow|take|employ|stick|work|write|choose|prefer|assume|apply)`,
    String.raw`\b(?:use|using|adopt|adopting|follow|following)\b.{0,20}$`,
    String.raw`\ball\b|\beverything\b|\bevery\b`,
    String.raw`convention|\bbelow\b|here(?:after)?\b|from now on|in what follows`,
    "derivatives? (?:are|is|follow)|gradients? (?:are|is|follow)|jacobians? (?:are|is|follow|have)",
    String.raw`\brow [\uE000-\uF8FF] (?:of|is|holds)\b|row of the jacobian`,
    String.raw`\b(?:are|is) (?:written|taken|given|stated|expressed|laid out|in)\b`,
    "always|as usual|notation|we use",
    "本文|采用|使用|统一|约定|全文|以下",
  ),
  "i",
);
/** What may follow a layout that is said of the whole note. */
const wholeSentence =
  /^[\uE000-\uF8FF]?(?:for (?:all |the )?(?:jacobians?|derivatives?)(?: of (?:a )?vectors?)?)?[.。;]?$/i;
const startsWithPhrase = /^\W*(?:in|with|under|for|using|采用|在|按)? ?(?:the )?$/i;

interface Found {
  readonly layout: LayoutName;
  readonly start: number;
  readonly end: number;
}

/** The layout declarations of one sentence. */
export function readLayouts(sentence: Sentence): Declaration[] {
  if (!subject.test(sentence.text) || /\?["')]*\s*$/.test(sentence.text)) return [];
  const byName = mentions(sentence, names);
  const committed = byName.filter((found) => isCommitted(sentence, found));
  const chosen =
    byName.length > 0
      ? committed
      : mentions(sentence, shapes).filter((found) => isCommitted(sentence, found));
  const first = chosen[0];
  if (!first || chosen.some((found) => found.layout !== first.layout && !refines(found, first))) return [];
  const named = chosen.find((found) => found.layout !== "gradient")?.layout ?? first.layout;
  // "Numerator layout for Jacobians; gradients are columns."
  const shaped = mentions(sentence, shapes).some(
    (found) => found.layout === "gradient" && isCommitted(sentence, found),
  );
  const layouts =
    named === "numerator" && byName.length > 0 && shaped ? ([named, "gradient"] as const) : [named];
  const span = sentenceSpan(sentence, first.start, first.end);
  const extent = extentOf(sentence, first);
  return layouts.map((layout) => ({ type: "layout", layout, extent, span }));
}

/** "the denominator layout (the gradient convention)" names one layout. */
function refines(a: Found, b: Found): boolean {
  return (
    (a.layout === "gradient") !== (b.layout === "gradient") &&
    a.layout !== "numerator" &&
    b.layout !== "numerator"
  );
}

function mentions(sentence: Sentence, table: readonly Row[]): Found[] {
  const speaks = (row: Row, [start]: RegExpExecArray) =>
    !row.ofDerivative || isDerivative(mentionOf(sentence, start[0]!)?.node);
  return table
    .flatMap((row) =>
      matchesOf(row.pattern, sentence)
        .filter((match) => speaks(row, match))
        .map((match) => ({
          layout: row.layout,
          start: match.index,
          end: match.index + match[0].length,
        })),
    )
    .sort((a, b) => a.start - b.start);
}

function isDerivative(node: TexNode | undefined): boolean {
  return node !== undefined && /^\(?\\partial.*\/\(?\\partial|^\(d.*\)\/\(d|^\\nabla/.test(spell(node));
}

/** `J(x) = \partial r/\partial x` "(numerator layout)": whatever is made of J rests on its layout. */
function isOfDefinition(sentence: Sentence, { start, end }: Found): boolean {
  const owner = /([\uE000-\uF8FF]) ?\((?:in )?(?:the )?$/.exec(sentence.text.slice(0, start))?.[1];
  const node = owner === undefined ? undefined : mentionOf(sentence, owner)?.node;
  if (node?.type !== "relation" || !/^ ?\)/.test(sentence.text.slice(end))) return false;
  return asSubject(node.operands[0]!) !== null && isDerivative(node.operands[1]);
}

function isCommitted(sentence: Sentence, found: Found): boolean {
  return (
    !mentioned.test(sentence.text.slice(0, found.start)) &&
    !mentionedBehind.test(sentence.text.slice(found.end))
  );
}

function extentOf(sentence: Sentence, found: Found): "scope" | "next" {
  const around = sentence.text.slice(0, found.start) + sentence.text.slice(found.end);
  if (lasting.test(around) || isOfDefinition(sentence, found)) return "scope";
  const before = sentence.text.slice(0, found.start);
  const behind = sentence.text.slice(found.end).trim();
  if (startsWithPhrase.test(before) && wholeSentence.test(behind) && !/\bin\b|\bunder\b/i.test(before))
    return "scope";
  return sentence.kind === "heading" ? "scope" : "next";
}
