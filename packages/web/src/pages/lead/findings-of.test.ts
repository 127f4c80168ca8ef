// What a timeline says to the questions of a framework.
import { expect, it } from 'vitest';
import type { Entry } from '../../api/leads.ts';
import { findingsOf } from './findings-of.ts';

const evidence = (at: number, question: string, state: string, answer?: string): Entry => ({
  kind: 'evidence',
  source: 'baton',
  id: `e${at}`,
  occurredAt: at,
  admittedAt: at,
  question,
  state,
  answer,
});

it('takes the latest answer, and none from before the hand-off', () => {
  const timeline = [
    evidence(1, 'need', 'known', 'old'),
    evidence(5, 'budget', 'unknown'),
    evidence(6, 'budget', 'known', '20k'),
    evidence(7, 'timeline', 'negative'),
    { ...evidence(8, 'authority', 'known'), kind: 'track' },
  ];
  expect([...findingsOf(timeline, 5)]).toEqual([
    ['budget', { state: 'known', answer: '20k' }],
    ['timeline', { state: 'negative' }],
  ]);
});
