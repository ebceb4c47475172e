/*
 * Which numbers the index letters of a claim stand for: short horizons for time and layers, whole ranges for free
 * components. Time 0 is where recurrences start.
 */
import {
  type IteratedExpression,
  type Expression,
  type Index,
  indexLettersOf,
  indicesOf,
  parts,
  some,
  walkExpression,
} from "../algebra/expression.ts";
import type { Claim } from "../claims/claim.ts";
import { isClassIndex } from "../scope/class-indices.ts";
import { FAMILY } from "../scope/families.ts";
import type { Definition } from "../scope/definitions.ts";
import type { Scope } from "../scope/scope.ts";
import { isHorizon } from "../scope/time-letters.ts";
import { oncePer } from "../text/once.ts";
import { sizeNames } from "./lookups.ts";

export interface Times {
  readonly letters: ReadonlyMap<string, number>;
  readonly lastTime: number;
}

interface Use {
  readonly back: number;
  readonly forward: number;
  readonly inTime: boolean;
  /** Whether it only ends sums: the m of `\sum_{i=1}^{2m}`. */
  readonly isLast: boolean;
  /** The symbols that it counts: u for the k of `u_k`. */
  readonly of: readonly string[];
}

/** The letters of a claim and of what it rests on, with how far they reach; and those of what is differentiated. */
const usesOf = oncePer((definitions: Scope["definitions"]) =>
  oncePer((claim: Claim) => {
    const uses = new Map<string, Use>();
    const numerator = new Set<string>();
    for (const part of walkExpression(claim.head))
      if (part.type === "derivative") collect(part.of, uses, new Set(), numerator);
    collect(claim.head, uses, new Set());
    collect(claim.claimed, uses, new Set());
    const seen = new Set<string>();
    for (const side of [claim.head, claim.claimed]) collectDefinitions(definitions, side, uses, seen);
    return { uses, numerator };
  }),
);

/** Numbers for the letters that stand in time places. */
export function chooseTimes(scope: Scope, claim: Claim, draw: number): Times {
  const { uses, numerator } = usesOf(scope.definitions)(claim);
  const sizes = sizeNames(scope.shapes).plain;
  const counted = [...uses].filter(([letter, use]) => use.inTime && !sizes.has(letter));
  const isLast = ([letter, use]: readonly [string, Use]) => isHorizon(letter) || use.isLast;
  const lower = counted.filter((one) => !isLast(one));
  const letters = new Map<string, number>();
  const low = lower.filter(([letter]) => !numerator.has(letter));
  const high = lower.filter(([letter]) => numerator.has(letter));
  const first = high.length > 0 ? low : [];
  const rest = high.length > 0 ? high : low;
  let floor = 0;
  for (const [letter, use] of first) {
    floor = Math.max(floor + 1, use.back, scope.facts.innerIndices.has(letter) ? 2 : 1);
    letters.set(letter, floor);
  }
  for (const [letter, use] of rest) {
    const least = Math.max(first.length > 0 ? floor + 2 : 2, use.back + 1) + (draw % 2);
    // The o of `u_o` beside `u_k` is another one: where it is the same, what is said of it is said by itself.
    const others = rest.filter(
      ([one, { of }]) => letters.has(one) && of.some((name) => use.of.includes(name)),
    );
    floor = Math.max(least, ...others.map(([one]) => letters.get(one)! + 1));
    letters.set(letter, floor);
  }
  const reach = Math.max(0, ...lower.map(([letter, use]) => (letters.get(letter) ?? 0) + use.forward));
  for (const one of counted)
    if (isLast(one)) letters.set(one[0], Math.max(3, reach + 1, one[1].back + 1) + (draw % 2));
  for (const letter of uses.keys())
    if (isClassIndex(letter) && !letters.has(letter)) letters.set(letter, 1 + (draw % 2));
  const members = scope.notation.familyLetters.size > 0 || sumsOverAll(scope.definitions)(claim) ? FAMILY : 0;
  const last = Math.max(reach, ...letters.values(), members);
  const meant = componentsMeant(claim, scope).filter((letter) => !letters.has(letter));
  // The k and l of `x_k - x_l` are two.
  for (const [at, letter] of meant.entries())
    letters.set(letter, 1 + ((at + draw) % Math.max(2, meant.length)));
  return { letters, lastTime: Math.max(last, concreteTime(claim), lastSample(scope.definitions)(claim)) + 1 };
}

