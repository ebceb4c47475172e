/* How ∂y/∂x is written as a matrix, form by form and layout by layout; and where each entry stands in J. */
import { describe, expect, test } from "vitest";
import {
  type DerivativeForm,
  type Layout,
  admittedLayouts,
  arrange,
  arrangedSizes,
  denominatorLayout,
  gradientLayout,
  numeratorLayout,
  sourceOf,
} from "../../src/claims/layout.ts";

const size = (rows: number, cols: number) => ({ rows, cols });
const plain = { byTransposed: false, ofTransposed: false, nabla: false };
const form = (
  of: DerivativeForm["of"],
  by: DerivativeForm["by"],
  marks: Partial<DerivativeForm> = {},
): DerivativeForm => ({
  of,
  by,
  ...plain,
  ...marks,
});

const scalar = size(1, 1);
const vector = size(3, 1);
const other = size(2, 1);
const matrix = size(3, 2);

/** What is differentiated by what: the sizes in the numerator, denominator and gradient layouts. */
const table: readonly (readonly [string, DerivativeForm, string, string, string])[] = [
  ["vector by vector", form(vector, other), "3×2", "2×3", "3×2"],
  ["scalar by vector", form(scalar, vector), "1×3", "3×1", "3×1"],
  ["scalar by matrix", form(scalar, matrix), "2×3", "3×2", "3×2"],
  ["∇ of a scalar", form(scalar, vector, { nabla: true }), "3×1", "3×1", "3×1"],
  ["vector by scalar", form(vector, scalar), "3×1", "1×3", "3×1"],
  ["∂y/∂xᵀ", form(vector, other, { byTransposed: true }), "3×2", "3×2", "3×2"],
  ["∂yᵀ/∂x", form(vector, other, { ofTransposed: true }), "2×3", "2×3", "2×3"],
  ["scalar by scalar", form(scalar, scalar), "1×1", "1×1", "1×1"],
];

describe("layouts", () => {
  test.for(table)("%s", ([, derivative, numerator, denominator, gradient]) => {
    const shown = (layout: Layout) => {
      const { rows, cols } = arrangedSizes(derivative, arrange(derivative, layout));
      return `${rows}×${cols}`;
    };
    expect([numeratorLayout, denominatorLayout, gradientLayout].map(shown)).toEqual([
      numerator,
      denominator,
      gradient,
    ]);
  });

  test.for(table)("%s uses every entry of J once", ([, derivative]) => {
    for (const layout of [numeratorLayout, denominatorLayout, gradientLayout]) {
      const arrangement = arrange(derivative, layout);
      const { rows, cols } = arrangedSizes(derivative, arrangement);
      const places = Array.from({ length: rows * cols }, (_, k) =>
        sourceOf(arrangement, derivative, Math.floor(k / cols), k % cols),
      );
      expect(places.toSorted((a, b) => a - b)).toEqual(places.map((_, k) => k));
    }
  });

  test("a declared layout admits only itself, where gradients may have the shape of their variable", () => {
    const names = (declared: Parameters<typeof admittedLayouts>[0]) =>
      admittedLayouts(declared).map(({ name }) => name);
    expect(names("numerator")).toEqual(["numerator"]);
    expect(names("denominator")).toEqual(["denominator"]);
    expect(names(null)).toContain("numerator");
    expect(names(null)).toContain("denominator");
  });
});
