/*
 * The built-in preview draws the note's formulas, and marks those that were judged, in words too.
 */
import { insideWebview, journey, openFile, squiggles } from "./workbench.ts";

describe("the preview", () => {
  journey("marks right and wrong claims", "light", async (page) => {
    await openFile(page, "rnn.md");
    await squiggles(page).first().waitFor({ state: "attached" });
    await page.keyboard.press("ControlOrMeta+Shift+V");
    const preview = insideWebview(page);
    await preview.locator(".katex").first().waitFor();
    await preview.getByRole("img", { name: "Refuted" }).first().waitFor();
    await preview.getByRole("img", { name: "Verified" }).first().waitFor();
  });
});
