import { describe, expect, test } from 'vitest';
import type { Definition } from './definition.ts';
import { diffDefinitions } from './diff.ts';
import { parseDefinition } from './parse-definition.ts';

const TEXT = `
definition: d
language: 1
fit:
  criteria:
    headcount: { label: Big enough, when: 'account.employees >= 200', points: 60 }
    intern: { label: An intern, when: 'lead.seniority == "intern"', points: -40 }
  grades: { A: 60, B: 40, C: 20 }
  disqualify: { rival: { when: 'account.type == "competitor"', because: Rival } }
engagement:
  sources: [{ when: 'entry.campaign.medium == "giveaway"', weight: 0.5 }]
  signals:
    demo: { label: Asked for a demo, when: 'entry.name == "Demo Requested"', points: 40, within: 30d }
    pricing: { label: Visited pricing, when: 'entry.path.startsWith("/pricing")', points: 15, within: 30d, atMost: 3, halfLife: 14d }
    binge: { when: 'entry.kind == "page"', points: 8, within: 7d, atLeast: 5 }
  groups: { pages: { signals: [pricing, binge], limit: 30 } }
qualify:
  ask: { label: Hand-raise, signal: demo, fit: [A, B, C, "?"] }
  mql: { label: MQL, any: [{ fit: A, engagement: 50 }, { fit: B, engagement: 65 }] }
  hot: { label: Hot, engagement: 90, fit: C }
handoff:
  reject: { until: 5 business days, reasons: { small: { label: Too small, disputes: headcount } } }
  recycle: { coolDown: 30d, reasons: { no-budget: 90d } }
`;

function definitionOf(text: string): Definition {
  const parsed = parseDefinition(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function changes(from: string, to: string): string[] {
  if (!TEXT.includes(from)) throw new Error(`the text has no ${from}`);
  const after = definitionOf(TEXT.replace(from, to));
  return diffDefinitions(definitionOf(TEXT), after).map((change) => `${change.effect}: ${change.sentence}`);
}

describe('[L61] the semantic diff', () => {
  test('layout and order without meaning are no change', () => {
    expect(
      changes("when: 'account.employees >= 200', points: 60", "points: 60.0, when: '(account.employees>=200)'"),
    ).toEqual([]);
    expect(changes('signals: [pricing, binge]', 'signals: [binge, pricing]')).toEqual([]);
  });

  test.each([
    ['points: 15', 'points: 10', 'tightens: Visited pricing: 15 → 10 points'],
    ['points: -40', 'points: -20', 'loosens: An intern: −40 → −20 points'],
    ['A: 60', 'A: 55', 'loosens: fit A from 60 → 55 points'],
    [
      'account.employees >= 200',
      'account.employees >= 100',
      'depends: Big enough: company headcount is at least 200 → company headcount is at least 100',
    ],
    [
      '  disqualify: {',
      "  disqualify: { student: { when: 'lead.student', because: Student },",
      'tightens: new disqualification Student: student is true',
    ],
    ['atMost: 3', 'atMost: 2', 'tightens: Visited pricing: counts up to 3 times → up to 2 times'],
    ['atLeast: 5', 'atLeast: 4', 'loosens: Binge: counts once there are 5 or more → once there are 4 or more'],
    ['halfLife: 14d', 'halfLife: 21d', 'loosens: Visited pricing: halves every 14 days → halves every 21 days'],
    [', halfLife: 14d', '', 'loosens: Visited pricing: halves every 14 days → does not fade'],
    ['within: 7d', 'within: 14d', 'loosens: Binge: counts for 7 days → 14 days'],
    ['limit: 30', 'limit: 20', 'tightens: group pages: at most 30 → 20 points'],
    ['weight: 0.5', 'weight: 0.25', 'tightens: did anything where campaign medium is giveaway: weight 0.5 → 0.25'],
    ['label: Visited pricing', 'label: Saw prices', 'neutral: signal Visited pricing is now called Saw prices'],
    ['engagement: 65', 'engagement: 60', 'loosens: MQL, way 2: engagement of at least 65 → 60'],
    ['engagement: 90, fit: C', 'engagement: 90, fit: B', 'tightens: Hot: fit C or better → B or better'],
    [
      'engagement: 90, fit: C',
      "engagement: 90, fit: C, unless: 'account.seats < 3'",
      'tightens: Hot: fit C or better and engagement of at least 90 → fit C or better and engagement of at least 90, unless seats in use is under 3',
    ],
    [
      '  hot: { label: Hot, engagement: 90, fit: C }\n',
      '',
      'tightens: gate Hot is gone: fit C or better and engagement of at least 90',
    ],
    [
      'until: 5 business days',
      'until: 3 business days',
      'neutral: rejection is possible for 5 business days → 3 business days',
    ],
    ['coolDown: 30d', 'coolDown: 60d', 'tightens: rest after rejection 30 days → 60 days'],
    ['disputes: headcount', 'disputes: engagement', 'neutral: "Too small" disputes headcount → engagement'],
    ['definition: d', 'definition: e', 'neutral: name d → e'],
  ])('%s → %s', (from, to, expected) => {
    expect(changes(from, to)).toEqual([expected]);
  });

  test('swapped gates are told, since the first goes first (R18)', () => {
    const [ask, mql] = [/ {2}ask:.*\n/.exec(TEXT)?.[0] ?? '', / {2}mql:.*\n/.exec(TEXT)?.[0] ?? ''];
    expect(changes(ask + mql, mql + ask)).toEqual([
      'neutral: gates are looked at in another order: MQL, Hand-raise, Hot',
    ]);
  });

  test('every change of the text that changes the digest has a sentence', () => {
    const edits: [string, string][] = [
      ['language: 1', 'language: 1\ntitle: T'],
      ['language: 1', 'language: 1\nmotion: outbound'],
      ['handoff:', 'handoff:\n  holdBack: { share: 5%, salt: s }'],
      ['handoff:', 'handoff:\n  calendar: { zone: Europe/Berlin }'],
      ['handoff:', 'handoff:\n  sql: { framework: BANT, require: 2 of 4 }'],
      ['handoff:', 'handoff:\n  mode: nurture-first\n  ready: { engagement: 80 }'],
      ['handoff:', 'handoff:\n  route: [{ to: team }]'],
      ['handoff:', 'review: { rate: quarterly }\nhandoff:'],
      ['engagement:\n', 'engagement:\n  perPerson: 40\n'],
      ['weight: 0.5 }]', 'weight: 0.5 }, { when: \'entry.source == "x"\', weight: 2 }]'],
    ];
    for (const [from, to] of edits) {
      const told = changes(from, to);
      expect(told.length, to).toBeGreaterThan(0);
      expect(told.join(), to).not.toContain('no sentence yet');
    }
  });
});
