// Random gates: every kind of clause, so that several are often open at once.
import type { Clause, Gate, Grade, Pattern, Signal } from '@baton/core/definition/definition';
import type { Chance } from './chance.ts';
import { ROLES, shuttingCondition } from './vocabulary.ts';

/** What gates may name. */
export interface Known {
  readonly engagement: readonly Signal[];
  readonly usage: readonly Signal[];
  readonly hasFit: boolean;
}

const GRADES: readonly Grade[] = ['A', 'B', 'C', 'D', '?'];
const NAMES = ['hand-raise', 'fast-lane', 'mql', 'pql', 'aql', 'legacy'];
const THRESHOLDS = [50, 100, 150, 200, 300, 455];

/** One to four gates under different names, in any order. */
export function gates(by: Chance, known: Known): Gate[] {
  return by
    .some(NAMES, by.whole(1, 4))
    .sort(() => by.next() - 0.5)
    .map((name) => ({
      name,
      clause: clauseFor(by, known, name),
      ...(by.happens(0.3) && { respondWithin: { amount: by.whole(1, 4), unit: by.pick(['hours', 'business hours']) } }),
    }));
}

function clauseFor(by: Chance, known: Known, name: string): Clause {
  const all = [...known.engagement, ...known.usage];
  switch (name) {
    case 'hand-raise':
      return { ...narrowed(by, known), signal: by.pick(all).name };
    case 'fast-lane':
      return { ...narrowed(by, known), pattern: pattern(by, all) };
    case 'aql':
      return accountClause(by, known);
    case 'legacy':
      return known.engagement.length > 0 ? { total: by.pick(THRESHOLDS) * 2 } : scored(by, known);
    default:
      return by.happens(0.25) ? nested(by, known) : scored(by, known);
  }
}

function fits(by: Chance): readonly Grade[] {
  return by.happens(0.4) ? ['A', 'B', 'C', '?'] : by.some(GRADES, by.whole(1, 4));
}

/** Now and then a fit and an `unless` beside. */
function narrowed(by: Chance, known: Known): Clause {
  return {
    ...(known.hasFit && by.happens(0.3) && { fit: fits(by) }),
    ...(by.happens(0.15) && { unless: shuttingCondition(by) }),
  };
}

function scored(by: Chance, known: Known): Clause {
  const byUsage = known.usage.length > 0 && (known.engagement.length === 0 || by.happens(0.4));
  const threshold = by.pick(THRESHOLDS);
  return { ...narrowed(by, known), ...(byUsage ? { usage: threshold } : { engagement: threshold }) };
}

function nested(by: Chance, known: Known): Clause {
  const all = [...known.engagement, ...known.usage];
  const inner = (): Clause =>
    by.weighted<() => Clause>([
      [() => scored(by, known), 3],
      [() => ({ signal: by.pick(all).name }), 1],
      [() => ({ pattern: pattern(by, all) }), 1],
    ])();
  return by.happens(0.5) ? { any: [inner(), inner()] } : { ...narrowed(by, known), all: [scored(by, known), inner()] };
}

function pattern(by: Chance, all: readonly Signal[]): Pattern {
  const places = Array.from({ length: by.whole(1, 3) }, () => ({
    signal: by.pick(all).name,
    count: by.pick([1, 1, 2]),
  }));
  return { places, within: by.pick([1, 24, 72, 240]), ordered: by.happens(0.4) };
}

function accountClause(by: Chance, known: Known): Clause {
  if (known.engagement.length === 0) return scored(by, known);
  const account = {
    engagedLeads: by.pick([1, 1, 2]),
    engagedAt: by.pick([10, 50, 100]),
    ...(by.happens(0.5) && { engagement: by.pick(THRESHOLDS) }),
    roles: by.happens(0.2) ? by.some(ROLES, 1) : [],
  };
  return {
    account,
    ...(known.hasFit && by.happens(0.3) && { fit: fits(by) }),
    ...(by.happens(0.15) && { unless: shuttingCondition(by, true) }),
  };
}