/** The k of `E = \frac12 (t_k - o_k)^2`, where a claim about E has a k as well: one component is meant all along. */
function componentsMeant(claim: Claim, { definitions, shapes }: Scope): readonly string[] {
  const free = freeIn(claim);
  const sizes = sizeNames(shapes).plain;
  return [...fixedIn(definitions)(claim)].flatMap(([letter, { inTime }]) =>
    !inTime && free.has(letter) && !sizes.has(letter) ? [letter] : [],
  );
}

/** Whether a sum behind a claim runs over all that its letter counts: the `\sum_t` of a loss. */
const sumsOverAll = oncePer((definitions: Scope["definitions"]) => {
  const isOpen = (side: Expression) => some(side, (part) => part.type === "iterated" && part.from === null);
  const isBehind = [...definitions.values()].flat().some(({ body }) => isOpen(body));
  return oncePer(({ head, claimed }: Claim) => isBehind || isOpen(head) || isOpen(claimed));
});

/** The 5 of a `\sum_{i=1}^5` in a claim or behind it, where that counts what this looks for. */
const lastOf = (counts: (sum: IteratedExpression) => boolean) =>
  oncePer((definitions: Scope["definitions"]) => {
    const lastIn = oncePer((side: Expression) =>
      walkExpression(side).reduce(
        (last, part) =>
          part.type === "iterated" && part.to?.terms.length === 0 && counts(part)
            ? Math.max(last, part.to.offset)
            : last,
        0,
      ),
    );
    const behind = Math.max(0, ...[...definitions.values()].flat().map(({ body }) => lastIn(body)));
    return oncePer(({ head, claimed }: Claim) => Math.max(behind, lastIn(head), lastIn(claimed)));
  });

const lastSample = lastOf(() => true);

const lastEntry = lastOf(({ letter, body }) =>
  some(body, (part) => part.type === "entry" && indexLettersOf(part).includes(letter)),
);

const concreteTime = oncePer(({ head, claimed }: Claim): number => {
  let latest = 0;
  const visit = (expression: Expression): void => {
    if (expression.type === "symbol" && expression.time?.terms.length === 0)
      latest = Math.max(latest, expression.time.offset);
    for (const part of parts(expression)) visit(part);
  };
  visit(head);
  visit(claimed);
  return latest;
});

function note(
  uses: Map<string, Use>,
  index: Index,
  how: Pick<Use, "inTime" | "isLast" | "of">,
  bound: ReadonlySet<string>,
): void {
  for (const { letter } of index.terms) {
    if (bound.has(letter)) continue;
    const reach = index.terms.length === 1 ? index.offset : 0;
    join(uses, letter, { back: Math.max(0, -reach), forward: Math.max(0, reach), ...how });
  }
}

function join(uses: Map<string, Use>, letter: string, use: Use): void {
  const before = uses.get(letter) ?? use;
  uses.set(letter, {
    back: Math.max(use.back, before.back),
    forward: Math.max(use.forward, before.forward),
    inTime: use.inTime || before.inTime,
    isLast: use.isLast && before.isLast,
    of: before === use ? use.of : [...before.of, ...use.of],
  });
}

function collect(
  expression: Expression,
  uses: Map<string, Use>,
  bound: ReadonlySet<string>,
  only?: Set<string>,
): void {
  const inTime =
    expression.type === "symbol" ||
    expression.type === "iterated" ||
    expression.type === "index" ||
    expression.type === "derivative";
  const inside = expression.type === "iterated" ? new Set([...bound, expression.letter]) : bound;
  for (const index of indicesOf(expression)) {
    if (only && expression.type === "symbol") for (const { letter } of index.terms) only.add(letter);
    const isLast = expression.type === "iterated" && index === expression.to && countsSteps(expression);
    const of = expression.type === "symbol" ? [expression.name] : [];
    if (!only) note(uses, index, { inTime, isLast, of }, bound);
  }
  for (const part of parts(expression)) collect(part, uses, inside, only);
}

