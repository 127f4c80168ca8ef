// The text that is copied into a CRM.
import { expect, it } from 'vitest';
import type { Lead } from '../../api/leads.ts';
import { crmText } from './crm-text.ts';

it('says who, how they stand with every line, what would change it, and where to look', () => {
  const standing = { definition: 'enterprise', grade: 'B', engagement: 446, usage: 0, open: [] };
  const lead = {
    at: Date.UTC(2026, 2, 2, 9),
    label: 'Ada',
    company: 'Analytic Engines',
    handoffs: [],
    standings: [
      { standing, version: 7, words: ['Pricing page twice: +20'], steps: ['One more visit'], labels: { gates: {} } },
    ],
  } as unknown as Lead;
  const lines = crmText(lead, 'https://baton.example/leads/ada').split('\n');
  expect(lines.slice(0, 7)).toEqual([
    'Ada, Analytic Engines',
    'Not with sales: fit B, engagement 44.6 of 100.',
    '',
    'By enterprise v7: fit B, engagement 44.6 of 100, usage 0 of 100',
    '- Pricing page twice: +20',
    'What would change it:',
    '- One more visit',
  ]);
  expect(lines.at(-1)).toMatch(/^As of 2 Mar 2026.*: https:\/\/baton\.example\/leads\/ada$/);
});
