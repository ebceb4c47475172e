/*
 * All operators by name.
 */
import type { Operator } from "../operator.ts";
import { arithmetic } from "./arithmetic.ts";
import { elementwiseOperators } from "./elementwise.ts";
import { linearAlgebra } from "./linear-algebra.ts";
import { matrixFunctions } from "./matrix-functions.ts";
import { norms } from "./norms.ts";
import { products } from "./products.ts";
import { reductions } from "./reductions.ts";
import { smoothOperators } from "./smooth.ts";
import { spectral } from "./spectral.ts";
import { structure } from "./structure.ts";

const families = [
  arithmetic,
  elementwiseOperators,
  structure,
  products,
  reductions,
  norms,
  linearAlgebra,
  matrixFunctions,
  spectral,
  smoothOperators,
];

/** Every operator by its name. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  families.flat().map((operator) => [operator.name, operator]),
);
