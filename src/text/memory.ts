/*
 * Remembers what a pure function made of a key, as long as it keeps being asked for. Whoever holds a memory may
 * throw it away at any time: results are the same with and without.
 */
export interface Memory<V> {
  readonly known: Map<string, V>;
  /** At most so many values are kept; the one that was asked for longest ago goes first. */
  readonly most: number;
}

export function createMemory<V>(most: number): Memory<V> {
  return { known: new Map(), most };
}

/** What is known under a key. */
export function recall<V>({ known, most }: Memory<V>, key: string): V | undefined {
  const value = known.get(key);
  // While half of the room is free, the order does not matter: what is asked for from then on goes last.
  if (value !== undefined && known.size > most / 2) {
    known.delete(key);
    known.set(key, value);
  }
  return value;
}

export function keep<V>({ known, most }: Memory<V>, key: string, value: V): V {
  known.set(key, value);
  if (known.size > most) known.delete(known.keys().next().value!);
  return value;
}

/** What `make` makes of a key, made now if it is not known yet. */
export function remember<V>(memory: Memory<V>, key: string, make: () => V): V {
  return recall(memory, key) ?? keep(memory, key, make());
}
