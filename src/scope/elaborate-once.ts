/*
 * What a statement means, found once for all views of a note that say the same of its letters. In come its sides and a
 * context; with their meanings is kept what was asked of that, and what it answered.
 */
import type { Expression } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { isDeepEqual } from "../text/deep-equal.ts";
import { oncePer } from "../text/once.ts";
import type { Context, Named, Names } from "./context.ts";
import { elaborate } from "./elaborate.ts";
import type { ScriptEvidence } from "./evidence.ts";

interface Elaborated {
  readonly sides: readonly TexNode[];
  readonly meanings: readonly Expression[];
  readonly asked: readonly Asked[];
}

/** A question, and the answer on which a meaning rests. */
interface Asked {
  readonly question: (context: Context) => unknown;
  readonly answer: unknown;
}

/** What the statements with a left side were found to mean, by what was said of their letters. */
const elaborated = oncePer((_left: TexNode): Elaborated[] => []);

/** The meaning of each side. */
export function elaborateSides(sides: readonly TexNode[], context: Context): readonly Expression[] {
  const known = elaborated(sides[0]!);
  const ofSides = known.filter(
    (one) => one.sides.length === sides.length && one.sides.every((side, at) => side === sides[at]),
  );
  const before = ofSides.findLast(({ asked }) =>
    asked.every(({ question, answer }) => question(context) === answer),
  );
  if (before) return before.meanings;
  const asked: Asked[] = [];
  const found = meaningsOf(sides, watched(context, asked));
  // Other answers seldom make another meaning; of the same one, all that was found is known.
  const meanings = ofSides.find((one) => isDeepEqual(one.meanings, found))?.meanings ?? found;
  known.push({ sides, meanings, asked });
  return meanings;
}

function meaningsOf([left, ...rights]: readonly TexNode[], context: Context): readonly Expression[] {
  const head = elaborate(left!, context);
  const within = { ...context, gradientBy: gradientVariable(head) };
  return [head, ...rights.map((right) => elaborate(right, within))];
}

/** What `\nabla f(x) = \nabla (…)` differentiates by all along. */
function gradientVariable(left: Expression): Expression | null {
  return left.type === "derivative" && left.notation === "nabla" ? left.withRespectTo[0]! : null;
}

/** The context, which notes what is asked of it. */
function watched(context: Context, asked: Asked[]): Context {
  const ask = <T>(question: (context: Context) => T): T => {
    const answer = question(context);
    asked.push({ question, answer });
    return answer;
  };
  const names = (of: (context: Context) => Names): Names => ({
    has: onceEach((name) => ask((one) => of(one).has(name))),
  });
  const named = <V>(of: (context: Context) => Named<V>): Named<V> => ({
    ...names(of),
    get: onceEach((name) => ask((one) => of(one).get(name))),
  });
  const evidence = ({ notation }: Context) => notation.evidence;
  return {
    notation: {
      evidence: {
        ...names(evidence),
        // Most symbols are read by few fields, so each is asked for by itself.
        get: onceEach((name) => {
          const seen = evidence(context).get(name);
          ask((one) => evidence(one).has(name));
          const fieldOf = onceEach((field) => {
            ask((one) => spelled(evidence(one).get(name)?.[field as keyof ScriptEvidence]));
            return seen?.[field as keyof ScriptEvidence];
          });
          return seen && new Proxy(seen, { get: (_, field) => fieldOf(field as string) });
        }),
      },
      timeLetters: names(({ notation }) => notation.timeLetters),
      familyLetters: names(({ notation }) => notation.familyLetters),
      functions: names(({ notation }) => notation.functions),
    },
    constants: named(({ constants }) => constants),
    ownSymbols: names(({ ownSymbols }) => ownSymbols),
    ownFunctions: names(({ ownFunctions }) => ownFunctions),
    parameters: named(({ parameters }) => parameters),
    variables: names(({ variables }) => variables),
    partials: names(({ partials }) => partials),
    differentials: ask(({ differentials }) => differentials),
    laplacian: ask(({ laplacian }) => laplacian),
    gradientBy: null,
  };
}

function onceEach<V>(find: (name: string) => V): (name: string) => V {
  const found = new Map<string, { readonly value: V }>();
  return (name) => {
    const before = found.get(name);
    if (before) return before.value;
    const value = find(name);
    found.set(name, { value });
    return value;
  };
}

/** Each view gathers evidence of its own, which may say the same. */
function spelled(
  value: ScriptEvidence[keyof ScriptEvidence] | undefined,
): string | boolean | null | undefined {
  return value instanceof Set ? spelledNames(value) : value;
}

const spelledNames = oncePer((names: ReadonlySet<string>): string => [...names].sort().join("\n"));
