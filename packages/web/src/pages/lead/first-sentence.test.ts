// The sentence a lead page begins with.
import { expect, it } from 'vitest';
import type { Lead } from '../../api/leads.ts';
import { firstSentence } from './first-sentence.ts';

it('tells the engagement of a lead that is not with sales in points', () => {
  const standing = { definition: 'enterprise', grade: 'C', engagement: 639, open: [] };
  const lead = { at: 0, handoffs: [], standings: [{ standing, labels: { gates: {} } }] };
  expect(firstSentence(lead as unknown as Lead)).toBe('Not with sales: fit C, engagement 63.9 of 100.');
});
