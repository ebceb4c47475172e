/*
 * What a text must hold for a pattern to match in it. Most patterns match in few texts: to look for a word of theirs
 * first leaves them untried in the others, and those that are never tried are never compiled.
 */

/** In lower case, words of which a text has to hold one; null where nothing is known. */
export function neededBy({ source }: RegExp): readonly string[] | null {
  let at = 0;
  return alternatives();

  function alternatives(): readonly string[] | null {
    let all: readonly string[] | null = [];
    do {
      const words = sequence();
      all = all && words && [...all, ...words];
    } while (source[at++] === "|");
    return all;
  }

  /** What the best of the parts needs that stand one behind another. */
  function sequence(): readonly string[] | null {
    let best: readonly string[] | null = null;
    let weightOfBest = 0;
    let run = "";
    for (;;) {
      const sign = source[at];
      const isEnd = sign === undefined || sign === "|" || sign === ")";
      const opens = sign === "(";
      const letter = isEnd ? null : opens ? opening() : readSign();
      if (letter === NO_ROOM) {
        if (opens) alternatives();
        continue;
      }
      const inner = opens ? alternatives() : null;
      const most = isEnd ? 1 : quantifier();
      if (letter !== null && most !== 0) run += letter;
      if (letter !== null && most === 1) continue;
      for (const words of [run ? [run] : null, most === 0 ? null : inner]) {
        const weight = words ? weightOf(words) : 0;
        if (weight > weightOfBest) [best, weightOfBest] = [words, weight];
      }
      run = "";
      if (isEnd) return best;
    }
  }

  /** Enters a group; one that looks ahead or behind takes no room. */
  function opening(): string | null {
    const looks = source[at + 1] === "?" && source[at + 2] !== ":";
    at += source[at + 1] !== "?" ? 1 : source[at + 2] === "<" ? 4 : 3;
    return looks ? NO_ROOM : null;
  }

  /** The letter that comes next, or several that stand together; null for what may be one of many. */
  function readSign(): string | null {
    plain.lastIndex = at;
    const [letters] = plain.exec(source) ?? [];
    if (letters !== undefined) {
      at += letters.length;
      return letters;
    }
    const sign = source[at++]!;
    if (sign === "^" || sign === "$") return NO_ROOM;
    if (sign === ".") return null;
    if (sign === "[") {
      while (source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
      at++;
      return null;
    }
    return sign === "\\" ? readEscape() : simple(sign);
  }

  function readEscape(): string | null {
    const sign = source[at++]!;
    if (sign === "b" || sign === "B") return NO_ROOM;
    if (sign === "u") return simple(String.fromCharCode(parseInt(source.slice(at, (at += 4)), 16)));
    if (sign === "p" || sign === "P") at = source.indexOf("}", at) + 1;
    return /\W/.test(sign) ? simple(sign) : null;
  }

  /** Passes what says how often the last part stands: 0 where it may be left out, 1 for once. */
  function quantifier(): 0 | 1 | 2 {
    const sign = source[at];
    const isCount = sign === "{" && /\d/.test(source[at + 1]!);
    if (sign !== "?" && sign !== "*" && sign !== "+" && !isCount) return 1;
    const isOptional = isCount ? source[at + 1] === "0" : sign !== "+";
    at = isCount ? source.indexOf("}", at) + 1 : at + 1;
    if (source[at] === "?") at++;
    return isOptional ? 0 : 2;
  }
}

/** Letters that stand for themselves, each of them once. */
const plain = /[a-z ]+(?![?*+{])/y;

/** What stands around it stands together. */
const NO_ROOM = "";

/** A letter in lower case, where nothing but that is its other case. */
function simple(letter: string): string | null {
  const lower = letter.toLowerCase();
  return letter < "\x80" || lower === letter.toUpperCase() ? lower : null;
}

/** Long words are rare, and few of them soon looked for. */
function weightOf(words: readonly string[]): number {
  let shortest = Infinity;
  for (const { length } of words) shortest = Math.min(shortest, length);
  return words.length > MOST ? 0 : shortest - words.length / MOST;
}

const MOST = 32;
