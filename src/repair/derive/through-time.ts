/*
 * Gradients through a recurrence where the note names no error signals: what a parameter contributes at each step
 * goes through the state of that step, so that the sum over the steps stands with ∂L/∂h_t or ∂h_t/∂h_k. A state hands
 * on what it contributes itself and what the states that are made of it do.
 */
import { derivativeOf } from "../../algebra/compose.ts";
import {
  type SymbolExpression,
  type DerivativeExpression,
  type Expression,
  type Index,
  mapParts,
  some,
  walkExpression,
} from "../../algebra/expression.ts";
import {
  combine,
  constantIndex,
  letterIndex,
  onlyLetter,
  sameIndex,
} from "../../algebra/index-arithmetic.ts";
import { isHorizon } from "../../scope/time-letters.ts";
import type { Site } from "../site.ts";
import { indexText } from "../symbol-text.ts";
import { NoDerivation, descend } from "./adjoint.ts";
import { type Term, nowhere, unit } from "./form.ts";
import { kindOf } from "./kind.ts";
import { type Route, atIndex, bodyAt, createDerivation } from "./paths.ts";
import { type Signalled, horizonOf } from "./signals.ts";

/** The derivative of the head's output in terms of its derivatives by states. */
export function throughTime(site: Site, head: DerivativeExpression, route: Route): readonly Signalled[] {
  const { variable } = route;
  if (head.of.type !== "symbol" || variable.type !== "symbol") return [];
  const flow: Flow = { site, output: head.of, route, states: recurrentStates(site) };
  return variable.time === null ? ofParameter(flow) : ofState(flow, variable, variable.time);
}

interface Flow {
  readonly site: Site;
  readonly output: SymbolExpression;
  readonly route: Route;
  /** Names of what comes back to itself at another time, with the letter of that time. */
  readonly states: ReadonlyMap<string, string>;
}

/** ∂L/∂W as a sum over the steps. */
function ofParameter(flow: Flow): readonly Signalled[] {
  const { site, output, route, states } = flow;
  const letters = new Set(output.time?.terms.map(({ letter }) => letter));
  const own = [...states.values()].find((letter) => !letters.has(letter));
  const letter = own ?? ["k", "s", "i", "j"].find((one) => !letters.has(one))!;
  const time = letterIndex(letter, nowhere);
  const terms = [...states.keys()].flatMap((name) =>
    through(flow, { type: "symbol", name, time, span: nowhere }),
  );
  if (terms.length === 0 || kindOf(site.scope, route.variable) === null) return [];
  const last = output.time ?? horizonOf(site);
  return [{ terms, over: { letter, last } }];
}

/** ∂L/∂h_t by the states that h_t goes into. */
function ofState(flow: Flow, variable: SymbolExpression, time: Index): readonly Signalled[] {
  const { output, route, states } = flow;
  if (!route.scalarOutput || !states.has(variable.name) || output.time !== null) return [];
  // After the last step there is none.
  const isLast = time.offset === 0 && isHorizon(onlyLetter(time) ?? "");
  const next = (isLast ? [0] : [0, 1]).flatMap((step) =>
    [...states.keys()].flatMap((name): readonly SymbolExpression[] => {
      const at = combine(time, constantIndex(step, nowhere), 1, nowhere);
      return step === 0 && name === variable.name ? [] : [{ type: "symbol", name, time: at, span: nowhere }];
    }),
  );
  const handedOn = next.flatMap((state) => through(flow, state));
  if (handedOn.length === 0 && !isLast) return [];
  return ownTerms(flow, time).map((own) => ({ terms: [...own, ...handedOn], over: null }));
}

/** What goes through one state and no other. */
function through({ site, output, route, states }: Flow, state: SymbolExpression): readonly Term[] {
  const body = bodyAt(site, state);
  if (!body) return [];
  const d = createDerivation(site, { ...route, closed: new Set(states.keys()) });
  descend(d, body, { ...unit, factors: [signal(site, output, state, route)] }, [], state);
  return d.found;
}

function signal(site: Site, output: SymbolExpression, state: Expression, route: Route): Expression {
  const by = derivativeOf(output, state, nowhere);
  // The gradient of a number is a column, its Jacobian a row.
  const isColumn = kindOf(site.scope, output) === "scalar" && kindOf(site.scope, state) === "column";
  return isColumn && !route.scalarOutput ? { type: "transpose", of: by, span: nowhere } : by;
}

/** The terms of the output's own step at this time: derived, or as the derivative of that step. */
function ownTerms({ site, output, route, states }: Flow, time: Index): readonly (readonly Term[])[] {
  const whole = bodyAt(site, output);
  const step = whole && stepAt(whole, time);
  if (!step || step === whole) return [[]];
  const closed = new Set(
    [...states.keys()].filter((name) => name !== (route.variable as SymbolExpression).name),
  );
  const d = createDerivation(site, { ...route, closed });
  const by = derivativeOf(step, route.variable, nowhere);
  if (!d.reaches(step)) return [[]];
  const asItStands: readonly Term[] = [{ ...unit, factors: [by] }];
  try {
    descend(d, step, unit);
    return [d.found, asItStands];
  } catch (error) {
    if (error instanceof NoDerivation) return [asItStands];
    throw error;
  }
}

/** A sum over the steps at one of them. */
function stepAt(part: Expression, time: Index): Expression {
  if (part.type === "iterated") return part.operator === "sum" ? atIndex(part.body, part.letter, time) : part;
  const changed = mapParts(part, (one) => stepAt(one, time));
  return some(part, (one) => one.type === "iterated") ? { ...changed, span: nowhere } : part;
}

/** Symbols whose definition comes back to them at another time. */
function recurrentStates(site: Site): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  for (const [name, definitions] of site.scope.definitions)
    for (const { time, isDerivative } of definitions) {
      const [term, ...more] = time?.terms ?? [];
      if (!time || !term || more.length > 0 || isDerivative || isHorizon(term.letter)) continue;
      if (comesBack(site, { type: "symbol", name, time, span: nowhere })) states.set(name, term.letter);
    }
  return states;
}

function comesBack(site: Site, state: SymbolExpression): boolean {
  const seen = new Set<string>();
  const search = (symbol: SymbolExpression): boolean => {
    const body = bodyAt(site, symbol);
    if (!body) return false;
    for (const part of walkExpression(body)) {
      if (part.type !== "symbol" || !part.time) continue;
      if (part.name === state.name && !sameIndex(part.time, state.time!)) return true;
      const key = `${part.name}@${indexText(part.time)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (sameIndex(part.time, state.time!) ? search(part) : leadsBack(site, part, state)) return true;
    }
    return false;
  };
  return search(state);
}

/** `h_{t-1}` leads back to `a_t` by what it is made of at its own time. */
function leadsBack(site: Site, from: SymbolExpression, state: SymbolExpression): boolean {
  const seen = new Set([from.name]);
  const queue = [from];
  for (const symbol of queue) {
    const body = bodyAt(site, symbol);
    if (!body) continue;
    for (const part of walkExpression(body)) {
      if (part.type !== "symbol" || !part.time || !sameIndex(part.time, from.time!)) continue;
      if (part.name === state.name) return true;
      if (!seen.has(part.name)) {
        seen.add(part.name);
        queue.push(part);
      }
    }
  }
  return false;
}
