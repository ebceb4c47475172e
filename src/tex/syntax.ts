/*
 * The tree of a formula: what is written, not what it means. `f(x)` is two factors, `W^T` a script, `\partial`
 * a symbol; scope and algebra decide. Every node has its document span, and errors are nodes.
 */
import type { Span } from "../text/span.ts";

interface Placed {
  readonly span: Span;
  /** False where a token came out of a macro's body: the span is then the macro call, and cannot be edited within. */
  readonly literal: boolean;
}

export type Font =
  "bold" | "upright" | "text" | "calligraphic" | "blackboard" | "sans" | "fraktur" | "typewriter" | "italic";

/** `3`, `0.25`. */
export interface NumberNode extends Placed {
  readonly type: "number";
  readonly value: number;
}

/** One letter: `x`, `W`, or a Greek one by its command, `\alpha`. `\mathbf{x}` has font bold. */
export interface LetterNode extends Placed {
  readonly type: "letter";
  readonly name: string;
  readonly font: Font | null;
}

/**
 * A word that acts as one name: `\tanh`, `\operatorname{diag}`, `\mathrm{rec}`, `\text{softmax}`, or a run of
 * letters that is a known function name (`diag`, `tanh`, `softmax`). `text` is without backslash.
 */
export interface WordNode extends Placed {
  readonly type: "word";
  readonly text: string;
}

/** `\hat x`, `\tilde{c}`, `\bar`, `\dot`, `\vec`, `\overline`, …; `accent` without backslash. */
export interface AccentNode extends Placed {
  readonly type: "accent";
  readonly accent: string;
  readonly body: TexNode;
}

/** Any other single sign: `\partial`, `\nabla`, `\infty`, `\forall`, `\top`, `\prime`, `\ell` is a letter, `!`, `\wedge`. */
export interface SignNode extends Placed {
  readonly type: "sign";
  readonly name: string;
}

/** `base_{sub}^{sup}''`. Spans of the marks run from the `_`, `^` or `'` to the end of what they hold. */
export interface ScriptsNode extends Placed {
  readonly type: "scripts";
  readonly base: TexNode;
  readonly sub: TexNode | null;
  readonly sup: TexNode | null;
  readonly primes: number;
  readonly subSpan: Span | null;
  readonly supSpan: Span | null;
  readonly primeSpan: Span | null;
}

/** `(…)`, `[…]`, `\{…\}`, `|…|`, `\|…\|`, `\langle…\rangle`, `\left. … \right)`; names without `\left`, `.` for none. */
export interface FencedNode extends Placed {
  readonly type: "fenced";
  readonly open: string;
  readonly close: string;
  readonly body: TexNode;
}

/** `body |_{at}`, with any size of bar. */
export interface EvaluationNode extends Placed {
  readonly type: "evaluation";
  readonly body: TexNode;
  readonly at: TexNode;
}

/** Items between separators: `,` `;` `:` `\quad` (any wide space) or `\\`. Never empty, never one. */
export interface ListNode extends Placed {
  readonly type: "list";
  readonly items: readonly TexNode[];
  readonly separators: readonly string[];
}

/** `\frac`, `\dfrac`, `\tfrac`, `\cfrac`, `\over`. A slash is a factor sign, not this. */
export interface FractionNode extends Placed {
  readonly type: "fraction";
  readonly numerator: TexNode;
  readonly denominator: TexNode;
}

export interface RootNode extends Placed {
  readonly type: "root";
  readonly body: TexNode;
  readonly degree: TexNode | null;
}

/** Terms with the sign before each: `+`, `-`, `\pm`, `\mp`; a first term without a sign has `+` and a null span. */
export interface SumNode extends Placed {
  readonly type: "sum";
  readonly terms: readonly {
    readonly sign: string;
    readonly signSpan: Span | null;
    readonly node: TexNode;
  }[];
}

/**
 * Factors with the sign before each: "" for juxtaposition (and for the first), else `\cdot`, `\times`, `*`, `\odot`,
 * `\circ`, `\otimes`, `/`, … Function application is not decided here: `\tanh(x)` is two factors.
 */
export interface ProductNode extends Placed {
  readonly type: "product";
  readonly factors: readonly {
    readonly sign: string;
    readonly signSpan: Span | null;
    readonly node: TexNode;
  }[];
}

/** `a = b = c`: n operands and n - 1 relations (`=`, `:=`, `\equiv`, `\le`, `\in`, `\to`, `\Rightarrow`, `\mid`, …). A missing side is an empty node. */
export interface RelationNode extends Placed {
  readonly type: "relation";
  readonly operands: readonly TexNode[];
  readonly relations: readonly { readonly name: string; readonly span: Span }[];
}

/** `\sum_{i=1}^n`, `\prod`, `\int`, `\lim`, `\max`, `\min`, `\sup`, also by `\underset`/`\overset`; the body is the product that follows. */
export interface BigOperatorNode extends Placed {
  readonly type: "bigOperator";
  /** Without backslash: sum, prod, int, lim, max, … */
  readonly operator: string;
  readonly sub: TexNode | null;
  readonly sup: TexNode | null;
  readonly body: TexNode;
  /** The operator with its bounds, without the body. */
  readonly headSpan: Span;
}

/** A matrix environment, `\pmatrix{}`, `array`, `smallmatrix`; fences of `pmatrix` and friends are in `open`, `close`. Cells may be empty. */
export interface MatrixNode extends Placed {
  readonly type: "matrix";
  readonly open: string;
  readonly close: string;
  readonly rows: readonly (readonly TexNode[])[];
}

/** `cases`: value and condition of each row. */
export interface CasesNode extends Placed {
  readonly type: "cases";
  readonly rows: readonly { readonly value: TexNode; readonly condition: TexNode | null }[];
}

/** Rows of `aligned`, `split`, `gathered`, … or of bare `\\`; alignment marks are dropped, a row that starts with `=` has an empty first operand. */
export interface RowsNode extends Placed {
  readonly type: "rows";
  readonly rows: readonly TexNode[];
}

/** Words inside mathematics: `\text{for all } j`, `\mbox{…}`. */
export interface TextNode extends Placed {
  readonly type: "text";
  readonly text: string;
}

/** `\cdots`, `\vdots`, `\ddots`, `\ldots`, `\dots`, `...`; `kind` without backslash. */
export interface DotsNode extends Placed {
  readonly type: "dots";
  readonly kind: "cdots" | "vdots" | "ddots" | "ldots";
}

/** `\underbrace{body}_{note}`, `\cancel`, `\color`, `\boxed`, `\bbox`, `\overbrace`, `\phantom`: drawn round a body that it does not change. */
export interface DecorationNode extends Placed {
  readonly type: "decoration";
  readonly command: string;
  readonly body: TexNode;
  readonly note: TexNode | null;
}

/** Nothing where something could stand. */
export interface EmptyNode extends Placed {
  readonly type: "empty";
}

/** What could not be parsed: an unknown command, an unclosed group, a stray brace. */
export interface ErrorNode extends Placed {
  readonly type: "error";
  readonly message: string;
  readonly text: string;
}

export type TexNode =
  | NumberNode
  | LetterNode
  | WordNode
  | AccentNode
  | SignNode
  | ScriptsNode
  | FencedNode
  | EvaluationNode
  | ListNode
  | FractionNode
  | RootNode
  | SumNode
  | ProductNode
  | RelationNode
  | BigOperatorNode
  | MatrixNode
  | CasesNode
  | RowsNode
  | TextNode
  | DotsNode
  | DecorationNode
  | EmptyNode
  | ErrorNode;
