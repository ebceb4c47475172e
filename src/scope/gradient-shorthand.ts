/*
 * `dz = a - y`, `dw = x \, dz`: a d before a letter for the gradient of the loss by it, as courses on networks write.
 * A differential has one on either side; where a section has none on the right, its ds are such gradients, and so are
 * all where the note says so. Statements go in and come out with derivatives of the loss.
 */
import { derivativeOf } from "../algebra/compose.ts";
import { type Expression, mapParts, some } from "../algebra/expression.ts";
import { type Statement, isEquality, mapSides, sidesOf } from "./statement.ts";
import { incrementOf } from "./increments.ts";
import { lossOfIncrements } from "./said-gradients.ts";
import { LOSS, outputs } from "./unstated.ts";

/** In which statements a d makes a gradient, and of which loss. */
export interface Shorthand {
  readonly loss: string;
  readonly statements: ReadonlySet<number>;
}

/** Writes derivatives for the gradients in this shorthand: everywhere, where the note says which loss it is of. */
export function writeGradients(
  statements: readonly Statement[],
  said: string | null,
  sectionOf: (formula: number) => { readonly id: number },
): { readonly statements: readonly Statement[]; readonly shorthand: Shorthand } {
  const signs = statements.filter(isGradientAlone);
  const sections = new Set(signs.map(({ formula }) => sectionOf(formula).id));
  const found = statements.filter((statement) =>
    said === null
      ? isOfLetter(statement.left) && sections.has(sectionOf(statement.formula).id)
      : sidesOf(statement).some((side) => some(side, isOfLetter)),
  );
  const loss = said ?? statedLoss(statements);
  const shorthand = { loss, statements: new Set(found.map(({ id }) => id)) };
  if (found.length === 0) return { statements, shorthand };
  const isMeanApart = said === null && !signs.some(({ steps }) => meanOf(steps[0]!.right));
  const written = statements.map((statement) => {
    if (!shorthand.statements.has(statement.id)) return statement;
    const steps = statement.steps.map((step) => {
      // The loss is a mean over examples, and the d of what belongs to one example leaves that out.
      const rest = isMeanApart && some(step.right, isOfLetter) ? meanOf(step.right) : null;
      return rest ? { ...step, right: rest } : step;
    });
    return mapSides({ ...statement, steps }, (side) => asGradients(side, loss));
  });
  return { statements: written, shorthand };
}

/** The same for the δs before letters, `\delta o_t`, where an equation says of one of them which loss it is of. */
export function writeIncrements(statements: readonly Statement[]): readonly Statement[] {
  const { loss, saidBy } = lossOfIncrements(statements);
  if (loss === null) return statements;
  const write = (part: Expression): Expression => {
    const name = part.type === "symbol" && /^[Dd]elta /.test(part.name) ? incrementOf(part.name) : null;
    if (part.type !== "symbol" || name === null) return mapParts(part, write);
    const of: Expression = { type: "symbol", name: loss, time: null, span: part.span };
    return { ...derivativeOf(of, { ...part, name }, part.span), notation: "nabla" };
  };
  return statements.map((one) => (saidBy.has(one.id) ? one : mapSides(one, write)));
}

/** An expression with derivatives of the loss for the ds before letters. */
export function asGradients(part: Expression, loss: string): Expression {
  if (!isOfLetter(part)) return mapParts(part, (inner) => asGradients(inner, loss));
  const { of: variable, span } = part;
  // `dS^\top` is the gradient by S, transposed.
  if (variable.type === "transpose")
    return { ...variable, of: asGradients({ ...part, of: variable.of }, loss), span };
  const of: Expression = { type: "symbol", name: loss, time: null, span };
  return { ...derivativeOf(of, variable, span), notation: "nabla" };
}

/** `dz = a - y`: nothing on the right is differentiated. */
function isGradientAlone({ left, steps: [first] }: Statement): boolean {
  return (
    isOfLetter(left) &&
    first !== undefined &&
    isEquality(first.relation) &&
    // `df = (2 + 3)(0.1)` puts numbers into a differential.
    some(first.right, ({ type }) => type === "symbol" || type === "call") &&
    first.right.type !== "unknown" &&
    !some(first.right, differentiates)
  );
}

function differentiates(part: Expression): boolean {
  return part.type === "derivative" || part.type === "differential";
}

type OfLetter = Expression & { readonly type: "differential" };

function isOfLetter(part: Expression): part is OfLetter {
  return (
    part.type === "differential" && (part.of.type === "transpose" ? part.of.of : part.of).type === "symbol"
  );
}

/** The one loss that the note states, or one that it does not. */
function statedLoss(statements: readonly Statement[]): string {
  const names = statements.flatMap(({ left }) => {
    const name = left.type === "call" ? left.function.name : left.type === "symbol" ? left.name : "";
    return outputs.test(name) ? [name] : [];
  });
  const [name, ...more] = new Set(names);
  return name !== undefined && more.length === 0 ? name : LOSS;
}

/** What the `\frac{1}{m}` of a mean stands before, or null where there is none. */
function meanOf(right: Expression): Expression | null {
  if (right.type === "quotient")
    return isCount(right.right) && right.left.type !== "number" ? right.left : null;
  if (right.type !== "product") return null;
  const { left } = right;
  if (left.type === "quotient" && left.left.type === "number" && left.left.value === 1 && isCount(left.right))
    return right.right;
  const inner = meanOf(left);
  return inner && { ...right, left: inner };
}

function isCount(below: Expression): boolean {
  return below.type === "symbol" && !below.time && /^[mnNB]$/.test(below.name);
}
