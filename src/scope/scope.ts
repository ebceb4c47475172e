/*
 * The scope of a note: every formula parsed and elaborated, what is declared and defined, and the shapes that
 * follow. Comes in: the note's math and prose. Goes out: plain data that claims and checks read.
 */
import type { Expression } from "../algebra/expression.ts";
import { writePerturbations } from "./perturbations.ts";
import { findCoordinates, nameCoordinate } from "./coordinate-derivatives.ts";
import { operatorBySpelling } from "../algebra/spelling.ts";
import type { Span } from "../text/span.ts";
import { type Block, type Note, wordsOf } from "../markdown/note.ts";
import type { Macros } from "../tex/parser.ts";
import type { TexNode } from "../tex/syntax.ts";
import { writeBatchRows } from "./batch-rows.ts";
import { type PlacedCondition, findConditions, indexLetters } from "./conditions.ts";
import { writeConditionals } from "./conditionals.ts";
import type { Context } from "./context.ts";
import { writeConcatenations } from "./concatenations.ts";
import { nameCoordinates } from "./coordinates.ts";
import type { Declaration } from "./declaration.ts";
import { readDeclarationText, readDeclarations } from "./declarations.ts";
import { type Definition, chooseDefinitions, definitionsOf, laterForms } from "./definitions.ts";
import { blockReader, createReadingMemory, inPlace, parseFormulas, sentenceReader } from "./remembered.ts";
import { asWritten } from "./elaborate-derivative.ts";
import { elaborate } from "./elaborate.ts";
import { writeDensities } from "./densities.ts";
import { writeDiagonals } from "./diagonals.ts";
import { withExampleArguments } from "./example-arguments.ts";
import { statementsOfExamples } from "./examples.ts";
import { tellFontsApart } from "./fonts.ts";
import { type Facts, type PlacedDeclaration, argumentsOf, gatherFacts } from "./facts.ts";
import { type Notation, readNotation } from "./notation.ts";
import { readSymbol } from "./symbol-reading.ts";
import { type Shorthand, writeGradients } from "./gradient-shorthand.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { saidLoss } from "./said-gradients.ts";
import { findIncrementSigns, joinIncrements } from "./increments.ts";
import { findClassLabels } from "./class-labels.ts";
import { nameGroupJacobians, usesWedges } from "./lie.ts";
import { namedDerivatives } from "./named-derivatives.ts";
import { nameValues } from "./named-values.ts";
import { writeNames } from "./written-names.ts";
import { writeNestedIndices } from "./nested-indices.ts";
import { writeOmittedTimes } from "./omitted-times.ts";
import { parametersAt, readParameters, readPartials } from "./parameters.ts";
import { findIndexedPoints, nameIndexedPoints } from "./points.ts";
import { writeOrders } from "./derivative-orders.ts";
import {
  decompositionSpans,
  spectralDefinitions,
  spectralFamilies,
  spectralFunctions,
  spectralSubjects,
  termwiseFormulas,
} from "./spectral.ts";
import { type SpectralFamilies, writeSpectralParts } from "./spectral-families.ts";
import { atPoint } from "./point-free.ts";
import { writeTransposes } from "./primes-as-transposes.ts";
import { type Section, nearest, readSections } from "./section.ts";
import { type Shapes, inferShapes } from "./shapes.ts";
import { type RawStatement, type Statement, isEquality, readStatements } from "./statement.ts";
import { type SmallEntries, writeSmallEntries } from "./small-entries.ts";
import { writeSums } from "./summation.ts";
import { writeSteps } from "./time-arguments.ts";
import { writeTimeDerivatives } from "./time-derivatives.ts";
import { cover } from "../text/span.ts";

export interface Scope {
  readonly note: Note;
  readonly formulas: readonly TexNode[];
  /** The macros in force at the end of the note. */
  readonly macros: Macros;
  /** Letters that name a point with their index: `x_0`. */
  readonly points: ReadonlySet<string>;
  /** Signs that make an increment of the letter behind them: `\Delta x`. */
  readonly marks: ReadonlySet<string>;
  /** Symbols that change with time as a dotted symbol of the note says, with its name. */
  readonly flows: ReadonlyMap<string, string>;
  /** Matrices whose rows are samples. */
  readonly batches: ReadonlySet<string>;
  /** The x that `\\partial_k` differentiates by, with k. */
  readonly coordinate: TexNode | null;
  /** Eigenvalues and eigenvectors that are counted. */
  readonly spectra: SpectralFamilies;
  /** Small letters for the entries of a matrix. */
  readonly smallEntries: SmallEntries;
  /** Where a d before a letter is the gradient of the loss by it. */
  readonly shorthand: Shorthand;
  /** Whether vectors carry a wedge here, as rotations do. */
  readonly wedges: boolean;
  readonly notation: Notation;
  readonly context: Context;
  readonly facts: Facts;
  readonly statements: readonly Statement[];
  readonly definitions: ReadonlyMap<string, readonly Definition[]>;
  /** Further equations for symbols that are defined already: claims, and other forms of the definition. */
  readonly alternatives: ReadonlyMap<string, readonly Definition[]>;
  readonly shapes: Shapes;
  /** Symbols whose entries sum to one, as labels do. */
  readonly labels: ReadonlySet<string>;
  /** What is said of pairs of indices: `i = j`. */
  readonly conditions: readonly PlacedCondition[];
  /** Section and block of each formula. */
  readonly sections: readonly Section[];
  readonly blockOf: readonly number[];
  readonly problems: readonly { readonly span: Span; readonly message: string }[];
}

