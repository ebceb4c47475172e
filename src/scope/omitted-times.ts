/*
 * `\delta^L = \nabla_a C \odot \sigma'(z^L)`: the a that a derivative is taken by is that of the layer which all else
 * in the statement is at. Statements go in and come out.
 */
import {
  type Expression,
  type FunctionName,
  type Index,
  mapParts,
  parts,
  some,
  walkExpression,
} from "../algebra/expression.ts";
import { sameIndex } from "../algebra/index-arithmetic.ts";
import { oncePer } from "../text/once.ts";
import { familyOf } from "./facts.ts";
import { allSides, inParts } from "./sides.ts";
import { type Statement, mapSides, sidesOf } from "./statement.ts";

/** Gives the variables of derivatives the layer they are written without, where the note has them at layers only. */
export function writeOmittedTimes(statements: readonly Statement[]): readonly Statement[] {
  if (!allSides(statements).some(hasBareVariable)) return statements;
  const times = new Map(
    statements.flatMap((statement) => {
      const time = sidesOf(statement).some(hasBareVariable) ? onlyTime(statement) : null;
      return time ? [[statement.id, time] as const] : [];
    }),
  );
  if (times.size === 0) return statements;
  const bare = new Set<string>();
  const timed = new Set<string>();
  const visit = (part: Expression): void => {
    if (part.type === "symbol") (part.time ? timed : bare).add(part.name);
    const inner = part.type === "derivative" ? [part.of, ...part.withRespectTo.filter(hasTime)] : parts(part);
    inner.forEach(visit);
  };
  allSides(statements).forEach(visit);
  const write = (part: Expression, time: Index): Expression =>
    mapParts(
      part.type === "derivative"
        ? {
            ...part,
            withRespectTo: part.withRespectTo.map((by) =>
              by.type === "symbol" && !by.time && timed.has(by.name) && !bare.has(by.name)
                ? { ...by, time }
                : by,
            ),
          }
        : part,
      (inner) => write(inner, time),
    );
  return statements.map((statement) => {
    const time = times.get(statement.id);
    return time ? mapSides(statement, (side) => write(side, time)) : statement;
  });
}

const hasBareVariable = oncePer((side: Expression): boolean =>
  some(side, (part) => part.type === "derivative" && !part.withRespectTo.every(hasTime)),
);

function hasTime(by: Expression): boolean {
  return by.type !== "symbol" || by.time !== null;
}

/** The time or layer that everything in a statement is at which is at any. */
function onlyTime(statement: Statement): Index | null {
  const times = sidesOf(statement)
    .flatMap(walkExpression)
    .flatMap((part) => (part.type === "symbol" && part.time ? [part.time] : []));
  const [first, ...rest] = times;
  return first && rest.every((time) => sameIndex(time, first)) ? first : null;
}

/** `\sigma'(z^l)` of activations `a^l = \sigma^l(z^l)`: gives the function the layer of its argument. */
export function writeOmittedMembers(statements: readonly Statement[]): readonly Statement[] {
  const members = new Map<string, FunctionName>();
  const bare = new Set<string>();
  for (const part of callsIn(statements)) {
    const time = timeOfArgument(part);
    if (part.at && time && sameIndex(part.at, time)) members.set(familyOf(part.function.name), part.function);
    else if (!part.at && part.order === 0) bare.add(part.function.name);
  }
  for (const name of bare) members.delete(name);
  if (members.size === 0) return statements;
  const write = (part: Expression): Expression => {
    const inner = mapParts(part, write);
    if (inner.type !== "call" || inner.at) return inner;
    const [member, at] = [members.get(inner.function.name), timeOfArgument(inner)];
    return member && at ? { ...inner, function: member, at } : inner;
  };
  return statements.map((statement) => mapSides(statement, write));
}

const callsIn = inParts((part) => (part.type === "call" && part.function.type === "symbol" ? [part] : []));

function timeOfArgument({ arguments: [only, ...more] }: Expression & { type: "call" }): Index | null {
  return only?.type === "symbol" && more.length === 0 ? only.time : null;
}
