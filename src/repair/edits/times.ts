/*
 * Time and layer indices: one symbol a step earlier or later, all of one kind together, or in reversed order.
 */
import type { Expression, Index } from "../../algebra/expression.ts";
import { combine } from "../../algebra/index-arithmetic.ts";
import { isOne } from "../../algebra/shape.ts";
import type { Candidate, Edit, Site } from "../site.ts";
import { indexText } from "../symbol-text.ts";

type Timed = Expression & { type: "symbol"; time: Index };

export function timeEdits(site: Site): readonly Candidate[] {
  const timed = site.parts.filter((part): part is Timed => part.type === "symbol" && part.time !== null);
  const singles = timed.flatMap((part) => [-1, 1].map((step) => shifted(site, [part], step, 1)));
  const groups = groupsOf(site, timed).flatMap((group) =>
    [-1, 1].map((step) => shifted(site, group, step, isOneSlip(group) ? 0.98 : 1.05)),
  );
  return [...singles, ...groups, ...reversed(site, timed)];
}

/** One time in many places, as in a matrix written out, is more likely wrong in all of them than in one. */
function isOneSlip(group: readonly Timed[]): boolean {
  return group.length > 3 && new Set(group.map((part) => indexText(part.time))).size === 1;
}

/** Symbols that move together: all, those of one name, those inside derivatives of functions. */
function groupsOf(site: Site, timed: readonly Timed[]): readonly (readonly Timed[])[] {
  const groups: Timed[][] = [[...timed]];
  for (const name of new Set(timed.map((part) => part.name)))
    groups.push(timed.filter((part) => part.name === name));
  const inCalls = site.parts.flatMap((part) =>
    part.type === "call"
      ? [timed.filter((one) => part.span.start <= one.span.start && one.span.end <= part.span.end)]
      : [],
  );
  const inside = new Set(inCalls.flat());
  groups.push(
    timed.filter((part) => inside.has(part)),
    ...inCalls,
  );
  return groups.filter((group) => group.length > 1);
}

function shifted(site: Site, group: readonly Timed[], step: number, cost: number): Candidate {
  const edits = group.map((part): Edit => {
    const index = combine(part.time, { terms: [], offset: step, span: part.time.span }, 1, part.time.span);
    return { span: part.time.span, newText: inPlace(site, part.time, index) };
  });
  return {
    rule: group.every((part) => isOtherSymbol(site, part)) ? "wrong-symbol" : "time-index",
    edits,
    marks: edits.map((edit) => edit.span),
    cost,
    title: step < 0 ? "One step earlier" : "One step later",
  };
}

/** The matrix of another layer and the error signal of another step are other symbols, not other times of one. */
function isOtherSymbol(site: Site, part: Timed): boolean {
  if (site.scope.definitions.get(part.name)?.some((one) => one.isDerivative)) return true;
  const shape = site.scope.shapes.symbols.get(part.name);
  const { bindings } = site.scope.shapes;
  return !!shape && !isOne(bindings, shape.rows) && !isOne(bindings, shape.cols);
}

function inPlace(site: Site, old: Index, index: Index): string {
  const text = indexText(index);
  return /[_^]/.test(site.text[old.span.start - 1] ?? "") && text.length > 1 ? `{${text}}` : text;
}

/** `f(a_{t-2}) W f(a_{t-1}) W f(a_t)` with the times the other way round. */
function reversed(site: Site, timed: readonly Timed[]): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const group of [timed, ...groupsOf(site, timed)]) {
    const times = group.map((part) => part.time);
    const distinct = new Set(times.map(indexText));
    if (distinct.size < 2 || group.length > 12) continue;
    const [first] = times;
    const last = times.at(-1)!;
    const sum = combine(first!, last, 1, first!.span);
    const edits = group.map((part): Edit => ({
      span: part.time.span,
      newText: inPlace(site, part.time, combine(sum, part.time, -1, part.time.span)),
    }));
    const mirrored = edits.filter((edit) => edit.newText !== site.text.slice(edit.span.start, edit.span.end));
    if (mirrored.length > 0)
      candidates.push({
        rule: "time-index",
        edits: mirrored,
        marks: mirrored.map((e) => e.span),
        cost: 1.1,
        title: "Reverse the order of the times",
      });
  }
  return [...candidates, ...swappedCalls(site)];
}

/** Calls in opposite order: whole arguments change places. */
function swappedCalls(site: Site): readonly Candidate[] {
  const calls = site.parts.filter((part) => part.type === "call" && part.order > 0);
  if (calls.length < 2 || calls.length > 6) return [];
  const args = calls.map((call) => (call as Expression & { type: "call" }).arguments[0]!);
  const order = [...args].reverse();
  const edits = args.flatMap((arg, at): Edit[] => {
    const newText = site.text.slice(order[at]!.span.start, order[at]!.span.end);
    return newText === site.text.slice(arg.span.start, arg.span.end) ? [] : [{ span: arg.span, newText }];
  });
  return edits.length === 0
    ? []
    : [
        {
          rule: "time-index",
          edits,
          marks: edits.map((edit) => edit.span),
          cost: 1.15,
          title: "Reverse the order of the times",
        },
      ];
}