export function readScope(note: Note, macros: Macros, memory = createReadingMemory()): Scope {
  const { parsed, known } = parseFormulas(note, macros, memory);
  const stepped = writeSteps(
    writeOrders(
      writeDensities(writeConditionals(writeNames(parsed, note.blocks).map(writeNestedIndices))),
      wordsOf(note),
    ),
  );
  const marks = findIncrementSigns(stepped);
  if (speaksOfLaplacians(note)) marks.delete("\\Delta");
  const wedges = usesWedges(stepped);
  const joined = stepped.map((formula) => joinIncrements(formula, marks));
  const lettered = tellFontsApart(writeTransposes(wedges ? joined.map(nameGroupJacobians) : joined));
  const points = findIndexedPoints(lettered);
  const coordinate = findCoordinates(lettered);
  const written = lettered.map((formula) => nameCoordinate(nameIndexedPoints(formula, points), coordinate));
  const formulas = written.map((formula, at) => inPlace(note.math[at]!)(formula));
  const blockSections = readSections(note.blocks);
  const blockOf = blocksOfFormulas(note);
  const sectionOf = (formula: number): Section =>
    blockSections[blockOf[formula] ?? 0] ?? { id: -1, path: [-1] };
  const read = sentenceReader(formulas, written, memory);
  const readBlock = blockReader(written, (block) => readDeclarations(block, formulas, note, read));
  const { declared, problems } = readAllDeclarations(note, blockSections, readBlock);
  const raw = readStatements(formulas, indexLetters(written));
  const applied = raw.flatMap((statement) => appliedHead(statement.left) ?? appliedToItself(statement) ?? []);
  const shaped = declared.flatMap(({ declaration }) =>
    declaration.type === "shape" ? [{ node: declaration.subject, rank: declaration.shape.rank }] : [],
  );
  for (const node of spectralSubjects(declared)) shaped.push({ node, rank: 1 });
  const functionNodes = declared.flatMap(({ declaration }) =>
    declaration.type === "function" ? [declaration.subject] : [],
  );
  functionNodes.push(...spectralFunctions(declared), ...declaredApplications(shaped, wordsOf(note)));
  // What follows from no place in the note is read off the formulas as they are known.
  const termwise = termwiseFormulas(declared);
  const telling = written.filter((_, at) => !termwise.has(formulas[at]!.span.start));
  const notation = readNotation(telling, {
    nodes: raw.filter((one) => isEquality(one.steps[0]!.relation)).map((one) => one.left),
    declared: shaped,
    functions: [...functionNodes, ...applied],
    notFunctions: shaped
      .filter(({ node }) => withoutDecoration(node).type !== "product" && !functionNodes.includes(node))
      .map(({ node }) => node),
  });
  const said = gatherFacts(declared, notation);
  const context = contextOf(said, notation, raw, [...functionNodes, ...applied], formulas, written, note);
  const writtenWith = parametersAt(raw, context.parameters);
  const plain = raw.map((statement, id) => {
    const parameters = writtenWith(statement.left.span.start);
    return elaborateStatement(statement, id, { ...context, parameters }, blockOf);
  });
  const concatenated = writeConcatenations(writeSums(plain, note), note.text);
  const summed = writePerturbations(concatenated, formulas, context);
  const saidGradients = saidLoss(summed, note, formulas, context);
  const { statements: elaborated, shorthand } = writeGradients(summed, saidGradients, sectionOf);
  const {
    statements: inRows,
    facts,
    batches,
  } = writeBatchRows(
    nameValues(elaborated, said, note.text),
    withExampleArguments(said, elaborated, sectionOf),
  );
  const spectra = spectralFamilies(facts, context);
  const inParts = writeSpectralParts(inRows, spectra);
  const { statements: inEntries, smallEntries } = writeSmallEntries(inParts, facts);
  const renamed = writeOmittedTimes(writeDiagonals(nameCoordinates(inEntries)));
  const { statements, flows } = writeTimeDerivatives(renamed, written, facts, notation);
  const redefining = redefiningStatements(statements, declared, note.text);
  const decompositions = decompositionSpans(facts, context);
  const candidates = statements
    .filter(
      ({ span }) => !decompositions.some((formula) => formula.start <= span.start && span.end <= formula.end),
    )
    .flatMap((statement) => definitionsOf(statement, sectionOf(statement.formula)));
  const named = namedDerivatives(declared, context);
  const anew = new Set([...redefining, ...statementsOfExamples(statements, candidates)]);
  const chosen = [
    ...chooseDefinitions([...named, ...candidates], anew),
    ...spectralDefinitions(facts, context, statements),
  ];
  const definitions = byName(chosen);
  const later = chosen.flatMap((one) => {
    const statement = statements[one.statement];
    return statement ? laterForms(one, statement) : [];
  });
  const alternatives = byName([...candidates.filter((candidate) => !chosen.includes(candidate)), ...later]);
  const shapes = inferShapes(statements, chosen, facts, notation);
  const sections = formulas.map((_, formula) => sectionOf(formula));
  return {
    note,
    formulas,
    macros: known,
    points,
    coordinate,
    marks,
    flows,
    wedges,
    batches,
    spectra,
    smallEntries,
    shorthand,
    notation,
    context,
    facts,
    statements,
    definitions,
    alternatives,
    shapes,
    labels: findClassLabels(statements, note),
    conditions: findConditions(formulas),
    sections,
    blockOf,
    problems,
  };
}

