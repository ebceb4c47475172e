/*
 * What a derivative holds fixed: gates, other states, other arguments. In comes a claim in its scope, out go the readings
 * that a sentence about it, or its form, admits.
 */
import { type Expression, type Index, some, walkExpression } from "../algebra/expression.ts";
import { combine, sameIndex, substituteIndex } from "../algebra/index-arithmetic.ts";
import { type Claim, hasDerivative } from "../claims/claim.ts";
import type { FixedGroup } from "../scope/declaration.ts";
import { elaborate } from "../scope/elaborate.ts";
import type { Scope } from "../scope/scope.ts";
import { nearness } from "../scope/section.ts";
import { inputsOfUnstated } from "../scope/unstated.ts";
import type { HeldSymbol, Reading } from "./builder.ts";
import { otherArguments } from "./other-arguments.ts";

/** What is held fixed: the sentence that speaks of this claim, else the total derivative and then the direct one. */
export function fixedReadings(scope: Scope, claim: Claim): readonly Reading["fixed"][] {
  const derivative = claim.kind === "inequality" ? derivativeIn(claim.head) : claim.head;
  if (derivative?.type !== "derivative") return ["none"];
  const said = fixedFor(scope, claim);
  if (said) return said;
  const of = wholeOf(derivative.of);
  const variable = wholeOf(derivative.withRespectTo[0]!);
  const others = otherArguments(scope, derivative);
  if (others.length > 0) return [others.map((name) => ({ name, time: null })), "none"];
  if (of.type !== "symbol" || variable.type !== "symbol") return ["none"];
  const direct: readonly Reading["fixed"][] = dependsDirectly(scope, of, variable) ? ["intermediate"] : [];
  // Of a loss that is some function of c_t, the step from c_{t-1} to c_t is meant.
  const steps = claim.assumed.flatMap(inputsOfUnstated);
  const immediate = (steps.length > 0 ? steps : [of]).flatMap((one) => otherStates(scope, one, variable));
  return ["none", ...direct, ...(immediate.length > 0 ? [immediate] : [])];
}

/** The derivative whose norm is bounded. */
function derivativeIn(expression: Expression): Expression | undefined {
  return [...walkExpression(expression)].find(({ type }) => type === "derivative");
}

/** The symbol whose entry is meant. */
function wholeOf(expression: Expression): Expression {
  return expression.type === "entry" ? expression.of : expression;
}

/**
 * For `∂h_t/∂b`, the immediate partial: all that one step back has made of b is held fixed. For `∂c_t/∂c_{t-1}`, the
 * partial of one step as a map of all its states: the other states at t - 1 are held fixed.
 */
function otherStates(
  scope: Scope,
  output: Expression & { type: "symbol" },
  variable: Expression & { type: "symbol" },
): readonly HeldSymbol[] {
  if (!output.time || (variable.time && sameIndex(output.time, variable.time))) return [];
  const time = variable.time ?? { ...output.time, offset: output.time.offset - 1 };
  return [...scope.definitions]
    .filter(
      ([name, definitions]) =>
        !(variable.time && name === variable.name) &&
        definitions.some((definition) => definition.time && !definition.isDerivative),
    )
    .map(([name]) => ({ name, time }));
}

/** Whether the variable, at its time, stands in the definition of the output itself. */
function dependsDirectly(
  scope: Scope,
  output: Expression & { type: "symbol" },
  variable: Expression & { type: "symbol" },
): boolean {
  return (scope.definitions.get(output.name) ?? []).some((definition) => {
    if ((definition.time === null) !== (output.time === null)) return false;
    const [term] = definition.time?.terms ?? [];
    const own = term && output.time && definition.time;
    const shift = own ? combine(output.time, { ...own, terms: [] }, -1, output.span) : null;
    return some(definition.body, (part) => {
      if (part.type !== "symbol" || part.name !== variable.name) return false;
      if (!part.time || !variable.time) return part.time === variable.time;
      const at = shift && term ? substituteIndex(part.time, new Map([[term.letter, shift]])) : part.time;
      return sameIndex(at, variable.time);
    });
  });
}

function fixedFor(scope: Scope, claim: Claim): readonly Reading["fixed"][] | null {
  const start = claim.span.start;
  const candidates = scope.facts.others.filter(({ declaration, block, section }) => {
    if (declaration.type !== "fixed") return false;
    if (nearness(section, claim.section) < Math.min(section.path.length, claim.section.path.length))
      return false;
    const sameBlock = block === claim.statement.block;
    return (
      sameBlock || (declaration.span.start < start && !consumed(scope, declaration.span.start, claim, block))
    );
  });
  const placed = candidates.at(-1);
  if (placed?.declaration.type !== "fixed") return null;
  const { subjects, group } = placed.declaration;
  const held: HeldSymbol[] = [];
  for (const subject of subjects) {
    const read = elaborate(subject, scope.context);
    if (read.type === "symbol") held.push({ name: read.name, time: read.time });
  }
  if (group) for (const name of groupNames(scope, group)) held.push({ name, time: null });
  if (held.length === 0) return ["intermediate"];
  if (differentiates(claim, held)) return null;
  // "With the gates held fixed" is also said of the direct path, where the candidate is held as well.
  return group === "gates" ? [held, "intermediate"] : [held];
}

/** A claim that differentiates a gate, or by one, overrides what is said of it. */
function differentiates(claim: Claim, held: readonly HeldSymbol[]): boolean {
  if (claim.head.type !== "derivative") return false;
  return [claim.head.of, ...claim.head.withRespectTo].some(
    (side) =>
      side.type === "symbol" && held.some((one) => one.name === side.name && sameTime(one.time, side.time)),
  );
}

function sameTime(held: Index | null, time: Index | null): boolean {
  return held === null || (time !== null && sameIndex(held, time));
}

/** Whether another derivative claim stands between the sentence and this claim and took it. */
function consumed(scope: Scope, from: number, claim: Claim, block: number): boolean {
  return scope.statements.some(
    (statement) =>
      statement.span.start > from &&
      statement.block >= block &&
      statement.id < claim.statement.id &&
      hasDerivative(statement.left),
  );
}

/** Gates are what a logistic function gives, candidates what a tanh gives to a symbol with a mark on it. */
function groupNames(scope: Scope, group: FixedGroup): readonly string[] {
  const gates: string[] = [];
  const candidates: string[] = [];
  for (const [name, [definition]] of scope.definitions) {
    if (definition?.body.type !== "call") continue;
    const { function: fn } = definition.body;
    const named = fn.type === "operator" ? fn.name : scope.facts.functions.get(fn.name)?.[0]?.named;
    if (named === "sigmoid" || (fn.type === "symbol" && fn.name === "\\sigma")) gates.push(name);
    else if (/^(tilde|hat|bar|check) /.test(name) || /^g\b/.test(name)) candidates.push(name);
  }
  const letter: Partial<Record<FixedGroup, RegExp>> = {
    "reset-gate": /^r\b/,
    "update-gate": /^[zu]\b/,
    "forget-gate": /^f\b/,
    "input-gate": /^i\b/,
    "output-gate": /^o\b/,
  };
  switch (group) {
    case "gates":
      return gates;
    case "candidate":
      return candidates;
    case "gates-and-candidate":
      return [...gates, ...candidates];
    default:
      return gates.filter((name) => letter[group]?.test(name));
  }
}
