// Arrays of numbers that grow and are used again, unit after unit.

/** Grows an array of numbers where it is too short; the new part holds `fill`. */
export function room<T extends Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
  array: T,
  size: number,
  make: (size: number) => T,
  fill: number,
): T {
  if (array.length >= size) return array;
  const larger = make(Math.max(size, array.length * 2));
  larger.fill(fill as never);
  larger.set(array);
  return larger;
}

/** The array with room for `size` numbers, all of them `fill`. A loop: most units are small, and a built-in call costs more. */
export function cleared<T extends Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
  array: T,
  size: number,
  make: (size: number) => T,
  fill: number,
): T {
  const wide = array.length >= size ? array : make(size * 2);
  for (let i = 0; i < size; i++) wide[i] = fill;
  return wide;
}

/** Makes integers. */
export const ints = (size: number): Int32Array<ArrayBuffer> => new Int32Array(size);
/** Makes bytes. */
export const bytes = (size: number): Uint8Array<ArrayBuffer> => new Uint8Array(size);
/** Makes numbers of eight bytes. */
export const floats = (size: number): Float64Array<ArrayBuffer> => new Float64Array(size);
