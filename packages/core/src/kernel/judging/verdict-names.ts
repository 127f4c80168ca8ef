// Verdicts as names: the gates and disqualifications that stand in bit sets.
import type { Version } from '../rulebook.ts';
import { COMPETITOR_BIT, INTERNAL_BIT } from './account-view.ts';

/** The names of the gates in a bit set, as written. */
export function openNames(version: Version, open: number): string[] {
  return version.compiled.gates.filter((_, gate) => (open & (1 << gate)) !== 0).map((gate) => gate.name);
}

/** The names of the disqualifications in a bit set, conditions first. */
export function disqualifiedNames(version: Version, disqualified: number): string[] {
  const rules = version.compiled.definition.fit?.disqualify ?? [];
  const names = rules.filter((_, rule) => (disqualified & (1 << rule)) !== 0).map((rule) => rule.name);
  if ((disqualified & COMPETITOR_BIT) !== 0) names.push('competitor');
  if ((disqualified & INTERNAL_BIT) !== 0) names.push('internal');
  return names;
}
