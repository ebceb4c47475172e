/*
 * Formulas as plain text for one-line messages: `∂x_t/∂x_{t-1}`, `Wᵀ`, `diag(σ′(a))`. Not to be read back.
 */
import { createMemory, remember } from "../text/memory.ts";

const signs: Readonly<Record<string, string>> = {
  mid: " | ", partial: "∂", part: "∂", nabla: "∇", odot: "⊙", bigodot: "⊙", cdot: "·", times: "×", otimes: "⊗", circ: "∘", sum: "Σ", prod: "Π",
  top: "ᵀ", intercal: "ᵀ", prime: "′", infty: "∞", le: "≤", leq: "≤", ge: "≥", geq: "≥", ne: "≠", neq: "≠", in: "∈",
  alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ε", varepsilon: "ε", zeta: "ζ", eta: "η", theta: "θ",
  iota: "ι", kappa: "κ", lambda: "λ", mu: "μ", nu: "ν", xi: "ξ", pi: "π", rho: "ρ", sigma: "σ", tau: "τ", phi: "φ",
  varphi: "φ", chi: "χ", psi: "ψ", omega: "ω", Gamma: "Γ", Delta: "Δ", Theta: "Θ", Lambda: "Λ", Sigma: "Σ", Phi: "Φ",
  Psi: "Ψ", Omega: "Ω", ell: "ℓ", cdots: "⋯", dots: "…", ldots: "…", vdots: "⋮", ddots: "⋱", langle: "⟨", rangle: "⟩",
  vert: "|", lvert: "|", rvert: "|", Vert: "‖", lVert: "‖", rVert: "‖", wedge: "∧", vee: "∨", to: "→", rightarrow: "→",
  quad: " ", qquad: " ", space: " ",
}; // prettier-ignore

/** Combining marks. */
const accents: Readonly<Record<string, string>> = {
  hat: "\u0302", widehat: "\u0302", tilde: "\u0303", widetilde: "\u0303", bar: "\u0304", overline: "\u0304",
  dot: "\u0307", vec: "\u20d7",
}; // prettier-ignore

/** Longer texts are cut in the middle of nowhere by every problem list. */
const LONGEST = 70;

const known = createMemory<string>(5000);

export function plainText(tex: string): string {
  return remember(known, tex, () => written(tex));
}

function written(tex: string): string {
  let text = withoutFractions(tex.replaceAll(/\s+/g, " ").replaceAll("&", ""));
  text = text.replaceAll(/\\([a-zA-Z]+)(?![a-zA-Z])/g, (whole, name: string) => signs[name] ?? whole);
  // Innermost groups first, so that nested fractions come apart.
  for (let round = 0; round < 6; round++) {
    const before = text;
    text = text
      .replaceAll(/\\(?:operatorname\*?|math[a-z]+|text[a-z]*|boldsymbol|bm|pmb)\s*\{([^{}]*)\}/g, "$1")
      .replaceAll(
        /\\(hat|tilde|bar|dot|vec|overline|widehat|widetilde)\s*\{([^{}]*)\}/g,
        (_, accent: string, of: string) => ([...of].length === 1 ? of + (accents[accent] ?? "") : of),
      )
      .replaceAll(
        /\\(hat|tilde|bar|dot|vec|overline|widehat|widetilde)\s+([^\s\\{}])/g,
        (_, accent: string, of: string) => of + (accents[accent] ?? ""),
      )
      .replaceAll(/([_^])\{([^{}])\}/g, "$1$2");
    if (text === before) break;
  }
  text = text
    .replaceAll(
      /\\(?:left|right|[bB]igg?[lr]?|displaystyle|limits|boldsymbol|math(?:bf|rm|sf|cal|bb|scr|frak))(?![a-zA-Z])\s?/g,
      "",
    )
    .replaceAll(/\\[,;:!> ]|~/g, " ")
    .replaceAll(/\\\||\\[lr]?Vert(?![a-zA-Z])/g, "‖")
    .replaceAll(/\\sqrt ?(?=[\w(])/g, "√")
    .replaceAll(/\\([a-zA-Z]+) ?/g, (_, name: string) => signs[name] ?? name)
    // A capital T above a sum is its last step.
    .replaceAll(/(?<![ΣΠ]_(?:\{[^{}]*\}|\w))\^\{?(?:ᵀ|T)\}?/g, "ᵀ")
    .replaceAll(/\^\{?[-−](?:ᵀ|T)\}?/g, "⁻ᵀ")
    .replaceAll(/\^\{-1\}/g, "⁻¹")
    .replaceAll(/\^\{?′\}?|'/g, "′")
    .replaceAll(/(?<![_^])\{([^{}]*)\}/g, "$1")
    .replaceAll(/([_^])\{([^{}]*)\}/g, (_, mark: string, body: string) =>
      /^\(.*\)$|^⟨.*⟩$|^\[.*\]$/.test(body) ? mark + body : `${mark}{${body}}`,
    )
    .replaceAll(/∂\s+/g, "∂")
    .replaceAll(/\s+/g, " ")
    .trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function grouped(part: string): string {
  return /[+\s-]/.test(part.trim()) && !/^\\(?:partial|nabla)|^d /.test(part.trim())
    ? `(${part.trim()})`
    : part.trim();
}

/** `\frac{a}{b}` as `a/b`, from the inside out. */
function withoutFractions(tex: string): string {
  const at = tex.search(/\\[dtc]?frac\s*\{/);
  if (at < 0) return tex;
  const top = groupFrom(tex, tex.indexOf("{", at));
  const bottom = top && groupFrom(tex, tex.indexOf("{", top.end));
  if (!top || !bottom || tex.slice(top.end, tex.indexOf("{", top.end)).trim() !== "") return tex;
  const inside = `${grouped(withoutFractions(top.body))}/${grouped(withoutFractions(bottom.body))}`;
  return tex.slice(0, at) + inside + withoutFractions(tex.slice(bottom.end));
}

/** The braced group that starts at `open`. */
function groupFrom(tex: string, open: number): { readonly body: string; readonly end: number } | null {
  if (open < 0) return null;
  let depth = 0;
  for (let at = open; at < tex.length; at++) {
    if (tex[at] === "{") depth++;
    if (tex[at] === "}" && --depth === 0) return { body: tex.slice(open + 1, at), end: at + 1 };
  }
  return null;
}
