/*
 * Sentences that describe symbols: "`W` is an n×m matrix", "with `A` symmetric", "the logistic sigmoid `σ`",
 * "`δ` (a column vector)". In comes a sentence, out go declarations; `vocabulary.ts` holds the words.
 */
import type { TexNode } from "../../tex/syntax.ts";
import { children } from "../../tex/walk.ts";
import { anyOf } from "../../text/any-of.ts";
import type { Declaration, DeclaredShape, Role } from "../declaration.ts";
import { type Description, readDescription, shapeSaid } from "./description.ts";
import { formulaMark, type Mention, mentionsIn, type Sentence, sentenceSpan } from "./sentence.ts";
import { isUnitVector, readFormula } from "./formula.ts";
import { bare, spell } from "./spell.ts";
import { isDigitName, type Subject, subjectsOf } from "./subject.ts";

/** A run of formulas that prose lists together. */
const group = new RegExp(
  `${formulaMark}(?:(?: ?, ?and | ?, ?| and | or | ?[、和与及] ?)${formulaMark})*`,
  "g",
);

/** Whether the verb speaks of all the listed formulas or of the last. */
const verbs: readonly { pattern: RegExp; all: boolean }[] = [
  {
    pattern: /^ ?[:：-] (?:[a-z-]+ ){0,3}[a-z-]+,(?= (?:an?|the|vector|matrix|scalar|column|row|of) )/i,
    all: false,
  },
  { pattern: /^ (?:is|denotes) (?:the|an?) (?:[a-z-]+ ){0,3}[a-z-]+,(?= an? )/i, all: false },
  {
    pattern:
      /^,?(?: (?:which|that|each|all|both|then|here))* (?:are|be|denote|represent|being|均为|都是)(?= )/i,
    all: true,
  },
  {
    pattern:
      /^,?(?: (?:which|that|then|here))* (?:is|denotes|represents|means|stands for|will be|as|is assumed to be|is taken to be)(?= )/i,
    all: false,
  },
  { pattern: /^ ?[:：](?= ?)|^ [-=](?= )/, all: false },
  { pattern: /^ ?(?:均|都)?(?:是|为|表示|代表)/, all: true },
];

/** Adjectives and appositions that need no verb. */
const adjacent = new RegExp(
  String.raw`^,? ?[(（]?(?= ?${anyOf(
    "the |an? |its (?:probability )?(?:density|pdf)|some ",
    "of (?:shape|size|dimension|length)|ha(?:s|ve) (?:shape|size|dimension|length|full)|with (?:shape|size)",
    "symmetric|skew|SPD|PSD|invertible|non-?singular|orthogonal|diagonal|positive|one-hot|unit[- ]norm",
    String.raw`non-?negative|non-?zero|constant\b|full[- ]rank|square`,
    "element|component|entry|coordinate|point",
    "and (?:act|is|are) |which |(?:each|both|all) (?:acting|applied|of )",
    String.raw`ha(?:s|ve) [\w\uE000-\uF8FF]+ rows|with [\w\uE000-\uF8FF]+ rows`,
    String.raw`acting|acts?\b|applied|applies|apply|operat|is applied|are applied`,
    String.raw`column vector|row vector|vector\b|scalar\b|matrix\b`,
    "逐|按|对称|可逆|正定|正交",
  )})`,
  "i",
);

