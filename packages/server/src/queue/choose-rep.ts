// Who gets a hand-off: the definition's routes from the first to the last, and among the reps a route names the one with the most room. Pure.
import { TRUE } from '@baton/core/base/trilean';
import { evaluateCondition, type Read } from '@baton/core/definition/condition-evaluate';
import type { Handoff } from '@baton/core/definition/definition';
import type { Rep } from '../store/roster-rows.ts';

/** What routes may ask for beside teams and people. */
const EVERYBODY = 'round-robin';
const OWNER = 'account-owner';

/**
 * The rep's id, or undefined where no route leads to anybody who is there. `read` reads the lead's and account's attributes; `owner` is the e-mail or id of the account's owner.
 *
 * A route leads to everybody (`round-robin`), to the account's owner (`account-owner`), to a team by its name, or to a person by e-mail or id.
 */
export function chooseRep(
  routes: Handoff['route'],
  reps: readonly Rep[],
  read: Read,
  owner: string | undefined,
  at: number,
): string | undefined {
  const present = reps.filter((rep) => rep.weight > 0 && (rep.awayUntil === null || rep.awayUntil <= at));
  for (const { when, to } of routes) {
    if (when !== undefined && evaluateCondition(when, read) !== TRUE) continue;
    const chosen = leastLoaded(present.filter((rep) => isMeant(rep, to, owner)));
    if (chosen !== undefined) return chosen.id;
  }
  return undefined;
}

function isMeant(rep: Rep, to: string, owner: string | undefined): boolean {
  if (to === EVERYBODY) return true;
  const wanted = to === OWNER ? owner : to;
  return wanted !== undefined && (rep.team === wanted || rep.email === wanted.toLowerCase() || rep.id === wanted);
}

/** Fewest open for their weight; then whoever waited longest; then by id, so that everybody would choose the same. */
function leastLoaded(reps: readonly Rep[]): Rep | undefined {
  return [...reps].sort(
    (a, b) => a.open / a.weight - b.open / b.weight || a.lastRoutedAt - b.lastRoutedAt || (a.id < b.id ? -1 : 1),
  )[0];
}
