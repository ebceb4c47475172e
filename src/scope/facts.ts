/*
 * What is declared, by symbol: shapes, roles, functions, layouts and the rest of the prose, each with its
 * section and place, so that the nearest one can be asked for.
 */
import { sameIndex } from "../algebra/index-arithmetic.ts";
import { type Size, one } from "../algebra/shape.ts";
import type { LayoutName } from "../report.ts";
import type { Span } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { NamedConstant } from "./context.ts";
import type { DeclaredShape, Declaration, Role } from "./declaration.ts";
import { letterName, readIndex } from "./index-reading.ts";
import type { Notation } from "./notation.ts";
import { readSymbol } from "./symbol-reading.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import type { Section } from "./section.ts";

/** A declaration and where it was said. */
export interface PlacedDeclaration {
  readonly declaration: Declaration;
  readonly section: Section;
  readonly block: number;
}

interface Placed {
  readonly section: Section;
  readonly span: Span;
}

/** Sizes in terms of `letter`, the time letter it was declared with. */
export interface ShapeFact extends Placed {
  readonly rows: Size;
  readonly cols: Size;
  readonly rank: number;
  /** Whether a vector is said to be a column or a row. */
  readonly side: "column" | "row" | null;
  readonly letter: string | null;
  /** The one member of a family of which it was said: 2 of `W^{(2)}`. */
  readonly at: number | null;
}

/** A matrix of which no more is known. */
export const openMatrix: Omit<ShapeFact, "section" | "span"> = {
  rows: { type: "other" },
  cols: { type: "other" },
  rank: 2,
  side: null,
  letter: null,
  at: null,
};

export interface FunctionFact extends Placed {
  readonly acts: "elementwise" | "whole" | "rows" | "columns" | "unstated";
  readonly named: string | null;
  readonly domain: readonly (readonly [Size, Size])[] | null;
  readonly codomain: readonly [Size, Size] | null;
  readonly dependsOn: readonly TexNode[];
}

export interface LayoutFact extends Placed {
  readonly layout: LayoutName;
  readonly extent: "scope" | "next" | "word";
  readonly block: number;
}

/** A role that is assumed for the claims beside it: "if `A` is symmetric". */
export interface ConditionalRole extends Placed {
  readonly name: string;
  readonly role: Role;
  readonly block: number;
}

/** Where a role that holds for the whole scope was said. */
export interface RoleFact extends Placed {
  readonly name: string;
  readonly role: Role;
}

export interface Facts {
  readonly shapes: ReadonlyMap<string, readonly ShapeFact[]>;
  /** What holds for the whole scope; a symbol with none is one that something is assumed of somewhere. */
  readonly roles: ReadonlyMap<string, ReadonlySet<Role>>;
  readonly placedRoles: readonly RoleFact[];
  readonly conditional: readonly ConditionalRole[];
  /** Pairs of square matrices with AB = BA. */
  readonly commuting: readonly (readonly [string, string])[];
  readonly functions: ReadonlyMap<string, readonly FunctionFact[]>;
  readonly constants: ReadonlyMap<string, NamedConstant>;
  readonly layouts: readonly LayoutFact[];
  readonly sizes: ReadonlyMap<string, number>;
  readonly innerIndices: ReadonlySet<string>;
  readonly meanings: ReadonlySet<string>;
  /** The rest, for those who ask: fixed, product-order, product-sign, part, attitude, spectral, … */
  readonly others: readonly PlacedDeclaration[];
}

/** Whether anything is said of a symbol but its definition. */
export function isDeclared({ shapes, roles, functions }: Facts, name: string): boolean {
  return shapes.has(name) || roles.has(name) || functions.has(name);
}

/** Functions that no note defines anew: "let `\det(A + tB)` be a function of t" says nothing of det. */
export const fixedWords = /^(tr|Tr|trace|Trace|det|Det|diag|Diag|vec|Vec|vech|rank|exp|log|ln|sin|cos|tan)$/;

