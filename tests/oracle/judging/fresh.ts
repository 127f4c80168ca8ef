// R16: the evidence a gate read that is fresh, newest first.
import type { Clause, Definition } from '@baton/core/definition/definition';
import type { Entry, Instant } from '@baton/core/journal/entry';
import type { View } from '../evidence/view.ts';
import { byOccurrence } from '../reading/order.ts';
import { namedTracks, withInner } from './activations.ts';
import { patternOfSignal, seenBy } from './pattern.ts';
import type { AccountStanding, LeadStanding } from './standing.ts';

const STALE = 72 * 3_600_000;

function fresh(view: View, read: readonly Entry[], mark: Instant): Entry[] {
  return read
    .filter((each) => each.occurredAt > mark && view.instantOf(each) - each.occurredAt < STALE)
    .sort((a, b) => byOccurrence(b, a));
}

/** What a lead's gate read. */
export function freshForLead(
  view: View,
  definition: Definition,
  clause: Clause,
  lead: LeadStanding,
  mark: Instant,
): Entry[] {
  const scored = namedTracks(clause).flatMap((track) => lead[track]?.contributions ?? []);
  const patterns = withInner(clause).flatMap((each) => [
    ...(each.pattern === undefined ? [] : [each.pattern]),
    ...(each.signal === undefined ? [] : [patternOfSignal(definition, each.signal)]),
  ]);
  const read = [
    ...scored.filter((each) => each.tenths > 0).map((each) => each.entry),
    ...patterns.flatMap((pattern) => seenBy(view, definition, lead.lead, pattern)),
  ];
  return fresh(view, read, mark);
}

/** What an account's gate read: the engagement of all its leads that are not disqualified. */
export function freshForAccount(view: View, standing: AccountStanding, mark: Instant): Entry[] {
  const able = standing.leads.filter((each) => each.disqualified.length === 0);
  const read = able.flatMap((each) => each.engagement?.contributions ?? []).filter((each) => each.tenths > 0);
  return fresh(
    view,
    read.map((each) => each.entry),
    mark,
  );
}
