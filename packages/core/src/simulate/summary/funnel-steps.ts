// How far the people of an account came, as the CRM tells it: known, MQL by the point table, accepted, SQL, in an opportunity, customer.
import type { Entry } from '../../journal/entry.ts';
import type { Person } from '../people/person.ts';

/** The steps in their order. */
export const FUNNEL_STEPS = ['Known', 'MQL (point table)', 'Accepted', 'SQL', 'In an opportunity', 'Customer'] as const;

/** One element for each person and step reached. Of the later steps those only who were MQLs before, so that each is a part of the one before. */
export function funnelStepsOf(entries: readonly Entry[], people: readonly Person[]): string[] {
  const reached = FUNNEL_STEPS.map(() => new Set<string>());
  const reach = (step: number, id: string | undefined): void => {
    if (id !== undefined) reached[step]?.add(id);
  };
  const won = new Set(
    entries.flatMap((entry) => (entry.kind === 'won' && entry.business !== 'existing' ? [entry.deal] : [])),
  );
  for (const entry of entries) {
    if (entry.kind === 'identify' && entry.source === 'crm') reach(0, entry.userId);
    else if (entry.kind === 'handed') reach(1, entry.userId);
    else if (entry.kind === 'disposition' && entry.answer === 'accepted') reach(2, entry.userId);
    else if (entry.kind === 'disposition' && entry.answer === 'sql') reach(3, entry.userId);
    else if (entry.kind === 'opportunity')
      for (const { userId } of entry.people ?? []) {
        reach(4, userId);
        if (won.has(entry.deal)) reach(5, userId);
      }
  }
  return people.flatMap(({ id }) => {
    const steps: string[] = [];
    for (const [i, step] of FUNNEL_STEPS.entries()) {
      if (!reached[i]?.has(id)) break;
      steps.push(step);
    }
    return steps;
  });
}
