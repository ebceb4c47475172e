/*
 * Runs the mocha suite of `test/vscode/suite` inside the extension host of a started editor, and prints what the
 * suite prints. Comes in an editor and what to load, goes out how many tests passed and failed. What VS Code
 * itself has to say goes to a log.
 */
import { appendFile, writeFile } from "node:fs/promises";

/** A suite takes half a minute, a broken one minutes; what has not ended by now hangs. */
const patience = 300_000;

/** Runs the suite; throws when it could not be run at all. */
export async function runHostSuite(editor, { workspace, extension, tests, log }) {
  const counts = { passed: 0, failed: 0 };
  await writeFile(log, "");
  const print = async (type, args) => {
    const text = args.map(String).join(" ");
    const found = /^suite: (\d+) passed, (\d+) failed$/.exec(text);
    if (found !== null) Object.assign(counts, { passed: Number(found[1]), failed: Number(found[2]) });
    else if (/^ {2}[✓✗] /.test(text)) console.log(text);
    else await appendFile(log, `[${type}] ${text}\n`);
  };
  const code = await exitCode(editor, { workspace, extension, tests }, print);
  if (code !== 0 && counts.failed === 0)
    throw new Error(`the suite ended with ${code} and no failed test; see ${log}`);
  return counts;
}

/** Opens a page that runs the suite, and waits until the suite says how it ended. */
async function exitCode(editor, opening, print) {
  let timer;
  let page;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`the suite did not end in ${patience / 1000} s`)), patience);
      const prepare = async (prepared) => {
        page = prepared;
        page.on("crash", () => reject(new Error("the page crashed")));
        await page.exposeFunction("codeAutomationLog", print);
        await page.exposeFunction("codeAutomationExit", resolve);
      };
      editor.open({ ...opening, prepare }).catch(reject);
    });
  } finally {
    clearTimeout(timer);
    await page?.close();
  }
}
