/*
 * The difference of two texts as `diff -u` and `git apply` write it. Made for texts that differ in few lines.
 */

const context = 3;

interface Line {
  readonly kind: " " | "-" | "+";
  readonly text: string;
}

/** Hunks under `--- a/path` and `+++ b/path`; empty when the texts are the same. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const lines = compareLines(splitLines(before), splitLines(after));
  return [`--- a/${path}\n`, `+++ b/${path}\n`, ...hunks(lines)].join("");
}

/** Lines with their line ends, so that a missing last one is seen. */
function splitLines(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function compareLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  let head = 0;
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const same = (text: string): Line => ({ kind: " ", text });
  return [
    ...before.slice(0, head).map(same),
    ...compareMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

/** Longest common subsequence, greedily by edit distance: texts that differ in d lines cost O(n·d). */
function compareMiddle(before: readonly string[], after: readonly string[]): readonly Line[] {
  // furthest[k]: how far `before` is read on diagonal k (read of `before` minus read of `after`).
  let furthest = new Map<number, { x: number; lines: LinkedLine | null }>([[1, { x: 0, lines: null }]]);
  for (let distance = 0; ; distance++) {
    const next = new Map(furthest);
    for (let k = -distance; k <= distance; k += 2) {
      const left = furthest.get(k - 1);
      const up = furthest.get(k + 1);
      const down = !left || (k !== distance && up !== undefined && left.x < up.x);
      const from = down ? up : left;
      if (!from) continue;
      let x = down ? from.x : from.x + 1;
      let lines = from.lines;
      if (distance > 0)
        lines = down
          ? { line: { kind: "+", text: after[x - k - 1] ?? "" }, previous: lines }
          : { line: { kind: "-", text: before[x - 1] ?? "" }, previous: lines };
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) {
        lines = { line: { kind: " ", text: before[x] ?? "" }, previous: lines };
        x += 1;
      }
      if (x >= before.length && x - k >= after.length) return unlink(lines);
      next.set(k, { x, lines });
    }
    furthest = next;
  }
}

interface LinkedLine {
  readonly line: Line;
  readonly previous: LinkedLine | null;
}

function unlink(last: LinkedLine | null): readonly Line[] {
  const lines: Line[] = [];
  for (let link = last; link; link = link.previous) lines.push(link.line);
  return lines.reverse();
}

function hunks(lines: readonly Line[]): readonly string[] {
  const changed = lines.flatMap(({ kind }, index) => (kind === " " ? [] : [index]));
  const groups: { from: number; to: number }[] = [];
  for (const index of changed) {
    const last = groups.at(-1);
    if (last && index - last.to <= 2 * context) last.to = index;
    else groups.push({ from: index, to: index });
  }
  return groups.map(({ from, to }) => {
    const start = Math.max(0, from - context);
    const shown = lines.slice(start, to + context + 1);
    const count = (kind: "-" | "+", list: readonly Line[]) =>
      list.filter((line) => line.kind === kind || line.kind === " ").length;
    const header = (["-", "+"] as const).map((kind) => {
      const length = count(kind, shown);
      const first = count(kind, lines.slice(0, start)) + (length === 0 ? 0 : 1);
      return `${kind}${first},${length}`;
    });
    return `@@ ${header.join(" ")} @@\n${shown.map(drawLine).join("")}`;
  });
}

function drawLine({ kind, text }: Line): string {
  return text.endsWith("\n") ? kind + text : `${kind}${text}\n\\ No newline at end of file\n`;
}
