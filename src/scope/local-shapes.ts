/*
 * Sections that use one letter for different things: W is n × m in one and m × n in the next. Where a note does
 * that, shapes are inferred for each section from what is said nearest to it. A note that does not is left alone.
 */
import { type DerivativeExpression, type Expression, walkExpression } from "../algebra/expression.ts";
import type { Size } from "../algebra/shape.ts";
import { oncePer } from "../text/once.ts";
import type { Definition } from "./definitions.ts";
import type { ShapeFact } from "./facts.ts";
import type { Scope } from "./scope.ts";
import { type Section, nearness } from "./section.ts";
import { inferShapes } from "./shapes.ts";
import { type Statement, sidesOf } from "./statement.ts";

/**
 * The scope as far as one claim cannot do without it: no other claim has a say in the shapes, of two declared the
 * nearer counts, and what does not rest on the variables may be anything. What holds there holds in the note.
 */
export function scopeAlone(scope: Scope, statement: Statement, head: Expression): Scope {
  return aloneIn(scope)(statement)(head);
}

/** Found once for all steps of a chain. */
const aloneIn = oncePer((scope: Scope) =>
  oncePer((statement: Statement) => oncePer((head: Expression) => readAlone(scope, statement, head))),
);

function readAlone(scope: Scope, statement: Statement, head: Expression): Scope {
  const section = scope.sections[statement.formula] ?? { id: -1, path: [-1] };
  const { start } = statement.span;
  const nearer = ({ span }: ShapeFact) => (span.start <= start ? span.start : -span.start);
  const shapes = new Map(
    [...scope.facts.shapes].map(([name, facts]) => [name, [...facts].sort((a, b) => nearer(b) - nearer(a))]),
  );
  const definitions = restingOn(scope.definitions, variablesOf(head));
  return seenFrom(
    { ...scope, definitions, facts: { ...scope.facts, shapes } },
    section,
    [statement],
    scope.statements,
  );
}

/**
 * The scope in which a symbol is what the note makes of the other symbols of the claim, and those are free. What the
 * chain of the claim says later on is no form of it: no claim is right by itself.
 */
export function scopeByOwnSymbols(
  scope: Scope,
  { id }: Statement,
  head: Expression,
  claimed: Expression,
): Scope {
  const own = new Set([...namesOf(head), ...namesOf(claimed)]);
  const definitions = new Map<string, readonly Definition[]>();
  const free = new Set<string>();
  for (const [name, all] of scope.definitions) {
    if (!own.has(name) || free.has(name)) continue;
    const others = (scope.alternatives.get(name) ?? []).filter(({ statement }) => statement !== id);
    const form = [...all, ...others].find(({ body }) => {
      const used = namesOf(body);
      return used.length > 0 && used.every((symbol) => own.has(symbol) && !definitions.has(symbol));
    });
    if (!form) continue;
    definitions.set(name, [form]);
    for (const symbol of namesOf(form.body)) free.add(symbol);
  }
  return { ...scope, definitions };
}

/**
 * The scope of an identity, which writes out what it differentiates: every symbol is free, and of what is declared
 * only whether it is a number, a vector or a matrix counts. What holds for all of them holds in the note. Null for a
 * claim about what is defined elsewhere.
 */
export function scopeOfIdentity(scope: Scope, statement: Statement, head: Expression): Scope | null {
  if (!isExplicit(head)) return null;
  const free = new Map([...scope.facts.shapes].map(([name, facts]) => [name, facts.map(withoutSizes)]));
  const facts = { ...scope.facts, shapes: free };
  const none: Scope["definitions"] = new Map();
  const shapes = inferShapes([statement], [], facts, scope.notation, scope.statements);
  return { ...scope, definitions: none, alternatives: none, facts, shapes };
}

/** Whether an expression differentiates, and writes out all that it differentiates. */
export function isExplicit(expression: Expression): boolean {
  const derivatives = walkExpression(expression).filter((part) => part.type === "derivative");
  const isWrittenOut = ({ of, withRespectTo }: DerivativeExpression) => {
    const names = namesOf(of);
    return (
      of.type !== "symbol" && withRespectTo.every((by) => namesOf(by).every((name) => names.includes(name)))
    );
  };
  return derivatives.length > 0 && derivatives.every(isWrittenOut);
}

