/*
 * Which blocks of a note say nothing to the linter: prose without a formula, a declaration, or a word that a reading
 * or a doubt may rest on. Whatever changes in them, every verdict stays the same.
 */
import { ofActiveHinges } from "../claims/hinges.ts";
import type { Block } from "../markdown/note.ts";
import { goesOn } from "../claims/words-beside.ts";
import { readDeclarations } from "../scope/declarations.ts";
import { countsFunctions } from "../scope/derivative-orders.ts";
import { ofHessians, ofLaplacians } from "../scope/note-context.ts";
import { ofDifferentials } from "../scope/said-gradients.ts";
import { ofPerturbations } from "../scope/said-perturbations.ts";
import { speaksOfSums } from "../scope/summation.ts";
import { type Memory, remember } from "../text/memory.ts";
import { raisesDoubt } from "./doubts/conditions.ts";
import { ofKroneckerSums } from "./multiply.ts";

/** Words that a reading rests on, wherever they stand in view. */
const telling = [
  speaksOfSums,
  ofDifferentials,
  ofLaplacians,
  ofHessians,
  ofKroneckerSums,
  countsFunctions,
  ofActiveHinges,
  ofPerturbations,
];

/** Whether only the place of this block matters. */
export function isMute({ type, content, ...block }: Block, known: Memory<boolean>): boolean {
  // A cell may speak of the formula in the cell before it.
  if (type === "tableCell" || content.some((inline) => inline.type === "math")) return false;
  const text = content.map((inline) => (inline.type === "text" ? inline.text : "")).join("\n");
  return remember(
    known,
    text,
    () =>
      !raisesDoubt(text) &&
      !goesOn.test(text) &&
      !telling.some((words) => words.test(text)) &&
      readDeclarations({ type, content, ...block }, []).length === 0,
  );
}
