/*
 * The definitions of a note: which statements define, which of several counts, and what else is said of the same name.
 * Comes in: all statements and declarations. Goes out: definitions by name.
 */
import type { Note } from "../markdown/note.ts";
import type { NoteContext } from "./context.ts";
import {
  type Definition,
  chooseDefinitions,
  definitionsOf,
  definitionsWithin,
  isMatrixOfNumbers,
  laterForms,
} from "./definitions.ts";
import { statementsOfExamples } from "./examples.ts";
import type { Facts, PlacedDeclaration } from "./facts.ts";
import { definitionsByEntry } from "./listed-definitions.ts";
import { definitionsByLogarithm } from "./logarithms.ts";
import { namedComponents } from "./named-components.ts";
import { writtenOut } from "./named-in-passing.ts";
import { namedDerivatives } from "./named-derivatives.ts";
import { modelsOfSamples } from "./sample-models.ts";
import { specialCases } from "./special-cases.ts";
import { decompositionSpans, spectralDefinitions } from "./spectral.ts";
import type { Section } from "./section.ts";
import type { Statement } from "./statement.ts";
import { valuesInChains } from "./values-in-chains.ts";

interface Known {
  readonly facts: Facts;
  readonly context: NoteContext;
  readonly declared: readonly PlacedDeclaration[];
  readonly sectionOf: (formula: number) => Section;
  readonly note: Note;
}

export function readDefinitions(
  statements: readonly Statement[],
  { facts, context, declared, sectionOf, note }: Known,
): {
  readonly chosen: readonly Definition[];
  readonly definitions: ReadonlyMap<string, readonly Definition[]>;
  readonly alternatives: ReadonlyMap<string, readonly Definition[]>;
} {
  const redefining = redefiningStatements(statements, declared, note.text);
  const decompositions = decompositionSpans(facts, context);
  const special = new Set(specialCases(note)(statements));
  const read = statements.filter(
    (statement) =>
      !special.has(statement) &&
      !decompositions.some(({ start, end }) => start <= statement.span.start && statement.span.end <= end),
  );
  const candidates = read.flatMap((statement) => {
    const section = sectionOf(statement.formula);
    const listed = definitionsByEntry(statement, section);
    return (listed.length > 0 ? listed : definitionsOf(statement, section)).filter(
      (one) => !isExampleMatrix(one, facts),
    );
  });
  const own = new Set(candidates.map(({ name }) => name));
  const within = read
    .flatMap((statement) => {
      const section = sectionOf(statement.formula);
      return [...definitionsWithin(statement, section), ...definitionsByLogarithm(statement, section)];
    })
    .filter(({ name }) => !own.has(name));
  const named = namedDerivatives(declared, context);
  const anew = new Set([...redefining, ...statementsOfExamples(statements, candidates, context.notation)]);
  const first = chooseDefinitions([...named, ...candidates, ...within], anew);
  const stated = writtenOut(first, candidates, statements, facts);
  const chosen = [
    ...stated,
    ...valuesInChains(statements, stated, sectionOf),
    ...modelsOfSamples(statements, stated),
    ...spectralDefinitions(facts, context, statements),
  ];
  const others = candidates.filter((candidate) => !first.includes(candidate));
  const later = [...chosen, ...others].flatMap((one) => {
    const statement = statements[one.statement];
    return statement ? laterForms(one, statement) : [];
  });
  const alternatives = [...others, ...later];
  const all = [...chosen, ...namedComponents(chosen, alternatives)];
  return { chosen: all, definitions: byName(all), alternatives: byName(alternatives) };
}

/** The numbers of a matrix that the note declares with sizes as well are those of an example. */
function isExampleMatrix({ name, body }: Definition, { shapes }: Facts): boolean {
  return shapes.has(name) && isMatrixOfNumbers(body);
}

function byName(definitions: readonly Definition[]): ReadonlyMap<string, readonly Definition[]> {
  const map = new Map<string, Definition[]>();
  for (const definition of definitions)
    map.set(definition.name, [...(map.get(definition.name) ?? []), definition]);
  return map;
}

/** Statements that the prose right before them announces as new definitions. */
function redefiningStatements(
  statements: readonly Statement[],
  declared: readonly PlacedDeclaration[],
  text: string,
): ReadonlySet<number> {
  const announced = declared.filter(({ declaration }) => declaration.type === "redefines");
  const redefining = new Set<number>();
  for (const { declaration, block } of announced) {
    const first = statements.findIndex(
      (one) => one.block >= block && one.span.start >= declaration.span.start,
    );
    const next = statements[first];
    if (!next || next.block > block + 1) continue;
    redefining.add(next.id);
    for (let at = first + 1; isListed(statements[at - 1]!, statements[at], text); at++)
      redefining.add(statements[at]!.id);
  }
  return redefining;
}

/** "Let `u = A x` and `v = B u`": whether one statement is named together with the one before it. */
function isListed(before: Statement, one: Statement | undefined, text: string): boolean {
  if (one?.block !== before.block) return false;
  return /^\W*(?:[^.;:$]{0,40}[\s,])?(?:and|with|where|,|及|和|且)\W*$/i.test(
    text.slice(before.span.end, one.span.start),
  );
}
