import { describe, expect, test } from 'vitest';
import type { Definition } from './definition.ts';
import { parseDefinition } from './parse-definition.ts';
import { describeDefinition, renderMarkdown } from './plain-language.ts';

function definitionOf(text: string): Definition {
  const parsed = parseDefinition(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const TEXT = `
definition: enterprise
title: Enterprise leads
language: 1
fit:
  criteria:
    headcount: { label: Big enough, when: 'account.employees >= 200', points: 60 }
    intern: { label: An intern, when: 'lead.seniority == "intern"', points: -40 }
  grades: { A: 60, B: 40, C: 20 }
  disqualify: { rival: { when: 'account.type == "competitor"', because: Works for a competitor } }
engagement:
  sources: [{ when: 'entry.campaign.medium == "giveaway"', weight: 0.5 }]
  signals:
    demo: { label: Asked for a demo, when: 'entry.name == "Demo Requested"', points: 40, within: 30d }
    pricing: { label: Visited pricing, when: 'entry.path.startsWith("/pricing")', points: 15, within: 30d, atMost: 3, oncePer: 1d, halfLife: 14d }
    binge: { when: 'entry.kind == "page"', points: 8, within: 36h, atLeast: 5, steps: { 12h: 0.5 } }
  groups: { pages: { signals: [pricing, binge], limit: 30 } }
qualify:
  ask: { label: Hand-raise, signal: demo, fit: [A, B, C, "?"], respondWithin: 2 business hours }
  fast: { pattern: [demo, pricing x2], within: 72h, ordered: true, fit: C }
  mql: { label: MQL, any: [{ fit: A, engagement: 50 }, { fit: B, engagement: 65 }], unless: 'account.expectedValue < 3000' }
  aql: { account: { engagedLeads: 3, engagedAt: 30, engagement: 70, roles: [champion] } }
handoff:
  reject: { until: 5 business days, reasons: { small: { label: Too small, disputes: headcount } }, silence: lapsed }
  recycle: { coolDown: 30d, reasons: { no-budget: 90d } }
  sql: { framework: BANT, require: 2 of 4, after: discovery call }
  holdBack: { share: 5%, salt: s }
  route: [{ when: 'account.country == "DE"', to: team-dach }, { to: round-robin }]
  calendar: { zone: Europe/Berlin, open: { mon-thu: '09:00-17:00', fri: '09:00-13:00' }, holidays: [2026-12-25] }
`;

describe('[L60] the plain-language page', () => {
  const page = describeDefinition(definitionOf(TEXT));
  const sentences = page.sections.flatMap((section) => section.sentences);

  test('says who fits, with points and grades', () => {
    expect(page.title).toBe('Enterprise leads');
    expect(sentences).toContain('Big enough: company headcount is at least 200 (+60 points).');
    expect(sentences).toContain('An intern: seniority is intern (−40 points).');
    expect(sentences).toContain('Never: Works for a competitor, when kind of company is competitor.');
  });

  test('says what they do, how often it counts and how it fades', () => {
    expect(sentences).toContain(
      'Visited pricing: visited a page whose path starts with /pricing in the last 30 days (+15 points, up to 3 times, one per day; halves every 14 days).',
    );
    expect(sentences).toContain(
      'Binge: visited a page in the last 36 hours (+8 points, once there are 5 or more; counts 50 % from 12 hours on).',
    );
    expect(sentences).toContain('"Visited pricing" and "Binge" together give at most 30 points.');
    expect(sentences).toContain('When somebody did anything where campaign medium is giveaway, it counts 0.5 times.');
  });

  test('says when sales gets a lead, in order', () => {
    expect(page.sections[1]?.sentences.slice(0, 4)).toEqual([
      'First: Hand-raise: "Asked for a demo" in the last 30 days and fit C or better or not yet known. Sales answers within 2 business hours.',
      'Then: Fast: "Asked for a demo" and "Visited pricing" twice within 3 days, in this order and fit C or better.',
      'Then: MQL: (fit A and engagement of at least 50) or (fit B or better and engagement of at least 65), unless expected yearly value is under 3,000.',
      'Last: AQL: 3 people of one company engaged with at least 30 each, together an engagement of at least 70, among them a champion.',
    ]);
  });

  test('says what happens then', () => {
    expect(sentences).toContain(
      'Sales may reject within 5 business days, for one of these reasons: Too small (disputes headcount); without an answer it lapses.',
    );
    expect(sentences).toContain(
      'It becomes an SQL when 2 of the 4 questions of BANT are answered, after the discovery call.',
    );
    expect(sentences).toContain(
      'Business hours are Monday to Thursday 09:00–17:00, Friday 09:00–13:00 (Europe/Berlin), except on 1 holiday.',
    );
    expect(sentences).toContain('Where company country is DE, leads go to team-dach.');
  });

  test('becomes Markdown in which no label can break out', () => {
    const text = renderMarkdown(describeDefinition(definitionOf(TEXT.replace('Enterprise leads', '"<b>[x](y)"'))));
    expect(text.split('\n')[0]).toBe('# \\<b\\>\\[x\\](y)');
    expect(text).toContain('\n## Who fits\n\n- Big enough: ');
  });
});
