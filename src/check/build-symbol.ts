/*
 * The value of a symbol: what its definition makes of it, unrolled down to time 0, else an input to be drawn.
 * Every symbol is a named cut point of the graph, so that a derivative by it sees all that uses it.
 */
import {
  type Expression,
  type Index,
  factorsOf,
  indexLettersOf,
  walkExpression,
} from "../algebra/expression.ts";
import { evaluateIndex } from "../algebra/index-arithmetic.ts";
import {
  type Dims,
  type NodeId,
  apply,
  input,
  isScalar,
  opWith,
  scalar,
  variable,
} from "../algebra/graph.ts";
import { resolve, shapeAt } from "../algebra/shape.ts";
import { asGradient } from "../claims/claim.ts";
import { type Definition, isOfItself, listsOwnComponents } from "../scope/definitions.ts";
import { memberName } from "../scope/facts.ts";
import { nearness } from "../scope/section.ts";
import { isTarget } from "../scope/targets.ts";
import { isHorizon } from "../scope/time-letters.ts";
import type { Span } from "../text/span.ts";
import { build } from "./build.ts";
import { buildGroupJacobian } from "./build-lie.ts";
import { buildBareFunction } from "./build-bare-function.ts";
import { buildFamilyMember } from "./build-function.ts";
import { must } from "./fit.ts";
import { type Builder, fail, failInCycle, indexValue, letterValue, misfit, sizeValue } from "./builder.ts";
import { plainName } from "../scope/symbol-name.ts";

export function buildSymbol(builder: Builder, expression: Expression & { type: "symbol" }): NodeId {
  const { name, time } = expression;
  const parameter = time ? undefined : builder.parameters.get(name);
  if (parameter !== undefined) return parameter;
  if (!time) {
    // "`n \in \mathbb{N}`" that counts is no number of its own.
    const counts = builder.choice.letters.has(name) && builder.scope.facts.roles.get(name)?.has("integer");
    const known = !counts && builder.scope.shapes.symbols.has(name) && builder.scope.facts.shapes.has(name);
    const number = known || builder.scope.definitions.has(name) ? undefined : letterValue(builder, name);
    if (number !== undefined) return scalar(builder.graph, number);
  }
  return symbolAt(builder, name, time ? indexValue(builder, time) : null, expression.span);
}

/** The node of a symbol at a concrete time. */
export function symbolAt(builder: Builder, name: string, time: number | null, span: Span): NodeId {
  const key = time === null ? name + countedIn(builder, name) : `${name}@${time}`;
  const known = builder.values.get(key);
  if (known !== undefined) return known;
  if (builder.open.has(key)) failInCycle(builder, key, span);
  builder.open.add(key);
  try {
    const node = varied(builder, name, time, span);
    builder.values.set(key, node);
    return node;
  } finally {
    builder.open.delete(key);
  }
}

/** Within a sum over t, the `\ell` of `\ell(y_t)` is another one for each t. */
function countedIn(builder: Builder, name: string): string {
  const call = builder.calls.get(name);
  if (!call || builder.letters.size === 0 || builder.scope.definitions.has(name)) return "";
  const letters = new Set(walkExpression(call).flatMap(indexLettersOf));
  const bound = [...builder.letters].filter(([letter]) => letters.has(letter));
  return bound.map(([letter, value]) => ` (${letter} = ${value})`).join("");
}

function varied(builder: Builder, name: string, time: number | null, span: Span): NodeId {
  const value = computed(builder, name, time, span) ?? leaf(builder, name, time, span);
  const direction = builder.varied.get(name);
  if (direction === undefined || time !== null) return value;
  return must(apply(builder.graph, "add", [value, direction]), "step", span);
}

function computed(builder: Builder, name: string, time: number | null, span: Span): NodeId | null {
  const found = findDefinitions(builder, name, time);
  const [first] = found;
  if (!first)
    return (
      buildFamilyMember(builder, name, time) ??
      buildBareFunction(builder, name, span) ??
      buildGroupJacobian(builder, name, span)
    );
  builder.used.add(first.definition);
  const key =
    (time === null ? name : `${name}@${time}`) + (builder.alternative?.name === name ? " (other form)" : "");
  const value =
    found.length > 0 && first.definition.components.length > 0
      ? assemble(builder, found, name, time, span)
      : enter(builder, first.definition, first.letters, () =>
          build(builder, bodyOf(first.definition), sizeOfIdentity(builder, first.definition, time, span)),
        );
  return variable(builder.graph, key + movedBy(builder), value);
}

