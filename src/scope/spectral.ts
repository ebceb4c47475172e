/*
 * Values that prose names by a decomposition: singular values and vectors, eigenvalues and eigenvectors, the
 * factors of `X = UΣVᵀ`, of `A = LLᵀ` and of `A = QR`. Comes in: declarations. Goes out: definitions by operators of
 * their matrix. Of a matrix that is not declared symmetric the eigenvalue is its largest real one.
 */
import { callOf } from "../algebra/compose.ts";
import type { Expression } from "../algebra/expression.ts";
import { later } from "../text/once.ts";
import type { Span } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { NoteContext } from "./context.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import { elaborate } from "./elaborate.ts";
import { readSubject } from "./declared-subject.ts";
import type { Facts, PlacedDeclaration } from "./facts.ts";
import { variablesIn } from "./sides.ts";
import { isTranspose, withoutDecoration } from "./occurrence.ts";
import type { MemberPart, MemberParts } from "./member-parts.ts";
import type { Statement } from "./statement.ts";

const operatorOf = {
  "singular-value": "singularValue",
  "left-vector": "leftSingular",
  "right-vector": "rightSingular",
  eigenvalue: "eigenvalue",
  eigenvector: "eigenvector",
  "left-eigenvector": "eigenvector",
} as const;

const generalOperatorOf: Readonly<Record<string, string>> = {
  eigenvalue: "dominantEigenvalue",
  eigenvector: "rightEigenvector",
  "left-eigenvector": "leftEigenvector",
};

/** The letters that prose names as spectral values; `\sigma_1` of `\sigma_1(X)`. */
export function spectralSubjects(declared: readonly PlacedDeclaration[]): readonly TexNode[] {
  return declared.flatMap(({ declaration }) => {
    if (declaration.type === "spectral") return [headOf(declaration.subject)];
    return declaration.type === "decomposition" ? (termOf(declaration.formula) ?? []) : [];
  });
}

/** Formulas that only name the terms of a decomposition: the index of their sum counts nothing elsewhere. */
export function termwiseFormulas(declared: readonly PlacedDeclaration[]): ReadonlySet<number> {
  return new Set(
    declared.flatMap(({ declaration }) =>
      declaration.type === "decomposition" && termOf(declaration.formula)
        ? [declaration.formula.span.start]
        : [],
    ),
  );
}

/** The letters of `X = \sum_i \sigma_i u_i v_i^\top`, the value first. */
function termOf(formula: TexNode): readonly TexNode[] | null {
  const bare = withoutDecoration(formula);
  const sum = bare.type === "relation" ? withoutDecoration(bare.operands[1]!) : null;
  const term = sum?.type === "bigOperator" && sum.operator === "sum" ? withoutDecoration(sum.body) : null;
  const last = term?.type === "product" && term.factors.length === 3 ? term.factors[2]!.node : null;
  if (term?.type !== "product" || last?.type !== "scripts" || !last.sup || !isTranspose(last.sup))
    return null;
  const [value, left] = term.factors.map((factor) => factor.node);
  return [value!, left!, last.sub ? { ...last, sup: null, supSpan: null } : last.base];
}

/** Of those, the ones that are applied to their matrix. */
export function spectralFunctions(declared: readonly PlacedDeclaration[]): readonly TexNode[] {
  return declared.flatMap(({ declaration }) =>
    declaration.type === "spectral" && headOf(declaration.subject) !== withoutDecoration(declaration.subject)
      ? [headOf(declaration.subject)]
      : [],
  );
}

/** The letter of `\lambda_i` and of `\lambda_i(A)`, of the last of a list. */
export function headOf(subject: TexNode): TexNode {
  const bare = withoutDecoration(subject);
  if (bare.type === "list") return headOf(bare.items.at(-1)!);
  return bare.type === "product" && bare.factors.length === 2
    ? withoutDecoration(bare.factors[0]!.node)
    : bare;
}

