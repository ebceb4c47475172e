/*
 * `jacobian-lint init`: writes a commented configuration file that says the defaults.
 */
import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { configurationFileNames } from "../configuration.ts";
import type { Host } from "./host.ts";
import { CommandProblem, reasonOf } from "./problem.ts";

/** The file that is written; everything in it is the default. */
export const initialConfiguration = `// Jacobian Lint: settings for the notes in this folder and below.
// The nearest file upward from a note counts. A note's front matter may say the same under "jacobian-lint:".
{
  // The layout your notes are held to: "numerator", "denominator", "gradient",
  // or "auto": what each note declares, else any it is consistent with.
  "layout": "auto",

  // How math is written: "vscode", "github", "jupyter", "pandoc", "myst", "obsidian", "kramdown".
  "dialect": "vscode",

  // Severity by rule: "warning", "information", "hint" or "off". \`jacobian-lint explain\` lists the rules.
  "severity": {
    // "implicit-diag": "off",
  },

  // Macros your renderer knows but the notes do not define.
  "macros": {
    // "\\\\RR": "\\\\mathbb{R}",
  },

  // Changes every random instance; the same seed gives the same report.
  "seed": 0,
}
`;

/** Writes the file into the working folder, unless one is there. */
export async function init(host: Host): Promise<void> {
  for (const name of configurationFileNames)
    if (await exists(join(host.cwd, name))) throw new CommandProblem(`${name} is already here`);
  const [name] = configurationFileNames;
  try {
    await writeFile(join(host.cwd, name), initialConfiguration, { flag: "wx" });
  } catch (error) {
    throw new CommandProblem(`${name}: ${reasonOf(error)}`);
  }
  host.out(`wrote ${name}\n`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