function byName(definitions: readonly Definition[]): ReadonlyMap<string, readonly Definition[]> {
  const map = new Map<string, Definition[]>();
  for (const definition of definitions)
    map.set(definition.name, [...(map.get(definition.name) ?? []), definition]);
  return map;
}

function blocksOfFormulas(note: Note): readonly number[] {
  const blocks: number[] = [];
  note.blocks.forEach((block, at) => {
    for (const inline of block.content) if (inline.type === "math") blocks[inline.index] = at;
  });
  return blocks;
}

function readAllDeclarations(
  note: Note,
  sections: readonly Section[],
  read: (block: Block) => readonly Declaration[],
): { declared: readonly PlacedDeclaration[]; problems: Scope["problems"] } {
  const declared: PlacedDeclaration[] = [];
  const problems: { span: Span; message: string }[] = [];
  const place = (declaration: Declaration, block: number): void => {
    if (isOfOperation(declaration)) return;
    declared.push({ declaration, block, section: sections[block] ?? { id: -1, path: [-1] } });
  };
  note.blocks.forEach((block, at) => {
    for (const declaration of read(block)) place(declaration, at);
  });
  for (const directive of note.directives) {
    if (directive.type !== "declare") continue;
    const at = note.blocks.findIndex((block) => block.span.start >= directive.span.start);
    for (const text of directive.declarations) {
      const read = readDeclarationText(text);
      for (const declaration of read.declarations) place(declaration, Math.max(at, 0));
      if (read.problem !== null) problems.push({ span: directive.span, message: read.problem });
    }
  }
  return { declared, problems };
}

/** "diagonal matrices diag(b)" says what the operator makes, and declares nothing. */
function isOfOperation(declaration: Declaration): boolean {
  if (declaration.type !== "shape" && declaration.type !== "role") return false;
  const bare = withoutDecoration(declaration.subject);
  if (bare.type !== "product" || bare.factors.length !== 2) return false;
  const word = withoutDecoration(bare.factors[0]!.node);
  return word.type === "word" && operatorBySpelling(word.text) !== undefined;
}

