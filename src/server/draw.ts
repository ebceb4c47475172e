/*
 * Formulas as SVG, by MathJax without a browser. Large to load, so its importer loads it on the first hover.
 * A formula or macro that cannot be drawn gives null, never an exception.
 */
import { MathJaxTexFont } from "@mathjax/mathjax-tex-font/js/svg.js";
import { liteAdaptor } from "@mathjax/src/js/adaptors/liteAdaptor.js";
import { RegisterHTMLHandler } from "@mathjax/src/js/handlers/html.js";
import { TeX } from "@mathjax/src/js/input/tex.js";
import "@mathjax/src/js/input/tex/ams/AmsConfiguration.js";
import "@mathjax/src/js/input/tex/base/BaseConfiguration.js";
import "@mathjax/src/js/input/tex/boldsymbol/BoldsymbolConfiguration.js";
import "@mathjax/src/js/input/tex/braket/BraketConfiguration.js";
import "@mathjax/src/js/input/tex/cancel/CancelConfiguration.js";
import "@mathjax/src/js/input/tex/color/ColorConfiguration.js";
import "@mathjax/src/js/input/tex/configmacros/ConfigMacrosConfiguration.js";
import "@mathjax/src/js/input/tex/newcommand/NewcommandConfiguration.js";
import "@mathjax/src/js/input/tex/noundefined/NoUndefinedConfiguration.js";
import { mathjax } from "@mathjax/src/js/mathjax.js";
import { SVG } from "@mathjax/src/js/output/svg.js";
import type { DrawOptions, Drawer, Macros } from "./engine.ts";

const packages = [
  "base",
  "ams",
  "boldsymbol",
  "braket",
  "cancel",
  "color",
  "configmacros",
  "newcommand",
  "noundefined",
];

/** Nobody reads a longer formula in a hover, and it would take long to draw. */
const longestFormula = 4_000;
const picturesKept = 200;

/** A drawer that remembers its latest pictures. */
export function createDrawer(): Drawer {
  const adaptor = liteAdaptor();
  RegisterHTMLHandler(adaptor);
  const pictures = new Map<string, string | null>();
  let typesetter = { key: "", draw: createTypesetter(adaptor, {}) };

  function typeset(tex: string, macros: Macros): string | null {
    const key = JSON.stringify(macros);
    if (key !== typesetter.key) typesetter = { key, draw: createTypesetter(adaptor, macros) };
    return typesetter.draw(tex) ?? (key === "{}" ? null : createTypesetter(adaptor, {})(tex));
  }

  return (tex, options) => {
    if (tex.length > longestFormula) return null;
    const key = JSON.stringify([tex, options.ink, options.macros]);
    const known = pictures.get(key);
    const picture = known === undefined ? paint(typeset(tex, options.macros), options) : known;
    pictures.delete(key);
    pictures.set(key, picture);
    if (pictures.size > picturesKept) pictures.delete(pictures.keys().next().value ?? "");
    return picture;
  };
}

/** Macros stay in the typesetter they were given to, so each set has its own. */
function createTypesetter(adaptor: ReturnType<typeof liteAdaptor>, macros: Macros) {
  const rethrow = (_jax: unknown, error: Error) => {
    throw error;
  };
  const input = new TeX({
    packages,
    macros: asConfiguration(macros),
    formatError: rethrow,
    maxMacros: 1_000,
  });
  const output = new SVG({ fontData: MathJaxTexFont, fontCache: "local", linebreaks: { inline: false } });
  const page = mathjax.document("", { InputJax: input, OutputJax: output }) as {
    convert(tex: string, options: object): Parameters<typeof adaptor.innerHTML>[0];
  };
  return (tex: string): string | null => {
    try {
      return adaptor.innerHTML(page.convert(tex, { display: true, em: 16, ex: 8, containerWidth: 100_000 }));
    } catch {
      return null;
    }
  };
}

function asConfiguration(macros: Macros): Record<string, string | [string, number]> {
  return Object.fromEntries(
    Object.entries(macros).map(([name, macro]) => [name, typeof macro === "string" ? macro : [...macro]]),
  );
}

/** Leaves out what only a web page needs, and gives the root its ink. */
function paint(markup: string | null, { ink }: DrawOptions): string | null {
  const svg = markup && /<svg[\s\S]*<\/svg>/.exec(markup)?.[0];
  if (!svg) return null;
  const plain = svg
    .replace(/ (?:data-[\w-]+|role|focusable|aria-[\w-]+)="[^"]*"/g, "")
    .replace(/vertical-align:[^;"]*;?\s*/, "");
  return plain.replace(/^<svg(?: style="([^"]*)")?/, (_all, style: string | undefined) => {
    return `<svg style="color:${ink};${style ?? ""}" color="${ink}"`;
  });
}
