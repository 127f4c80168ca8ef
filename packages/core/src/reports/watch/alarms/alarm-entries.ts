// Alarms as entries of the journal: one for each raising and each clearing, with ids that are the same in every run, so that nothing is told twice.
import { digest } from '../../../base/digest.ts';
import type { AlarmEntry } from '../../../journal/entry.ts';
import type { Alarm, Watch } from '../watch-result.ts';

/** Who says so. */
export const WATCH_SOURCE = 'watch';

/** The entries that a journal does not hold yet, the oldest first. They are known at `asOf`, when the watch looked. */
export function alarmEntries(watch: Watch, known: readonly AlarmEntry[]): AlarmEntry[] {
  const held = new Set(known.filter(({ source }) => source === WATCH_SOURCE).map(({ id }) => id));
  return watch.alarms
    .flatMap((alarm) => [
      entryOf(watch, alarm, 'raised', alarm.raisedAt),
      ...(alarm.clearedAt === undefined ? [] : [entryOf(watch, alarm, 'cleared', alarm.clearedAt)]),
    ])
    .filter(({ id }) => !held.has(id))
    .sort((a, b) => a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1));
}

function entryOf(
  { definition, digest: version, asOf }: Watch,
  alarm: Alarm,
  state: AlarmEntry['state'],
  at: number,
): AlarmEntry {
  return {
    kind: 'alarm',
    id: digest([definition, version, alarm.alarm, state, at]),
    source: WATCH_SOURCE,
    occurredAt: at,
    knownAt: Math.max(at, asOf),
    alarm: alarm.alarm,
    state,
    about: alarm.about,
    owner: alarm.owner,
    dueAt: alarm.dueAt,
  };
}
