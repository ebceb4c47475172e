/*
 * Laws of motion: of a z that moves by `\dot z = f(z, \theta)`, sensitivities `S = \partial z/\partial\theta` and adjoints
 * `a = \partial L/\partial z` move by laws of their own. Statements go in and come out with each law as one of a dotted
 * letter; then a claim's head goes in, and out come the definitions under which its law is a derivative by time.
 */
import {
  type DerivativeExpression,
  type Expression,
  type SymbolExpression,
  mapParts,
  some,
  untransposed,
  holdsDerivative,
} from "../algebra/expression.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import { openValue } from "./open-functions.ts";
import { freeName } from "./free-number.ts";
import type { Scope } from "./scope.ts";
import type { Section } from "./section.ts";
import { type Statement, type Step, isEquality, mapSides } from "./statement.ts";
import { isByTime, isTimeLetter } from "./time-letters.ts";
import { unstated, wholeOf } from "./unstated.ts";

/** The time that has gone by: it is 0, and goes on as time does. */
export const ELAPSED = freeName("elapsed");

/** Writes `\frac{dz}{dt} = f(z(t), t)` as `\dot z = f(z, t)` where the note says how a derivative of or by z moves. */
export function writeLaws(statements: readonly Statement[]): readonly Statement[] {
  const movers = moversIn(statements);
  const saysMotion = ({ left }: Statement) => movers.named.has(movedName(left) ?? "");
  if (!statements.some(saysMotion)) return statements;
  return statements.map((statement) =>
    withoutTranspose(
      mapSides(statement, (side) => asRates(side, movers)),
      movers,
    ),
  );
}

/** The letters of a note that move with time. */
interface Movers {
  /** The z of `\frac{dz}{dt} = f(z, t)`. */
  readonly moving: ReadonlySet<string>;
  /** The z of `\dot z = f(z, t)`. */
  readonly dotted: ReadonlySet<string>;
  /** The S of `S = \partial z/\partial\theta` and the a of `a = \partial L/\partial z`. */
  readonly named: ReadonlySet<string>;
}

function moversIn(statements: readonly Statement[]): Movers {
  const moving = new Set(
    statements.flatMap(({ left, steps: [first] }) => (first ? lawIn(left, first) : null) ?? []),
  );
  const dotted = new Set(
    statements.flatMap(({ left }) => (left.type === "symbol" ? (rateOf(left.name) ?? []) : [])),
  );
  const named = statements.flatMap(({ left, steps: [first] }) => {
    const body = first && isEquality(first.relation) ? untransposed(uncounted(first.right)) : null;
    const name = nameOf(untransposed(left));
    if (body?.type !== "derivative" || name === null) return [];
    const parts = [body.of, ...body.withRespectTo.map(uncounted)].map(nameOf);
    return parts.some((one) => one !== null && (moving.has(one) || dotted.has(one))) ? [name] : [];
  });
  return { moving, dotted, named: new Set(named) };
}

/** The a of `\frac{da}{dt}` and `\dot a`, be it transposed or not. */
function movedName(left: Expression): string | null {
  const of = untransposed(left);
  return of.type === "derivative" && isByTime(of) ? nameOf(untransposed(of.of)) : rateOf(nameOf(of) ?? "");
}

/** `\dot z` for `\frac{dz}{dt}`, and letters that move without their time. */
function asRates(part: Expression, movers: Movers): Expression {
  const write = (inner: Expression) => asRates(inner, movers);
  const { moving, dotted, named } = movers;
  const { span } = part;
  const name = nameOf(part);
  if (part.type === "derivative" && isByTime(part) && moving.has(nameOf(part.of) ?? ""))
    return { type: "symbol", name: `dot ${nameOf(part.of)!}`, time: null, span };
  if (part.type === "call" && name !== null && [moving, dotted, named].some((all) => all.has(name)))
    return { type: "symbol", name, time: null, span };
  if (part.type === "product" && part.left.type === "derivative" && uncounted(part) === part.left)
    return write(part.left);
  if (part.type === "derivative")
    return mapParts({ ...part, withRespectTo: part.withRespectTo.map(uncounted) }, write);
  return mapParts(part, write);
}

