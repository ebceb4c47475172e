/*
 * Layouts: how the numbers ∂y/∂x are laid out as a matrix. Inside, a Jacobian is J[i][j] = ∂yᵢ/∂xⱼ over flattened
 * (column-major) arguments: numerator layout. The others are converted here and nowhere else.
 */
import type { LayoutName } from "../report.ts";

/** One consistent choice for a scope: how gradients of scalars and how Jacobians of vectors are written. */
export interface Layout {
  readonly name: LayoutName;
  /** A gradient has the shape of its variable, or the transposed one. */
  readonly gradients: "shape" | "transposed";
  readonly jacobians: "numerator" | "denominator";
}

export const numeratorLayout: Layout = { name: "numerator", gradients: "transposed", jacobians: "numerator" };
export const denominatorLayout: Layout = {
  name: "denominator",
  gradients: "shape",
  jacobians: "denominator",
};
/** Gradients in the shape of the parameter beside numerator Jacobians: the commonest style. */
export const gradientLayout: Layout = { name: "gradient", gradients: "shape", jacobians: "numerator" };

/** The layouts to try, in order, where `declared` (or nothing) was said. */
export function admittedLayouts(declared: LayoutName | null): readonly Layout[] {
  switch (declared) {
    case "numerator":
      return [numeratorLayout];
    case "denominator":
      return [denominatorLayout];
    case "gradient":
      return [gradientLayout, denominatorLayout];
    case null:
      return [gradientLayout, denominatorLayout, numeratorLayout];
  }
}

export interface Sizes {
  readonly rows: number;
  readonly cols: number;
}

/** What a derivative is taken of and by, and how it was written. */
export interface DerivativeForm {
  readonly of: Sizes;
  readonly by: Sizes;
  /** `∂y/∂xᵀ`: the Jacobian in every layout; `∂yᵀ/∂x` its transpose. */
  readonly byTransposed: boolean;
  readonly ofTransposed: boolean;
  /** `∇` always has the shape of its variable. */
  readonly nabla: boolean;
}

/** How J [size of y × size of x] becomes the matrix that is written. */
export type Arrangement =
  | { readonly type: "jacobian" }
  | { readonly type: "transposed-jacobian" }
  /** y scalar: the shape of x, or its transpose. */
  | { readonly type: "gradient"; readonly rows: number; readonly transposed: boolean }
  /** x scalar: the shape of y, or its transpose. */
  | { readonly type: "tangent"; readonly rows: number; readonly transposed: boolean };

export function arrange(form: DerivativeForm, layout: Layout): Arrangement {
  const scalar = (sizes: Sizes) => sizes.rows === 1 && sizes.cols === 1;
  const vector = (sizes: Sizes) => sizes.rows === 1 || sizes.cols === 1;
  if (scalar(form.of)) {
    const shaped = form.nabla || layout.gradients === "shape";
    // ∂f/∂xᵀ is written as the transpose of ∂f/∂x.
    const transposed = form.byTransposed ? shaped : !shaped;
    return { type: "gradient", rows: form.by.rows, transposed: transposed !== false && !scalar(form.by) };
  }
  if (scalar(form.by)) {
    const transposed = layout.jacobians === "denominator" && layout.name === "denominator" && vector(form.of);
    return { type: "tangent", rows: form.of.rows, transposed };
  }
  if (form.byTransposed) return { type: "jacobian" };
  if (form.ofTransposed) return { type: "transposed-jacobian" };
  return layout.jacobians === "numerator" ? { type: "jacobian" } : { type: "transposed-jacobian" };
}

/** The sizes of the written matrix. */
export function arrangedSizes(form: DerivativeForm, arrangement: Arrangement): Sizes {
  const count = (sizes: Sizes) => sizes.rows * sizes.cols;
  const flip = (sizes: Sizes, transposed: boolean) =>
    transposed ? { rows: sizes.cols, cols: sizes.rows } : sizes;
  switch (arrangement.type) {
    case "jacobian":
      return { rows: count(form.of), cols: count(form.by) };
    case "transposed-jacobian":
      return { rows: count(form.by), cols: count(form.of) };
    case "gradient":
      return flip(form.by, arrangement.transposed);
    case "tangent":
      return flip(form.of, arrangement.transposed);
  }
}

/** Where entry (row, col) of the written matrix stands in J, row by row. */
export function sourceOf(arrangement: Arrangement, form: DerivativeForm, row: number, col: number): number {
  const width = form.by.rows * form.by.cols;
  switch (arrangement.type) {
    case "jacobian":
      return row * width + col;
    case "transposed-jacobian":
      return col * width + row;
    case "gradient":
    case "tangent": {
      const [r, c] = arrangement.transposed ? [col, row] : [row, col];
      return c * arrangement.rows + r;
    }
  }
}
