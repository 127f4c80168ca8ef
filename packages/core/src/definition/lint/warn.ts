// How a lint rule speaks: a warning with a code of the catalogue, the path into the definition, a sentence and a remedy.
import type { Problem } from '../../base/problem.ts';

/** A warning at a dotted path of the definition (`engagement.signals.pricing`). */
export function warn(code: string, path: string, message: string, hint?: string): Problem {
  return { code, severity: 'warning', message, place: { path }, ...(hint === undefined ? {} : { hint }) };
}

/** Tenths as points: 125 is "12.5". */
export function pointsOf(tenths: number): string {
  return String(tenths / 10);
}