function withoutSizes(fact: ShapeFact): ShapeFact {
  const open = (size: Size): Size => (size.type === "number" && size.value === 1 ? size : { type: "other" });
  return { ...fact, rows: open(fact.rows), cols: open(fact.cols) };
}

function namesOf(expression: Expression): readonly string[] {
  return symbolsIn(expression).flatMap(({ type, name }) => (type === "symbol" ? [name] : []));
}

/** What an expression differentiates by. */
function variablesOf(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of walkExpression(expression))
    for (const variable of part.type === "derivative" ? part.withRespectTo : [])
      for (const { type, name } of symbolsIn(variable)) if (type === "symbol") names.add(name);
  return names;
}

/** The definitions that use one of the variables, directly or through others, except those of the variables. */
function restingOn(definitions: Scope["definitions"], variables: ReadonlySet<string>): Scope["definitions"] {
  const reached = new Set(variables);
  const uses = (all: readonly Definition[]) =>
    all.some(({ body }) => symbolsIn(body).some(({ name }) => reached.has(name)));
  for (let before = -1; before < reached.size;) {
    before = reached.size;
    for (const [name, all] of definitions) if (!reached.has(name) && uses(all)) reached.add(name);
  }
  // A symbol with a time may be defined by itself at an earlier one.
  const counts = (name: string, all: readonly Definition[]) =>
    reached.has(name) && (!variables.has(name) || all.some(({ time }) => time !== null));
  return new Map([...definitions].filter(([name, all]) => counts(name, all)));
}

interface Named {
  readonly type: "symbol" | "function";
  readonly name: string;
  readonly timed: boolean;
}

const symbolsIn = oncePer((expression: Expression): readonly Named[] =>
  walkExpression(expression).flatMap((part): readonly Named[] => {
    if (part.type === "symbol") return [{ type: "symbol", name: part.name, timed: part.time !== null }];
    if (part.type !== "call") return [];
    return [{ type: "function", name: part.function.name, timed: part.at !== undefined }];
  }),
);

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

function seenFrom(
  global: Scope,
  section: Section,
  own: readonly Statement[],
  seen?: readonly Statement[],
): Scope {
  const scope = { ...global, definitions: definitionsThatCount(global, section) };
  const definitions = definitionsFor(scope, section, own);
  const defining = new Set(definitions.map(({ statement }) => statement));
  const inside = new Set(own);
  const statements = scope.statements.filter(
    (statement) => inside.has(statement) || defining.has(statement.id),
  );
  const shapes = new Map([...scope.facts.shapes].map(([name, facts]) => [name, nearestOf(facts, section)]));
  const facts = { ...scope.facts, shapes };
  return { ...scope, facts, shapes: inferShapes(statements, definitions, facts, scope.notation, seen) };
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
  const seen = new Set<string>();
  const found = new Set<Definition>();
  const visit = (expression: Expression): void => {
    for (const { name, timed } of symbolsIn(expression)) {
      const key = timed ? `${name}@` : name;
      if (seen.has(key)) continue;
      seen.add(key);
      for (const definition of nearestOf(definitionsOf(scope, name, timed), section)) {
        if (found.has(definition)) continue;
        found.add(definition);
        visit(definition.body);
      }
    }
  };
  for (const side of own.flatMap(sidesOf)) visit(side);
  return [...found].sort((a, b) => a.span.start - b.span.start);
}

/** The `z^l` of layers and the `z` of a single neuron are two letters, where the note defines either. */
function definitionsOf({ definitions }: Scope, name: string, timed: boolean): readonly Definition[] {
  const all = definitions.get(name) ?? [];
  const own = all.filter(({ time }) => (time !== null) === timed);
  return own.length > 0 ? own : all;
}

function nearestOf<T extends { readonly section: Section }>(
  things: readonly T[],
  section: Section,
): readonly T[] {
  const best = Math.max(...things.map((thing) => nearness(thing.section, section)));
  const nearest = things.filter((thing) => nearness(thing.section, section) === best);
  // What a section says itself counts there before what its parts say.
  const own = nearest.filter((thing) => thing.section.id === section.id);
  return own.length > 0 ? own : nearest;
}
