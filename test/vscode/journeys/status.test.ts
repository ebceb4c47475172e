/*
 * Where the linter speaks besides squiggles: the Problems panel and the language status.
 */
import { journey, openFile, runCommand, squiggles } from "./workbench.ts";

describe("the panels", () => {
  journey("list the problem with its rule", "light", async (page) => {
    await openFile(page, "rnn.md");
    await squiggles(page).first().waitFor({ state: "attached" });
    await runCommand(page, "Problems: Focus on Problems View");
    const row = page.locator(".markers-panel .monaco-list-row", { hasText: "jacobian-lint" });
    await row.getByText("factor-transpose").waitFor();
  });

  journey("say in the language status how many claims hold", "light", async (page) => {
    await openFile(page, "rnn.md");
    await squiggles(page).first().waitFor({ state: "attached" });
    await page.locator('[id="status.languageStatus"]').click();
    await page
      .locator(".hover-language-status", { hasText: /3 claims · 2 ✓ · 1 ✗/ })
      .first()
      .waitFor();
  });
});
