// Who stands on a working day's list, the best first: every unit is read, a few hundred at a time.
import { comparePlaces, type ListPlace, listPlaces } from '@baton/core/kernel/handing-over/daily-list';
import { RulebookInForce } from '../../live/in-force.ts';
import { playedUnits } from '../../live/played-units.ts';
import { pagesOfUnits } from '../../store/unit-rows.ts';
import type { JobParams } from '../job-kinds.ts';
import type { Desk, Finished } from './desk.ts';

/** Some are gone by the time they are taken: so many times as many are found as a day takes. */
const SPARE = 5;

/** What the list finds: `leads` in the order in which they are taken. */
export interface DailyList {
  readonly leads: readonly string[];
  /** How many stand on it altogether. */
  readonly standing: number;
}

/** Finds them as of when it was asked for. */
export async function dailyList(desk: Desk, { definition, most }: JobParams['daily-list']): Promise<Finished> {
  const inForce = await new RulebookInForce().load(desk.read);
  const rank = inForce.rulebook.names.indexOf(definition);
  const places: ListPlace[] = [];
  for await (const { units, share } of pagesOfUnits(desk.read)) {
    for (const state of await playedUnits(desk.read, inForce, units, desk.now)) places.push(...listPlaces(state, rank));
    desk.tell('Reading every account', Math.round(1000 * share));
  }
  const leads = places.sort(comparePlaces).map(({ id }) => id);
  const result: DailyList = { leads: leads.slice(0, SPARE * most), standing: leads.length };
  return { result, page: '' };
}
