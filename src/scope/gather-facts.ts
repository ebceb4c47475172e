/*
 * Gathers what is declared: declarations with their places go in, in the order of the note, facts by symbol come out.
 */
import { sameIndex } from "../algebra/index-arithmetic.ts";
import type { Size } from "../algebra/shape.ts";
import type { NamedConstant } from "./context.ts";
import type { Declaration, Role } from "./declaration.ts";
import { argumentsOf, functionName, readShape, readSubject } from "./declared-subject.ts";
import {
  type ConditionalRole,
  type Facts,
  type FunctionFact,
  type LayoutFact,
  type PlacedDeclaration,
  type RoleFact,
  type ShapeFact,
  fixedWords,
  memberName,
} from "./facts.ts";
import { letterName } from "./index-reading.ts";
import type { Notation } from "./notation.ts";
import { readOccurrence } from "./occurrence.ts";

/** The facts while they are gathered. */
function createDraft() {
  return {
    shapes: new Map<string, ShapeFact[]>(),
    roles: new Map<string, Set<Role>>(),
    placedRoles: new Array<RoleFact>(),
    conditional: new Array<ConditionalRole>(),
    commuting: new Array<readonly [string, string]>(),
    functions: new Map<string, FunctionFact[]>(),
    constants: new Map<string, NamedConstant>(),
    layouts: new Array<LayoutFact>(),
    sizes: new Map<string, number>(),
    innerIndices: new Set<string>(),
    meanings: new Set<string>(),
    others: new Array<PlacedDeclaration>(),
  };
}

type Draft = ReturnType<typeof createDraft>;
type Of<T extends Declaration["type"]> = Extract<Declaration, { readonly type: T }>;
type Place = Omit<PlacedDeclaration, "declaration">;

export function gatherFacts(declared: readonly PlacedDeclaration[], notation: Notation): Facts {
  const draft = createDraft();
  for (const placed of declared) take(draft, placed, notation);
  return { ...draft, shapes: membersApart(draft.shapes) };
}

function take(draft: Draft, placed: PlacedDeclaration, notation: Notation): void {
  const { declaration } = placed;
  switch (declaration.type) {
    case "shape":
      return takeShape(draft, declaration, placed, notation);
    case "role":
      return takeRole(draft, declaration, placed, notation);
    case "commuting":
      return takeCommuting(draft, declaration, notation);
    case "function":
      return takeFunction(draft, declaration, placed, notation);
    case "constant": {
      const occurrence = readOccurrence(declaration.subject);
      if (occurrence) draft.constants.set(occurrence.base, declaration.constant);
      return;
    }
    case "layout": {
      const { span, layout, extent } = declaration;
      draft.layouts.push({ section: placed.section, span, layout, extent, block: placed.block });
      return;
    }
    case "size": {
      const name = letterName(declaration.subject);
      if (name !== null && !declaration.illustration) draft.sizes.set(name, declaration.value);
      return;
    }
    case "inner-index": {
      const name = letterName(declaration.index);
      if (name !== null) draft.innerIndices.add(name);
      return;
    }
    case "notation":
      draft.meanings.add(declaration.means);
      return;
    default:
      draft.others.push(placed);
  }
}

function takeShape(draft: Draft, declaration: Of<"shape">, { section }: Place, notation: Notation): void {
  const { shape, span } = declaration;
  const subject = readSubject(declaration.subject, notation);
  // `y_i \in \mathbb{R}` says nothing of the shape of y.
  if (!subject || (subject.isPart && shape.rank === 0)) return;
  const { name, letter, at } = subject;
  const [rows, cols] = readShape(shape, notation);
  push(draft.shapes, name, {
    section,
    span,
    rows,
    cols,
    rank: shape.rank,
    side: shape.side ?? null,
    letter,
    at,
  });
  const dependsOn = argumentsOf(declaration.subject);
  if (dependsOn.length === 0) return;
  const unstated = { named: null, domain: null, codomain: null };
  merge(draft.functions, name, { section, span, acts: "whole", ...unstated, dependsOn });
}

function takeRole(
  draft: Draft,
  declaration: Of<"role">,
  { section, block }: Place,
  notation: Notation,
): void {
  const { span, role, extent } = declaration;
  const name = readSubject(declaration.subject, notation)?.name;
  if (name === undefined) return;
  const known = draft.roles.get(name) ?? new Set();
  draft.roles.set(name, known);
  if (extent === "next") draft.conditional.push({ section, span, name, role, block });
  else {
    known.add(role);
    draft.placedRoles.push({ section, span, name, role });
  }
}

function takeCommuting({ commuting }: Draft, { pair }: Of<"commuting">, notation: Notation): void {
  const [first, second] = pair.map((node) => readSubject(node, notation)?.name);
  if (first !== undefined && second !== undefined) commuting.push([first, second]);
}

function takeFunction(
  draft: Draft,
  { subject, span, acts, named, domain, codomain, dependsOn }: Of<"function">,
  { section }: Place,
  notation: Notation,
): void {
  const name = functionName(subject, notation);
  if (name === null || fixedWords.test(name)) return;
  merge(draft.functions, name, {
    section,
    span,
    acts,
    named: named === "logistic" ? "sigmoid" : named,
    domain: domain?.map((shape) => readShape(shape, notation)) ?? null,
    codomain: codomain && readShape(codomain, notation),
    dependsOn,
  });
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Several sentences of one section may speak of one function: each adds what it says. */
function merge(map: Map<string, FunctionFact[]>, name: string, fact: FunctionFact): void {
  const list = map.get(name) ?? [];
  const at = list.findIndex((other) => other.section.id === fact.section.id);
  const earlier = list[at];
  if (earlier)
    list[at] = {
      ...earlier,
      acts: fact.acts === "unstated" ? earlier.acts : fact.acts,
      named: earlier.named ?? fact.named,
      domain: earlier.domain ?? fact.domain,
      codomain: earlier.codomain ?? fact.codomain,
      dependsOn: earlier.dependsOn.length > 0 ? earlier.dependsOn : fact.dependsOn,
    };
  else list.push(fact);
  map.set(name, list);
}

/** `W^{(1)}` and `W^{(2)}` that are declared with different shapes are known one by one. */
function membersApart(shapes: ReadonlyMap<string, readonly ShapeFact[]>): Facts["shapes"] {
  const known = new Map<string, ShapeFact[]>();
  for (const [name, facts] of shapes) {
    const [first] = facts;
    const apart =
      facts.every(({ at }) => at !== null) &&
      facts.some(({ rows, cols }) => !sameSize(rows, first!.rows) || !sameSize(cols, first!.cols));
    for (const fact of facts) push(known, apart ? memberName(name, fact.at!) : name, fact);
  }
  return known;
}

function sameSize(a: Size, b: Size): boolean {
  if (a.type !== "name" || b.type !== "name")
    return a.type === "number" && b.type === "number" && a.value === b.value;
  return a.name === b.name && (a.at && b.at ? sameIndex(a.at, b.at) : a.at === b.at);
}
