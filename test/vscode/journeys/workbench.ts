/*
 * VS Code as a person uses it: keys, mouse, and what is to be seen. Waiting is always for something to be seen;
 * nothing here counts on a pause being long enough.
 */
import type { FrameLocator, Locator, Page } from "playwright-core";
import { failurePicture, stage } from "./index.ts";

/** The themes that a journey may choose, by the names VS Code gives them in settings. */
export const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  "high contrast": "Default High Contrast",
  "high contrast light": "Default High Contrast Light",
} as const;

export type Theme = keyof typeof themes;

/** Makes a journey of `walk`: a page of its own that closes at the end, its last sight kept when it fails. */
export function journey(title: string, theme: Theme, walk: (page: Page) => Promise<void>): void {
  it(title, async () => {
    const workspace = await stage().newWorkspace({ "workbench.colorTheme": themes[theme] });
    const page = await stage().open(workspace);
    try {
      await page.locator(".monaco-workbench .explorer-folders-view").waitFor();
      await walk(page);
    } catch (error) {
      await page.screenshot({ path: failurePicture(title) });
      throw error;
    } finally {
      await page.close();
    }
  });
}

/** Opens a file by its name, from the keyboard. */
export async function openFile(page: Page, name: string): Promise<void> {
  await choose(page, "ControlOrMeta+P", name, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

/** Runs a command of the palette by its title. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await choose(page, "F1", title, title);
}

/** Opens a quick pick with `key`, types `text` and takes the entry that shows `label`. */
async function choose(page: Page, key: string, text: string, label: string): Promise<void> {
  const input = page.locator(".quick-input-widget:visible input[type=text]");
  await page.keyboard.press(key);
  await input.waitFor();
  await page.keyboard.type(text);
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: label }).waitFor();
  await page.keyboard.press("Enter");
}

/** The squiggles of warnings that are to be seen now. */
export function squiggles(page: Page): Locator {
  return page.locator(".view-overlays .squiggly-warning");
}

/** The document in the one webview that is to be seen. */
export function insideWebview(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/** Rests the mouse on an element until a hover opens, and answers the hover. */
export async function hoverOver(page: Page, element: Locator): Promise<Locator> {
  const box = await element.boundingBox();
  if (box === null) throw new Error("what to hover over is not to be seen");
  await page.mouse.move(box.x + box.width / 2, box.y - box.height);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 4, { steps: 4 });
  const hover = page.locator(".monaco-hover:visible .monaco-hover-content");
  await hover.waitFor();
  return hover;
}