/** `a = (\partial L/\partial z)^\top` for `a^\top = \partial L/\partial z`. */
function withoutTranspose(statement: Statement, { named }: Movers): Statement {
  const { left, steps } = statement;
  const [first, ...more] = steps;
  if (left.type !== "transpose" || !named.has(nameOf(left.of) ?? "")) return statement;
  if (first?.right.type !== "derivative") return statement;
  const right: Expression = { type: "transpose", of: first.right, span: first.right.span };
  return { ...statement, left: left.of, steps: [{ ...first, right }, ...more] };
}

/** The z of `\frac{dz}{dt} = f(z, t)`: an equation that gives how z moves by where it is. */
function lawIn(left: Expression, { relation, right }: Step): string | null {
  if (left.type !== "derivative" || !isByTime(left) || !isEquality(relation)) return null;
  const name = nameOf(left.of);
  const isOfItself = name !== null && some(right, (part) => nameOf(part) === name);
  return isOfItself && !holdsDerivative(right) ? name : null;
}

/** The z of `\dot z`. */
function rateOf(name: string): string | null {
  return /^dot (.+)$/.exec(name)?.[1] ?? null;
}

/** The letter of `z` and of `z(t)`. */
function nameOf(part: Expression): string | null {
  if (part.type === "symbol") return part.time ? null : part.name;
  if (part.type !== "call" || part.order > 0 || part.function.type !== "symbol") return null;
  const [by, ...more] = part.arguments;
  return by?.type === "symbol" && isTimeLetter(by.name) && more.length === 0 ? part.function.name : null;
}

/** The z of `\partial L/\partial z(t)`, where nothing else shows that it is taken at t: nobody differentiates by a product. */
function uncounted(part: Expression): Expression {
  const isTaken =
    part.type === "product" &&
    part.sign === "" &&
    part.right.type === "symbol" &&
    isTimeLetter(part.right.name);
  return isTaken ? part.left : part;
}

/** What a claim about the motion of a derivative takes for granted of what that derivative is of and by. */
export function lawsOfMotion(scope: Scope, head: Expression, section: Section): readonly Definition[] {
  const motion = untransposed(head);
  const moved = motion.type === "derivative" && isByTime(motion) ? derivativeBehind(scope, motion.of) : null;
  const of = moved && wholeOf(moved.of);
  const by = moved && wholeOf(moved.withRespectTo[0]!);
  if (!of || !by) return [];
  const isOpen = ({ name }: SymbolExpression) => !scope.definitions.has(name);
  if (lawOf(scope, of) && isOpen(of))
    return [...scope.flows.keys()]
      .map((name): SymbolExpression => ({ ...of, name }))
      .filter((one) => lawOf(scope, one) && isOpen(one) && one.name !== by.name)
      .map((one) => impliedDefinition(one.name, openValue(one.name, [by], one.span), section, of.span));
  const law = lawOf(scope, by);
  return law && isOpen(of) ? carriedBack(of, by, law, section) : [];
}

/** The derivative that a letter, or its transpose, stands for. */
function derivativeBehind({ definitions }: Scope, written: Expression): DerivativeExpression | null {
  const of = untransposed(written);
  const [own] = of.type === "symbol" ? (definitions.get(of.name) ?? []) : [];
  const body = untransposed(own?.body ?? of);
  return body.type === "derivative" && body.withRespectTo.length === 1 ? body : null;
}

/** How a symbol moves, as a law of that symbol says. */
function lawOf({ flows, definitions }: Scope, { name }: SymbolExpression): Expression | null {
  const [law] = definitions.get(flows.get(name) ?? "") ?? [];
  return law && !holdsDerivative(law.body) ? law.body : null;
}

/** A loss of where z ends up is, at any z on the way, that of where z was before: it does not change along the way. */
function carriedBack(
  { name, span }: SymbolExpression,
  by: SymbolExpression,
  law: Expression,
  section: Section,
): readonly Definition[] {
  const elapsed: Expression = { type: "symbol", name: ELAPSED, time: null, span };
  const way: Expression = { type: "product", left: elapsed, right: law, sign: "", span };
  const before: Expression = {
    type: "sum",
    terms: [
      { sign: 1, of: by },
      { sign: -1, of: way },
    ],
    span,
  };
  const loss = { ...unstated([], span), arguments: [before] } as Expression;
  return [
    impliedDefinition(name, loss, section, span),
    impliedDefinition(ELAPSED, { type: "number", value: 0, span }, section, span),
  ];
}
