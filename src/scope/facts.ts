/*
 * What is declared, by symbol: shapes, roles, functions, layouts and the rest of the prose, each with its
 * section and place, so that the nearest one can be asked for.
 */
import type { Size } from "../algebra/shape.ts";
import type { LayoutName } from "../report.ts";
import type { Span } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { NamedConstant } from "./context.ts";
import type { Declaration, Role } from "./declaration.ts";
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

/** The name under which one member of a family is known by a shape of its own. */
export function memberName(name: string, at: number): string {
  return `${name}@${at}`;
}

/** The family of a member: W of `W@1`, F of the `F_l` that is called in `F_l(x)`. */
export function familyOf(name: string): string {
  return name.replace(/@.*$/, "");
}
