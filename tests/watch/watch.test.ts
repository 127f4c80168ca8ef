// The watch on simulated companies: what is planted is told within a quarter, where nothing is planted there is seldom an alarm (E5, J7).
import { describe, expect, it } from 'vitest';
import { DAY } from '../../packages/core/src/base/duration.ts';
import { parseEntry } from '../../packages/core/src/journal/parse-entry.ts';
import { alarmEntries } from '../../packages/core/src/reports/watch/alarms/alarm-entries.ts';
import { driftAlarms, watchedCompany } from './companies.ts';

const isProof = process.env.BATON_PROOF === '1';
const QUARTER = 92 * DAY;

/** By a sum, or by a break of what a condition names, whichever is first. Seeds in which the fault begins early enough to leave a quarter, and late enough to leave a reference. */
const PLANTED = [
  ['renamed-events', 'watch-21', 'signal-rate'],
  ['attribute-gap', 'watch-20', 'fill-rate'],
] as const;

const renamed = watchedCompany('watch-21', 'renamed-events');

describe('[E5] what is planted', () => {
  it.each(isProof ? PLANTED : PLANTED.slice(0, 1))('%s is told within a quarter', (kind, seed, told) => {
    const { watch, fault } = kind === 'renamed-events' ? renamed : watchedCompany(seed, kind);
    const begin = fault?.from ?? 0;
    const found = driftAlarms(watch).filter(
      ({ kind: by, raisedAt }) => (by === told || by === 'break') && raisedAt >= begin,
    );
    expect(Math.min(...found.map(({ raisedAt }) => raisedAt)) - begin).toBeLessThanOrEqual(QUARTER);
  });

  it('a renamed page says which two names are one, who sees to it and until when', () => {
    const alarm = driftAlarms(renamed.watch).find(({ about }) => about === 'engagement.signals.pricing');
    expect(alarm?.message).toMatch(/Visited the pricing page counts for fewer active leads.*\/plans begins/);
    expect(alarm).toMatchObject({ state: 'raised', owner: 'marketing operations' });
    expect((alarm?.dueAt ?? 0) - (alarm?.raisedAt ?? 0)).toBe(14 * DAY);
  });

  it('alarms become entries once: what a journal holds is not told again', () => {
    const entries = alarmEntries(renamed.watch, []);
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries)
      expect(parseEntry(JSON.parse(JSON.stringify(entry)), { source: 'watch' }).ok, JSON.stringify(entry)).toBe(true);
    expect(alarmEntries(renamed.watch, entries)).toEqual([]);
    expect(alarmEntries(renamed.watch, entries.slice(1))).toEqual(entries.slice(0, 1));
  });
});

describe('[E5] where nothing is planted', () => {
  const seeds = Array.from({ length: isProof ? 12 : 2 }, (_, i) => `clean-${i}`);

  it(`there is at most one alarm a company and year, on average over ${seeds.length}`, { timeout: 600_000 }, () => {
    let [alarms, years] = [0, 0];
    for (const seed of seeds) {
      const { watch } = watchedCompany(seed);
      expect(watch.state).toBe('ok');
      expect(watch.series.filter(({ state }) => state === 'watched').length).toBeGreaterThan(10);
      alarms += driftAlarms(watch).length;
      years += watch.watchedMonths / 12;
    }
    expect(alarms / years).toBeLessThanOrEqual(1);
  });
});
