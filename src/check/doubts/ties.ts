/*
 * Doubts where the claim has letters that the output does not rest on, and the note ties them to those that it does. In
 * comes a claim that fails, out goes why not to blame it.
 */
import { some } from "../../algebra/expression.ts";
import type { NodeId } from "../../algebra/graph.ts";
import { compile, inputsOf } from "../../algebra/tape.ts";
import { isEquality, sidesOf } from "../../scope/statement.ts";
import { plainName } from "../../scope/symbol-name.ts";
import { type Doubt, type Failed, namesIn } from "./doubt.ts";

/**
 * Beside `J = \frac12 (\hat y - y)^2 = \frac12 (w x - y)^2`, a letter of one form is tied to those of the other: it may stand
 * for what is differentiated there.
 */
export function formsDoubt(failed: Failed): Doubt | null {
  const { scope, claim } = failed;
  const { head, span } = claim;
  if (head.type !== "derivative") return null;
  const [name] = namesIn(head.of);
  const forms = [scope.definitions, scope.alternatives].flatMap((all) => all.get(name ?? "") ?? []);
  if (forms.length < 2) return null;
  const tied = lettersApart(failed).others.find((one) =>
    forms.some(({ body }) => namesIn(body).includes(one)),
  );
  if (tied === undefined) return null;
  const message = `${plainName(tied)} stands in another form of ${plainName(name!)}; what it is made of is not said`;
  return { reason: "undefined-symbol", message, span };
}

/** `L L^\top = \Sigma`, where neither is defined by the other: the claim may write L for Σ. */
export function tiesDoubt(failed: Failed): Doubt | null {
  const { scope, claim } = failed;
  // An equation that the claim is checked under is no tie beside it.
  if (claim.head.type !== "derivative" || claim.assumed.length > 0) return null;
  const { own, others } = lettersApart(failed);
  const defining = new Set([...scope.definitions.values()].flat().map(({ statement }) => statement));
  const isFree = (name: string) => !scope.definitions.has(name);
  for (const statement of scope.statements) {
    if (defining.has(statement.id) || !statement.steps.every(({ relation }) => isEquality(relation)))
      continue;
    const sides = sidesOf(statement);
    if (sides.some((side) => some(side, ({ type }) => /^(derivative|differential|call)$/.test(type))))
      continue;
    const names = sides.flatMap(namesIn);
    const tied = others.find((one) => isFree(one) && names.includes(one));
    const to = names.find((one) => isFree(one) && own.includes(one));
    if (tied === undefined || to === undefined) continue;
    const message = `an equation ties ${plainName(tied)} to ${plainName(to)}; the claim may hold where that does`;
    return { reason: "prose-only", message, span: claim.span };
  }
  return null;
}

interface Apart {
  /** What the derivative itself is made of. */
  readonly own: readonly string[];
  /** What is claimed is made of these as well. */
  readonly others: readonly string[];
}

function lettersApart({ claim: { head }, outcome }: Failed): Apart {
  if (outcome.type !== "disagree") return { own: [], others: [] };
  const { problem, pair } = outcome.example;
  const { graph, leaves } = problem.builder;
  const { exact, claimed } = problem.pairs[pair]!;
  const namesOf = (node: NodeId) =>
    inputsOf(compile(graph, [node])).map((one) => leaves.get(one.name) ?? one.name);
  const own = namesOf(exact);
  const variables = head.type === "derivative" ? head.withRespectTo.flatMap(namesIn) : [];
  const known = new Set([...own, ...variables]);
  return { own, others: namesOf(claimed).filter((one) => !known.has(one)) };
}
