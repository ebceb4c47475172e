/*
 * The words that describe a variable or a function, one row a phrasing. To teach the linter a word, add a row to the file
 * of its subject and its sentence to the test.
 */
import { arrays } from "./vocabulary/arrays.ts";
import { functions } from "./vocabulary/functions.ts";
import { restrictions } from "./vocabulary/restrictions.ts";
import type { VocabularyRow } from "./vocabulary/row.ts";
import { sizes } from "./vocabulary/sizes.ts";
import { smallWords } from "./vocabulary/small-words.ts";

/** First match wins; longer phrasings stand before the shorter ones they contain. */
export const vocabulary: readonly VocabularyRow[] = [
  ...smallWords,
  ...sizes,
  ...arrays,
  ...restrictions,
  ...functions,
];
