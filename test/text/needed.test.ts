/* What a text must hold for a pattern to match in it. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { vocabulary } from "../../src/scope/prose/vocabulary.ts";
import { phrasings } from "../../src/scope/prose/phrase.ts";
import { neededBy } from "../../src/text/needed.ts";

test.each<readonly [RegExp, readonly string[] | null]>([
  [/vectors?/i, ["vector"]],
  [/the Jacobian of/i, ["the jacobian of"]],
  [/\bmatri(?:x|ces)\b/, ["matri"]],
  [/row|column/, ["row", "column"]],
  [/(?:a |the )?loss(?: function)?/, ["loss"]],
  [/(?:a|the) (?:row|column)+s/, ["row", "column"]],
  [/ab{0,2}c+de{2}f/, ["de"]],
  [/loss|[a-z]+/, null],
  [/(?!not )(?<=a )sum(?= of products)/, ["sum"]],
  [/x\.y|\u0416rs\d[^)|]z/, ["x.y", "rs"]],
  [/.*[a-z]?/, null],
])("%s needs %j", (pattern, words) => {
  expect(neededBy(pattern)).toEqual(words);
});

test("whatever a pattern of the tables matches holds one of its words", () => {
  let tried = 0;
  for (const { pattern } of [...vocabulary, ...phrasings]) {
    // What takes no room changes nothing, and no text can be made of it.
    const source = pattern.source.replaceAll(/\(\?![^()]*\)|\\b/g, "");
    const words = neededBy(pattern);
    if (!words || /\(\?<?[=!]/.test(source)) continue;
    tried++;
    const holdsOne = (text: string) => words.some((word) => text.toLowerCase().includes(word));
    fc.assert(fc.property(fc.stringMatching(new RegExp(source)), holdsOne), { numRuns: 20 });
  }
  expect(tried).toBeGreaterThan(100);
});
