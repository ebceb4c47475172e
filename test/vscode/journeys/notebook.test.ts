/*
 * A notebook's cell shows a squiggle once it is being edited.
 */
import { journey, openFile, squiggles } from "./workbench.ts";

describe("a notebook", () => {
  journey("shows the squiggle in the cell that is edited", "light", async (page) => {
    await openFile(page, "notebook.ipynb");
    await page.getByText("Cell 1 of 2").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.getByText("Cell 2 of 2").waitFor();
    await page.keyboard.press("Enter");
    await squiggles(page).first().waitFor({ state: "attached" });
  });
});