/** Definitions of all values that are named by a decomposition. */
export function spectralDefinitions(
  facts: Facts,
  context: NoteContext,
  statements: readonly Statement[],
): readonly Definition[] {
  const variables = later(() => new Set(variablesIn(statements)));
  return facts.others.flatMap((placed) => {
    const { declaration } = placed;
    if (declaration.type === "spectral") {
      const values = spectralValue(placed, facts, context);
      return declaration.byEquation && values.some(({ name }) => variables().has(name)) ? [] : values;
    }
    return declaration.type === "decomposition" ? factors(placed, facts, context) : [];
  });
}

/** The formulas that name factors; they define no product. */
export function decompositionSpans(facts: Facts, context: NoteContext): readonly Span[] {
  return facts.others.flatMap((placed) => {
    const { declaration } = placed;
    const names = declaration.type === "decomposition" && factors(placed, facts, context).length > 0;
    return names ? [declaration.formula.span] : [];
  });
}

/** The eigenvalues and eigenvectors of symmetric matrices whose index counts: below a sum, they are all meant. */
export function spectralFamilies(facts: Facts, context: NoteContext): MemberParts {
  const found = new Map<string, MemberPart>();
  for (const placed of facts.others) {
    const { declaration } = placed;
    if (declaration.type !== "spectral") continue;
    const { means } = declaration;
    const matrix = declaration.of ?? matrixNear(placed, facts);
    const subject = readSubject(headOf(declaration.subject), context.notation);
    const isCounted = subject !== null && subject.letter !== null && !facts.shapes.has(subject.name);
    if (!matrix || !isCounted || !isSymmetric(elaborate(matrix, context), facts)) continue;
    if (means !== "eigenvalue" && means !== "eigenvector") continue;
    found.set(subject.name, { of: subject.name, part: means === "eigenvalue" ? "entry" : "column" });
  }
  return found;
}

function isSupported(means: string): boolean {
  return /svd|eigen|cholesky|qr/.test(means);
}

function spectralValue(placed: PlacedDeclaration, facts: Facts, context: NoteContext): readonly Definition[] {
  const { declaration } = placed;
  if (declaration.type !== "spectral") return [];
  const matrix = declaration.of ?? matrixNear(placed, facts);
  const subject = readSubject(headOf(declaration.subject), context.notation);
  if (!matrix || !subject || declaration.means === "spectrum") return [];
  const of = elaborate(matrix, context);
  if (isSymmetric(of, facts) && subject.letter !== null && /^eigen/.test(declaration.means))
    return [definition(subject.name, callOf(`${declaration.means}s`, of, declaration.span), placed)];
  const general = isSymmetric(of, facts) ? undefined : generalOperatorOf[declaration.means];
  const dual = general === "leftEigenvector" && declaration.dual;
  const body = callOf(
    dual ? "dualEigenvector" : (general ?? operatorOf[declaration.means]),
    of,
    declaration.span,
  );
  return asFunctionToo(definition(subject.name, body, placed), of);
}

/** A value of a matrix, as it is and at any such matrix. */
function asFunctionToo(value: Definition, of: Expression): readonly Definition[] {
  return of.type === "symbol" ? [value, { ...value, isFunction: true, parameters: [of.name] }] : [value];
}

/** The matrix of another spectral value of the same sentences, or the one that they decompose. */
function matrixNear({ block }: PlacedDeclaration, facts: Facts): TexNode | null {
  const near = facts.others.filter((other) => other.block === block).map(({ declaration }) => declaration);
  for (const declaration of near)
    if (declaration.type === "spectral" && declaration.of) return declaration.of;
  for (const declaration of near) {
    const formula = declaration.type === "decomposition" ? withoutDecoration(declaration.formula) : null;
    if (formula?.type === "relation") return formula.operands[0] ?? null;
  }
  return null;
}

