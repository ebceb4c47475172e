/*
 * The law of derived answers, over random definitions in random styles: each is read back as the expression that was
 * derived, verifies, and uses only symbols and fonts of the note.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { deriveAt } from "../../src/derive-at.ts";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";
import { answersIn, misread } from "../repair/answers-in.ts";
import { runs, seed } from "./seed.ts";

/** How an author writes letters, transposes and the layout. */
interface Style {
  readonly letter: (name: string) => string;
  readonly transpose: string;
  readonly layout: string;
}

const style: fc.Arbitrary<Style> = fc.record({
  letter: fc.constantFrom(
    (name: string) => name,
    (name: string) => `\\mathbf{${name}}`,
    (name: string) => `\\boldsymbol{${name}}`,
  ),
  transpose: fc.constantFrom("^T", "^\\top", "^{\\mathsf T}", "^{\\mathrm{T}}"),
  layout: fc.constantFrom("", "We use the numerator layout.", "We use the denominator layout."),
});

type Write = (style: Style) => string;

const vector: fc.Arbitrary<Write> = fc.letrec<{ vector: Write }>((tie) => ({
  vector: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<Write[]>(
      ({ letter }) => letter("x"),
      ({ letter }) => `${letter("W")} ${letter("x")} + ${letter("b")}`,
      ({ letter, transpose }) => `${letter("W")}${transpose} ${letter("x")}`,
    ),
    tie("vector").map(
      (inner): Write =>
        (s) =>
          `\\sigma(${inner(s)})`,
    ),
    tie("vector").map(
      (inner): Write =>
        (s) =>
          `\\tanh(${inner(s)})`,
    ),
    tie("vector").map(
      (inner): Write =>
        (s) =>
          `${s.letter("V")} (${inner(s)})`,
    ),
    tie("vector").map(
      (inner): Write =>
        (s) =>
          `${s.letter("c")} \\odot (${inner(s)})`,
    ),
    fc.tuple(tie("vector"), tie("vector")).map(
      ([a, b]): Write =>
        (s) =>
          `(${a(s)}) - 2 (${b(s)})`,
    ),
  ),
})).vector;

/** A scalar of a vector: a quadratic form, an inner product, half a squared norm. */
const scalar: fc.Arbitrary<Write> = fc.tuple(fc.integer({ min: 0, max: 2 }), vector).map(
  ([kind, inner]): Write =>
    (s) =>
      [
        `(${inner(s)})${s.transpose} ${s.letter("V")} (${inner(s)})`,
        `${s.letter("c")}${s.transpose} (${inner(s)})`,
        `\\frac{1}{2} \\|${inner(s)} - ${s.letter("b")}\\|^2`,
      ][kind]!,
);

const preamble = (s: Style) =>
  [
    `${s.layout} Let $${["x", "y", "b", "c"].map(s.letter).join(", ")} \\in \\mathbb{R}^n$ and $${s.letter("V")}, ${s.letter("W")} \\in \\mathbb{R}^{n \\times n}$; $\\sigma$ acts elementwise.`,
    `In this note $${s.letter("W")}${s.transpose}$ is a transpose.`,
  ].join(" ");

/** What mathematics brings in besides the symbols of a note. */
const ownWords =
  /\\(?:operatorname\{diag\}|frac|odot|partial|left|right|mathbf\{[1I]\}|boldsymbol\{I\})|'|\bI\b/g;
const wordsOf = (tex: string) =>
  tex.replaceAll(ownWords, " ").match(/\\[a-zA-Z]+(?:\s*\{[A-Za-z]+\})?|[a-zA-Z]/g) ?? [];

// What fits in no line is not offered, so that not all are answered.
test.each([
  ["vectors", "y", vector, 0.95],
  ["scalars", "L", scalar, 0.75],
] as const)(
  "a derived answer for %s verifies in the note's own words",
  { timeout: 120_000 },
  async (_, name, body, share) => {
    let asked = 0;
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(style, body, async (s, write) => {
        const of = name === "L" ? name : s.letter(name);
        const note = `${preamble(s)}\n\n$$${of} = ${write(s)}$$\n\nSo\n\n`;
        if (!write(s).includes(s.letter("x"))) return;
        const left = `\\frac{\\partial ${of}}{\\partial ${s.letter("x")}}`;
        const start = `${note}$$${left} = `;
        const right = await deriveAt(`${start}7$$\n`, defaultSettings, start.length);
        asked++;
        if (right === null) return;
        answered++;
        const answers = await answersIn(`${start}7$$\n`, start.length);
        expect(answers.map(({ tex }) => tex)).toContain(right);
        expect(misread(answers)).toEqual([]);
        const { claims } = await lint(`${start}${right}$$\n`, defaultSettings);
        expect(claims.at(-1)).toMatchObject({ status: "verified", latex: `${left} = ${right}` });
        const known = new Set(wordsOf(note));
        expect(wordsOf(right).filter((word) => !known.has(word))).toEqual([]);
      }),
      runs(60),
    );
    console.log(`seed ${seed}: ${answered} of ${asked} random definitions of ${name} were derived`);
    expect(answered).toBeGreaterThanOrEqual(asked * share);
  },
);
