/*
 * All operators by name.
 */
import type { Operator } from "../operator.ts";
import { activations } from "./activations.ts";
import { angles } from "./angles.ts";
import { arithmetic } from "./arithmetic.ts";
import { comparisons } from "./comparisons.ts";
import { factorisations } from "./factorisations.ts";
import { functions } from "./functions.ts";
import { generalSpectrum } from "./general-spectrum.ts";
import { integrals } from "./integrals.ts";
import { limits } from "./limits.ts";
import { linearAlgebra } from "./linear-algebra.ts";
import { matrixFunctions } from "./matrix-functions.ts";
import { matrixProduct } from "./matrix-product.ts";
import { normalisations } from "./normalisations.ts";
import { norms } from "./norms.ts";
import { products } from "./products.ts";
import { reductions } from "./reductions.ts";
import { rotations } from "./rotations.ts";
import { smoothOperators } from "./smooth.ts";
import { spectral } from "./spectral.ts";
import { structure } from "./structure.ts";

const families = [
  arithmetic,
  angles,
  comparisons,
  functions,
  activations,
  matrixProduct,
  structure,
  products,
  reductions,
  norms,
  normalisations,
  linearAlgebra,
  matrixFunctions,
  spectral,
  generalSpectrum,
  factorisations,
  smoothOperators,
  limits,
  integrals,
  rotations,
];

/** Every operator by its name. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  families.flat().map((operator) => [operator.name, operator]),
);
