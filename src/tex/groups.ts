/*
 * Finds, in linear time, which brackets belong together and what each bar is: one side of `|x|`, an evaluation
 * bar, or a relation. Braces are absolute; `\begin`, `\left`, brackets and bars stay inside them; what has no
 * partner is left alone for the parser to tolerate. Nothing is parsed here.
 */
import type { Entry } from "./commands.ts";
import type { Symbols } from "./simplify.ts";

type BarRole = "open" | "close" | "evaluation" | "relation" | "sign";

export interface Groups {
  /** Index of the partner of each bracket, or -1. */
  readonly partner: Int32Array;
  readonly bars: ReadonlyMap<
    number,
    { readonly role: BarRole; /** Tokens it takes: two for `||`. */ readonly width: number }
  >;
  /** Where `\over` or its like splits the group that opens at the key (-1: the whole formula). */
  readonly infixes: ReadonlyMap<number, number>;
}

interface Frame {
  readonly kind: "root" | "brace" | "environment" | "left" | "soft";
  readonly index: number;
  readonly close: string;
  /** How many bars were pending when it opened. */
  readonly barsBefore: number;
  /** Separators and relations seen directly in it: a bar pair does not reach over them unless it must. */
  breaks: number;
}

interface Bar {
  readonly index: number;
  readonly breaks: number;
}

/** How far back a closing bracket looks for its partner: keeps stray ones linear. */
const maxLook = 16;

/** Brackets, bars and infix commands of a formula. */
export function findGroups(symbols: Symbols): Groups {
  const { tokens, entries } = symbols;
  const partner = matchBraces(entries);
  const bars = new Map<number, { role: BarRole; width: number }>();
  const infixes = new Map<number, number>();
  const pending: Bar[] = [];
  const stack: Frame[] = [{ kind: "root", index: -1, close: "", barsBefore: 0, breaks: 0 }];
  const rounds = balance(entries, ")");
  const squares = balance(entries, "]");

  for (let index = 0; index < tokens.length; index++) {
    const entry = entries[index]!;
    switch (entry.is) {
      case "openBrace":
        if (partner[index]! < 0) break;
        if (isTextArgument(index)) index = partner[index]!;
        else push("brace", index);
        break;
      case "closeBrace":
        if (partner[index]! >= 0) closeDownTo(stack.findLastIndex(({ kind }) => kind === "brace"));
        break;
      case "begin":
        push("environment", index);
        break;
      case "end":
        closeKind("environment", index);
        break;
      case "left":
        push("left", index);
        index++;
        break;
      case "right":
        closeKind("left", index);
        index++;
        break;
      case "middle":
        if (entries[index + 1]?.is === "bar") bars.set(index + 1, { role: "relation", width: 1 });
        if (index + 1 < tokens.length) index++;
        break;
      case "open":
        push("soft", index, entry.close);
        break;
      case "close":
        closeSoft(entry.name, index);
        if (partner[index]! < 0 && entry.name === "\\rvert" && entries[index + 1]?.is === "sub") {
          bars.set(index, { role: "evaluation", width: 1 });
        }
        break;
      case "bar":
        pending.push({ index, breaks: top().breaks });
        break;
      case "row":
      case "align":
        dropSoft();
        resolveBars(top().barsBefore);
        break;
      case "infix": {
        dropSoft();
        const group = stack.at(-1)!.index;
        if (!infixes.has(group)) infixes.set(group, index);
        break;
      }
      case "separator":
      case "wide":
      case "relation":
        top().breaks++;
        break;
      default:
        break;
    }
  }
  closeDownTo(0);
  return { partner, bars, infixes };

  function top(): Frame {
    return stack.at(-1)!;
  }

  function push(kind: Frame["kind"], index: number, close = ""): void {
    stack.push({ kind, index, close, barsBefore: pending.length, breaks: 0 });
  }

  /** The content of `\text{…}` is prose. */
  function isTextArgument(index: number): boolean {
    const before = entries[index - 1]?.is;
    return before === "text" || (before === "operatorname" && index > 0);
  }

  function dropSoft(): void {
    while (top().kind === "soft") stack.pop();
  }

  /** Ends the frame at `depth`; those above it have no partner, and their bars become its own. */
  function closeDownTo(depth: number): void {
    const frame = stack[depth];
    if (!frame) return;
    resolveBars(frame.barsBefore);
    stack.length = depth;
    if (depth === 0) stack.push(frame);
  }

  function closeKind(kind: "environment" | "left", index: number): void {
    for (let depth = stack.length - 1; depth > 0 && depth > stack.length - maxLook; depth--) {
      const frame = stack[depth]!;
      if (frame.kind === kind) {
        pair(frame.index, index);
        return closeDownTo(depth);
      }
      if (frame.kind === "brace" || (kind === "left" && frame.kind === "environment")) return;
    }
  }

  function closeSoft(name: string, index: number): void {
    if (top().kind !== "soft") return;
    for (let depth = stack.length - 1; depth > 0 && depth > stack.length - maxLook; depth--) {
      const frame = stack[depth]!;
      if (frame.kind !== "soft") break;
      if (frame.close === name && (depth === stack.length - 1 || !isHalfOpen(name, index))) {
        pair(frame.index, index);
        return closeDownTo(depth);
      }
    }
    if (!mixes(top().close, name)) return;
    pair(top().index, index);
    closeDownTo(stack.length - 1);
  }

  /** Whether enough closing brackets follow for the outer one, so that this closes an interval such as `[0, 1)`. */
  function isHalfOpen(name: string, index: number): boolean {
    if (!mixes(top().close, name)) return false;
    const level = name === ")" ? rounds : squares;
    let open = 0;
    let end = tokens.length;
    for (let depth = Math.max(0, stack.length - maxLook); depth < stack.length; depth++) {
      const frame = stack[depth]!;
      if (frame.kind === "soft" && frame.close === name) open++;
      if (frame.kind === "brace") end = partner[frame.index]!;
    }
    return level[end]! - level[index]! > open;
  }

  function pair(open: number, close: number): void {
    partner[open] = close;
    partner[close] = open;
  }

  function resolveBars(from: number): void {
    if (pending.length <= from) return;
    resolve(pending.splice(from));
  }

  function resolve(list: readonly Bar[]): void {
    const open: { index: number; width: number; name: string }[] = [];
    const parity = pairsAhead(list);
    for (let at = 0; at < list.length; at++) {
      const { index } = list[at]!;
      const inner = open.at(-1);
      const before = endsOperand(index - 1);
      const doubled = isDoubled(index) && !(inner?.width === 1 && inner.name === "|" && before);
      const width = doubled ? 2 : 1;
      const name = doubled ? "\\|" : barName(entries[index]!);
      const role = roleOf({ index, width, before, isOpen: inner?.name === name, even: parity[at]! });
      bars.set(index, { role, width });
      if (doubled) at++;
      if (role === "open") open.push({ index, width, name });
      if (role === "close") {
        pair(inner!.index, index);
        open.pop();
      }
    }
    for (const { index, width } of open)
      bars.set(index, { role: endsOperand(index - 1) ? "relation" : "sign", width });
  }

  function roleOf(bar: {
    index: number;
    width: number;
    before: boolean;
    isOpen: boolean;
    even: boolean;
  }): BarRole {
    const side = symbols.sides.get(bar.index);
    const after = entries[bar.index + bar.width]?.is;
    const scripted = after === "sub" || after === "sup";
    if (side === "middle") return "relation";
    if (side === "open") return "open";
    const closes = bar.before || side === "close" || !startsOperand(bar.index + bar.width);
    if (bar.isOpen && closes) return "close";
    if (scripted) return bar.before ? "evaluation" : "sign";
    if (!bar.before) return "open";
    if (!startsOperand(bar.index + bar.width)) return "relation";
    return bar.even ? "open" : "relation";
  }

  function isDoubled(index: number): boolean {
    const next = tokens[index + 1];
    return (
      tokens[index]!.text === "|" &&
      next?.text === "|" &&
      !next.spaceBefore &&
      entries[index + 1]?.is === "bar"
    );
  }

  /** Whether a name stands before: then a bar is more likely to close, or to part, than to open. */
  function endsOperand(index: number): boolean {
    const entry = entries[index];
    if (!entry) return false;
    if (entry.is === "bar") {
      const role = bars.get(index)?.role ?? bars.get(index - 1)?.role;
      return role === "close";
    }
    if (entry.is === "sign") return !prefixSigns.has(entry.name);
    return operandEnds.has(entry.is);
  }

  function startsOperand(index: number): boolean {
    const entry = entries[index];
    if (!entry) return false;
    return !nonStarts.has(entry.is);
  }
}

