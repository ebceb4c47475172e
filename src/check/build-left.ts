/*
 * The left side of a claim as nodes, one for each choice of its indices: what it is, or the derivative that it is, first
 * as a Jacobian and then laid out as the reading says.
 */
import { derivative } from "../algebra/derivative.ts";
import { type DerivativeExpression, type Expression, some } from "../algebra/expression.ts";
import { type NodeId, dims, opWith } from "../algebra/graph.ts";
import { type Claim, unfold } from "../claims/claim.ts";
import { type Arrangement, sourceOf } from "../claims/layout.ts";
import { inner, rawDerivative, repeated } from "./build-derivative.ts";
import { differentialParts } from "./build-differential.ts";
import { rawEvaluated } from "./build-evaluation.ts";
import { leaf } from "./build-symbol.ts";
import { build } from "./build.ts";
import { type Builder, attempt, fail } from "./builder.ts";
import { type RawDerivative, arranged, arrangementOf, hessianArrangement } from "./derivative-layout.ts";
import { indexChoices } from "./index-choices.ts";

/** The left side for one choice of its indices, before it is laid out. */
export interface Derived {
  readonly node: NodeId;
  readonly raw: RawDerivative | null;
  /** The derivative that the left side is, or is at a place. */
  readonly whole: DerivativeExpression | null;
  readonly letters: ReadonlyMap<string, number>;
}

export interface Left {
  readonly exact: NodeId;
  readonly raw: RawDerivative | null;
  /** Where entry (row, col) of it stands in the full Jacobian. */
  readonly source: ((row: number, col: number) => number) | null;
  readonly letters: ReadonlyMap<string, number>;
}

/** The left side for each choice of its indices. */
export function leftSides(builder: Builder, claim: Claim, free: readonly string[]): readonly Derived[] {
  prepareVariables(builder, claim);
  const assignments = indexChoices(builder, claim, free);
  return assignments.map((letters) => {
    builder.letters = new Map([...builder.choice.letters, ...letters]);
    return { ...leftSide(builder, claim.head), letters };
  });
}

/** Every variable that the claim differentiates by, in a symbol for a derivative too, is built before what depends on it. */
function prepareVariables(builder: Builder, claim: Claim): void {
  const seen = new Set<string>();
  const meant = (part: Expression): Expression => {
    if (part.type !== "symbol" || seen.has(part.name)) return part;
    seen.add(part.name);
    return unfold(builder.scope, part, claim.section, claim.span.start);
  };
  const visit = (expression: Expression): void => {
    if (expression.type === "derivative")
      for (const variable of expression.withRespectTo)
        if (variable.type === "symbol" && "failure" in attempt(() => build(builder, variable)))
          freeVariable(builder, variable);
    some(expression, (part) => {
      const whole = meant(part);
      if (part !== expression && whole.type === "derivative") visit(whole);
      return false;
    });
  };
  visit(claim.head);
  visit(claim.claimed);
}

/** What another section says of a letter that a claim differentiates by is said of another one. */
function freeVariable(builder: Builder, { name, time, span }: Expression & { type: "symbol" }): void {
  const own = (builder.scope.definitions.get(name) ?? []).some(({ section }) =>
    builder.section.path.includes(section.id),
  );
  if (!own && !time) attempt(() => builder.values.set(name, leaf(builder, name, null, span)));
}

function leftSide(builder: Builder, head: Expression): Omit<Derived, "letters"> {
  const { graph } = builder;
  const whole = derivativeIn(builder, head);
  const raw = rawOf(builder, head, whole);
  if (!raw) return { node: build(builder, head), raw, whole };
  const jacobian = derivative(graph, raw.output, raw.variable, raw.frozen);
  if (jacobian === null)
    return fail("unsupported-operator", "an operator here has no derivative rule", (whole ?? head).span);
  if (raw.row === null && raw.column === null) return { node: jacobian, raw, whole };
  const { rows, cols } = dims(graph, jacobian);
  const height = raw.row === null ? rows : 1;
  const width = raw.column === null ? cols : 1;
  const node = opWith(graph, "submatrix", [raw.row ?? 0, raw.column ?? 0, height, width], jacobian);
  return { node, raw, whole };
}

function rawOf(builder: Builder, head: Expression, whole: DerivativeExpression | null): RawDerivative | null {
  if (whole) {
    const of = firstOf(whole);
    return head.type === "evaluation" ? rawEvaluated(builder, head, of) : rawDerivative(builder, of);
  }
  if (head.type !== "differential") return null;
  const varies = head.of.type !== "symbol" || builder.scope.definitions.has(head.of.name);
  return varies ? differentialParts(builder, head) : null;
}

function derivativeIn(builder: Builder, head: Expression): DerivativeExpression | null {
  const of = head.type === "evaluation" ? head.of : head;
  return of.type === "derivative" ? repeated(builder, of) : null;
}

/** A derivative of first order: of a higher one, the last. */
function firstOf(whole: DerivativeExpression): DerivativeExpression {
  return whole.withRespectTo.length > 1 ? inner(whole) : whole;
}

/** A left side in the layout of the reading. */
export function laidOut(builder: Builder, { node, raw, whole, letters }: Derived): Left {
  if (!raw) return { exact: node, raw, source: null, letters };
  const arrangement = arrangementOn(builder, whole, raw);
  const exact = arranged(builder, raw, node, arrangement);
  const width = dims(builder.graph, raw.variable);
  const cols = width.rows * width.cols;
  const pickedCols = raw.column === null ? cols : 1;
  const source = (row: number, col: number): number => {
    const flat = sourceOf(arrangement, raw.form, row, col);
    const r = Math.floor(flat / pickedCols) + (raw.row ?? 0);
    const c = (flat % pickedCols) + (raw.column ?? 0);
    return r * cols + c;
  };
  return { exact, raw, source, letters };
}

function arrangementOn(
  builder: Builder,
  whole: DerivativeExpression | null,
  raw: RawDerivative,
): Arrangement {
  if (!whole) return { type: "tangent", rows: raw.form.of.rows, transposed: false };
  return whole.withRespectTo.length > 1
    ? hessianArrangement(builder, raw, whole)
    : arrangementOf(builder, raw, whole);
}
