/*
 * The journey that the extension is for: open the note, see the squiggle, read the hover, apply the fix from the
 * keyboard, see the squiggle go.
 */
import { journey, openFile, squiggles } from "./workbench.ts";

describe("a wrong Jacobian", () => {
  journey("is fixed from the keyboard", "light", async (page) => {
    await openFile(page, "rnn.md");
    await squiggles(page).first().waitFor({ state: "attached" });
    await page.keyboard.press("F8");
    await page.locator(".marker-widget").getByText("factor-transpose").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+.");
    const menu = page.locator(".action-widget");
    await menu.locator(".monaco-list-row.action.focused", { hasText: /verified on/i }).waitFor();
    await page.keyboard.press("Enter");
    await squiggles(page).first().waitFor({ state: "detached" });
    await page
      .locator(".view-line", { hasText: /diag.*W$/ })
      .first()
      .waitFor();
  });
});
