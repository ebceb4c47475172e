/*
 * Reads a noun phrase, word by word, by the table in `vocabulary.ts`: "an $n\times n$ symmetric matrix",
 * "the logistic sigmoid, applied elementwise". In comes a place in a sentence; out goes what the phrase says
 * and where it ends. A phrase that ends in words it cannot follow says nothing.
 */
import type { TexNode } from "../../tex/syntax.ts";
import { anyOf } from "../../text/any-of.ts";
import type { Declaration, DeclaredShape, Role } from "../declaration.ts";
import { mayMatch } from "./matches.ts";
import type { Sentence } from "./sentence.ts";
import { oncePer } from "../../text/once.ts";
import { vocabulary } from "./vocabulary.ts";

export type ConstantName = Extract<Declaration, { type: "constant" }>["constant"];
export type Acts = Extract<Declaration, { type: "function" }>["acts"];

/** What a phrase says of its subject, filled in word by word. */
export interface Description {
  rank: 0 | 1 | 2 | null;
  side: "column" | "row" | null;
  shape: DeclaredShape | null;
  /** A size said beside the noun: "of length n". */
  size: TexNode | null;
  roles: Role[];
  isFunction: boolean;
  acts: Acts;
  named: string | null;
  codomainRank: 0 | 1 | 2 | null;
  dependsOn: TexNode[];
  /** Whether the function takes a scalar. */
  ofScalar: boolean;
  constant: ConstantName | null;
  /** Whether a noun was read, so that only a postmodifier may follow. */
  hasHead: boolean;
  /** Whether "everything" was said to act on entries. */
  everything: boolean;
  /** Said in the plural: then it holds for every subject of a list. */
  plural: boolean;
}

function emptyDescription(): Description {
  return {
    rank: null,
    side: null,
    shape: null,
    size: null,
    roles: [],
    isFunction: false,
    acts: "unstated",
    named: null,
    codomainRank: null,
    dependsOn: [],
    ofScalar: false,
    constant: null,
    hasHead: false,
    everything: false,
    plural: false,
  };
}

const unknownAdjective =
  / ?(?!(?:of|not|no|in|from|with|for|whose|that|which|between|to|is|are|be|by|than|and|or|as|on|at|where|never|non|if|when|product|sum|difference|inverse|transpose|gradient|derivative|derivatives|jacobian|hessian|same|each|every|norm)\b)[a-z][a-z-]* /iy;
const mostUnknownAdjectives = 3;

/** What may follow a phrase so that it is one. */
const phraseEnd = new RegExp(
  String.raw`^${anyOf(
    "$",
    String.raw` ?[,.;:!?()[\]。，；：、）（]`,
    String.raw` ?[\uE000-\uF8FF]`,
    String.raw` (?:and|or|with|where|whose|which|that|in|for|at|by|from|on|to|so|but|while|since|as|here|throughout|both|because|then|below|above|respectively|be|is|are|acts?|acting|i\.e|e\.g|let|we|has|have|between|containing|consisting|representing|holding|of|when|if|[-–])\b`,
    String.raw` ?[\u4e00-\u9fff]`,
    " [-=(]",
  )}`,
  "i",
);

interface Found {
  readonly said: Readonly<Description>;
  readonly end: number;
}

const foundIn: (sentence: Sentence) => Map<number, Found | null> = oncePer(() => new Map());

/** A description that starts at `start`, or null. Formulas that stand close together ask for the same ones. */
export function readDescription(sentence: Sentence, start: number): Found | null {
  const known = foundIn(sentence);
  let found = known.get(start);
  if (found === undefined) known.set(start, (found = descriptionAt(sentence, start)));
  return found;
}

function descriptionAt(sentence: Sentence, start: number): Found | null {
  const said = emptyDescription();
  let end = start;
  let unknown = 0;
  let readWords = 0;
  for (;;) {
    const step = readWord(sentence, end, said);
    if (step > end) {
      end = step;
      readWords++;
      continue;
    }
    unknownAdjective.lastIndex = end;
    const skipped = unknownAdjective.exec(sentence.text);
    if (
      said.hasHead ||
      !skipped ||
      unknown >= mostUnknownAdjectives ||
      !leadsToNoun(sentence, end + skipped[0].length)
    )
      break;
    unknown++;
    end += skipped[0].length;
  }
  const trimmed = sentence.text.slice(start, end).trimEnd().length + start;
  if (readWords === 0 || !saysSomething(said)) return null;
  return phraseEnd.test(sentence.text.slice(trimmed)) ? { said, end: trimmed } : null;
}

/** Unknown words are skipped only on the way to a noun or a shape: "the learned *hidden state* vector". */
function leadsToNoun(sentence: Sentence, at: number): boolean {
  const ahead = sentence.text.slice(at, at + 60);
  return /^(?:[\w-]+ ){0,3}?(?:column |row )?(?:vectors?|matri(?:x|ces)|scalars?|sigmoid|nonlinearity|activation function|function|map)\b|^(?:[\w-]+ ){0,2}?(?:with|of|has) (?:the )?shape \(/i.test(
    ahead,
  );
}

/** The rows that may match somewhere in a sentence. */
const rowsFor = oncePer((sentence: Sentence) =>
  vocabulary.filter(({ pattern }) => mayMatch(pattern, sentence)),
);

function readWord(sentence: Sentence, at: number, said: Description): number {
  for (const row of rowsFor(sentence)) {
    if (row.after === "noun" && !said.hasHead) continue;
    if (row.after === "start" && said.hasHead) continue;
    row.pattern.lastIndex = at;
    const match = row.pattern.exec(sentence.text);
    if (!match || match[0].length === 0) continue;
    if (row.say(said, match, sentence) === false) continue;
    return at + match[0].length;
  }
  return at;
}

function saysSomething(said: Description): boolean {
  return (
    said.rank !== null ||
    said.shape !== null ||
    said.roles.length > 0 ||
    said.isFunction ||
    said.constant !== null ||
    said.acts !== "unstated" ||
    said.everything
  );
}

/** The shape that a description gives, with the size said anywhere in it. */
export function shapeSaid(said: Description): DeclaredShape | null {
  const side = said.side ? { side: said.side } : {};
  if (said.shape) return said.shape.rank === 1 ? { ...said.shape, ...side } : said.shape;
  if (said.rank === null) return null;
  if (said.rank === 0) return { rank: 0, sizes: [] };
  if (said.rank === 1) return { rank: 1, sizes: [said.size], ...side };
  return { rank: 2, sizes: said.size ? [said.size, said.size] : [null, null] };
}
