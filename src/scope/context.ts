/*
 * What elaboration needs to know of the note: how scripts are read, and which letters are constants by name.
 */
import type { Expression } from "../algebra/expression.ts";
import type { ConstantName } from "../algebra/expression.ts";
import type { Reason } from "../report.ts";
import type { Span } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { Notation } from "./notation.ts";

export type NamedConstant = ConstantName | "kronecker-delta";

export interface Context {
  readonly notation: Notation;
  /** Names that stand for special matrices here: `I`, `\mathbf 1`, `K`. */
  readonly constants: ReadonlyMap<string, NamedConstant>;
  /** Names the note itself declares or defines, so that they are no constants. */
  readonly ownSymbols: ReadonlySet<string>;
  /** Functions the note itself defines or declares, words too: `RMSNorm`, `f`. */
  readonly ownFunctions: ReadonlySet<string>;
  /** The arguments that functions of the note are written with: `x, y` of `f(x, y)`. */
  readonly parameters: ReadonlyMap<string, readonly TexNode[]>;
  /** Functions of which a subscript names an argument to differentiate by: `f_x`. */
  readonly partials: ReadonlySet<string>;
  /** Whether `dX` is a differential here. */
  readonly differentials: boolean;
  /** Whether `\Delta f` and `\nabla^2 f` are Laplacians here. */
  readonly laplacian: boolean;
  /** What a bare `\nabla` differentiates by on the right of a gradient, null elsewhere. */
  readonly gradientBy: Expression | null;
}

export function unknown(reason: Reason, message: string, span: Span): Expression {
  return { type: "unknown", reason, message, span };
}
