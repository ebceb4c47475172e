/*
 * What checks ask of a scope again and again, found once: names of sizes, names that definitions mention, calls in
 * a statement. Everything here follows from the scope, which never changes; nothing is kept longer than it.
 */
import { oncePer } from "../text/once.ts";
import {
  type IteratedExpression,
  type CallExpression,
  type Expression,
  type Index,
  walkExpression,
} from "../algebra/expression.ts";
import { onlyLetter, sameIndex } from "../algebra/index-arithmetic.ts";
import { resolve } from "../algebra/shape.ts";
import type { Scope } from "../scope/scope.ts";
import { allSides } from "../scope/sides.ts";
import { type Statement, isEquality, sidesOf } from "../scope/statement.ts";

export interface SizeNames {
  /** Letters that are sizes by themselves: `n`. */
  readonly plain: ReadonlySet<string>;
  /** Those, and letters with an index: `n_l`. */
  readonly all: ReadonlySet<string>;
}

/** The letters that sizes of this note are made of. */
export const sizeNames: (shapes: Scope["shapes"]) => SizeNames = oncePer(({ bindings, symbols }) => {
  const plain = new Set<string>();
  const all = new Set<string>();
  for (const shape of symbols.values())
    for (const size of [
      shape.rows,
      shape.cols,
      resolve(bindings, shape.rows),
      resolve(bindings, shape.cols),
    ]) {
      if (size.type !== "name") continue;
      all.add(size.name);
      if (!size.at) plain.add(size.name);
    }
  return { plain, all };
});

/** The symbols that stand in the bodies of definitions. */
export const namesInDefinitions: (definitions: Scope["definitions"]) => ReadonlySet<string> = oncePer(
  (definitions) => {
    const names = new Set<string>();
    for (const { body } of [...definitions.values()].flat())
      for (const part of walkExpression(body)) if (part.type === "symbol") names.add(part.name);
    return names;
  },
);

/** The symbols that an equation of the note is about which says what cannot be understood. */
export const namesNotUnderstood: (statements: Scope["statements"]) => ReadonlySet<string> = oncePer(
  (statements) =>
    new Set(
      statements.flatMap(({ left, steps: [first] }) =>
        left.type === "symbol" && first?.right.type === "unknown" && isEquality(first.relation)
          ? [left.name]
          : [],
      ),
    ),
);

/** The call of each symbol as a function that says of what: of symbols rather than of `x + h`, else the first. */
export const callsIn: (statement: Statement) => ReadonlyMap<string, CallExpression> = oncePer((statement) => {
  const calls = new Map<string, CallExpression>();
  const ofSymbols = (call: CallExpression) => call.arguments.every(({ type }) => type === "symbol");
  for (const side of sidesOf(statement))
    for (const part of walkExpression(side)) {
      if (part.type !== "call" || part.order > 0 || part.function.type !== "symbol") continue;
      const before = calls.get(part.function.name);
      if (!before || (!ofSymbols(before) && ofSymbols(part))) calls.set(part.function.name, part);
    }
  return calls;
});

/** The bounds from 1 over the members of each family, by its name, where all sums and lists with bounds end there. */
export const sumsOverMembers: (statements: Scope["statements"]) => ReadonlyMap<string, Bounds> = oncePer(
  (statements) => {
    const found = new Map<string, Bounds | null>();
    for (const part of allSides(statements).flatMap(walkExpression)) {
      const bounds = boundsIn(part);
      if (!bounds) continue;
      for (const name of bounds.names) {
        const known = found.get(name);
        const agrees = known === undefined || (known !== null && sameIndex(known.to!, bounds.to!));
        found.set(name, bounds.isFromOne && agrees ? bounds : null);
      }
    }
    return new Map([...found].flatMap(([name, bounds]) => (bounds ? [[name, bounds] as const] : [])));
  },
);

type Bounds = Pick<IteratedExpression, "from" | "to">;

/** What `\sum_{i=1}^N` and `[x_1, \dots, x_N]` say of their members. */
function boundsIn(part: Expression): (Bounds & { names: readonly string[]; isFromOne: boolean }) | null {
  const isOne = (index: Index) => index.terms.length === 0 && index.offset === 1;
  if (part.type === "iterated" && part.from && part.to) {
    const { from, to, except } = part;
    return { from, to, names: membersCounted(part), isFromOne: isOne(from) && !except };
  }
  const [row, ...more] = part.type === "matrix" ? part.rows : [];
  const [first, last] = [row?.[0], row?.at(-1)];
  const isListed = more.length === 0 && row?.some((cell) => cell?.type === "dots");
  if (!isListed || first?.type !== "symbol" || last?.type !== "symbol" || first.name !== last.name)
    return null;
  const [from, to] = [first.time, last.time];
  return from && to ? { from, to, names: [first.name], isFromOne: isOne(from) } : null;
}

/** The families whose members the letter of a sum or product counts. */
export const membersCounted = oncePer(({ body, letter }: IteratedExpression): readonly string[] =>
  walkExpression(body).flatMap((part) =>
    part.type === "symbol" && part.time && onlyLetter(part.time) === letter ? [part.name] : [],
  ),
);
