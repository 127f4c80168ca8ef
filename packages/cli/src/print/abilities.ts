// What data can and cannot answer, as lines: for the page of the doctor and the card of an import.
import type { Ability } from '@baton/core/reports/health/abilities';

const MARKS = { yes: '✓', 'with care': '~', no: '✗' } as const;

/** One line a question. */
export function abilityLines(abilities: readonly Ability[]): string[] {
  return abilities.map(({ question, verdict, because }) => `  ${MARKS[verdict]} ${question} ${verdict}: ${because}.`);
}
