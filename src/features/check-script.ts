/*
 * The check of a claim as a script that runs as it is: the sampled values, the left side by finite differences
 * (NumPy) or automatic differentiation (JAX), the corrected formula, which agrees, and the claim, which does not.
 */
import type { CheckProgram, CheckStep, ClaimReport } from "../report.ts";
import { arrayHelpers, arrayOperators } from "./array-operators.ts";

export type Dialect = "numpy" | "jax";

interface Words {
  readonly imports: readonly string[];
  readonly jacobian: readonly string[];
  readonly measured: string;
}

const words: Readonly<Record<Dialect, Words>> = {
  numpy: {
    imports: ["import numpy as np"],
    jacobian: [
      "def jacobian(f, x, h=1e-5):",
      '    """Central differences; rows and columns count entries column by column."""',
      "    columns = []",
      "    for k in range(x.size):",
      '        step = np.reshape(h * np.eye(x.size)[k], x.shape, order="F")',
      '        columns.append(np.ravel(f(x + step) - f(x - step), order="F") / (2 * h))',
      "    return np.stack(columns, axis=1)",
    ],
    measured: "numeric",
  },
  jax: {
    imports: ["import jax", "import jax.numpy as np", "", 'jax.config.update("jax_enable_x64", True)'],
    jacobian: [
      "def jacobian(f, x):",
      '    """By automatic differentiation; rows and columns count entries column by column."""',
      '    flat = lambda v: np.ravel(f(np.reshape(v, x.shape, order="F")), order="F")',
      '    return jax.jacfwd(flat)(np.ravel(x, order="F"))',
    ],
    measured: "exact",
  },
};

/** The script, or null where the report holds no program or one with an operation that has no words here. */
export function checkScript(claim: ClaimReport, dialect: Dialect): string | null {
  const program = claim.evidence?.counterexample?.program;
  if (!program) return null;
  const known = (step: CheckStep) =>
    step.operator === "input" || step.operator === "constant" || step.operator in arrayOperators;
  if (!program.steps.every(known)) return null;
  const { imports, jacobian, measured } = words[dialect];
  const names = namesOf(program, measured);
  const body = bodyOf(program, names, measured);
  const helpers = Object.entries(arrayHelpers)
    .filter(([name]) => body.some((line) => line.includes(`${name}(`)))
    .map(([, lines]) => lines);
  const blocks = [
    [`# ${oneLine(claim.latex)}`, `# ${oneLine(claim.message)}`, ...imports],
    ...helpers,
    ...(program.derivative ? [jacobian] : []),
    body,
    verdict(program, measured),
  ];
  return `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/** What is measured against what is written: the correction agrees, the claim does not. */
function verdict({ corrected }: CheckProgram, measured: string): readonly string[] {
  const agreement = [
    "def agrees(value):",
    `    size = max(np.max(np.abs(value)), np.max(np.abs(${measured})))`,
    `    return value.shape == ${measured}.shape and np.max(np.abs(value - ${measured})) <= 1e-5 * size`,
    "",
  ];
  const right = [
    'assert agrees(corrected), "the corrected formula does not agree"',
    'print("the corrected formula agrees")',
  ];
  return [
    ...agreement,
    ...(corrected === null ? [] : right),
    `assert agrees(written), f"the claim says\\n{written}\\nbut it is\\n{${measured}}"`,
  ];
}

/** Names of the steps that have one, by step. */
function namesOf(program: CheckProgram, measured: string): ReadonlyMap<number, string> {
  const taken = new Set(["np", "jax", "jacobian", "agrees", "f", "written", "corrected", "lambda", measured]);
  for (const helper of Object.keys(arrayHelpers)) taken.add(helper);
  const names = new Map<number, string>();
  for (const [at, { name }] of program.steps.entries())
    if (name !== "") names.set(at, pythonName(name, taken));
  return names;
}

/** A Python name for a TeX symbol, never one that was given before nor one the script uses. */
export function pythonName(symbol: string, taken: Set<string>): string {
  const plain = symbol.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "") || "value";
  let name = /^[0-9]/.test(plain) ? `v_${plain}` : plain;
  while (taken.has(name) || reserved.test(name)) name += "_";
  taken.add(name);
  return name;
}

/** Words of Python that letters of a note might spell. */
const reserved = /^(?:and|as|def|del|for|if|in|is|lambda|not|or|print|max|min|len|abs|sum)$/;

/** Lines that compute the left side, the claim and the correction. */
function bodyOf(
  program: CheckProgram,
  names: ReadonlyMap<number, string>,
  measured: string,
): readonly string[] {
  const { steps, derivative, left, written, corrected } = program;
  const moving = new Set(derivative?.moving ?? []);
  const inside = derivative
    ? neededBy(steps, [derivative.output], (at) => moving.has(at))
    : new Set<number>();
  const outside = [...inside].flatMap((at) => steps[at]!.arguments.filter((arg) => !moving.has(arg)));
  const roots = [
    written,
    ...(corrected === null ? [] : [corrected]),
    ...(derivative ? [derivative.variable] : [left]),
  ];
  const top = neededBy(steps, [...roots, ...outside], () => true);
  const shared = new Set([...outside, ...(derivative ? [derivative.variable] : [])]);
  const main = write(steps, top, shared, names, "");
  const lines = [...main.lines];
  if (derivative) {
    const { output, variable } = derivative;
    const text = (at: number) => main.texts.get(at)!;
    const local = write(steps, inside, new Set(), names, "    ", text);
    const result = local.texts.get(output) ?? text(output);
    const name = names.get(variable) ?? text(variable);
    lines.push("", `def f(${name}):`, ...local.lines, `    return ${result}`, "");
    lines.push(`${measured} = ${laidOut(derivative, steps)(`jacobian(f, ${text(variable)})`)}`);
  } else lines.push(`${measured} = ${main.texts.get(left)!}`);
  lines.push(`written = ${main.texts.get(written)!}`);
  if (corrected !== null) lines.push(`corrected = ${main.texts.get(corrected)!}`);
  return lines;
}

function neededBy(
  steps: readonly CheckStep[],
  roots: readonly number[],
  within: (at: number) => boolean,
): ReadonlySet<number> {
  const needed = new Set<number>();
  const visit = (at: number): void => {
    if (needed.has(at) || !within(at)) return;
    needed.add(at);
    steps[at]!.arguments.forEach(visit);
  };
  roots.forEach(visit);
  return needed;
}

interface Written {
  readonly lines: readonly string[];
  /** How each step is referred to. */
  readonly texts: ReadonlyMap<number, string>;
}

/** Writes steps as assignments; what has no name and is used once stands where it is used. */
function write(
  steps: readonly CheckStep[],
  wanted: ReadonlySet<number>,
  shared: ReadonlySet<number>,
  names: ReadonlyMap<number, string>,
  indent: string,
  elsewhere: (at: number) => string = () => "",
): Written {
  const uses = new Map<number, number>();
  for (const at of wanted) for (const arg of steps[at]!.arguments) uses.set(arg, (uses.get(arg) ?? 0) + 1);
  const lines: string[] = [];
  const texts = new Map<number, string>();
  for (const at of [...wanted].sort((a, b) => a - b)) {
    const step = steps[at]!;
    const args = step.arguments.map((arg) => atom(texts.get(arg) ?? elsewhere(arg)));
    const value = valueOf(step, args);
    const own = names.get(at);
    const short = step.operator === "constant" && step.rows * step.cols === 1;
    if (own === undefined && (short || ((uses.get(at) ?? 0) <= 1 && !shared.has(at)))) {
      texts.set(at, value);
      continue;
    }
    const name = own ?? `t${at}`;
    const comment = step.name === "" || step.name === name ? "" : `  # ${oneLine(step.name)}`;
    lines.push(`${indent}${name} = ${value}${comment}`);
    texts.set(at, name);
  }
  return { lines, texts };
}

