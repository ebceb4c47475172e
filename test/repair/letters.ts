/*
 * Letters of a formula with their fonts. A fix has only those of its note: a letter that carries no index in a fix
 * stands so, and in that font, in the mathematics of the note.
 */
/** An identity and a vector of ones may be new. */
const ours = /^(?:I|\\(?:mathbf|boldsymbol|bm|mathrm)(?:\{[I1]\}))$/;
const fonts = String.raw`\\(?:mathbf|boldsymbol|bm|mathrm|mathcal|mathsf|tilde|hat|bar)`;
const letter = new RegExp(
  String.raw`(${fonts}\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|[A-Za-z])|\\[A-Za-z]+|[A-Za-z])(\s*_)?`,
  "g",
);
const words = /\\(?:begin|end|operatorname|text)\{[^{}]*\}/g;

/** Letters without an index, with their fonts. */
function lettersOf(tex: string): ReadonlySet<string> {
  const found = [...tex.replaceAll(words, " ").matchAll(letter)];
  return new Set(found.flatMap(([, name, index]) => (index ? [] : [name!.replaceAll(/\s/g, "")])));
}

function mathOf(note: string): string {
  const spans = /\$\$[\s\S]*?\$\$|\$[^$]*\$|\\\[[\s\S]*?\\\]|\\begin\{[\s\S]*?\\end\{\w+\*?\}/g;
  return (note.match(spans) ?? []).join(" ");
}

/** Commands that are no letters. */
const isSign = (name: string) =>
  /^\\(?:frac|top|left|right|odot|partial|sum|cdots?|prime|delta|diag)$/.test(name);

/** Letters of a formula that its note does not have. */
export function foreignLetters(note: string, tex: string): readonly string[] {
  const own = lettersOf(mathOf(note));
  return [...lettersOf(tex)].filter((name) => !own.has(name) && !isSign(name) && !ours.test(name));
}
