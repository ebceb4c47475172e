/*
 * Block matrices: blocks that say their size go first; an I or 0 among them takes what its row and column leave,
 * and what the whole must measure. What nothing measures is one row or one column.
 */
import { type Expression, some, isZeroNumber } from "../algebra/expression.ts";
import { type Dims, type NodeId, dims, op, zeros } from "../algebra/graph.ts";
import type { Span } from "../text/span.ts";
import { build } from "./build.ts";
import { isVague } from "./build-product.ts";
import { type Builder, attempt, misfit } from "./builder.ts";

type Block = Expression | null;

/** Puts blocks side by side and below each other; null is blank. */
export function buildBlocks(
  builder: Builder,
  blocks: readonly (readonly Block[])[],
  span: Span,
  expected?: Dims,
): NodeId {
  const { graph } = builder;
  const solid = blocks.map((row) => row.map((block) => solidBlock(builder, block)));
  const heights = solid.map((row) => row.find((node) => node !== null));
  const widths = solid[0]!.map((_, at) =>
    solid.map((row) => row[at]).find((node) => typeof node === "number"),
  );
  const rows = heights.map((node) => (typeof node === "number" ? dims(graph, node).rows : null));
  const cols = widths.map((node) => (typeof node === "number" ? dims(graph, node).cols : null));
  squareIdentities(blocks, solid, rows, cols);
  const height = completed(rows, expected?.rows);
  const width = completed(cols, expected?.cols);
  const nodes = blocks.map((row, r) =>
    row.map((block, c) => {
      const size = { rows: height[r]!, cols: width[c]! };
      return (
        solid[r]![c] ?? (block && !isZeroNumber(block) ? build(builder, block, size) : zeros(graph, size))
      );
    }),
  );
  return stack(builder, nodes, span);
}

/** Puts nodes side by side and below each other. */
export function stack({ graph }: Builder, cells: readonly (readonly NodeId[])[], span: Span): NodeId {
  const rows = cells.map((row) => {
    const height = dims(graph, row[0]!).rows;
    if (row.some((cell) => dims(graph, cell).rows !== height))
      misfit("the blocks of a row differ in height", span);
    return row.length === 1 ? row[0]! : op(graph, "hstack", ...row);
  });
  const width = dims(graph, rows[0]!).cols;
  if (rows.some((row) => dims(graph, row).cols !== width))
    misfit("the blocks of a column differ in width", span);
  return rows.length === 1 ? rows[0]! : op(graph, "vstack", ...rows);
}

/** A block that has a size of its own, or null. */
function solidBlock(builder: Builder, block: Block): NodeId | null {
  if (block === null || isZeroNumber(block) || isVague(block)) return null;
  if (!some(block, isIdentity)) return build(builder, block);
  const built = attempt(() => build(builder, block));
  return "value" in built ? built.value : null;
}

function isIdentity(part: Expression): boolean {
  return part.type === "constant" && part.constant === "identity" && part.indices.length === 0;
}

/** An identity is as high as it is wide. */
function squareIdentities(
  blocks: readonly (readonly Block[])[],
  solid: readonly (readonly (NodeId | null)[])[],
  rows: (number | null)[],
  cols: (number | null)[],
): void {
  blocks.forEach((row, r) =>
    row.forEach((block, c) => {
      if (!block || solid[r]![c] !== null || !some(block, isIdentity)) return;
      rows[r] ??= cols[c] ?? null;
      cols[c] ??= rows[r] ?? null;
    }),
  );
}

/** The sizes that are open share what the others leave of the whole. */
function completed(sizes: readonly (number | null)[], whole: number | undefined): readonly number[] {
  const open = sizes.filter((size) => size === null).length;
  const taken = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  const share = whole === undefined ? 1 : (whole - taken) / Math.max(1, open);
  return sizes.map((size) => size ?? (Number.isInteger(share) && share > 0 ? share : 1));
}
