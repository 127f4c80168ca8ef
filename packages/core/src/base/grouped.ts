// Items by a key they have in common.

/** The items of each key, in the order given. */
export function grouped<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const held = found.get(key);
    if (held === undefined) found.set(key, [item]);
    else held.push(item);
  }
  return found;
}
