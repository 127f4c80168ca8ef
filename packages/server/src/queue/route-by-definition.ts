// Routing in the service: the roster and the lead's attributes as they are in the very transaction that hands over.
import { type Choose, NOBODY } from '../live/router.ts';
import { type Rep, roster } from '../store/roster-rows.ts';
import type { Changing } from '../store/store.ts';
import { chooseRep } from './choose-rep.ts';
import { knownAttributes, readingOf } from './known-attributes.ts';

/** Chooses reps within one transaction: who was given one in it has one more on the desk. */
export function routeByDefinition(tx: Changing): Choose {
  let reps: Rep[] | undefined;
  return async ({ routes, at, entries, ...around }) => {
    reps ??= await roster(tx);
    const known = knownAttributes(await entries(), around);
    const chosen = chooseRep(routes, reps, readingOf(known), known.owner, at);
    if (chosen === undefined) return NOBODY;
    reps = reps.map((rep) => (rep.id === chosen ? { ...rep, open: rep.open + 1, lastRoutedAt: at } : rep));
    return chosen;
  };
}
