/*
 * The journey that the extension is for: open the note, see the squiggle, read the hover, apply the fix from the
 * keyboard, see the squiggle go. In each kind of theme, since the formulas are drawn in the theme's ink.
 */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { stage } from "./index.ts";
import { type Theme, hoverOver, journey, openFile, squiggles } from "./workbench.ts";

describe("a wrong Jacobian", () => {
  for (const theme of ["light", "dark", "high contrast", "high contrast light"] as const)
    journey(`is seen, explained and fixed (${theme})`, theme, (page) => fixByHand(page, theme));
});

async function fixByHand(page: Page, theme: Theme): Promise<void> {
  await openFile(page, "rnn.md");
  await squiggles(page).first().waitFor({ state: "attached" });

  const hover = await hoverOver(page, squiggles(page).first());
  await hover
    .getByText(/refuted/i)
    .first()
    .waitFor();
  const pictures = hover.locator("img[src^='data:image/svg+xml']");
  await pictures.first().waitFor();
  const widths = await pictures.evaluateAll((all) =>
    all.map((one) => (one as HTMLImageElement).naturalWidth),
  );
  if (!widths.every((width) => width > 0)) throw new Error(`a picture was not drawn: ${widths.join(", ")}`);
  await page.screenshot({ path: join(stage().pictures, `screenshot-${theme.replaceAll(" ", "-")}.png`) });

  await page.keyboard.press("F8");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+.");
  const menu = page.locator(".action-widget");
  await menu
    .getByText(/verified on/i)
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  await squiggles(page).first().waitFor({ state: "detached" });
}
