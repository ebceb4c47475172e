/*
 * What follows from an object that never changes, found once and kept no longer than it.
 */

/** The function, which computes its value for an object once and keeps it as long as the object lives. */
export function oncePer<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

/** The same, but kept only until it is asked of another object. */
export function forLatest<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  let latest: { readonly key: K; readonly value: V } | null = null;
  return (key) => {
    if (latest?.key !== key) latest = { key, value: compute(key) };
    return latest.value;
  };
}

/** A value that is computed when it is first asked for. */
export function later<V>(compute: () => V): () => V {
  let found: { readonly value: V } | null = null;
  return () => (found ??= { value: compute() }).value;
}
