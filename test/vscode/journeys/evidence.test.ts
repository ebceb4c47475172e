/*
 * The evidence panel: both matrices beside each other, for the claim under the cursor.
 */
import { insideWebview, journey, openFile, runCommand, squiggles } from "./workbench.ts";

describe("the evidence panel", () => {
  journey("shows both matrices of a wrong claim", "dark", async (page) => {
    await openFile(page, "rnn.md");
    await squiggles(page).first().waitFor({ state: "attached" });
    await page.keyboard.press("F8");
    await page.locator(".marker-widget").getByText("factor-transpose").waitFor();
    await page.keyboard.press("Escape");
    await runCommand(page, "Jacobian Lint: Show Evidence");
    const panel = insideWebview(page);
    await panel.getByRole("heading", { name: /refuted/i }).waitFor();
    await panel.locator("table", { hasText: "Written" }).first().waitFor();
    await panel.locator("table", { hasText: "Numeric" }).first().waitFor();
  });
});