function valueOf(step: CheckStep, args: readonly string[]): string {
  const { operator, parameters, rows, cols } = step;
  if (operator !== "input" && operator !== "constant") return arrayOperators[operator]!({ ...step, args });
  if (operator === "constant" && isIdentity(step)) return rows === 1 ? "np.ones((1, 1))" : `np.eye(${rows})`;
  if (operator === "constant" && rows * cols > 1 && new Set(parameters).size === 1)
    return `${number(parameters[0]!)} * np.ones((${rows}, ${cols}))`;
  return arrayOf(Array.from({ length: rows }, (_, r) => parameters.slice(r * cols, (r + 1) * cols)));
}

function isIdentity({ parameters, rows, cols }: CheckStep): boolean {
  return rows === cols && parameters.every((value, at) => value === (at % (cols + 1) === 0 ? 1 : 0));
}

/** A matrix in NumPy. */
export function arrayOf(matrix: readonly (readonly number[])[]): string {
  return `np.array([${matrix.map((row) => `[${row.map(number).join(", ")}]`).join(", ")}])`;
}

function number(value: number): string {
  if (Number.isNaN(value)) return "np.nan";
  if (!Number.isFinite(value)) return value > 0 ? "np.inf" : "-np.inf";
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** A text that can stand in a product. */
function atom(text: string): string {
  return /^[\w.]+$/.test(text) || /^[\w.]+\((?:[^()]|\([^()]*\))*\)(?:\.T)?$/.test(text) ? text : `(${text})`;
}

/** How the left side lays the Jacobian out. */
function laidOut(
  { places, output, variable }: NonNullable<CheckProgram["derivative"]>,
  steps: readonly CheckStep[],
): (jacobian: string) => string {
  const size = (at: number) => steps[at]!.rows * steps[at]!.cols;
  const [height, width] = [size(output), size(variable)];
  const rows = places.length;
  const cols = places[0]?.length ?? 0;
  const is = (place: (row: number, col: number) => number) =>
    places.every((row, r) => row.every((at, c) => at === place(r, c)));
  const whole = rows * cols === height * width;
  if (whole && cols === width && is((r, c) => r * width + c)) return (text) => text;
  if (whole && rows === width && is((r, c) => c * width + r)) return (text) => `${text}.T`;
  if (whole && is((r, c) => c * rows + r))
    return (text) => `np.reshape(${text}, (${rows}, ${cols}), order="F")`;
  if (whole && is((r, c) => r * cols + c)) return (text) => `np.reshape(${text}, (${rows}, ${cols}))`;
  return (text) => `np.ravel(${text})[np.array(${JSON.stringify(places)})]`;
}
