/*
 * The tree of headings and numbered examples: which section a block stands in, and how near two sections are.
 */
import type { Block } from "../markdown/note.ts";

export interface Section {
  /** Index of the heading's block, -1 before the first heading. */
  readonly id: number;
  /** Sections around it, outermost first, itself last. */
  readonly path: readonly number[];
}

/** The section of each block. */
export function readSections(blocks: readonly Block[]): readonly Section[] {
  const open: { depth: number; id: number }[] = [];
  let current: Section = { id: -1, path: [-1] };
  return blocks.map((block, id) => {
    if (block.depth > 0) {
      while (open.length > 0 && open.at(-1)!.depth >= block.depth) open.pop();
      open.push({ depth: block.depth, id });
      current = { id, path: [-1, ...open.map((heading) => heading.id)] };
    }
    return current;
  });
}

/** Length of the shared path: the larger, the nearer. */
export function nearness(a: Section, b: Section): number {
  let shared = 0;
  while (shared < a.path.length && a.path[shared] === b.path[shared]) shared++;
  return shared;
}

/**
 * Of several things said in different places, the one that counts at `section` and `start`: from the nearest
 * section, the latest before the place, else the first after it.
 */
export function nearest<T extends { readonly section: Section; readonly span: { readonly start: number } }>(
  things: readonly T[],
  section: Section,
  start: number,
): T | null {
  let best: T | null = null;
  let bestScore = -Infinity;
  for (const thing of things) {
    const before = thing.span.start <= start;
    const distance = Math.abs(thing.span.start - start);
    const score = nearness(thing.section, section) * 4e9 + (before ? 2e9 : 0) - distance;
    if (score > bestScore) {
      best = thing;
      bestScore = score;
    }
  }
  return best;
}