function isSymmetric(of: Expression, facts: Facts): boolean {
  if (of.type !== "symbol") return false;
  const roles = facts.roles.get(of.name) ?? new Set();
  return [...roles].some((role) =>
    /^(symmetric|positive-definite|positive-semidefinite|diagonal)$/.test(role),
  );
}

/** `A = LL^\top` and `A = QR`: the factors by name. */
function triangularFactors(
  placed: PlacedDeclaration & { declaration: { type: "decomposition" } },
  of: Expression,
  nodes: readonly TexNode[],
  context: NoteContext,
): readonly Definition[] {
  const { span, means } = placed.declaration;
  const [first, second] = nodes.map((node) => readSubject(node, context.notation));
  if (nodes.length !== 2 || !first || !second) return [];
  if (means === "cholesky")
    return first.name === second.name ? [definition(first.name, callOf("cholesky", of, span), placed)] : [];
  return [
    definition(first.name, callOf("qrOrthogonal", of, span), placed),
    definition(second.name, callOf("qrTriangular", of, span), placed),
  ];
}

/** The value and the vectors of one term of a decomposition. */
function valuesOfTerm(
  placed: PlacedDeclaration,
  of: Expression,
  term: readonly TexNode[],
  facts: Facts,
  context: NoteContext,
): readonly Definition[] {
  const { declaration } = placed;
  if (declaration.type !== "decomposition") return [];
  const isEigen = declaration.means === "eigen";
  if ((isEigen && !isSymmetric(of, facts)) || (!isEigen && !/svd/.test(declaration.means))) return [];
  const names = isEigen
    ? ["eigenvalue", "eigenvector", "eigenvector"]
    : ["singularValue", "leftSingular", "rightSingular"];
  const subjects = term.map((node) => readSubject(node, context.notation)?.name);
  return subjects.flatMap((name, at) =>
    name === undefined || subjects.indexOf(name) < at
      ? []
      : asFunctionToo(definition(name, callOf(names[at]!, of, declaration.span), placed), of),
  );
}

/** `X = U\Sigma V^\top`: the three factors by name. */
function factors(placed: PlacedDeclaration, facts: Facts, context: NoteContext): readonly Definition[] {
  const { declaration } = placed;
  if (declaration.type !== "decomposition" || !isSupported(declaration.means)) return [];
  const formula = withoutDecoration(declaration.formula);
  if (formula.type !== "relation" || formula.operands.length !== 2) return [];
  const of = elaborate(formula.operands[0]!, context);
  const product = withoutDecoration(formula.operands[1]!);
  const term = termOf(formula);
  if (term && of.type === "symbol") return valuesOfTerm(placed, of, term, facts, context);
  if (of.type !== "symbol" || product.type !== "product") return [];
  if (/cholesky|qr/.test(declaration.means)) {
    const nodes = product.factors.map(({ node }) => node);
    return triangularFactors({ ...placed, declaration }, of, nodes, context);
  }
  if (product.factors.length !== 3) return [];
  const eigen = declaration.means === "eigen";
  if (eigen && !isSymmetric(of, facts)) return [];
  const last = withoutDecoration(product.factors[2]!.node);
  if (last.type !== "scripts" || !last.sup || !isTranspose(last.sup)) return [];
  const names = eigen
    ? ["eigenvectors", "eigenvalues", "eigenvectors"]
    : ["svdLeft", "singularValues", "svdRight"];
  const seen = new Set<string>();
  return product.factors.flatMap(({ node }, at) => {
    const subject = readSubject(node, context.notation);
    if (!subject || seen.has(subject.name)) return [];
    seen.add(subject.name);
    const value = callOf(names[at]!, of, declaration.span);
    return [definition(subject.name, at === 1 ? callOf("diag", value, declaration.span) : value, placed)];
  });
}

function definition(name: string, body: Expression, { declaration, section }: PlacedDeclaration): Definition {
  return impliedDefinition(name, body, section, declaration.span);
}
