/*
 * Mathematical characters that people type instead of commands: from a character to the LaTeX it stands for,
 * as a list of token texts. It knows nothing of offsets.
 */

function pairs(characters: string, commands: string): [string, readonly string[]][] {
  const texts = commands.split(" ");
  return [...characters].map((character, index) => [character, (texts[index] ?? "").split("+")]);
}

const characterTable: ReadonlyMap<string, readonly string[]> = new Map([
  ...pairs(
    "αβγδεζηθικλμνξπρστυφχψω",
    "\\alpha \\beta \\gamma \\delta \\epsilon \\zeta \\eta \\theta \\iota \\kappa \\lambda \\mu \\nu \\xi \\pi \\rho \\sigma \\tau \\upsilon \\phi \\chi \\psi \\omega",
  ),
  ...pairs("ΓΔΘΛΞΠΣΥΦΨΩ", "\\Gamma \\Delta \\Theta \\Lambda \\Xi \\Pi \\Sigma \\Upsilon \\Phi \\Psi \\Omega"),
  ...pairs("ϵϕϑϖϱςµℓℏ", "\\epsilon \\phi \\vartheta \\varpi \\varrho \\varsigma \\mu \\ell \\hbar"),
  ...pairs("ℝℕℤℂℚ𝟙𝔼", "\\mathbb+R \\mathbb+N \\mathbb+Z \\mathbb+C \\mathbb+Q \\mathbb+1 \\mathbb+E"),
  ...pairs("∂∇∞∀∃⊤⊥∅∆", "\\partial \\nabla \\infty \\forall \\exists \\top \\perp \\emptyset \\Delta"),
  ...pairs(
    "·⋅×⊙∘⊗∗•÷⊘⋆∙",
    "\\cdot \\cdot \\times \\odot \\circ \\otimes * \\bullet \\div \\oslash \\star \\bullet",
  ),
  ...pairs("−–±∓⊕∧∨∪∩", "- - \\pm \\mp \\oplus \\wedge \\vee \\cup \\cap"),
  ...pairs(
    "≤≥≠≈≡∼∝≪≫≜≔≃≅≺≻",
    "\\le \\ge \\ne \\approx \\equiv \\sim \\propto \\ll \\gg \\triangleq := \\simeq \\cong \\prec \\succ",
  ),
  ...pairs("∈∉⊂⊆⊃∋", "\\in \\notin \\subset \\subseteq \\supset \\ni"),
  ...pairs(
    "→⇒←⇐↔⇔↦↓⇓↑⟶⟹⟺",
    "\\to \\Rightarrow \\leftarrow \\Leftarrow \\leftrightarrow \\Leftrightarrow \\mapsto \\downarrow \\Downarrow \\uparrow \\to \\Rightarrow \\Leftrightarrow",
  ),
  ...pairs("∑∏∫∮", "\\sum \\prod \\int \\oint"),
  ...pairs("‖∥∣⟨⟩⌊⌋⌈⌉", "\\| \\| | \\langle \\rangle \\lfloor \\rfloor \\lceil \\rceil"),
  ...pairs("…⋯⋮⋱", "\\ldots \\cdots \\vdots \\ddots"),
  ...pairs("′’‘ʹ″‴", "' ' ' ' '+' '+'+'"),
  ...pairs("，；：。、（）【】［］＝＋！", ", ; : . , ( ) [ ] [ ] = + !"),
]);

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵀᵗⁿⁱᵏʲᵈᴴᵐˡ";
const subscripts = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₜₙᵢₖⱼₘₗₕₓₐₑₒₚₛ";

interface Script {
  readonly mark: "^" | "_";
  readonly text: string;
}

function scripts(characters: string, mark: "^" | "_"): [string, Script][] {
  return [...characters].map((character) => {
    const plain = character.normalize("NFKD");
    return [character, { mark, text: plain === "\u2212" ? "-" : plain }];
  });
}

const scriptTable: ReadonlyMap<string, Script> = new Map([
  ...scripts(superscripts, "^"),
  ...scripts(subscripts, "_"),
]);

/** The accent that a combining mark draws over the letter before it. */
const combiningAccents: ReadonlyMap<string, string> = new Map([
  ["\u0302", "\\hat"],
  ["\u0303", "\\tilde"],
  ["\u0304", "\\bar"],
  ["\u0305", "\\overline"],
  ["\u0307", "\\dot"],
  ["\u0308", "\\ddot"],
  ["\u20d7", "\\vec"],
]);

/** First code points of the mathematical alphabets, and the font command of each. */
const alphabets: readonly (readonly [number, string])[] = [
  [0x1d400, "\\mathbf"],
  [0x1d434, "\\mathit"],
  [0x1d468, "\\mathbf"],
  [0x1d49c, "\\mathcal"],
  [0x1d504, "\\mathfrak"],
  [0x1d538, "\\mathbb"],
  [0x1d56c, "\\mathfrak"],
  [0x1d5a0, "\\mathsf"],
  [0x1d670, "\\mathtt"],
  [0x1d6a8, "\\mathbf"],
  [0x1d6e2, "\\mathit"],
  [0x1d71c, "\\mathbf"],
  [0x1d7ce, "\\mathbf"],
];

/** What one character stands for, or undefined if it is none of mathematics. */
export function meaningOf(character: string): readonly string[] | undefined {
  return characterTable.get(character) ?? styledLetter(character);
}

/** `^` or `_` for a raised or lowered character, with what it raises. */
export function scriptOf(character: string): Script | undefined {
  return scriptTable.get(character);
}

/** The accent command of a combining mark. */
export function accentOf(character: string): string | undefined {
  return combiningAccents.get(character);
}

function styledLetter(character: string): readonly string[] | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x1d400 || code > 0x1d7ff) return undefined;
  const plain = character.normalize("NFKD");
  const text = characterTable.get(plain)?.[0] ?? plain;
  const alphabet = alphabets.findLast(([first]) => first <= code);
  return alphabet ? [alphabet[1], text] : [text];
}
