/*
 * "**Example 2.** Let …", "Problem 3:", "예제 4": a paragraph that opens an example of its own, as a heading would. In
 * comes what stands in a paragraph, out goes how deep in the tree of headings that stands.
 */
import { anyOf } from "../text/any-of.ts";
import type { Inline } from "./note.ts";

/** Below all headings. */
const DEPTH = 7;

/** What books in many languages count from one. */
const counted = new RegExp(
  String.raw`^[\s*_>]*${anyOf(
    String.raw`(?:worked\s+)?(?:example|exercise|problem|question|formula|identity)`,
    "beispiel|aufgabe|formel",
    "formule|fórmula|формула|公式|공식",
    "exemple|exercice",
    "ejemplo|ejercicio",
    "exemplo|exercício",
    "esempio|esercizio",
    "voorbeeld",
    "przykład|zadanie",
    "örnek",
    "пример|задача|упражнение",
    "例题|例題|例|练习|習題|习题|問題|题目",
    "예제|연습문제|문제",
  )}[\s*_]*[(（]?\d`,
  "iu",
);

/** Nonzero for a paragraph that opens an example with a number. */
export function depthOfLead([first]: readonly Inline[]): number {
  return first?.type === "text" && counted.test(first.text) ? DEPTH : 0;
}
