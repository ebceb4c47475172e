/*
 * What elaboration needs to know of the note: how scripts are read, and which letters are constants by name. It is asked
 * name by name, so that it can be told on what an answer rests.
 */
import type { Expression } from "../algebra/expression.ts";
import type { ConstantName } from "../algebra/expression.ts";
import type { Reason } from "../report.ts";
import type { Span } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { ScriptEvidence } from "./evidence.ts";
import type { Notation } from "./notation.ts";

export type NamedConstant = ConstantName | "kronecker-delta";

/** Names, of which each may be asked for. */
export interface Names {
  readonly has: (name: string) => boolean;
}

/** What belongs to names. */
export interface Named<V> extends Names {
  readonly get: (name: string) => V | undefined;
}

/** What the letters of a note count, as its formulas are read by it. */
export interface Counting {
  readonly evidence: Named<ScriptEvidence>;
  readonly timeLetters: Names;
  readonly familyLetters: Names;
}

export interface Context {
  readonly notation: Counting & { readonly functions: Names };
  /** Names that stand for special matrices here: `I`, `\mathbf 1`, `K`. */
  readonly constants: Named<NamedConstant>;
  /** Names the note itself declares or defines, so that they are no constants. */
  readonly ownSymbols: Names;
  /** Functions the note itself defines or declares, words too: `RMSNorm`, `f`. */
  readonly ownFunctions: Names;
  /** The arguments that functions of the note are written with: `x, y` of `f(x, y)`. */
  readonly parameters: Named<readonly TexNode[]>;
  /** The letters among all these arguments. */
  readonly variables: Names;
  /** Functions of which a subscript names an argument to differentiate by: `f_x`. */
  readonly partials: Names;
  /** Whether `dX` is a differential here. */
  readonly differentials: boolean;
  /** Whether `\Delta f` and `\nabla^2 f` are Laplacians here. */
  readonly laplacian: boolean;
  /** What a bare `\nabla` differentiates by on the right of a gradient, null elsewhere. */
  readonly gradientBy: Expression | null;
}

/** The context of a whole note, of which all is known. */
export interface NoteContext extends Context {
  readonly notation: Notation;
  readonly ownFunctions: ReadonlySet<string>;
  readonly parameters: ReadonlyMap<string, readonly TexNode[]>;
}

export function unknown(reason: Reason, message: string, span: Span): Expression {
  return { type: "unknown", reason, message, span };
}
