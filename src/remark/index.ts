/*
 * `jacobian-lint/remark`: a unified plug-in that reports wrong derivatives as messages on the file, so that any
 * remark pipeline lints. It changes neither the tree nor the file.
 */
import type { Root } from "mdast";
import type { Plugin } from "unified";
import { lint } from "../lint.ts";
import { type Settings, readSettings } from "../settings.ts";
import { hostMath, withinHostMath } from "./host-math.ts";
import { addMessages } from "./messages.ts";

/** Settings over the defaults. */
export type RemarkJacobianLintOptions = Partial<Settings>;

/**
 * Lints the text of the file and adds a message for each diagnostic: `ruleId`, `source`, `place`, `url`, the
 * verified correction as `expected`, and what is known about it as `note`.
 *
 * Warnings become messages; information and hints become messages of the kind `info`. Math is found in the text
 * by the dialect in the settings; where `remark-math` has run before, only findings inside its math are reported.
 */
const remarkJacobianLint: Plugin<[RemarkJacobianLintOptions?], Root> = (options) => {
  const { settings, problems } = readSettings(options);
  const [problem] = problems;
  if (problem) throw new Error(`jacobian-lint: ${problem.path}: ${problem.message}`);
  return async (tree, file) => {
    const report = await lint(String(file), settings, {
      ...(file.path === undefined ? {} : { path: file.path }),
      thirdOpinion: () => import("../algebra/load-mathjs.ts"),
    });
    addMessages(file, withinHostMath(report, hostMath(tree)));
  };
};

export default remarkJacobianLint;
