/*
 * Shapes of symbols whose sizes may depend on their own time or layer: a declared shape is kept in terms of the
 * symbol's own index, and an occurrence at some time gets it in terms of that time.
 */
import type { Index } from "../../algebra/expression.ts";
import { substituteIndex } from "../../algebra/index-arithmetic.ts";
import {
  type Shape,
  type Size,
  freshShape,
  freshSize,
  isKnown,
  resolve,
  scalarShape,
  unify,
} from "../../algebra/shape.ts";
import { memberName } from "../facts.ts";
import { isFreeNumber } from "../free-number.ts";
import { incrementOf } from "../increments.ts";
import type { State } from "./state.ts";

/** A declared shape in terms of the symbol's own time. */
export function declaredShape(state: State, fact: { rows: Size; cols: Size; letter: string | null }): Shape {
  const own = (size: Size): Size => {
    if (size.type === "other") return freshSize(state.bindings);
    if (size.type !== "name" || !size.at || fact.letter === null) return size;
    const at = substituteIndex(size.at, new Map([[fact.letter, ownIndexAt(size.at)]]));
    return { ...size, at };
  };
  return { rows: own(fact.rows), cols: own(fact.cols) };
}

/** The shape of a symbol at a time, open where nothing is known of it yet. */
export function symbolShape(state: State, name: string, time: Index | null): Shape {
  const member =
    time && time.terms.length === 0 ? state.symbols.get(memberName(name, time.offset)) : undefined;
  if (member) return member;
  let shape = state.symbols.get(name);
  if (!shape) {
    const of = incrementOf(name);
    if (isFreeNumber(name)) {
      shape = scalarShape;
      state.forced.add(name);
    } else shape = of === null ? freshShape(state.bindings) : symbolShape(state, of, null);
    state.symbols.set(name, shape);
  }
  if (!time) return shape;
  const at = (size: Size): Size => {
    const known = resolve(state.bindings, size);
    if (known.type !== "name" || !known.at) return size;
    return { ...known, at: substituteIndex(known.at, new Map([[OWN, time]])) };
  };
  // An unknown size of an indexed symbol that meets an indexed size is taken in terms of its own time.
  if (state.indexed && !(isKnown(state.bindings, shape.rows) && isKnown(state.bindings, shape.cols))) {
    const probe = deferredAt(state, name, time, shape);
    return probe;
  }
  return { rows: at(shape.rows), cols: at(shape.cols) };
}

/** Gives a member a shape of its own, unless its family or it has a declared one. */
export function openMember(state: State, family: string, at: number): void {
  const name = memberName(family, at);
  if (!state.symbols.has(family) && !state.symbols.has(name))
    state.symbols.set(name, freshShape(state.bindings));
}

/** The letter that stands for a symbol's own time in its shape. */
const OWN = "·";

function ownIndexAt(index: Index): Index {
  return { terms: [{ letter: OWN, coefficient: 1 }], offset: 0, span: index.span };
}

/** Local sizes for an occurrence of a symbol of unknown shape; adopted by the symbol once they are known. */
function deferredAt(state: State, name: string, time: Index, shape: Shape): Shape {
  const key = `${name}@${time.offset}@${time.terms.map((term) => term.letter).join("")}@${state.statement}`;
  const local = state.symbols.get(key);
  if (!local) {
    const fresh = {
      rows: isKnown(state.bindings, shape.rows) ? shape.rows : freshSize(state.bindings),
      cols: isKnown(state.bindings, shape.cols) ? shape.cols : freshSize(state.bindings),
    };
    state.symbols.set(key, fresh);
    return fresh;
  }
  for (const side of ["rows", "cols"] as const) {
    const size = resolve(state.bindings, local[side]);
    if (size.type === "variable" || isKnown(state.bindings, shape[side])) continue;
    unify(state.bindings, shape[side], inOwnTime(size, time));
  }
  return local;
}

/** Whether a name is that of an occurrence, which is no symbol of its own: `W@2` is, `W@0@t@17` is not. */
export function isOccurrence(name: string): boolean {
  return name.split("@").length > 2;
}

/** A size at an occurrence's time, in terms of the symbol's own time. */
function inOwnTime(size: Size, time: Index): Size {
  const [term] = time.terms;
  if (size.type !== "name" || !size.at || !term) return size;
  const own: Index = {
    terms: [{ letter: OWN, coefficient: 1 }],
    offset: -time.offset,
    span: time.span,
  };
  return { ...size, at: substituteIndex(size.at, new Map([[term.letter, own]])) };
}
