/*
 * What stands round the bar of a condition: `x \mid \mu`. An item of a list goes in, its sides come out.
 */
import type { TexNode } from "../tex/syntax.ts";
import { withoutDecoration } from "./occurrence.ts";

/** The `x` and `\mu` of `x \mid \mu`; what has no bar is its own only side. */
export function sidesOfBar(item: TexNode): readonly TexNode[] {
  const bare = withoutDecoration(item);
  const isCondition = bare.type === "relation" && bare.relations.every(({ name }) => name === "\\mid");
  return isCondition ? bare.operands : [item];
}
