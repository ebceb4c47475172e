/*
 * The scope of a note: every formula parsed and elaborated, what is declared and defined, and the shapes that
 * follow. Comes in: the note's math and prose. Goes out: plain data that claims and checks read.
 */
import type { Span } from "../text/span.ts";
import type { Note } from "../markdown/note.ts";
import type { Macros } from "../tex/parser.ts";
import type { TexNode } from "../tex/syntax.ts";
import { type PlacedCondition, findConditions, indexLetters } from "./conditions.ts";
import type { NoteContext } from "./context.ts";
import { findCovariances, withCovariances } from "./covariances.ts";
import { readDeclarations } from "./declarations.ts";
import type { Classes } from "./class-indices.ts";
import type { Definition } from "./definitions.ts";
import { blockReader, createReadingMemory, sentenceReader } from "./remembered.ts";
import type { Facts } from "./facts.ts";
import { gatherFacts } from "./gather-facts.ts";
import { type Notation, readNotation } from "./notation.ts";
import type { Shorthand } from "./gradient-shorthand.ts";
import { findClassLabels } from "./class-labels.ts";
import type { Role } from "./declaration.ts";
import type { MemberParts } from "./member-parts.ts";
import { termwiseFormulas } from "./spectral.ts";
import { type Section, nearest, readSections } from "./section.ts";
import { type Shapes, inferShapes } from "./shapes.ts";
import { type Statement, readStatements } from "./statement.ts";
import type { SmallEntries } from "./small-entries.ts";
import { readFormulas } from "./read-formulas.ts";
import { contextOf } from "./note-context.ts";
import { findSubjects } from "./notation-subjects.ts";
import { type Target, findTargets } from "./targets.ts";
import { writeStatements } from "./write-statements.ts";
import { readAllDeclarations } from "./placed-declarations.ts";
import { readDefinitions } from "./read-definitions.ts";

export interface Scope {
  readonly note: Note;
  readonly formulas: readonly TexNode[];
  /** The macros in force at the end of the note. */
  readonly macros: Macros;
  /** Letters that name a point with their index: `x_0`. */
  readonly points: ReadonlySet<string>;
  /** Letters whose parts the note counts from 0. */
  readonly based: ReadonlySet<string>;
  /** Those of them whose first part stands apart from the others. */
  readonly firstApart: ReadonlySet<string>;
  /** Classes that are indices: the y of `p_y`. */
  readonly classes: Classes;
  /** Signs that make an increment of the letter behind them: `\Delta x`. */
  readonly marks: ReadonlySet<string>;
  /** Symbols that change with time as a dotted symbol of the note says, with its name. */
  readonly flows: ReadonlyMap<string, string>;
  /** Matrices whose rows are samples. */
  readonly batches: ReadonlySet<string>;
  /** The x that `\partial_k` differentiates by, with k. */
  readonly coordinate: TexNode | null;
  /** Families whose members are parts of a whole: eigenvectors, rows of a matrix. */
  readonly memberParts: MemberParts;
  /** Small letters for the entries of a matrix. */
  readonly smallEntries: SmallEntries;
  /** Where a d before a letter is the gradient of the loss by it. */
  readonly shorthand: Shorthand;
  /** Whether vectors carry a wedge here, as rotations do. */
  readonly wedges: boolean;
  readonly notation: Notation;
  readonly context: NoteContext;
  readonly facts: Facts;
  readonly statements: readonly Statement[];
  readonly definitions: ReadonlyMap<string, readonly Definition[]>;
  /** Further equations for symbols that are defined already: claims, and other forms of the definition. */
  readonly alternatives: ReadonlyMap<string, readonly Definition[]>;
  readonly shapes: Shapes;
  /** Matrices that are covariances by the form of a Gaussian. */
  readonly covariances: ReadonlySet<string>;
  /** Labels of classes: entries that sum to one, or numbers that are 1 or -1. */
  readonly labels: ReadonlyMap<string, Role>;
  /** Letters that are given where a section compares its outputs with them. */
  readonly targets: readonly Target[];
  /** What is said of pairs of indices: `i = j`. */
  readonly conditions: readonly PlacedCondition[];
  /** Section and block of each formula. */
  readonly sections: readonly Section[];
  readonly blockOf: readonly number[];
  readonly problems: readonly { readonly span: Span; readonly message: string }[];
}

export function readScope(note: Note, given: Macros, memory = createReadingMemory()): Scope {
  const read = readFormulas(note, given, memory);
  const { formulas, written, macros, classes, points, based, firstApart, marks, wedges, coordinate } = read;
  const blockSections = readSections(note.blocks);
  const blockOf = blocksOfFormulas(note);
  const sectionOf = (formula: number): Section =>
    blockSections[blockOf[formula] ?? 0] ?? { id: -1, path: [-1] };
  const sentence = sentenceReader(formulas, written, memory);
  const readBlock = blockReader(written, (block) => readDeclarations(block, formulas, note, sentence));
  const { declared, problems } = readAllDeclarations(note, blockSections, readBlock);
  const raw = readStatements(formulas, indexLetters(written));
  const subjects = findSubjects(declared, raw, note);
  // What follows from no place in the note is read off the formulas as they are known.
  const termwise = termwiseFormulas(declared);
  const telling = written.filter((_, at) => !termwise.has(formulas[at]!.span.start));
  const notation = readNotation(telling, subjects);
  const said = gatherFacts(declared, notation);
  const context = contextOf({ facts: said, notation, raw, functions: subjects.functions, read, note });
  const known = { note, read, notation, context, blockOf, sectionOf, declared };
  const { statements, facts: stated, ...found } = writeStatements(raw, { ...known, facts: said });
  const covariances = findCovariances(statements, stated);
  const facts = withCovariances(stated, covariances);
  const { chosen, definitions, alternatives } = readDefinitions(statements, { ...known, facts });
  return {
    note,
    formulas,
    macros,
    points,
    based,
    firstApart,
    classes,
    marks,
    wedges,
    coordinate,
    ...found,
    notation,
    context,
    facts,
    statements,
    definitions,
    alternatives,
    shapes: inferShapes(statements, chosen, facts, notation),
    covariances,
    labels: findClassLabels(statements, note),
    targets: findTargets(statements, definitions, sectionOf),
    conditions: findConditions(formulas),
    sections: formulas.map((_, formula) => sectionOf(formula)),
    blockOf,
    problems,
  };
}

function blocksOfFormulas(note: Note): readonly number[] {
  const blocks: number[] = [];
  note.blocks.forEach((block, at) => {
    for (const inline of block.content) if (inline.type === "math") blocks[inline.index] = at;
  });
  return blocks;
}

/** The definition of a name that counts at a place, or null. */
export function definitionAt(scope: Scope, name: string, section: Section, start: number): Definition | null {
  return nearest(scope.definitions.get(name) ?? [], section, start);
}
