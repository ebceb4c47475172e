/*
 * The formulas of a note as trees that tell one letter from another: what is one letter, what is an index, what is a
 * mark. Comes in: the note. Goes out: its trees in their places, and the signs by which a changed piece of one is read
 * again in the same way.
 */
import { type Note, wordsOf } from "../markdown/note.ts";
import type { Macros } from "../tex/parser.ts";
import type { TexNode } from "../tex/syntax.ts";
import { writeCircleNumber } from "./circle-number.ts";
import { writeComponentArguments } from "./component-arguments.ts";
import { writeConditionals } from "./conditionals.ts";
import { type Classes, findClasses, nameClasses } from "./class-indices.ts";
import { findCoordinates, nameCoordinate } from "./coordinate-derivatives.ts";
import { inPlace, parseFormulas, type ReadingMemory } from "./remembered.ts";
import { writeDivergences } from "./divergences.ts";
import { writeDensities } from "./densities.ts";
import { writeDensityFamilies } from "./density-families.ts";
import { tellFontsApart } from "./fonts.ts";
import { findIncrementSigns, joinIncrements } from "./increments.ts";
import { nameGroupJacobians, usesWedges } from "./lie.ts";
import { writeGaussians } from "./gaussians.ts";
import { writeNamedFunctions } from "./named-functions.ts";
import { writeNames } from "./written-names.ts";
import { writeIndexedDerivatives } from "./indexed-derivatives.ts";
import { writeNestedIndices } from "./nested-indices.ts";
import { findIndexedPoints, nameIndexedPoints } from "./points.ts";
import { writeOpenSums } from "./open-sums.ts";
import { writeOrders } from "./derivative-orders.ts";
import { writeParametrised } from "./parametrised.ts";
import { writeSuperscriptSamples } from "./superscript-samples.ts";
import { writeTransposes } from "./primes-as-transposes.ts";
import { writeSteps } from "./time-arguments.ts";
import { countFromOne, findZeroIndices } from "./zero-indices.ts";
import { speaksOfLaplacians } from "./note-context.ts";

export interface ReadFormulas {
  /** The trees where they stand in the note. */
  readonly formulas: readonly TexNode[];
  /** The same as they are known wherever they stand. */
  readonly written: readonly TexNode[];
  readonly macros: Macros;
  /** Classes that are indices. */
  readonly classes: Classes;
  readonly points: ReadonlySet<string>;
  /** Letters whose parts the note counts from 0. */
  readonly based: ReadonlySet<string>;
  readonly firstApart: ReadonlySet<string>;
  readonly marks: ReadonlySet<string>;
  readonly wedges: boolean;
  readonly coordinate: TexNode | null;
}

type Step = (formulas: readonly TexNode[], note: Note) => readonly TexNode[];

/** How trees are written anew as they were parsed, in this order. */
const steps: readonly Step[] = [
  writeOpenSums,
  writeCircleNumber,
  (formulas, note) => writeNames(formulas, note.blocks),
  (formulas) => formulas.map(writeNestedIndices),
  writeSuperscriptSamples,
  writeGaussians,
  writeDivergences,
  writeConditionals,
  writeDensityFamilies,
  writeDensities,
  writeNamedFunctions,
  writeParametrised,
  writeComponentArguments,
  (formulas, note) => writeOrders(formulas, wordsOf(note)),
  writeIndexedDerivatives,
  writeSteps,
];

export function readFormulas(note: Note, given: Macros, memory: ReadingMemory): ReadFormulas {
  const { parsed, known: macros } = parseFormulas(note, given, memory);
  const classes = findClasses(parsed, note);
  // What is written again says nothing new.
  const distinct = [...new Set(parsed)];
  const named: readonly TexNode[] = distinct.map((formula) => nameClasses(formula, classes));
  const stepped = steps.reduce((formulas, step) => step(formulas, note), named);
  const marks = findIncrementSigns(stepped);
  if (speaksOfLaplacians(note)) marks.delete("\\Delta");
  const wedges = usesWedges(stepped);
  const joined = stepped.map((formula) => joinIncrements(formula, marks));
  const turned = writeTransposes(wedges ? joined.map(nameGroupJacobians) : joined);
  const turnedOf = new Map(distinct.map((formula, at) => [formula, turned[at]!]));
  const lettered = tellFontsApart(parsed.map((formula) => turnedOf.get(formula)!));
  const { intercepts, based, firstApart } = findZeroIndices([...new Set(lettered)]);
  const counted = based.size > 0 ? lettered.map((formula) => countFromOne(formula, based)) : lettered;
  const countedOnce = [...new Set(counted)];
  const points = new Set([...findIndexedPoints(countedOnce), ...intercepts]);
  const coordinate = findCoordinates(countedOnce);
  const written = counted.map((formula) => nameCoordinate(nameIndexedPoints(formula, points), coordinate));
  const formulas = written.map((formula, at) => inPlace(note.math[at]!)(formula));
  return { formulas, written, macros, classes, points, based, firstApart, marks, wedges, coordinate };
}
