/*
 * What a section says and what it needs, letter by letter: enough to see which sections it must be read with. In
 * comes the section read by itself; nothing is judged here.
 */
import { gather } from "../text/gather.ts";
import type { Size } from "../algebra/shape.ts";
import type { Facts } from "../scope/facts.ts";
import { tiedLetters } from "../scope/implicit.ts";
import type { Scope } from "../scope/scope.ts";
import type { Statement } from "../scope/statement.ts";
import { sumsRepeated } from "../scope/summation.ts";
import type { TexNode } from "../tex/syntax.ts";
import { walk } from "../tex/walk.ts";
import { declaringClaims } from "./claim.ts";

/** Letters, each with those that what is said of it rests on. */
export type Said = ReadonlyMap<string, ReadonlySet<string>>;

export interface Digest {
  /** All letters in its formulas. */
  readonly letters: ReadonlySet<string>;
  readonly declares: Said;
  readonly defines: Said;
  /** The x of a function `f(x) = …` that it defines. */
  readonly parameters: ReadonlySet<string>;
  /** Letters that it ties by equations which define none of them. */
  readonly ties: ReadonlySet<string>;
  /** What it says of no letter, by kind: a layout, the meaning of a sign, a macro. */
  readonly conventions: ReadonlySet<string>;
}

export function digest(scope: Scope): Digest {
  return {
    letters: new Set(gather(scope.formulas, lettersIn)),
    declares: declaredLetters(scope.facts),
    defines: definedLetters(scope),
    parameters: new Set(
      [...scope.definitions.values()].flat().flatMap(({ parameters }) => parameters.flatMap(lettersOf)),
    ),
    ties: new Set([...tiedLetters(scope)].flatMap(lettersOf)),
    conventions: conventionsIn(scope),
  };
}

/** The letters of a formula. */
export function lettersIn(formula: TexNode): readonly string[] {
  const names: string[] = [];
  walk(formula, (node) => {
    if (node.type === "letter") names.push(...lettersOf(node.name));
    else if (node.type === "word") names.push(...lettersOf(node.text));
  });
  return names;
}

/** The letter of a symbol: `h` of `hat h_{rec}`. */
export function lettersOf(name: string): readonly string[] {
  return name.replace(/[_^]\{.*$/, "").match(/\\?[A-Za-z]+|[^\sA-Za-z]/g) ?? [];
}

function definedLetters({ statements, definitions, alternatives }: Scope): Said {
  const said = new Map<string, Set<string>>();
  const sides = (one: Statement | undefined) =>
    one ? [one.leftNode, ...one.steps.map(({ node }) => node)] : [];
  for (const { name, statement } of [...definitions.values(), ...alternatives.values()].flat())
    add(said, name, sides(statements[statement]).flatMap(lettersIn));
  // `\ell(a h \mid D) = …` says what \ell is there.
  for (const one of statements)
    if (one.left.type === "call" && one.left.arguments.some(({ type }) => type === "product"))
      add(said, one.left.function.name, sides(one).flatMap(lettersIn));
  return said;
}

function declaredLetters(facts: Facts): Said {
  const said = new Map<string, Set<string>>();
  for (const [name, shapes] of facts.shapes)
    add(
      said,
      name,
      shapes.flatMap(({ rows, cols }) => [rows, cols].flatMap(lettersOfSize)),
    );
  for (const [name, functions] of facts.functions)
    for (const { dependsOn, domain, codomain } of functions)
      add(said, name, [
        ...dependsOn.flatMap(lettersIn),
        ...[...(domain ?? []), codomain ?? []].flat().flatMap(lettersOfSize),
      ]);
  const named = [facts.roles, facts.constants, facts.sizes].flatMap((map) => [...map.keys()]);
  for (const name of [...named, ...facts.innerIndices, ...facts.commuting.flat()]) add(said, name, []);
  return said;
}

function lettersOfSize(size: Size): readonly string[] {
  return size.type === "name" ? lettersOf(size.name) : [];
}

function add(said: Map<string, Set<string>>, name: string, restsOn: readonly string[]): void {
  for (const letter of lettersOf(name)) {
    const all = said.get(letter) ?? new Set();
    for (const other of restsOn) all.add(other);
    said.set(letter, all);
  }
}

/** What the rest of the prose says of the place it stands at, and of nothing else. */
const local = /^(attitude|redefines|index-range)$/;

/** The nearest of each kind counts; macros and words to the linter count everywhere, each by itself. */
function conventionsIn(scope: Scope): ReadonlySet<string> {
  const { layouts, meanings, others, roles } = scope.facts;
  // A note that says of one matrix that it is symmetric would say so of another.
  const conventions = new Set<string>([...meanings, ...[...roles.values()].flatMap((all) => [...all])]);
  if (layouts.length > 0 || declaringClaims(scope).length > 0) conventions.add("layout");
  for (const { declaration } of others)
    if (declaration.type === "product-sign") conventions.add(`sign ${declaration.sign}`);
    else if (!local.test(declaration.type)) conventions.add(declaration.type);
  if (sumsRepeated(scope.note)) conventions.add("summation");
  for (const { tex } of scope.note.math) if (definesMacro.test(tex.text)) conventions.add(tex.text);
  for (const directive of scope.note.directives) conventions.add(JSON.stringify(directive));
  return conventions;
}

/** The source of a formula that defines macros. */
export const definesMacro = /\\(?:(?:re)?new|provide)command|\\[egx]?def\b|\\let\b|\\DeclareMathOperator/;