/** Whether what is summed has the index as its time, or as its place in a family. */
function countsSteps({ letter, body }: Expression & { type: "iterated" }): boolean {
  return some(
    body,
    (part) => part.type === "symbol" && !!part.time?.terms.some((term) => term.letter === letter),
  );
}

/** Free letters of definitions (`L = ½‖h_T − y‖²`); their own letters are set when they are entered. */
function collectDefinitions(
  definitions: Scope["definitions"],
  expression: Expression,
  uses: Map<string, Use>,
  seen: Set<string>,
): void {
  const enter = (names: readonly string[]): void => {
    for (const name of names) {
      if (seen.has(name) || seen.size >= 100) continue;
      seen.add(name);
      for (const definition of definitions.get(name) ?? []) {
        const inside = contentsOf(definition);
        for (const [letter, use] of inside.uses) join(uses, letter, use);
        enter(inside.names);
      }
    }
  };
  enter(namesIn(expression));
}

/** What stands in the body of a definition: its free letters, and the names in it. */
const contentsOf = oncePer((definition: Definition) => {
  const uses = new Map<string, Use>();
  collect(definition.body, uses, ownLetters(definition));
  return { uses, names: namesIn(definition.body) };
});

function namesIn(expression: Expression): readonly string[] {
  return walkExpression(expression).flatMap((part) =>
    part.type === "symbol" ? [part.name] : part.type === "call" ? [part.function.name] : [],
  );
}

function ownLetters(definition: Definition): ReadonlySet<string> {
  const letters = [definition.time, ...definition.components].flatMap((index) => index?.terms ?? []);
  return new Set(letters.map((term) => term.letter));
}

/** Component letters that are free in a claim: it must hold for all their values. */
export function freeLetters(claim: Claim, times: Times, scope: Scope): readonly string[] {
  const sizes = sizeNames(scope.shapes).plain;
  return [...freeIn(claim)].filter((letter) => !times.letters.has(letter) && !sizes.has(letter));
}

const freeIn = oncePer((claim: Claim): ReadonlySet<string> => {
  const free = new Set<string>();
  const visit = (expression: Expression, bound: ReadonlySet<string>): void => {
    const inside = expression.type === "iterated" ? new Set([...bound, expression.letter]) : bound;
    if (expression.type === "entry" || expression.type === "delta" || expression.type === "constant")
      for (const letter of indexLettersOf(expression)) if (!bound.has(letter)) free.add(letter);
    for (const part of parts(expression)) visit(part, inside);
  };
  visit(claim.head, new Set());
  visit(claim.claimed, new Set());
  return free;
});

/** The letters that stand free in the definitions that a claim rests on. */
const fixedIn = oncePer((definitions: Scope["definitions"]) =>
  oncePer(({ head, claimed }: Claim): ReadonlyMap<string, Use> => {
    const fixed = new Map<string, Use>();
    for (const side of [head, claimed]) collectDefinitions(definitions, side, fixed, new Set());
    return fixed;
  }),
);

/** Letters of a claim that count the members of families and not time, and that no definition fixes. */
export function memberLetters(claim: Claim, { notation, definitions }: Scope): readonly string[] {
  if (notation.familyLetters.size === 0) return [];
  const { head, claimed } = claim;
  const found = new Set<string>();
  const fixed = fixedIn(definitions)(claim);
  for (const part of [...walkExpression(head), ...walkExpression(claimed)])
    for (const letter of part.type === "symbol" ? indexLettersOf(part) : [])
      if (!isHorizon(letter) && !notation.timeLetters.has(letter) && !fixed.has(letter)) found.add(letter);
  return [...found];
}

/** The largest concrete component that a claim speaks of or sums up to: sizes are at least that. */
export function largestIndex(claim: Claim, { definitions }: Scope): number {
  return Math.max(largestWritten(claim), Math.min(lastEntry(definitions)(claim), 12));
}

const largestWritten = oncePer(({ head, claimed }: Claim): number => {
  let largest = 2;
  const visit = (expression: Expression): void => {
    if (expression.type === "entry")
      for (const index of expression.indices)
        if (index.terms.length === 0) largest = Math.max(largest, index.offset);
    for (const part of parts(expression)) visit(part);
  };
  visit(head);
  visit(claimed);
  return Math.min(largest, 6);
});
