/*
 * What is assumed with a claim: roles of letters, the region it is about, values that letters have there. In comes the
 * scope of the claim, out goes one in which what is assumed holds, and what instances are held to.
 */
import { symbolNames } from "../algebra/expression.ts";
import { type NodeId, isScalar, op, uniformValue } from "../algebra/graph.ts";
import type { Claim } from "../claims/claim.ts";
import type { Role } from "../scope/declaration.ts";
import type { Scope } from "../scope/scope.ts";
import { oncePer } from "../text/once.ts";
import { build } from "./build.ts";
import { type Builder, attempt } from "./builder.ts";
import type { Held } from "./instances.ts";
import { isSwitched } from "./switches.ts";

/** The scope in which what is assumed of the claim holds; of which sign a letter is, its region says. */
export function withConditions(scope: Scope, { conditions }: Claim): Scope {
  const { roles, region } = conditions;
  return roles.length + region.length + scope.labels.size === 0 ? scope : withAssumed(scope)(conditions);
}

/** One scope for all draws and readings, so that what is found in it is found once. */
const withAssumed = oncePer((scope: Scope) =>
  oncePer(({ roles, region }: Claim["conditions"]): Scope => {
    const labels = [...scope.labels].map(([name, role]) => ({ name, role }));
    const bounded = new Set(region.flatMap(({ smaller, larger }) => [smaller, larger].flatMap(symbolNames)));
    const whole = withRoles(scope, [...roles, ...labels]);
    return bounded.size === 0 ? whole : withoutSigns(whole, bounded);
  }),
);

/** The scope in which nothing is said of the signs of these. */
function withoutSigns(scope: Scope, names: ReadonlySet<string>): Scope {
  const isSign = (role: Role) => role === "positive" || role === "nonnegative";
  const roles = [...scope.facts.roles].map(
    ([name, all]) =>
      [name, names.has(name) ? new Set([...all].filter((role) => !isSign(role))) : all] as const,
  );
  return { ...scope, facts: { ...scope.facts, roles: new Map(roles) } };
}

/** The scope in which symbols have these roles as well. */
export function withRoles(
  scope: Scope,
  assumed: readonly { readonly name: string; readonly role: Role }[],
): Scope {
  const roles = new Map(scope.facts.roles);
  for (const { name, role } of assumed) roles.set(name, new Set([...(roles.get(name) ?? []), role]));
  return { ...scope, facts: { ...scope.facts, roles } };
}

/** What the settings of a claim say of inputs: of those, `a = 2` of a number a that is free. Nothing is built for them. */
export function heldIn(builder: Builder, claim: Claim): readonly Held[] {
  const { graph, leaves } = builder;
  return claim.conditions.settings.flatMap(({ of, value }) => {
    if (of.type !== "symbol" || of.time) return [];
    const number = attempt(() => uniformValue(graph, build(builder, value)));
    const inputs = [...leaves].flatMap(([input, name]) => (name === of.name ? [input] : []));
    const [input, ...more] = inputs;
    const node = input === undefined ? undefined : graph.names.get(input);
    if ("failure" in number || number.value === null || input === undefined || node === undefined) return [];
    return more.length > 0 || !isScalar(graph, node) ? [] : [{ input, value: number.value }];
  });
}

/** By how much the inequalities of a claim's region are met, of those that are understood; none where it is the same everywhere. */
export function regionIn(builder: Builder, { conditions: { region } }: Claim): readonly NodeId[] {
  const { graph } = builder;
  if (region.length === 0 || !isSwitched(graph)) return [];
  builder.senses.add("only where its condition is met");
  return region.flatMap(({ smaller, larger }) => {
    const excess = attempt(() => op(graph, "subtract", build(builder, larger), build(builder, smaller)));
    return "value" in excess ? [excess.value] : [];
  });
}
