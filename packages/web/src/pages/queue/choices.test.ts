// What can be chosen after a key.
import { describe, expect, it } from 'vitest';
import type { Agreement, Handoff } from '../../api/queue.ts';
import { questionOf } from './choices.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 2, 9);
const agreement: Agreement = {
  name: 'enterprise',
  version: 1,
  zone: 'UTC',
  rejectReasons: [{ name: 'wrong-size', label: 'Company too small' }],
  recycleReasons: [{ name: 'bad-timing', label: 'Not now', coolDownHours: 2160 }],
  sql: null,
  gates: {},
};
const dueIn = (hours: number | null): Handoff =>
  ({ dueAt: hours === null ? null : NOW + hours * HOUR }) satisfies Partial<Handoff> as Handoff;

describe('choices', () => {
  it('offers no snooze that ends when the answer is due, or later', () => {
    const untils = (hours: number | null) =>
      questionOf('snooze', dueIn(hours), agreement, NOW).choices.map(({ answer }) => answer.until ?? 0);
    expect(untils(2)).toEqual([NOW + HOUR / 2, NOW + HOUR]);
    expect(untils(0.5)).toEqual([]);
    expect(untils(null)).toHaveLength(4);
  });

  it('offers the signed reasons, and to recycle without one', () => {
    expect(questionOf('reject', dueIn(2), agreement, NOW).choices).toEqual([
      { label: 'Company too small', answer: { answer: 'rejected', reason: 'wrong-size' } },
    ]);
    expect(questionOf('recycle', dueIn(2), agreement, NOW).choices.map(({ label }) => label)).toEqual([
      'Not now (back in 90 days at the earliest)',
      'No particular reason',
    ]);
  });
});
