/*
 * The groups of rotations and rigid motions: `a^\wedge` of a vector of three or six, `A^\vee`, and the Jacobians
 * `J_l`, `J_r` of the rotation that the claim is about. What order a note gives a twist is read from the note.
 */
import { allSides } from "../scope/sides.ts";
import { sidesOf } from "../scope/statement.ts";
import { type Expression, walkExpression } from "../algebra/expression.ts";
import { type NodeId, dims, op, opWith, zeros } from "../algebra/graph.ts";
import { jacobianNamed } from "../scope/lie.ts";
import type { Scope } from "../scope/scope.ts";
import type { Span } from "../text/span.ts";
import { build } from "./build.ts";
import { type Builder, attempt, fail } from "./builder.ts";
import { oncePer } from "../text/once.ts";

/** The matrix of a vector: skew for three entries, `[φ^ ρ; 0 0]` for the six of a twist. */
export function buildWedge(builder: Builder, of: NodeId, span: Span): NodeId {
  const { graph } = builder;
  const { rows, cols } = dims(graph, of);
  if (cols === 1 && rows === 3) return op(graph, "skew", of);
  if (cols !== 1 || rows !== 6)
    return fail("unsupported-operator", `∧ of a ${rows}×${cols} matrix is not understood`, span);
  const order = twistOrder(builder.scope.statements);
  if (order === null)
    return fail(
      "unsupported-notation",
      "say in which order the six entries stand: ξ = [ρ; φ] or [φ; ρ]",
      span,
    );
  const half = (first: boolean) => opWith(graph, "submatrix", [first ? 0 : 3, 0, 3, 1], of);
  const above = op(
    graph,
    "hstack",
    op(graph, "skew", half(order === "rotation")),
    half(order === "translation"),
  );
  return op(graph, "vstack", above, zeros(graph, { rows: 1, cols: 4 }));
}

const translations = /^(\\rho|v|t|u|\\nu|\\upsilon)$/;
const rotations = /^(\\phi|\\varphi|\\omega|\\theta|\\vartheta|w)$/;

/** Which half of a twist the note writes first, where it always writes the same. */
const twistOrder = oncePer((statements: Scope["statements"]): "translation" | "rotation" | null => {
  const seen = new Set<"translation" | "rotation">();
  for (const side of allSides(statements))
    for (const part of walkExpression(side)) {
      if (part.type !== "matrix") continue;
      const [first, second, ...more] = part.rows.flat();
      const names = [first, second].map((cell) => (cell?.type === "symbol" ? letterOf(cell.name) : ""));
      if (more.length > 0) continue;
      if (translations.test(names[0]!) && rotations.test(names[1]!)) seen.add("translation");
      if (rotations.test(names[0]!) && translations.test(names[1]!)) seen.add("rotation");
    }
  const [only, ...others] = seen;
  return only !== undefined && others.length === 0 ? only : null;
});

function letterOf(name: string): string {
  return name
    .replace(/[_^]\{.*$/, "")
    .split(" ")
    .at(-1)!;
}

/** `J_l` without its argument: of the rotation vector that the claim differentiates by, or that its exponentials hold. */
export function buildGroupJacobian(builder: Builder, name: string, span: Span): NodeId | null {
  const operator = jacobianNamed(name);
  const statement = builder.scope.statements[builder.statement];
  if (operator === null || !statement) return null;
  const vectors = new Map<string, Expression>();
  for (const side of sidesOf(statement))
    for (const part of walkExpression(side))
      for (const vector of part.type === "derivative" ? part.withRespectTo : [])
        if (vector.type === "symbol") vectors.set(vector.name, vector);
  const built = [...vectors.values()].flatMap((vector) => {
    const node = attempt(() => build(builder, vector));
    return "value" in node ? [node.value] : [];
  });
  const [only, ...others] = built.filter((node) => {
    const { rows, cols } = dims(builder.graph, node);
    return rows === 3 && cols === 1;
  });
  if (only === undefined || others.length > 0)
    return fail("undefined-symbol", "say of which vector this is the Jacobian: J_l(φ)", span);
  builder.senses.add(
    `${name.replace(/[{}]/g, "")} is the ${operator === "leftJacobian" ? "left" : "right"} Jacobian`,
  );
  return op(builder.graph, operator, only);
}