/** The size of the I in `\Sigma = \sigma^2 I`, which is that of Σ. */
function sizeOfIdentity(
  builder: Builder,
  { name, body }: Definition,
  time: number | null,
  span: Span,
): Dims | undefined {
  const isIdentity = (factor: Expression) =>
    factor.type === "constant" && factor.constant === "identity" && factor.indices.length === 0;
  return factorsOf(body).some(isIdentity) ? symbolDims(builder, name, time, span) : undefined;
}

/** Along directions a symbol is another value than where it stands still. */
function movedBy({ varied: directions }: Builder): string {
  return directions.size === 0 ? "" : ` (moved by ${[...directions.values()].join()})`;
}

/** An error signal has the shape of its variable, whatever the layout of Jacobians. */
function bodyOf({ body }: Definition): Expression {
  return body.type === "derivative" ? asGradient(body) : body;
}

interface Found {
  readonly definition: Definition;
  readonly letters: ReadonlyMap<string, number>;
}

/** Definitions that speak of the symbol at this time, the one that counts first. */
function findDefinitions(builder: Builder, name: string, time: number | null): readonly Found[] {
  const other = builder.alternative?.name === name ? builder.alternative : undefined;
  const chosen = other ?? builder.reading.instead?.get(name);
  if (chosen === null) return [];
  const all = chosen ? [chosen] : definitionsInReach(builder, name);
  const found: Found[] = [];
  for (const definition of all) {
    if (definition.isFunction && definition.parameters.length === 0) continue;
    if (listsOwnComponents(definition) || isOfItself(definition)) continue;
    const letters = matchTime(builder, definition, time);
    if (letters) found.push({ definition, letters });
  }
  const score = ({ definition }: Found) =>
    nearness(definition.section, builder.section) * 4e9 +
    (definition.time?.terms.every(({ letter }) => isHorizon(letter)) ? 2e9 : 0) +
    (definition.span.start <= builder.start ? 1e9 : 0) -
    Math.abs(definition.span.start - builder.start);
  return found.sort((a, b) => score(b) - score(a));
}

/** What a later section defines, unless it is one around this place, is not meant here, nor what makes an output of a target. */
export function definitionsInReach(builder: Builder, name: string): readonly Definition[] {
  return (builder.scope.definitions.get(name) ?? []).filter((one) => isInReach(builder, one));
}

export function isInReach(
  { scope, section, start }: Builder,
  { name, span, section: own }: Definition,
): boolean {
  const isAround = section.path.includes(own.id);
  return isAround || (span.start <= start && !isTarget(scope.targets, name, section));
}

/** Whether a definition at T or L speaks of the last step only: another one of the note counts with another letter. */
function isLastOnly({ scope, choice }: Builder, { name }: Definition, letter: string): boolean {
  if (!isHorizon(letter) || choice.letters.get(letter) === undefined) return false;
  const all = [...(scope.definitions.get(name) ?? []), ...(scope.alternatives.get(name) ?? [])];
  return all.some(({ time }) => time?.terms.some((term) => term.letter !== letter));
}

/** Values of a definition's letters that make its left side this time; null where none do. */
function matchTime(
  builder: Builder,
  definition: Definition,
  time: number | null,
): ReadonlyMap<string, number> | null {
  if (definition.time === null) return time === null ? new Map() : null;
  if (time === null) return null;
  const [term, ...more] = definition.time.terms;
  if (!term) return definition.time.offset === time ? new Map() : null;
  if (more.length > 0 || term.coefficient !== 1) return null;
  const value = time - definition.time.offset;
  // Time 0 is where everything starts: what lies there is drawn. A derivative goes on.
  if (!definition.isDerivative && (time <= 0 || time > builder.choice.lastTime)) return null;
  if (isLastOnly(builder, definition, term.letter))
    return evaluateIndex(definition.time, (letter) => builder.choice.letters.get(letter)) === time
      ? new Map()
      : null;
  return new Map([[term.letter, value]]);
}