/** `A(t) \\in …`: A is a function of t, unless the note counts steps in those parentheses (`A(t-1)`). */
function declaredApplications(
  shaped: readonly { readonly node: TexNode }[],
  text: string,
): readonly TexNode[] {
  return shaped.flatMap(({ node }) => {
    const bare = withoutDecoration(node);
    if (argumentsOf(node).length === 0 || bare.type !== "product") return [];
    return /\(\s*[A-Za-z]\s*[-+]/.test(text) ? [] : [bare.factors[0]!.node];
  });
}

/** Functions that no note defines anew. */
const fixedWords = /^(tr|Tr|trace|Trace|det|Det|diag|Diag|vec|Vec|vech|rank|exp|log|ln|sin|cos|tan)$/;

/** The function name of a left side `f(x)` whose arguments are plain symbols. */
function appliedHead(left: TexNode): TexNode | null {
  const bare = withoutDecoration(left);
  if (bare.type !== "product" || bare.factors.length !== 2) return null;
  const [head, argument] = bare.factors.map((factor) => withoutDecoration(factor.node));
  if (head === undefined || argument?.type !== "fenced" || !/^[(]$/.test(argument.open)) return null;
  const body = withoutDecoration(argument.body);
  const items = body.type === "list" ? body.items : [body];
  if (!items.every(isParameter)) return null;
  // `d(X)` and `d^2(X)` are differentials, not functions.
  if (readOccurrence(head)?.base === "d" && items.length === 1) return null;
  // `\operatorname{tr}(B) = …` says something of B.
  if (head.type === "word" && fixedWords.test(head.text)) return null;
  return head.type === "word" || readOccurrence(head) ? head : null;
}

/** `L = L(a)`: L is a function of a. */
function appliedToItself({ left, steps: [first] }: RawStatement): TexNode | null {
  const head = first ? appliedHead(first.right) : null;
  const [own, other] = [left, head].map((node) => node && readOccurrence(node));
  return own && other && own.base === other.base && own.font === other.font && own.subscripts.length === 0
    ? head
    : null;
}

/** A letter, not what is made of one: `\exp(\phi^\wedge) = …` says nothing of what exp is. */
function isParameter(node: TexNode): boolean {
  const occurrence = readOccurrence(node);
  return occurrence !== null && !occurrence.superscripts.some(({ type }) => type === "operator");
}

function contextOf(
  facts: Facts,
  notation: Notation,
  raw: readonly RawStatement[],
  functionNodes: readonly TexNode[],
  formulas: readonly TexNode[],
  written: readonly TexNode[],
  note: Note,
): Context {
  const ownSymbols = new Set<string>();
  for (const name of [...facts.shapes.keys(), ...facts.roles.keys()]) ownSymbols.add(name);
  for (const statement of raw) {
    const occurrence = readOccurrence(statement.left);
    const read = occurrence && readSymbol(occurrence, notation);
    // `e^x = …` says nothing of what e is.
    if (read && !(read.name === "e" && read.operations.length > 0)) ownSymbols.add(read.name);
  }
  const ownFunctions = new Set<string>();
  for (const node of functionNodes) {
    const bare = withoutDecoration(node);
    if (bare.type === "word") ownFunctions.add(bare.text);
    const occurrence = readOccurrence(bare);
    if (occurrence) ownFunctions.add(readSymbol(occurrence, notation).name);
  }
  // A word that the table knows and the note only names ("σ is the logistic sigmoid") stays the table's.
  for (const [name, [fact]] of facts.functions)
    if (fact?.named && /^[A-Za-z]{2,}$/.test(name)) ownFunctions.delete(name);
  const differentials =
    note.blocks.some((block) =>
      block.content.some((inline) => inline.type === "text" && /differential/i.test(inline.text)),
    ) || raw.some((statement) => startsWithD(statement.left));
  const isFunction = (base: string) => notation.functions.has(base) || ownFunctions.has(base);
  const parameters = readParameters(raw, formulas, written, isFunction);
  const partials = readPartials(raw, written, parameters, facts);
  return {
    notation,
    constants: facts.constants,
    ownSymbols,
    ownFunctions,
    parameters,
    partials,
    differentials,
    laplacian: speaksOfLaplacians(note),
    gradientBy: null,
  };
}

/** A Laplacian, and no Hessian, which has the same signs. */
function speaksOfLaplacians(note: Note): boolean {
  const text = wordsOf(note);
  return /laplac/i.test(text) && !/hessian/i.test(text);
}

function startsWithD(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  if (bare.type !== "product" || bare.factors.length < 2) return false;
  const first = withoutDecoration(bare.factors[0]!.node);
  if (first.type === "word") return first.text === "d";
  const occurrence = readOccurrence(first);
  return occurrence?.base === "d" && occurrence.subscripts.length === 0;
}

function elaborateStatement(
  written: RawStatement,
  id: number,
  whole: Context,
  blockOf: readonly number[],
): Statement {
  const { raw, context } = atPoint(written, whole);
  const left = elaborate(raw.left, context);
  const within = { ...context, gradientBy: gradientVariable(left) };
  const steps = raw.steps.map((step, at) => ({
    relation: step.relation,
    relationSpan: step.relationSpan,
    right: elaborate(step.right, within),
    node: step.right,
    span: cover(at === 0 ? raw.left.span : step.relationSpan, step.right.span),
    formula: step.formula,
  }));
  return {
    id,
    left: asWritten(left, steps[0]!.right),
    leftNode: raw.left,
    steps,
    formula: raw.formula,
    block: blockOf[raw.formula] ?? 0,
    words: raw.words,
    span: cover(raw.left.span, steps.at(-1)!.span),
  };
}

/** What `\nabla f(x) = \nabla (…)` differentiates by all along. */
function gradientVariable(left: Expression): Expression | null {
  return left.type === "derivative" && left.notation === "nabla" ? left.withRespectTo[0]! : null;
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

/** The definition of a name that counts at a place, or null. */
export function definitionAt(scope: Scope, name: string, section: Section, start: number): Definition | null {
  return nearest(scope.definitions.get(name) ?? [], section, start);
}