const prefixSigns: ReadonlySet<string> = new Set([
  "\\partial",
  "\\nabla",
  "\\forall",
  "\\exists",
  "\\wedge",
  "\\vee",
  "\\cup",
  "\\cap",
]);
const operandEnds: ReadonlySet<Entry["is"]> = new Set([
  "letter",
  "digit",
  "foreign",
  "closeBrace",
  "close",
  "prime",
  "dots",
  "end",
] as const);
const nonStarts: ReadonlySet<Entry["is"]> = new Set([
  "sub",
  "sup",
  "closeBrace",
  "close",
  "right",
  "end",
  "relation",
  "separator",
  "wide",
  "row",
  "align",
  "times",
] as const);

function barName(entry: Entry): string {
  return entry.is === "bar" ? entry.name : "";
}

function mixes(expected: string, found: string): boolean {
  return (expected === ")" && found === "]") || (expected === "]" && found === ")");
}

/** For each bar, whether an odd number of bars follows before the next separator or relation of its level. */
function pairsAhead(list: readonly Bar[]): readonly boolean[] {
  const result: boolean[] = new Array<boolean>(list.length).fill(false);
  for (let at = list.length - 2; at >= 0; at--) {
    result[at] = list[at]!.breaks === list[at + 1]!.breaks && !result[at + 1];
  }
  return result;
}

function matchBraces(entries: readonly Entry[]): Int32Array {
  const partner = new Int32Array(entries.length).fill(-1);
  const open: number[] = [];
  for (let index = 0; index < entries.length; index++) {
    const { is } = entries[index]!;
    if (is === "openBrace") open.push(index);
    else if (is === "closeBrace") {
      const start = open.pop();
      if (start === undefined) continue;
      partner[start] = index;
      partner[index] = start;
    }
  }
  return partner;
}

/** Running count of closing minus opening brackets of one kind, up to and including nothing at 0. */
function balance(entries: readonly Entry[], close: string): Int32Array {
  const level = new Int32Array(entries.length + 1);
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index]!;
    const step =
      entry.is === "close" && entry.name === close
        ? 1
        : entry.is === "open" && entry.close === close
          ? -1
          : 0;
    level[index + 1] = level[index]! + step;
  }
  return level;
}
