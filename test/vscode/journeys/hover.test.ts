/*
 * The hover, in each kind of theme: formulas are pictures that bring their own ink, so the ink must suit the theme.
 */
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { stage } from "./index.ts";
import { type Theme, hoverOver, journey, openFile, squiggles } from "./workbench.ts";

const inks: Readonly<Record<Theme, "dark" | "light">> = {
  light: "dark",
  dark: "light",
  "high contrast": "light",
  "high contrast light": "dark",
};

describe("the hover", () => {
  for (const theme of Object.keys(inks) as Theme[])
    journey(`shows the formulas in the ink of the theme (${theme})`, theme, async (page) => {
      await openFile(page, "rnn.md");
      await squiggles(page).first().waitFor({ state: "attached" });
      const hover = await hoverOver(page, squiggles(page).first());
      await hover
        .getByText(/refuted/i)
        .first()
        .waitFor();
      const pictures = hover.locator("img[src^='data:image/svg+xml']");
      await pictures.first().waitFor();
      await page.screenshot({ path: join(stage().pictures, `screenshot-${theme.replaceAll(" ", "-")}.png`) });
      for (const picture of await pictures.all()) await checkPicture(picture, inks[theme]);
    });
});

/** A picture must have been drawn, and in an ink that can be read. */
async function checkPicture(picture: Locator, ink: "dark" | "light"): Promise<void> {
  const width = await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth);
  if (width === 0) throw new Error("a picture was not drawn");
  const [, data = ""] = (await picture.getAttribute("src"))?.split("base64,") ?? [];
  const svg = Buffer.from(data, "base64").toString();
  const [, color] = /^<svg[^>]*\bcolor\s*[:=]\s*"?(#[0-9a-f]{6})/i.exec(svg) ?? [];
  // The heat map has colours of its own.
  if (color === undefined) return;
  const brightness = Number.parseInt(color.slice(3, 5), 16);
  if (brightness > 127 !== (ink === "light")) throw new Error(`ink ${color} where ${ink} ink is needed`);
}
