// Reading plain JSON safely: own keys only, so that no prototype is ever touched.
import type { Json } from './entry.ts';

export type { Json } from './entry.ts';

/** The object's own value under a key, or undefined. */
export function own(object: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The value at a path of own keys, or undefined where the path leaves the objects. */
export function ownAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  let here: Json | undefined = value;
  for (const key of path) {
    if (here === null || typeof here !== 'object' || Array.isArray(here)) return undefined;
    here = own(here as Readonly<Record<string, Json>>, key);
  }
  return here;
}
