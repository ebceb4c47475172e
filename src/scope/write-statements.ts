/*
 * The statements of a note with their meaning, each written as the rest of the note has it: sums that are left out, rows
 * of batches, entries, times. Comes in: statements as trees, and what is known of their letters. Goes out: statements,
 * and what was found on the way.
 */
import type { Note } from "../markdown/note.ts";
import { writeArgumentLetters } from "./argument-letters.ts";
import { writeBatchRows } from "./batch-rows.ts";
import { writeConcatenations } from "./concatenations.ts";
import type { NoteContext } from "./context.ts";
import { nameCoordinates } from "./coordinates.ts";
import { readMatrixParts } from "./matrix-parts.ts";
import { type MemberParts, writeMemberParts } from "./member-parts.ts";
import { asWritten } from "./elaborate-gradient.ts";
import { elaborateSides } from "./elaborate-once.ts";
import { writeDiagonals } from "./diagonals.ts";
import { writeInnerProducts } from "./inner-products.ts";
import { writeBareFunctions } from "./bare-functions.ts";
import { writeElidedArguments } from "./elided-arguments.ts";
import { withExampleArguments } from "./example-arguments.ts";
import type { Facts } from "./facts.ts";
import type { Notation } from "./notation.ts";
import { type Shorthand, writeGradients, writeIncrements } from "./gradient-shorthand.ts";
import { saidLoss } from "./said-gradients.ts";
import { writeMemberFunctions } from "./member-functions.ts";
import { writeMatricesOfEntries } from "./matrices-of-entries.ts";
import { writeLaws } from "./laws-of-motion.ts";
import { nameValues } from "./named-values.ts";
import { writeNegativeSamples } from "./negative-samples.ts";
import { lettersAmong, parametersAt } from "./parameters.ts";
import { writeOmittedMembers, writeOmittedTimes } from "./omitted-times.ts";
import { writePerturbations } from "./perturbations.ts";
import { writePrimedValues } from "./primed-values.ts";
import { atPoint } from "./point-free.ts";
import type { Section } from "./section.ts";
import { type RawStatement, type Statement, sidesOf } from "./statement.ts";
import { writeSampleLines } from "./sample-lines.ts";
import { writeSlopes } from "./slopes.ts";
import { type SmallEntries, writeSmallEntries } from "./small-entries.ts";
import { spectralFamilies } from "./spectral.ts";
import { writeSpectralSums } from "./spectral-sums.ts";
import { writeSums } from "./summation.ts";
import { writeSetSums } from "./set-sums.ts";
import { writeStartingValues } from "./starting-values.ts";
import { writeTimeDerivatives } from "./time-derivatives.ts";
import { cover } from "../text/span.ts";
import type { ReadFormulas } from "./read-formulas.ts";

interface Known {
  readonly note: Note;
  readonly read: ReadFormulas;
  readonly notation: Notation;
  readonly context: NoteContext;
  readonly facts: Facts;
  readonly blockOf: readonly number[];
  readonly sectionOf: (formula: number) => Section;
}

export interface Written {
  readonly statements: readonly Statement[];
  readonly facts: Facts;
  readonly shorthand: Shorthand;
  readonly batches: ReadonlySet<string>;
  readonly memberParts: MemberParts;
  readonly smallEntries: SmallEntries;
  readonly flows: ReadonlyMap<string, string>;
}

export function writeStatements(raw: readonly RawStatement[], known: Known): Written {
  const { note, read, notation, context, facts: said, sectionOf } = known;
  const elaborated = writeArgumentLetters(writeInnerProducts(elaborateStatements(raw, known)), said);
  const lined = writeBareFunctions(writeSampleLines(writeSetSums(elaborated)));
  const written = writeMemberFunctions(writeElidedArguments(lined));
  const primed = writePrimedValues(written, note, notation, sectionOf);
  const summed = writeNegativeSamples(writeConcatenations(writeSums(primed, note), note.text), note);
  const perturbed = writePerturbations(summed, read.formulas, context, note, said);
  const loss = saidLoss(perturbed, note, read.formulas, context);
  const { statements: inGradients, shorthand } = writeGradients(writeIncrements(perturbed), loss, sectionOf);
  const exemplified = withExampleArguments(said, inGradients, sectionOf);
  const named = writeSpectralSums(nameValues(inGradients, said, note.text), said, context);
  const { parts, facts: withWholes } = readMatrixParts(exemplified, notation, named);
  const memberParts = new Map([...parts, ...spectralFamilies(withWholes, context)]);
  const inParts = writeMemberParts(named, memberParts);
  const { statements: inRows, facts, batches } = writeBatchRows(inParts, withWholes);
  const { statements: inEntries, smallEntries } = writeSmallEntries(inRows, facts);
  const timed = writeOmittedMembers(
    writeOmittedTimes(
      writeDiagonals(writeMatricesOfEntries(nameCoordinates(writeStartingValues(inEntries)))),
    ),
  );
  const sloped = writeLaws(writeSlopes(timed, note, sectionOf));
  const { statements, flows } = writeTimeDerivatives(sloped, read.written, facts, notation);
  return { statements, facts, shorthand, batches, memberParts, smallEntries, flows };
}

function elaborateStatements(
  raw: readonly RawStatement[],
  { context, blockOf }: Known,
): readonly Statement[] {
  const writtenWith = parametersAt(raw, context.parameters);
  return raw.map((statement, id) => {
    const parameters = writtenWith(statement.left.span.start);
    const variables = lettersAmong(parameters);
    return elaborateStatement(statement, id, { ...context, parameters, variables }, blockOf);
  });
}

function elaborateStatement(
  written: RawStatement,
  id: number,
  whole: NoteContext,
  blockOf: readonly number[],
): Statement {
  const { raw, context } = atPoint(written, whole);
  const [left, ...rights] = elaborateSides(sidesOf(raw), context);
  const steps = raw.steps.map((step, at) => ({
    relation: step.relation,
    relationSpan: step.relationSpan,
    right: rights[at]!,
    node: step.right,
    span: cover(at === 0 ? raw.left.span : step.relationSpan, step.right.span),
    formula: step.formula,
  }));
  return {
    id,
    left: asWritten(left!, steps[0]!.right),
    leftNode: raw.left,
    steps,
    formula: raw.formula,
    block: blockOf[raw.formula] ?? 0,
    words: raw.words,
    span: cover(raw.left.span, steps.at(-1)!.span),
  };
}