const conditional =
  /(?:^|[\s(,])(?:if|when|whenever|unless|provided|iff|in case|assuming for now|for|whether)\b[^,;:]*$|(?:如果|若|当)[^,;:，；]*$/i;
const unlikely =
  /\b(?:if|unless|whether|prove|show|verify|not necessarily|suppose we had|solv(?:e|ing) for|rewrite|express)\b[^,;]*$|(?:若|如果|假如|没有|不是)[^,;，；]*$/i;
const afterthought = /^,? (?:if|iff|only|unless|when|provided|whenever|in general)\b/i;

/** All declarations that clauses of a sentence make about its formulas. */
export function readClauses(sentence: Sentence): Declaration[] {
  const { text } = sentence;
  if (/\?["')]*\s*$/.test(text)) return [];
  const found: Declaration[] = [];
  for (const match of text.matchAll(group)) {
    const end = match.index + match[0].length;
    found.push(...describedBefore(sentence, match.index, match[0]));
    found.push(...describedAfter(sentence, match.index, end, match[0]));
  }
  return [...found, ...describedInParentheses(sentence)];
}

function describedAfter(sentence: Sentence, start: number, end: number, marks: string): Declaration[] {
  const rest = sentence.text.slice(end);
  const before = sentence.text.slice(0, start);
  const mentions = mentionsIn(sentence, marks);
  const verb = verbs.find((row) => row.pattern.test(rest));
  const link = (verb?.pattern ?? adjacent).exec(rest);
  if (!link) return [];
  const description = readDescription(sentence, end + link[0].trimEnd().length);
  if (
    !description ||
    isBefore(sentence, description.end) ||
    afterthought.test(sentence.text.slice(description.end))
  )
    return [];
  const { said } = description;
  if (!verb && !mayStandAlone(said, sentence.text.slice(end, description.end))) return [];
  if (!verb && newClause.test(sentence.text.slice(description.end))) return [];
  if (/[(（]$/.test(link[0])) return [];
  // "a vector of length `n`, `A` be a matrix": n ends what was said before, and A begins anew.
  const own = verb && mentions.length > 1 && measure.test(before) ? mentions.slice(1) : mentions;
  if (verb && own === mentions && isObject.test(before)) return [];
  const isForAll = verb ? verb.all || said.plural : said.isFunction;
  const chosen = isForAll ? own : own.slice(-1);
  return declare({ sentence, said, mentions: chosen, before, start, end: description.end });
}

/** "for length `T` the loss is …": the noun is the subject of its own verb. */
const newClause =
  /^ (?:is|are|was|were|has|have|be|becomes?|reads?|gives?|denotes?|satisf(?:y|ies)|holds?|can|will|must|may|of)\b/i;

/** "the gradient of `f` is a vector" does not speak of f. */
const isObject =
  /\b(?:of|to|with respect to|wrt|w\.r\.t\.?|by|from|on|over|between)(?: (?:the|some|an?|any|each|our))?(?: (?!where|which|that|and|so|if|when|then|because|since|while|with|let|hand|case)[a-z]+){0,2} ?$/i;

/** What comes next is a number of entries. */
const measure = /\b(?:length|size|dimension) $/i;

/** Without a verb, a noun needs its article: "`n` vectors" counts. */
function mayStandAlone(said: Description, phrase: string): boolean {
  return (
    !said.hasHead ||
    /^,? ?\(?(?:the|an?|some|of|has|have|with|which|and|each|both|all|acting|acts?|applied|elementwise)\b/i.test(
      phrase.trim(),
    ) ||
    said.acts !== "unstated"
  );
}

/** Whether the description belongs to a formula behind it instead. */
function isBefore(sentence: Sentence, end: number): boolean {
  return new RegExp(`^ ?${formulaMark}`).test(sentence.text.slice(end));
}

const longestApposition = 90;

/** "the column vectors `x`, `y`": the longest description that ends where the formulas start. */
function describedBefore(sentence: Sentence, start: number, marks: string): Declaration[] {
  const from = Math.max(0, start - longestApposition);
  const before = sentence.text.slice(from, start);
  for (const place of before.matchAll(
    /(?<=^|[\s(])(?=[A-Za-z\uE000-\uF8FF\u4e00-\u9fff\d])|(?<=[\u4e00-\u9fff，。、])/g,
  )) {
    if (/^(?:of|has|have|with|having) /i.test(before.slice(place.index))) continue;
    const description = readDescription(sentence, from + place.index);
    if (!description || description.end > start || sentence.text.slice(description.end, start).trim() !== "")
      continue;
    if (new RegExp(`${formulaMark} ?$`).test(sentence.text.slice(0, start))) continue;
    if (!canPrecede(description.said, sentence.text.slice(0, from + place.index))) continue;
    const all = mentionsIn(sentence, marks);
    const mentions =
      description.said.plural || all.every((m) => m.node.type !== "relation") ? all : all.slice(0, 1);
    const context = sentence.text.slice(0, from + place.index);
    return declare({
      sentence,
      said: description.said,
      mentions,
      before: context,
      start: from + place.index,
      end: start + marks.length,
      apposed: true,
    });
  }
  return [];
}

/** An apposition is a noun or an adjective of a matrix ("for symmetric `A`"), and no part of another phrase. */
function canPrecede(said: Description, before: string): boolean {
  if (/\b(?:not|no|than|like)(?: an?| the)? ?$/i.test(before)) return false;
  if (said.isFunction) return said.hasHead;
  return said.hasHead || said.roles.length > 0;
}

/** "`δ` denotes the total gradient (a column vector)". */
function describedInParentheses(sentence: Sentence): Declaration[] {
  const found: Declaration[] = [];
  for (const match of sentence.text.matchAll(
    / ?[(（](?:i\.e\. ?,? ?)?(?:it is |this is |which is )?(?:as )?/g,
  )) {
    const subject = owner.exec(sentence.text.slice(0, match.index));
    const description = subject && readDescription(sentence, match.index + match[0].length);
    if (
      !description ||
      !/^ ?[)）,;]/.test(sentence.text.slice(description.end)) ||
      isBefore(sentence, description.end)
    )
      continue;
    const mentions = mentionsIn(sentence, subject[1]!);
    const before = sentence.text.slice(0, subject.index);
    found.push(
      ...declare({
        sentence,
        said: description.said,
        mentions,
        before,
        start: subject.index,
        end: description.end,
      }),
    );
  }
  return found;
}

/** The formula that a parenthesis speaks of: the one before it, or the one that the phrase before it is said of. */
const owner = new RegExp(
  `(${formulaMark})(?:(?: ?[:-]| (?:is|are|denotes?|represents?|for|as|be))(?: (?!and|or|with|where|but|so)[a-z'-]+| ${formulaMark}(?:-?th)?)*)?$`,
  "i",
);

interface Statement {
  readonly sentence: Sentence;
  readonly said: Description;
  readonly mentions: readonly Mention[];
  /** The sentence up to the statement: it may make it conditional. */
  readonly before: string;
  readonly start: number;
  readonly end: number;
  readonly apposed?: boolean;
}

function declare(statement: Statement): Declaration[] {
  if (unlikely.test(statement.before)) {
    return statement.said.isFunction || !/\bif\b[^,;]*$|(?:若|如果)[^，,;]*$/i.test(statement.before)
      ? []
      : statement.mentions
          .flatMap((mention) => declareOne(statement, mention))
          .filter((d) => d.type === "role");
  }
  return statement.mentions.flatMap((mention) => declareOne(statement, mention));
}

const matrixRoles = new Set<Role>(
  [
    "symmetric",
    "skew-symmetric",
    "square",
    "invertible",
    "positive-determinant",
    "full-rank",
    "full-column-rank",
    "full-row-rank",
    "positive-definite",
  ].concat([
    "positive-semidefinite",
    "orthogonal",
    "diagonal",
    "lower-triangular",
    "upper-triangular",
  ]) as Role[],
);

function declareOne(statement: Statement, mention: Mention): Declaration[] {
  const { said } = statement;
  const span = sentenceSpan(statement.sentence, statement.start, statement.end);
  if (said.constant) return declareConstant(statement, mention);
  // "`e_i` are unit vectors": those of the axes.
  if (said.roles.includes("unit-norm") && isUnitVector(mention.node))
    return declareConstant({ ...statement, said: { ...said, constant: "basis" } }, mention);
  const all = subjectsOf(mention.node);
  const isSequence =
    mention.node.type === "list" && mention.node.items.filter((item) => item.type === "relation").length > 1;
  return (isSequence && !said.plural ? all.slice(-1) : all).flatMap((subject): Declaration[] => {
    const found: Declaration[] = [];
    const ownShape = shapeOfSubject(mention.node, subject);
    const shape = shapeSaid(said);
    // "`h_t \in \mathbb{R}^n`, and `\sigma` the logistic sigmoid": what lies in a space is no function.
    if (ownShape && said.isFunction) return [];
    if (ownShape && shape && ownShape.rank !== shape.rank) return [];
    if (said.isFunction) found.push(...declareFunction(statement, subject, ownShape, mention));
    else if (shape) found.push({ type: "shape", subject: subject.node, shape, span });
    const rank = shape?.rank ?? ownShape?.rank ?? null;
    const isNext = conditional.test(statement.before);
    for (const role of new Set(said.roles)) {
      if (matrixRoles.has(role) && rank !== null && rank !== 2) continue;
      found.push({
        type: "role",
        subject: subject.node,
        role,
        span,
        ...(isNext ? { extent: "next" as const } : {}),
      });
    }
    return found;
  });
}

function shapeOfSubject(node: TexNode, subject: Subject): DeclaredShape | null {
  const shape = readFormula(node).find((d) => d.type === "shape" && d.subject === subject.node);
  return shape?.type === "shape" ? shape.shape : null;
}

function declareConstant(statement: Statement, mention: Mention): Declaration[] {
  const { said } = statement;
  const span = sentenceSpan(statement.sentence, statement.start, statement.end);
  const subjects = isDigitName(mention.node)
    ? [mention.node]
    : subjectsOf(mention.node).map((subject) => subject.node);
  return subjects.flatMap((subject): Declaration[] => {
    const shape = shapeSaid(said);
    const constant: Declaration = { type: "constant", subject, constant: said.constant!, span };
    const isSized = shape !== null && shape.sizes.some((size) => size !== null);
    return isSized ? [constant, { type: "shape", subject, shape, span }] : [constant];
  });
}

const functionLetter =
  /^(?:sigma|varsigma|phi|varphi|psi|rho|tau|theta|eta|gamma|Phi|Psi|sigmoid|f|g|h|s|S|F|G|ϕ|φ|σ|ψ|ρ)$/;

/** Whether a symbol looks like a function's name. */
function isFunctionLike(subject: Subject): boolean {
  let base = subject.base;
  while (base.type === "scripts" || base.type === "accent")
    base = base.type === "scripts" ? base.base : base.body;
  if (base.type === "word") return true;
  return subject.parameters.length > 0 || (base.type === "letter" && functionLetter.test(bare(base.name)));
}

function declareFunction(
  statement: Statement,
  subject: Subject,
  ownShape: DeclaredShape | null,
  mention: Mention,
): Declaration[] {
  const { said, sentence } = statement;
  const phrase = sentence.text.slice(statement.start, statement.end);
  const span = sentenceSpan(sentence, statement.start, statement.end);
  const saysFunction = /\bfunctions?\b|\bmaps?\b|\b[cp]df\b|\bdensity\b|\bcumulative\b|函数/i.test(phrase);
  const isEquation = mention.node.type === "relation" && bare(mention.node.relations[0]!.name) === "=";
  const codomain = ownShape ?? emptyShape(said.codomainRank);
  if ((said.named || !said.hasHead) && said.acts !== "unstated" && !saysFunction && !isFunctionLike(subject))
    return [];
  if (isEquation && !said.named && said.acts === "unstated") return [];
  // "`h(x) = \sigma(w^\top x)` is the sigmoid" names σ, not h.
  const applied =
    isEquation && said.named && mention.node.type === "relation"
      ? appliedFunction(mention.node.operands[1]!)
      : null;
  if (applied && said.named)
    return [{ ...emptyFunction, subject: applied, acts: said.acts, named: said.named, span }];
  if (isEquation && said.acts === "whole" && !said.named && subject.parameters.length === 0) {
    return said.codomainRank === 0
      ? [{ type: "shape", subject: subject.node, shape: { rank: 0, sizes: [] }, span }]
      : [];
  }
  // "`h_t = h_{t-1} + \phi(a_t)`, `\phi` elementwise": the sum is a value, and no function.
  const actsOnEntries = said.acts === "elementwise" && said.dependsOn.length === 0;
  if (mention.node.type === "relation" && isEquation && actsOnEntries && subject.parameters.length === 0) {
    const right = mention.node.operands[1]!;
    if (right.type === "sum" || right.type === "product" || right.type === "fraction") return [];
  }
  const parameter = said.ofScalar ? said.dependsOn[0] : undefined;
  const found: Declaration = {
    type: "function",
    subject: subject.base,
    acts: said.acts,
    named: said.named ?? knownName(subject.base),
    domain: said.ofScalar ? [{ rank: 0, sizes: [] }] : null,
    codomain,
    dependsOn: said.dependsOn.length > 0 ? said.dependsOn : isEquation ? [] : subject.parameters,
    span,
  };
  const scalar: Declaration[] = parameter
    ? [{ type: "shape", subject: parameter, shape: { rank: 0, sizes: [] }, span: parameter.span }]
    : [];
  return [found, ...scalar];
}

const emptyFunction = { type: "function", domain: null, codomain: null, dependsOn: [] } as const;

/** The function letter that is applied somewhere: σ of `\sigma(w^\top x)`. */
function appliedFunction(node: TexNode): TexNode | null {
  for (const [at, part] of children(node).entries()) {
    const next = node.type === "product" ? children(node)[at + 1] : undefined;
    const isCalled = next?.type === "fenced" && next.open === "(";
    if (isCalled && part.type === "letter" && functionLetter.test(bare(part.name))) return part;
    const inside = appliedFunction(part);
    if (inside) return inside;
  }
  return null;
}

function emptyShape(rank: 0 | 1 | 2 | null): DeclaredShape | null {
  if (rank === null) return null;
  return { rank, sizes: Array.from({ length: rank }, () => null) };
}

const knownNames = new Map([
  ["tanh", "tanh"],
  ["relu", "relu"],
  ["sigmoid", "logistic"],
  ["softmax", "softmax"],
  ["exp", "exp"],
  ["log", "log"],
  ["ln", "log"],
  ["sin", "sin"],
  ["cos", "cos"],
  ["softplus", "softplus"],
  ["gelu", "gelu"],
  ["silu", "silu"],
  ["sign", "sign"],
]);

function knownName(base: TexNode): string | null {
  return base.type === "word" ? (knownNames.get(spell(base).toLowerCase()) ?? null) : null;
}