/** Builds inside a definition: with its letters and nothing of the place it is used at. */
export function enter<T>(
  builder: Builder,
  definition: Definition,
  letters: ReadonlyMap<string, number>,
  inner: () => T,
  parameters: ReadonlyMap<string, NodeId> = new Map(),
): T {
  const outer = {
    letters: builder.letters,
    statement: builder.statement,
    parameters: builder.parameters,
    elementwise: builder.elementwise,
  };
  builder.letters = letters;
  builder.statement = definition.statement;
  builder.parameters = parameters;
  builder.elementwise = false;
  try {
    return inner();
  } finally {
    Object.assign(builder, outer);
  }
}

/** A definition by components: one scalar for each entry. */
function assemble(
  builder: Builder,
  found: readonly Found[],
  name: string,
  time: number | null,
  span: Span,
): NodeId {
  const { rows, cols } = symbolDims(builder, name, time, span);
  const [first] = found;
  const cells: NodeId[] = [];
  for (let row = 1; row <= rows; row++)
    for (let col = 1; col <= cols; col++) {
      const place = first!.definition.components.length === 2 ? [row, col] : [rows === 1 ? col : row];
      const cell = cellIn(builder, found, place);
      if (cell === null)
        fail("undefined-symbol", `entry [${place.join(",")}] of ${plainName(name)} is not defined`, span);
      cells.push(cell);
    }
  return opWith(builder.graph, "assemble", [rows, cols], ...cells);
}

/** The entry that a definition by components makes; null where none speaks of that place. */
function cellIn(builder: Builder, found: readonly Found[], place: readonly number[]): NodeId | null {
  const match = found
    .map((one) => ({ ...one, cell: matchCell(one.definition.components, place) }))
    .find((one) => one.cell);
  if (!match?.cell) return null;
  const { definition } = match;
  const letters = new Map([...match.letters, ...match.cell]);
  const cell = enter(builder, definition, letters, () => build(builder, definition.body));
  return isScalar(builder.graph, cell)
    ? cell
    : misfit(`a component of ${plainName(definition.name)} is defined as no scalar`, definition.span);
}

/** The entry of a symbol that the note defines by components, wherever its shape, if that is a guess, ends. */
export function definedCell(
  builder: Builder,
  { name, time }: Expression & { type: "symbol" },
  place: readonly number[],
): NodeId | null {
  return cellIn(builder, findDefinitions(builder, name, time ? indexValue(builder, time) : null), place);
}

function matchCell(
  components: readonly Index[],
  place: readonly number[],
): ReadonlyMap<string, number> | null {
  if (components.length !== place.length) return null;
  const letters = new Map<string, number>();
  for (const [at, index] of components.entries()) {
    const [term] = index.terms;
    const value = place[at]!;
    if (!term) {
      if (index.offset !== value) return null;
    } else {
      const wanted = value - index.offset;
      if ((letters.get(term.letter) ?? wanted) !== wanted) return null;
      letters.set(term.letter, wanted);
    }
  }
  return letters;
}

/** The concrete sizes of a symbol at a time. */
export function symbolDims(
  builder: Builder,
  name: string,
  time: number | null,
  span: Span,
): { rows: number; cols: number } {
  const { bindings, symbols, guessed } = builder.scope.shapes;
  if (builder.reading.scalars !== "none" && guessed.has(name)) return { rows: 1, cols: 1 };
  const shape = (time === null ? undefined : symbols.get(memberName(name, time))) ?? symbols.get(name);
  if (!shape)
    return fail("undefined-symbol", `${plainName(name)} is used but never defined in this note`, span);
  const at = { terms: [], offset: time ?? 0, span };
  const known = shapeAt(
    { rows: resolve(bindings, shape.rows), cols: resolve(bindings, shape.cols) },
    "·",
    at,
  );
  const rows = sizeValue(builder, known.rows);
  const cols = sizeValue(builder, known.cols);
  if (rows === undefined || cols === undefined)
    return fail("unknown-shape", `the shape of ${plainName(name)} is not known`, span);
  return { rows, cols };
}

/** A symbol that is drawn: an input. */
export function leaf(builder: Builder, name: string, time: number | null, span: Span): NodeId {
  const key = time === null ? name : `${name}@${time}`;
  builder.leaves.set(key, name);
  return input(builder.graph, key, symbolDims(builder, name, time, span));
}
