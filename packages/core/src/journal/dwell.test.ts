import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DwellTracker, dwellOf, timeOrderOf } from './dwell.ts';
import type { BehaviourEntry } from './entry.ts';
import { parseEntry } from './parse-entry.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5, 10);
const event = (minutes: number, kind: 'page' | 'track' = 'page', who = 'u1'): BehaviourEntry => ({
  kind,
  source: 'web',
  id: `${who}-${minutes}-${kind}`,
  userId: who,
  occurredAt: START + minutes * MINUTE,
  knownAt: START + minutes * MINUTE,
  ...(kind === 'page' ? { path: `/p${minutes}` } : { name: 'Clicked' }),
});
const seconds = (events: readonly BehaviourEntry[], order: 'rising' | 'falling' = 'rising'): (number | undefined)[] => {
  const tracker = new DwellTracker(order);
  return events.map((each) => tracker.offer(each)?.seconds);
};

describe('[C8a] time on a page', () => {
  it('is the gap to the next event of the session, of whatever kind', () => {
    expect(seconds([event(0), event(2), event(3, 'track'), event(4)])).toEqual([undefined, 120, 60, undefined]);
  });
  it('is at most ten minutes, and unknown on the last page of a session', () => {
    expect(seconds([event(0), event(10), event(21), event(51), event(82)])).toEqual([
      undefined,
      600,
      600,
      600,
      undefined,
    ]);
  });
  it("is each person's own", () => {
    expect(seconds([event(0), event(1, 'page', 'u2'), event(2), event(4, 'page', 'u2')])).toEqual([
      undefined,
      undefined,
      120,
      180,
    ]);
  });
  it('is an entry of its own, made when the next event is seen', () => {
    const dwell = dwellOf(event(0), { ...event(2), knownAt: START + 5 * MINUTE });
    expect(dwell).toEqual({
      kind: 'dwell',
      source: 'web',
      id: 'u1-0-page:dwell',
      userId: 'u1',
      path: '/p0',
      seconds: 120,
      occurredAt: START + 2 * MINUTE,
      knownAt: START + 5 * MINUTE,
      rule: 'C8a',
      confidence: 'recorded',
    });
    expect(parseEntry(dwell, { source: 'web' }).ok).toBe(true);
  });
  it('is read off exports that have the newest first, too', () => {
    const events = [event(0), event(2), event(3, 'track'), event(4)];
    expect(seconds([...events].reverse(), 'falling')).toEqual([undefined, undefined, 60, 120]);
    expect(seconds([event(5), event(0), event(6)])).toEqual([undefined, undefined, 60]);
  });
  it('knows the order that events stand in', () => {
    const of = (...minutes: number[]) => timeOrderOf(minutes.map((at) => ({ who: 'u', at })));
    expect([of(1, 2, 2, 3), of(3, 2, 1), of(1, 3, 2), of(1)]).toEqual(['rising', 'falling', undefined, undefined]);
  });
  it('adds up to no more than the session', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 30 }), (gaps) => {
        const events = gaps.map((_, i) => event(gaps.slice(0, i + 1).reduce((sum, gap) => sum + gap, 0)));
        const stayed = seconds(events).reduce<number>((sum, each) => sum + (each ?? 0), 0);
        expect(stayed).toBeLessThanOrEqual(
          ((events.at(-1)?.occurredAt ?? START) - (events[0]?.occurredAt ?? START)) / 1000,
        );
      }),
    );
  });
});
