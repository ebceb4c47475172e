/*
 * All operators by name.
 */
import type { Operator } from "../operator.ts";
import { arithmetic } from "./arithmetic.ts";
import { elementwiseOperators } from "./elementwise.ts";
import { linearAlgebra } from "./linear-algebra.ts";
import { products } from "./products.ts";
import { reductions } from "./reductions.ts";
import { structure } from "./structure.ts";

const families = [arithmetic, elementwiseOperators, structure, products, reductions, linearAlgebra];

/** Every operator by its name. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  families.flat().map((operator) => [operator.name, operator]),
);
