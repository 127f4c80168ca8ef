// What the semantic diff speaks: one change, with its path, its sentence and whether it lets more or fewer leads through.
import type { Condition } from '../condition.ts';
import { conditionText } from '../plain-form.ts';

/** Whether a change alone can only let more leads through, only fewer, makes no difference to who qualifies, or depends. */
export type Effect = 'loosens' | 'tightens' | 'neutral' | 'depends';

/** One difference between two definitions. */
export interface Change {
  /** Dotted path into the definition, e.g. `engagement.signals.pricing.points`. */
  readonly path: string;
  /** "Visited pricing: 15 → 10 points". */
  readonly sentence: string;
  readonly effect: Effect;
}

/** The effect of raising a number that a lead must reach (`harder`), or that helps it (not `harder`). */
export function effectOf(before: number, after: number, harder: boolean): Effect {
  if (before === after) return 'neutral';
  return after > before === harder ? 'tightens' : 'loosens';
}

/** The other way round. */
export function turned(effect: Effect): Effect {
  if (effect === 'loosens') return 'tightens';
  return effect === 'tightens' ? 'loosens' : effect;
}

/** Whether two conditions are the same, spaces and brackets aside. */
export function sameCondition(a: Condition | undefined, b: Condition | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return conditionText(a.node) === conditionText(b.node);
}

/** Named things of two versions, matched by name: in the order of the new version, what is gone last. */
export function matched<T extends { readonly name: string }>(
  before: readonly T[],
  after: readonly T[],
): { readonly name: string; readonly was?: T; readonly is?: T }[] {
  const gone = before.filter((one) => !after.some((other) => other.name === one.name));
  return [
    ...after.map((is) => {
      const was = before.find((one) => one.name === is.name);
      return was === undefined ? { name: is.name, is } : { name: is.name, was, is };
    }),
    ...gone.map((was) => ({ name: was.name, was })),
  ];
}
