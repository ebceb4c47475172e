/*
 * Plain data that knows places of a document, moved along to another place of it. What was shared in it stays shared,
 * but for spans.
 */
import { type Span, move } from "./span.ts";

/** A copy in which every span lies so much further. */
export function moved<T>(data: T, by: number): T {
  if (by === 0) return data;
  const copies = new Map<object, object>();
  const copyOf = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (isSpan(value)) return move(value, by);
    return copies.get(value) ?? (Array.isArray(value) ? items(value) : fields(value));
  };
  const items = (values: readonly unknown[]): unknown[] => {
    const copy = new Array<unknown>(values.length);
    copies.set(values, copy);
    for (let at = 0; at < values.length; at++) copy[at] = copyOf(values[at]);
    return copy;
  };
  const fields = (value: object): object => {
    const copy: Record<string, unknown> = { ...value };
    copies.set(value, copy);
    for (const key in copy) if (typeof copy[key] === "object") copy[key] = copyOf(copy[key]);
    return copy;
  };
  return copyOf(data) as T;
}

function isSpan(value: object): value is Span {
  return typeof (value as Partial<Span>).start === "number";
}
