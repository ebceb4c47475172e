/*
 * Functions: σ against σ', the rule for the logistic function against that for tanh, a lost activation, and the
 * argument of a derivative.
 */
import {
  type CallExpression,
  type Expression,
  untransposed,
  walkExpression,
} from "../../algebra/expression.ts";
import { type Candidate, type Site, chainsOf, source, unfenced } from "../site.ts";
import { symbolText, textAtTime, timesOf } from "../symbol-text.ts";

export function functionEdits(site: Site): readonly Candidate[] {
  return [...primes(site), ...slopes(site), ...squares(site), ...activations(site)];
}

/** Adds or drops a prime. */
function primes(site: Site): readonly Candidate[] {
  return site.parts.flatMap((part): readonly Candidate[] => {
    if (part.type !== "call" || /^(diag|trace|det|vec)$/.test(part.function.name)) return [];
    const name = source(site, part.functionSpan);
    const newText = part.order > 0 ? name.replace(/(?:\^\{?(?:'|\\prime)+\}?|'+|’+)/, "") : `${name}'`;
    if (newText === name) return [];
    return [
      {
        rule: "wrong-function",
        edits: [{ span: part.functionSpan, newText }],
        marks: [part.functionSpan],
        cost: 1.1,
        title: part.order > 0 ? "Use the function, not its derivative" : "Use the derivative of the function",
      },
    ];
  });
}

/** `1 - h²` against `h ⊙ (1 - h)`. */
function slopes(site: Site): readonly Candidate[] {
  return site.parts.flatMap((part): readonly Candidate[] => {
    const tanh = tanhSlope(part);
    const logistic = logisticSlope(part);
    const change = (newText: string): Candidate => ({
      rule: "wrong-function",
      edits: [{ span: part.span, newText: unfenced(site, part) === null ? newText : `(${newText})` }],
      marks: [part.span],
      cost: 1.15,
      title: tanh ? "Use the derivative of the logistic function" : "Use the derivative of tanh",
    });
    if (tanh) {
      const text = source(site, tanh.of.span);
      const inner = unfenced(site, tanh.of) ?? text;
      const one = source(site, tanh.one.span);
      return [change(`${inner} \\odot \\left(${one}-${inner}\\right)`), change(`${inner} (${one}-${inner})`)];
    }
    if (logistic) {
      const text = source(site, logistic.of.span);
      const one = source(site, logistic.one.span);
      const simple = !/\^/.test(text);
      const grouped = simple ? text : `(${text})`;
      const candidates = [
        change(`${one}-${text} \\odot ${text}`),
        change(`${one}-${grouped}^2`),
        change(`${one}-${grouped}^{\\odot 2}`),
      ];
      return hadamardPowers(site) ? candidates.reverse() : candidates;
    }
    return [];
  });
}

/** `1 - h` for `1 - h²`. */
function squares(site: Site): readonly Candidate[] {
  return site.parts.flatMap((part): readonly Candidate[] => {
    if (part.type !== "sum" || part.terms.length !== 2 || !isOne(part.terms[0]!.of)) return [];
    const [, { sign, of }] = part.terms as [unknown, (typeof part.terms)[number]];
    if (sign !== -1 || (of.type !== "symbol" && of.type !== "entry")) return [];
    const text = source(site, of.span);
    const base = /\^/.test(text) && unfenced(site, of) === null ? `(${text})` : text;
    const power = of.type === "symbol" && hadamardPowers(site) ? "^{\\odot 2}" : "^2";
    const edits = [{ span: of.span, newText: base + power }];
    return [{ rule: "wrong-function", edits, marks: [of.span], cost: 1.15, title: "Square it" }];
  });
}

function hadamardPowers(site: Site): boolean {
  return /\^\{\\odot ?2\}/.test(site.text) || (site.text.includes("\\odot") && !/\^\{?2\}?/.test(site.text));
}

function tanhSlope(part: Expression): { of: Expression; one: Expression } | null {
  if (
    part.type !== "sum" ||
    part.terms.length !== 2 ||
    part.terms[1]!.sign !== -1 ||
    !isOne(part.terms[0]!.of)
  )
    return null;
  const square = part.terms[1]!.of;
  if (square.type === "power" && square.exponent.type === "number" && square.exponent.value === 2)
    return { of: square.base, one: part.terms[0]!.of };
  if (square.type === "product" && sameSymbol(square.left, square.right))
    return { of: square.left, one: part.terms[0]!.of };
  return null;
}

function logisticSlope(part: Expression): { of: Expression; one: Expression } | null {
  if (part.type !== "product") return null;
  for (const [value, rest] of [
    [part.left, part.right],
    [part.right, part.left],
  ] as const) {
    if (
      rest.type !== "sum" ||
      rest.terms.length !== 2 ||
      rest.terms[1]!.sign !== -1 ||
      !isOne(rest.terms[0]!.of)
    )
      continue;
    if (sameSymbol(value, rest.terms[1]!.of)) return { of: value, one: rest.terms[0]!.of };
  }
  return null;
}

function isOne(part: Expression): boolean {
  return (
    (part.type === "number" && part.value === 1) || (part.type === "constant" && part.constant === "ones")
  );
}

function sameSymbol(a: Expression, b: Expression): boolean {
  if (a.type === "entry" && b.type === "entry") return sameSymbol(a.of, b.of);
  return a.type === "symbol" && b.type === "symbol" && a.name === b.name && a.time?.offset === b.time?.offset;
}

/** Wraps a symbol in an activation of the note, or takes one off. */
function activations(site: Site): readonly Candidate[] {
  const names = activationTexts(site);
  const wraps = chainsOf(site)
    .flatMap((chain) => chain.factors)
    .concat(site.claimed)
    .flatMap((factor) => {
      const target = untransposed(factor);
      if (target.type !== "symbol") return [];
      const inner = unfenced(site, target) ?? source(site, target.span);
      const fenced = inner !== source(site, target.span);
      return names.map((name): Candidate => ({
        rule: "missing-factor",
        edits: [
          {
            span: target.span,
            newText: fenced
              ? source(site, target.span).replace(inner, `${name}(${inner})`)
              : `${name}(${inner})`,
          },
        ],
        marks: [target.span],
        cost: 1.6,
        title: "Apply the activation",
      }));
    });
  const unwraps = site.parts.flatMap((part): readonly Candidate[] =>
    part.type === "call" && part.order === 0 && part.arguments.length === 1 && part.function.name !== "diag"
      ? [
          {
            rule: "wrong-function",
            edits: [{ span: part.span, newText: source(site, part.arguments[0]!.span) }],
            marks: [part.functionSpan],
            cost: 1.7,
            title: "Drop the function",
          },
        ]
      : [],
  );
  return [...wraps, ...unwraps];
}

/** The activations of the note's definitions, as written. */
function activationTexts(site: Site): readonly string[] {
  return [...new Set(activationCalls(site).map(({ call }) => source(site, call.functionSpan)))];
}

/** A call in a definition, with the letter that counts the definition's time. */
export interface ActivationCall {
  readonly call: CallExpression;
  readonly letter: string | null;
}

/** Calls of functions of one argument in the definitions: what a derivative may need. */
export function activationCalls(site: Site): readonly ActivationCall[] {
  const calls: ActivationCall[] = [];
  for (const definition of [...site.scope.definitions.values()].flat()) {
    const letter = definition.time?.terms[0]?.letter ?? null;
    for (const part of walkExpression(definition.body))
      if (
        part.type === "call" &&
        part.order === 0 &&
        part.arguments.length === 1 &&
        !/^(diag|trace|det|vec)$/.test(part.function.name)
      )
        calls.push({ call: part, letter });
  }
  return calls;
}

/** Puts another argument into a derivative of a function: those of the definitions, at the times of the claim. */
export function argumentEdits(site: Site): readonly Candidate[] {
  const calls = site.parts.filter((part): part is CallExpression => part.type === "call" && part.order > 0);
  if (calls.length === 0) return [];
  const options = new Set<string>();
  for (const { call, letter } of activationCalls(site))
    for (const time of timesOf(site)) options.add(textAtTime(site, call.arguments[0]!, letter, time));
  for (const name of site.scope.definitions.keys())
    for (const time of timesOf(site)) {
      const text = symbolText(site, name, time);
      if (text !== null) options.add(text);
    }
  return calls.flatMap((call) => {
    const argument = call.arguments[0]!;
    return [...options]
      .filter((text) => text !== source(site, argument.span))
      .map((newText): Candidate => ({
        rule: "derivative-argument",
        edits: [{ span: argument.span, newText }],
        marks: [argument.span],
        cost: 1.15,
        title: "Evaluate the derivative at the argument of the function",
      }));
  });
}
