/*
 * What is said of a symbol holds wherever it goes: an orthogonal Q(t) is orthogonal at every t, and moves along
 * directions in which it stays so. Values and directions that may be anything go in; those that keep the role of
 * their symbol come out.
 */
import { type NodeId, dims, identity, op } from "../algebra/graph.ts";
import type { Role } from "../scope/declaration.ts";
import type { Builder } from "./builder.ts";

/** A value of this symbol as its roles ask for, made smoothly of any value. */
export function structured(builder: Builder, name: string, value: NodeId): NodeId {
  const { graph } = builder;
  const roles = rolesOfMatrix(builder, name, value);
  if (roles.has("orthogonal")) {
    // Cayley: (I − S)⁻¹(I + S) is orthogonal for every skew S.
    const skew = op(graph, "skewPart", value);
    const one = identity(graph, dims(graph, value).rows);
    const below = op(graph, "subtract", one, skew);
    return op(graph, "matmul", op(graph, "inverse", below), op(graph, "add", one, skew));
  }
  const transposed = () => op(graph, "transpose", value);
  if (roles.has("positive-definite"))
    return op(
      graph,
      "add",
      op(graph, "matmul", value, transposed()),
      identity(graph, dims(graph, value).rows),
    );
  if (roles.has("positive-semidefinite")) return op(graph, "matmul", value, transposed());
  if (roles.has("diagonal")) return op(graph, "hadamard", value, identity(graph, dims(graph, value).rows));
  if (roles.has("symmetric")) return op(graph, "symmetricPart", value);
  return roles.has("skew-symmetric") ? op(graph, "skewPart", value) : value;
}

/** A direction in which an orthogonal Q stays orthogonal: the part of any other that is Q times a skew matrix. */
export function tangent(builder: Builder, name: string, base: NodeId, direction: NodeId): NodeId {
  const { graph } = builder;
  if (!rolesOfMatrix(builder, name, base).has("orthogonal")) return direction;
  const turned = op(graph, "matmul", op(graph, "transpose", base), direction);
  return op(graph, "matmul", base, op(graph, "skewPart", turned));
}

const none: ReadonlySet<Role> = new Set();

function rolesOfMatrix({ graph, scope }: Builder, name: string, value: NodeId): ReadonlySet<Role> {
  const { rows, cols } = dims(graph, value);
  if (rows === 1 || rows !== cols) return none;
  // The function that a `K = K(\theta)` is called by is named apart from K.
  return scope.facts.roles.get(name.replace(/\(\)$/, "")) ?? none;
}
