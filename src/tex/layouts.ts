/*
 * How the content of each environment is laid out: as a matrix, as cases or as aligned rows. A table.
 */

/** How the content of an environment is laid out. */
export type Layout =
  | { readonly as: "matrix"; readonly open: string; readonly close: string; readonly columns: boolean }
  | { readonly as: "cases" }
  /** `pair`: whether every second `&` parts one equation from the next. */
  | { readonly as: "rows"; readonly pair: boolean; readonly columns: boolean };

const matrix = (open: string, close: string, columns = false): Layout => ({
  as: "matrix",
  open,
  close,
  columns,
});

const environments: ReadonlyMap<string, Layout> = new Map<string, Layout>([
  ["matrix", matrix("", "")],
  ["smallmatrix", matrix("", "")],
  ["pmatrix", matrix("(", ")")],
  ["bmatrix", matrix("[", "]")],
  ["Bmatrix", matrix("\\{", "\\}")],
  ["vmatrix", matrix("|", "|")],
  ["Vmatrix", matrix("\\|", "\\|")],
  ["psmallmatrix", matrix("(", ")")],
  ["bsmallmatrix", matrix("[", "]")],
  ["array", matrix("", "", true)],
  ["darray", matrix("", "", true)],
  ["subarray", matrix("", "", true)],
  ["tabular", matrix("", "", true)],
  ["cases", { as: "cases" }],
  ["dcases", { as: "cases" }],
  ["rcases", { as: "cases" }],
  ["numcases", { as: "cases" }],
  ["aligned", { as: "rows", pair: true, columns: false }],
  ["align", { as: "rows", pair: true, columns: false }],
  ["split", { as: "rows", pair: true, columns: false }],
  ["flalign", { as: "rows", pair: true, columns: false }],
  ["alignedat", { as: "rows", pair: true, columns: true }],
  ["alignat", { as: "rows", pair: true, columns: true }],
]);

/** The layout of an environment; rows for one that is not known. */
export function layoutOf(name: string): Layout {
  return environments.get(name.replace("*", "")) ?? { as: "rows", pair: false, columns: false };
}
