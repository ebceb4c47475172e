/*
 * Sections that use one letter for different things: W is n × m in one and m × n in the next. Where a note does
 * that, shapes are inferred for each section from what is said nearest to it. A note that does not is left alone.
 */
import { type Expression, walkExpression } from "../algebra/expression.ts";
import type { Size } from "../algebra/shape.ts";
import type { Definition } from "./definitions.ts";
import type { ShapeFact } from "./facts.ts";
import type { Scope } from "./scope.ts";
import { type Section, nearness } from "./section.ts";
import { inferShapes } from "./shapes.ts";
import type { Statement } from "./statement.ts";

/** The scope as one statement sees it: no other claim has a say in the shapes, and of two declared the nearer counts. */
export function scopeAlone(scope: Scope, statement: Statement): Scope {
  const section = scope.sections[statement.formula] ?? { id: -1, path: [-1] };
  const { start } = statement.span;
  const nearer = ({ span }: ShapeFact) => (span.start <= start ? span.start : -span.start);
  const shapes = new Map(
    [...scope.facts.shapes].map(([name, facts]) => [name, [...facts].sort((a, b) => nearer(b) - nearer(a))]),
  );
  return seenFrom({ ...scope, facts: { ...scope.facts, shapes } }, section, [statement]);
}

interface Local {
  readonly differs: boolean;
  readonly statements: ReadonlyMap<number, readonly Statement[]>;
  readonly scopes: Map<number, Scope>;
}

const known = new WeakMap<Scope, Local>();

/** The scope as it is seen from a section. */
export function scopeIn(scope: Scope, section: Section): Scope {
  const local = known.get(scope) ?? { ...survey(scope), scopes: new Map<number, Scope>() };
  known.set(scope, local);
  if (!local.differs) return scope;
  const before = local.scopes.get(section.id);
  if (before) return before;
  const seen = seenFrom(scope, section, local.statements.get(section.id) ?? []);
  local.scopes.set(section.id, seen);
  return seen;
}

function survey(scope: Scope): Omit<Local, "scopes"> {
  const statements = new Map<number, Statement[]>();
  for (const statement of scope.statements) {
    const id = scope.sections[statement.formula]?.id ?? -1;
    const before = statements.get(id);
    if (before) before.push(statement);
    else statements.set(id, [statement]);
  }
  const differs =
    [...scope.facts.shapes.values()].some(differ) ||
    [...scope.definitions.values()].some((all) => new Set(all.map(({ section }) => section.id)).size > 1);
  return { differs, statements };
}

const besides = new WeakMap<Definition, ShapeFact>();

/** The shape that is declared nearest to a definition, found once for each. */
function declaredBeside(definition: Definition, declared: readonly ShapeFact[]): ShapeFact {
  const fact = besides.get(definition) ?? nearestOf(declared, definition.section)[0]!;
  besides.set(definition, fact);
  return fact;
}

/** Whether sections declare one symbol with several shapes. */
function differ(facts: readonly ShapeFact[]): boolean {
  const [first] = facts;
  return facts.some((fact) => fact.section.id !== first!.section.id && !sameShape(fact, first!));
}

function sameShape(a: ShapeFact, b: ShapeFact): boolean {
  return sameSize(a.rows, b.rows) && sameSize(a.cols, b.cols);
}

function sameSize(a: Size, b: Size): boolean {
  if (a.type === "number" && b.type === "number") return a.value === b.value;
  return a.type === "name" && b.type === "name" && a.name === b.name;
}

function seenFrom(global: Scope, section: Section, own: readonly Statement[]): Scope {
  const scope = { ...global, definitions: definitionsThatCount(global, section) };
  const definitions = definitionsFor(scope, section, own);
  const defining = new Set(definitions.map(({ statement }) => statement));
  const inside = new Set(own);
  const statements = scope.statements.filter(
    (statement) => inside.has(statement) || defining.has(statement.id),
  );
  const shapes = new Map([...scope.facts.shapes].map(([name, facts]) => [name, nearestOf(facts, section)]));
  const facts = { ...scope.facts, shapes };
  return { ...scope, facts, shapes: inferShapes(statements, definitions, facts, scope.notation) };
}

/** A symbol that is declared here with a shape of its own is not what another section defines. */
function definitionsThatCount({ definitions, facts }: Scope, section: Section): Scope["definitions"] {
  const counting = new Map(definitions);
  for (const [name, declared] of facts.shapes) {
    const all = definitions.get(name);
    if (!all || !differ(declared)) continue;
    const [here] = nearestOf(declared, section);
    counting.set(
      name,
      all.filter((definition) => {
        const there = declaredBeside(definition, declared);
        const nearer = nearness(here!.section, section) > nearness(definition.section, section);
        return !nearer || sameShape(here!, there);
      }),
    );
    if (counting.get(name)?.length === 0) counting.delete(name);
  }
  return counting;
}

/** What the statements of a section rest on, each symbol as it is defined nearest to it. */
function definitionsFor(scope: Scope, section: Section, own: readonly Statement[]): readonly Definition[] {
  const names = new Set<string>();
  const found: Definition[] = [];
  const visit = (expression: Expression): void => {
    for (const part of walkExpression(expression)) {
      const name = part.type === "symbol" ? part.name : part.type === "call" ? part.function.name : null;
      if (name === null || names.has(name)) continue;
      names.add(name);
      for (const definition of nearestOf(scope.definitions.get(name) ?? [], section)) {
        found.push(definition);
        visit(definition.body);
      }
    }
  };
  for (const { left, steps } of own)
    for (const side of [left, ...steps.map((step) => step.right)]) visit(side);
  return found.sort((a, b) => a.span.start - b.span.start);
}

function nearestOf<T extends { readonly section: Section }>(
  things: readonly T[],
  section: Section,
): readonly T[] {
  const best = Math.max(...things.map((thing) => nearness(thing.section, section)));
  return things.filter((thing) => nearness(thing.section, section) === best);
}
