// Three-valued truth (rule R13): absent is unknown, and unknown spreads except where the other side decides.

export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;

/** 0 is false, 1 is true, 2 is unknown. Numbers, so that the kernel can keep them in byte columns. */
export type Trilean = typeof FALSE | typeof TRUE | typeof UNKNOWN;

/** Kleene's *and*: false decides. */
export function and(a: Trilean, b: Trilean): Trilean {
  if (a === FALSE || b === FALSE) return FALSE;
  return a === TRUE && b === TRUE ? TRUE : UNKNOWN;
}

/** Kleene's *or*: true decides. */
export function or(a: Trilean, b: Trilean): Trilean {
  if (a === TRUE || b === TRUE) return TRUE;
  return a === FALSE && b === FALSE ? FALSE : UNKNOWN;
}

/** Kleene's *not*: unknown stays unknown. */
export function not(a: Trilean): Trilean {
  return a === UNKNOWN ? UNKNOWN : a === TRUE ? FALSE : TRUE;
}