export function gatherFacts(declared: readonly PlacedDeclaration[], notation: Notation): Facts {
  const shapes = new Map<string, ShapeFact[]>();
  const roles = new Map<string, Set<Role>>();
  const placedRoles: RoleFact[] = [];
  const conditional: ConditionalRole[] = [];
  const functions = new Map<string, FunctionFact[]>();
  const constants = new Map<string, NamedConstant>();
  const layouts: LayoutFact[] = [];
  const sizes = new Map<string, number>();
  const innerIndices = new Set<string>();
  const meanings = new Set<string>();
  const commuting: (readonly [string, string])[] = [];
  const others: PlacedDeclaration[] = [];
  for (const placed of declared) {
    const { declaration, section, block } = placed;
    const place = { section, span: declaration.span };
    switch (declaration.type) {
      case "shape": {
        const subject = readSubject(declaration.subject, notation);
        // `y_i \in \mathbb{R}` says nothing of the shape of y.
        if (!subject || (subject.isPart && declaration.shape.rank === 0)) break;
        const [rows, cols] = readShape(declaration.shape, notation);
        const { rank, side = null } = declaration.shape;
        const { letter, at } = subject;
        push(shapes, subject.name, { ...place, rows, cols, rank, side, letter, at });
        const dependsOn = argumentsOf(declaration.subject);
        if (dependsOn.length > 0)
          merge(functions, subject.name, {
            ...place,
            acts: "whole",
            named: null,
            domain: null,
            codomain: null,
            dependsOn,
          });
        break;
      }
      case "role": {
        const name = readSubject(declaration.subject, notation)?.name;
        if (name === undefined) break;
        const known = roles.get(name) ?? new Set();
        roles.set(name, known);
        if (declaration.extent === "next")
          conditional.push({ ...place, name, role: declaration.role, block });
        else {
          known.add(declaration.role);
          placedRoles.push({ ...place, name, role: declaration.role });
        }
        break;
      }
      case "commuting": {
        const [first, second] = declaration.pair.map((node) => readSubject(node, notation)?.name);
        if (first !== undefined && second !== undefined) commuting.push([first, second]);
        break;
      }
      case "function": {
        const name = functionName(declaration.subject, notation);
        if (name === null || fixedWords.test(name)) break;
        merge(functions, name, {
          ...place,
          acts: declaration.acts,
          named: declaration.named === "logistic" ? "sigmoid" : declaration.named,
          domain: declaration.domain?.map((shape) => readShape(shape, notation)) ?? null,
          codomain: declaration.codomain && readShape(declaration.codomain, notation),
          dependsOn: declaration.dependsOn,
        });
        break;
      }
      case "constant": {
        const occurrence = readOccurrence(declaration.subject);
        if (occurrence) constants.set(occurrence.base, declaration.constant);
        break;
      }
      case "layout":
        layouts.push({ ...place, layout: declaration.layout, extent: declaration.extent, block });
        break;
      case "size": {
        const name = letterName(declaration.subject);
        if (name !== null && !declaration.illustration) sizes.set(name, declaration.value);
        break;
      }
      case "inner-index": {
        const name = letterName(declaration.index);
        if (name !== null) innerIndices.add(name);
        break;
      }
      case "notation":
        meanings.add(declaration.means);
        break;
      default:
        others.push(placed);
    }
  }
  return {
    shapes: membersApart(shapes),
    roles,
    placedRoles,
    conditional,
    commuting,
    functions,
    constants,
    layouts,
    sizes,
    innerIndices,
    meanings,
    others,
  };
}

/** What a declared application is applied to: `A(t) \in …` says that A depends on t. */
export function argumentsOf(subject: TexNode): readonly TexNode[] {
  const bare = withoutDecoration(subject);
  if (bare.type !== "product" || bare.factors.length !== 2) return [];
  const fenced = withoutDecoration(bare.factors[1]!.node);
  if (fenced.type !== "fenced" || fenced.open !== "(") return [];
  const body = withoutDecoration(fenced.body);
  const items = body.type === "list" ? body.items : [body];
  return items.every((item) => readOccurrence(item) !== null) ? items : [];
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

/** The name under which one member of a family is known by a shape of its own. */
export function memberName(name: string, at: number): string {
  return `${name}@${at}`;
}

/** The family of a member: W of `W@1`, F of the `F_l` that is called in `F_l(x)`. */
export function familyOf(name: string): string {
  return name.replace(/@.*$/, "");
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

interface Subject {
  readonly name: string;
  /** The letter of its time. */
  readonly letter: string | null;
  /** Its time, where that is a number. */
  readonly at: number | null;
  /** Whether a component is meant, and no whole. */
  readonly isPart: boolean;
}

/** The symbol a declaration is about. */
export function readSubject(node: TexNode, notation: Notation): Subject | null {
  const bare = withoutDecoration(node);
  // `U(t)` declares the value of U.
  if (bare.type === "product" && bare.factors.length === 2)
    return readSubject(bare.factors[0]!.node, notation);
  if (bare.type === "word") return { name: bare.text, letter: null, at: null, isPart: false };
  const occurrence = readOccurrence(bare);
  if (!occurrence) return null;
  const read = readSymbol(occurrence, notation);
  // A declared component (`y_i > 0`) says something of the whole.
  const letter = read.time?.terms[0]?.letter ?? null;
  const at = read.time && read.time.terms.length === 0 ? read.time.offset : null;
  return { name: read.name + "'".repeat(read.primes), letter, at, isPart: read.entries.length > 0 };
}

export function functionName(node: TexNode, notation: Notation): string | null {
  return readSubject(node, notation)?.name ?? null;
}

function readShape(shape: DeclaredShape, notation: Notation): readonly [Size, Size] {
  const [first, second] = shape.sizes.map((size) => (size ? readSize(size, notation) : null));
  const open: Size = { type: "other" };
  if (shape.rank === 0) return [one, one];
  if (shape.rank === 1) return shape.side === "row" ? [one, first ?? open] : [first ?? open, one];
  return [first ?? open, second ?? open];
}

/** A size as written: `n`, `n_{l-1}`, `d_h`, `3`; anything else is known only from values. */
export function readSize(node: TexNode, notation: Notation): Size {
  const index = readIndex(node);
  if (index && index.terms.length === 0) return { type: "number", value: index.offset };
  const occurrence = readOccurrence(node);
  if (!occurrence) return { type: "other" };
  const read = readSymbol(occurrence, notation);
  if (read.time) return { type: "name", name: read.name, at: read.time };
  const name = letterName(node);
  return name === null ? { type: "other" } : { type: "name", name, at: null };
}
