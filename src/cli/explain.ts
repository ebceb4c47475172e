/*
 * `jacobian-lint explain`: a rule's page as it stands in the package, or the list of all rules.
 */
import { type Rule, rules } from "../report.ts";
import { ruleDefinitions } from "../rules/index.ts";
import type { Host } from "./host.ts";
import { CommandProblem } from "./problem.ts";

/** Prints the page of one rule, or a line for each rule. */
export async function explain(rule: Rule | null, host: Host): Promise<void> {
  if (rule === null) {
    const width = Math.max(...rules.map((name) => name.length));
    for (const name of rules) host.out(`${name.padEnd(width)}  ${ruleDefinitions[name].title}\n`);
    return;
  }
  const page = await host.rulePage(rule);
  if (page === null) throw new CommandProblem(`no page for the rule ${rule}`);
  host.out(page.endsWith("\n") ? page : `${page}\n`);
}
