/*
 * Integrals by two quadratures of different order: the value is the finer one where both agree. Where they do not, as
 * beside a kink or a pole, the value is NaN: such an instance decides nothing.
 */
import type { Operator } from "../operator.ts";

/** How far apart the two may lie, relative to the size of the value. */
const APART = 1e-9;

/** The finer quadrature, where the coarser one agrees with it. */
const quadrature: Operator = {
  name: "quadrature",
  spellings: [],
  analytic: false,
  signature: "m n; m n -> m n",
  kernel: (heap, out, args, dims) => {
    const [rows = 0, cols = 0] = dims;
    for (let k = 0; k < rows * cols; k++) {
      const [fine, coarse] = [heap[args[0]! + k]!, heap[args[1]! + k]!];
      heap[out + k] = Math.abs(fine - coarse) <= APART * (1 + Math.abs(fine)) ? fine : NaN;
    }
  },
  derivative: (_graph, _node, index, g) => (index === 0 ? g : null),
};

export const integrals: readonly Operator[] = [quadrature];

/** Places in (−1, 1) and weights of the Gauss–Legendre rule with so many points. */
export function gaussLegendre(count: number): readonly { readonly place: number; readonly weight: number }[] {
  return Array.from({ length: count }, (_, k) => {
    let place = Math.cos((Math.PI * (k + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let step = 0; step < 100; step++) {
      let [before, value] = [0, 1];
      for (let n = 1; n <= count; n++)
        [before, value] = [value, ((2 * n - 1) * place * value - (n - 1) * before) / n];
      slope = (count * (place * value - before)) / (place * place - 1);
      const change = value / slope;
      place -= change;
      if (Math.abs(change) < 1e-15) break;
    }
    return { place, weight: 2 / ((1 - place * place) * slope * slope) };
  });
}
