// The order of the table of scores, key by key.
import { expect, it } from 'vitest';
import { compareScores, placeOf } from './score-order.ts';
import type { ScoreRow } from './score-table.ts';

function row(lead: string, more: Partial<ScoreRow>): ScoreRow {
  const none = { open: [], disqualified: [], suppressedBy: [], reasons: [], raisesHand: false, inNurture: false };
  const nobody = { account: lead, definition: 'ours', label: lead, company: undefined, source: 'search' };
  const scores = { grade: 'B', fitTenths: 0, engagement: 0, usage: 0, isListed: false };
  return { lead, ...nobody, ...none, ...scores, handedOverAt: undefined, handedOverBy: undefined, ...more };
}

it('[R18] a D with 100 points no longer stands before a lead whose gate is open', () => {
  const inOrder = [
    row('asks by itself', { open: ['demo'], raisesHand: true, grade: 'C', engagement: 400 }),
    row('open, A', { open: ['mql'], grade: 'A', engagement: 450 }),
    row('open, B', { open: ['mql'], engagement: 900 }),
    row('A', { grade: 'A', engagement: 10 }),
    row('disqualified', { open: ['demo'], raisesHand: true, disqualified: ['competitor'], engagement: 990 }),
    row('more usage', { usage: 300 }),
    row('less', { engagement: 200 }),
    row('less, later', { engagement: 200 }),
    row('C', { grade: 'C', engagement: 900 }),
    row('?', { grade: '?', engagement: 900 }),
    row('D', { grade: 'D', engagement: 1000 }),
  ];
  const places = inOrder.map(placeOf).reverse();
  expect(places.sort(compareScores).map((place) => place.id)).toEqual(inOrder.map((each) => each.lead));
});

it('[R28] whom the daily list would hold stands before everybody else', () => {
  const places = [row('talked to', { grade: 'A', engagement: 900 }), row('listed', { isListed: true })].map(placeOf);
  expect(places.sort(compareScores).map((place) => place.id)).toEqual(['listed', 'talked to']);
});
