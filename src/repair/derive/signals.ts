/*
 * Gradients by error signals: where the note names δ = ∂L/∂z, what a variable contributes to L goes through z, and
 * the gradient is read off z's own definition. Over a recurrence the contributions of all steps are summed.
 */
import type { Expression, Index } from "../../algebra/expression.ts";
import { combine, constantIndex, letterIndex, sameIndex } from "../../algebra/index-arithmetic.ts";
import type { Definition } from "../../scope/definitions.ts";
import type { Site } from "../site.ts";
import { descend } from "./adjoint.ts";
import { type Term, nowhere, unit } from "./form.ts";
import { type Route, bodyAt, createDerivation } from "./paths.ts";

export interface Signalled {
  readonly terms: readonly Term[];
  /** The letter of the step and the last step, where all steps are summed. */
  readonly over: { readonly letter: string; readonly last: Index } | null;
}

/** Gradients of the scalar named `output` in terms of error signals, one for each signal that leads to the variable. */
export function bySignals(site: Site, output: string, route: Route): readonly Signalled[] {
  const signals = [...site.scope.definitions.values()].flat().filter((one) => signalOf(one, output) !== null);
  return signals.flatMap((signal) => {
    const z = signalOf(signal, output)!;
    return stepsOf(route.variable, signal).flatMap((time): readonly Signalled[] => {
      const symbol: Expression & { type: "symbol" } = { type: "symbol", name: z, time, span: nowhere };
      const own = route.variable.type === "symbol" && route.variable.name === z;
      if (own && sameIndexOrNull(route.variable.time, time)) return [];
      const body = bodyAt(site, symbol);
      if (!body) return [];
      const delta: Expression = { type: "symbol", name: signal.name, time, span: nowhere };
      const d = createDerivation(site, { ...route, closed: new Set(own ? [] : [z]), scalarOutput: true });
      descend(d, body, { ...unit, factors: [delta] });
      if (d.found.length === 0) return [];
      const summed = time !== null && route.variable.type === "symbol" && route.variable.time === null;
      return [
        {
          terms: d.found,
          over: summed ? { letter: time.terms[0]?.letter ?? "t", last: horizonOf(site) } : null,
        },
      ];
    });
  });
}

function sameIndexOrNull(a: Index | null, b: Index | null): boolean {
  return a === null || b === null ? a === b : sameIndex(a, b);
}

/** The symbol whose gradient a definition names, if it is one of this output. */
function signalOf(definition: Definition, output: string): string | null {
  const { body } = definition;
  if (!definition.isDerivative || body.type !== "derivative" || body.withRespectTo.length !== 1) return null;
  const [by] = body.withRespectTo;
  if (body.of.type !== "symbol" || body.of.name !== output || by?.type !== "symbol") return null;
  return sameIndexOrNull(definition.time, by.time) ? by.name : null;
}

/** The steps at which the signal may meet the variable: near its own time, or all of them. */
function stepsOf(variable: Expression, { time }: Definition): readonly (Index | null)[] {
  if (time === null) return [null];
  if (variable.type !== "symbol") return [];
  const own = variable.time;
  if (own === null) return [letterIndex(time.terms[0]?.letter ?? "t", nowhere)];
  return [1, 0].map((step) => combine(own, constantIndex(step, nowhere), 1, nowhere));
}

/** The last step of the note: the bound of its sums over time, or the capital letter that stands as a time. */
export function horizonOf(site: Site): Index {
  const last = /\\sum(?:\\limits)?_\{[a-z]\s*=\s*1\}\^\{?([A-Z])\}?/.exec(site.text)?.[1];
  return letterIndex(last ?? "T", nowhere);
}
