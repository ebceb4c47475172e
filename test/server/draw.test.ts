import { describe, expect, test } from "vitest";
import { createDrawer } from "../../src/server/draw.ts";
import { noteMacros, settingMacros } from "../../src/server/note-macros.ts";
import { createPictures, svgAddress } from "../../src/server/pictures.ts";
import { defaultSettings } from "../../src/settings.ts";

const draw = createDrawer();
const plain = { ink: "#123456", macros: {} };

describe("createDrawer", () => {
  test("draws with the given ink and nothing a picture does not need", () => {
    const svg = draw("\\frac{\\partial h}{\\partial x} \\in \\mathbb{R}^{n\\times m}", plain);
    expect(svg).toMatch(/^<svg [^>]*color="#123456"/);
    expect(svg).not.toMatch(/data-|aria-/);
  });
  test("gives null for what is no formula, never an exception", () => {
    expect(draw("\\frac{a", plain)).toBeNull();
    expect(draw("x".repeat(5_000), plain)).toBeNull();
    expect(draw("\\begin{nowhere} x \\end{elsewhere}", plain)).toBeNull();
  });
  test("knows macros, and draws without them when one of them is bad", () => {
    const macros = { RR: "\\mathbb{R}", pd: ["\\frac{\\partial #1}{\\partial #2}", 2] } as const;
    expect(draw("\\pd{a}{b} \\RR", { ...plain, macros })).toContain("<svg");
    const bad = { loop: "\\loop\\loop", half: "{" };
    expect(draw("x + \\half", { ...plain, macros: bad })).toContain("<svg");
    expect(draw("\\loop", { ...plain, macros: bad })).toContain("<svg");
  });
  test("keeps the macros of one note out of another", () => {
    const red = draw("\\W", { ...plain, macros: { W: "\\mathbf{W}" } });
    expect(draw("\\W", { ...plain, macros: { W: "V" } })).not.toBe(red);
  });
});

test("macros are found in the note, with their arguments", () => {
  const note =
    "\\newcommand{\\RR}{\\mathbb{R}} \\newcommand\\pd[2]{\\frac{#1}{#2}} \\def\\v#1{\\mathbf{#1}}\n" +
    "\\DeclareMathOperator{\\diag}{diag} \\newcommand{\\open}{never";
  expect(noteMacros(note)).toEqual({
    RR: "\\mathbb{R}",
    pd: ["\\frac{#1}{#2}", 2],
    v: ["\\mathbf{#1}", 1],
    diag: "\\operatorname{diag}",
  });
  expect(settingMacros({ "\\RR": "\\mathbb{R}", "\\pd": "#1/#2" })).toEqual({
    RR: "\\mathbb{R}",
    pd: ["#1/#2", 2],
  });
});

describe("createPictures", () => {
  test("gives data addresses, also of signs beyond Latin-1", async () => {
    const pictures = createPictures(
      async () => () => "<svg>∂</svg>",
      () => undefined,
    );
    const picture = (await pictures.forNote("", defaultSettings, "#000000"))?.("x");
    expect(picture).toBe(svgAddress("<svg>∂</svg>"));
    expect(atob(picture?.split(",")[1] ?? "")).toContain("<svg>");
  });
  test("does without where the drawer cannot be loaded, and says so once", async () => {
    const errors: unknown[] = [];
    const pictures = createPictures(
      () => Promise.reject(new Error("gone")),
      (error) => errors.push(error),
    );
    expect(await pictures.forNote("", defaultSettings, "#000000")).toBeNull();
    expect(await pictures.forNote("", defaultSettings, "#000000")).toBeNull();
    expect(errors).toHaveLength(1);
  });
});
