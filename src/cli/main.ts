/*
 * The command line: words in, text and an exit status out. Everything it touches comes from the host.
 */
import { type ExitStatus, check } from "./check.ts";
import { explain } from "./explain.ts";
import { help } from "./help.ts";
import type { Host } from "./host.ts";
import { init } from "./init.ts";
import { type Command, parseCommand } from "./options.ts";
import { CommandProblem } from "./problem.ts";
import { watch } from "./watch.ts";

/** Runs one command; `words` are those after the program's name. */
export async function main(words: readonly string[], host: Host): Promise<ExitStatus> {
  try {
    return await run(parseCommand(words), host);
  } catch (error) {
    if (!(error instanceof CommandProblem)) throw error;
    host.error(`jacobian-lint: ${error.message}\n`);
    return 2;
  }
}

async function run(command: Command, host: Host): Promise<ExitStatus> {
  switch (command.command) {
    case "check":
      return command.watch ? watch(command, host) : check(command, host);
    case "explain":
      await explain(command.rule, host);
      return 0;
    case "init":
      await init(host);
      return 0;
    case "server":
      await host.startServer();
      return 0;
    case "help":
      host.out(help);
      return 0;
    case "version":
      host.out(`${host.version}\n`);
      return 0;
  }
}
