import { describe, expect, it } from 'vitest';
import { definitionDigest, gateDigests } from './canonical.ts';
import type { Definition } from './definition.ts';
import { parseDefinition } from './parse-definition.ts';

const FULL = `
definition: enterprise
language: 1
motion: sales-led
fit:
  criteria:
    industry:   { when: 'account.industry in ["Software", "Financial services"]', points: 30 }
    headcount:  { when: 'account.employees >= 200', points: 30 }
    seniority:  { when: 'lead.seniority in ["director", "vp", "c-level"]', points: 25 }
    region:     { when: 'account.country in ["US", "CA", "GB", "DE"]', points: 15 }
  grades: { A: 80, B: 60, C: 40 }
  disqualify:
    competitor: { when: 'account.domain in ["rival.example"]', because: Competitor }
engagement:
  perPerson: 50
  sources:
    - { when: 'entry.campaign.medium == "branded search"', weight: 1.2 }
  signals:
    pricing:    { label: Visited pricing,    when: 'entry.path.startsWith("/pricing")',    points: 15, atMost: 3, within: 30d, halfLife: 14d }
    demo:       { label: Asked for a demo,   when: 'entry.name == "Demo Requested"',       points: 40, within: 30d }
    webinar:    { label: Attended a webinar, when: 'entry.name == "Webinar Attended"',     points: 10, within: 30d, atMost: 2 }
    whitepaper: { label: Read a whitepaper,  when: 'entry.name == "Content Downloaded"',   points: 5,  within: 30d, atMost: 2, oncePer: 1d }
    unsub:      { label: Unsubscribed,       when: 'entry.name == "Unsubscribed"',         points: -30, within: 90d }
    binge:      { when: 'entry.kind == "page"', points: 8, within: 7d, atLeast: 5 }
    topics:     { when: 'entry.kind == "page"', points: 4, within: 30d, distinctBy: entry.topic, atMost: 4 }
    news:       { when: 'entry.name == "Email Opened"', points: 1, within: 30d, atMost: 3, steps: { 7d: 0.5, 14d: 0.25 } }
  groups:
    content:    { signals: [whitepaper, webinar], limit: 20 }
usage:
  signals:
    trial:      { label: Started a trial,     when: 'entry.name == "Trial Started"',       points: 20, within: 30d }
    activation: { label: Used a core feature, when: 'entry.name in ["Report Built", "Source Connected"]', points: 25, within: 14d, atMost: 2 }
qualify:
  hand-raise:   { signal: demo, fit: [A, B, C, "?"], respondWithin: 2 business hours }
  fast-lane:    { pattern: [webinar, pricing x2, trial, activation], within: 72h, ordered: false, fit: C }
  pql:          { usage: 60, fit: C, unless: 'account.expectedValue < 3000' }
  mql:          { any: [ { fit: A, engagement: 50 }, { fit: B, engagement: 65 } ] }
  aql:          { account: { engagedLeads: 3, engagedAt: 30, engagement: 70, roles: [economic-buyer, champion] } }
  legacy:       { total: 100 }
handoff:
  mode: nurture-first
  ready: { engagement: 80 }
  respondWithin: 1 business day
  route:
    - { when: 'account.country == "DE"', to: team-dach }
    - { to: round-robin }
  reject:
    until: 5 business days
    reasons: { wrong-size: { disputes: headcount }, no-intent: { disputes: engagement } }
    silence: accepted
  recycle: { coolDown: 30d, reasons: { no-budget: 90d } }
  sql: { framework: BANT, require: 2 of 4, after: discovery call }
  holdBack: { share: 5%, salt: 2026-q4 }
  calendar: { zone: Europe/Berlin, open: { mon-thu: '09:00-17:00', fri: ['09:00-12:00', '13:00-15:00'] }, holidays: [2026-12-25] }
review: { rate: monthly, definition: quarterly }
`;

const parsed = (text: string): Definition => {
  const outcome = parseDefinition(text, { file: 'definition.yaml' });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, null, 1));
  return outcome.value;
};
const problems = (text: string) => {
  const outcome = parseDefinition(text, { file: 'definition.yaml' });
  return outcome.problems.map((problem) => ({
    code: problem.code,
    line: problem.place?.line,
    column: problem.place?.column,
    message: problem.message,
  }));
};

describe('a definition', () => {
  const definition = parsed(FULL);

  it('reads everything the language has', () => {
    expect(definition.gates.map((gate) => gate.name)).toEqual([
      'hand-raise',
      'fast-lane',
      'pql',
      'mql',
      'aql',
      'legacy',
    ]);
    expect(definition.gates[1]?.clause).toEqual({
      fit: ['A', 'B', 'C'],
      pattern: {
        places: [
          { signal: 'webinar', count: 1 },
          { signal: 'pricing', count: 2 },
          { signal: 'trial', count: 1 },
          { signal: 'activation', count: 1 },
        ],
        within: 72,
        ordered: false,
      },
    });
    expect(definition.gates[0]?.respondWithin).toEqual({ amount: 2, unit: 'business hours' });
    expect(definition.engagement?.signals.find((signal) => signal.name === 'pricing')).toMatchObject({
      points: 150,
      within: 720,
      atMost: 3,
      decay: { kind: 'half-life', hours: 336 },
    });
    expect(definition.engagement?.signals.find((signal) => signal.name === 'topics')?.distinctBy).toEqual(['topic']);
    expect(definition.handoff.holdBack).toEqual({ share: 50, salt: '2026-q4' });
    expect(definition.handoff.calendar.week[4]).toEqual([
      [540, 720],
      [780, 900],
    ]);
    expect(definition.handoff.recycle).toEqual({ coolDown: 720, reasons: { 'no-budget': 2160 } });
  });

  it('keeps its digest when only the layout of the text changes, and loses it when two gates swap', () => {
    const spaced = FULL.replaceAll('  }', ' }').replace('account.employees >= 200', 'account.employees  >=  200');
    expect(definitionDigest(parsed(spaced))).toBe(definitionDigest(definition));
    const lines = FULL.split('\n');
    const pql = lines.findIndex((line) => line.includes('pql:'));
    [lines[pql], lines[pql + 1]] = [lines[pql + 1] as string, lines[pql] as string];
    expect(definitionDigest(parsed(lines.join('\n')))).not.toBe(definitionDigest(definition));
  });

  it('[R16a] a gate keeps its digest when only labels, reasons and response times change', () => {
    const relabelled = parsed(
      FULL.replace('Visited pricing', 'Saw the price')
        .replace('2 business hours', '3 business hours')
        .replace('because: Competitor', 'because: Rival'),
    );
    expect(gateDigests(relabelled)).toEqual(gateDigests(definition));
  });

  it('[R16a] an edit of one track changes the gates that read it, and no other', () => {
    const heavier = gateDigests(parsed(FULL.replace('points: 20, within: 30d', 'points: 25, within: 30d')));
    const before = gateDigests(definition);
    const changed = [...before].filter(([name, digest]) => heavier.get(name) !== digest).map(([name]) => name);
    expect(changed).toEqual(['pql']);
  });
});

describe('problems of a definition', () => {
  it('names an unknown key with its place and the word that was meant', () => {
    expect(problems(FULL.replace('halfLife: 14d', 'halflife: 14d'))).toEqual([
      {
        code: 'definition-unknown-key',
        line: 19,
        column: 128,
        message: 'unknown key "halflife" in signal pricing; did you mean "halfLife"?',
      },
    ]);
  });

  it('finds the column inside a condition', () => {
    const [problem] = problems(FULL.replace('account.employees >= 200', 'account.employees >= '));
    expect(problem).toMatchObject({ code: 'condition-syntax', line: 8 });
    expect(problem?.column).toBe(47);
  });

  it('reports all problems at once', () => {
    const codes = problems(
      FULL.replace('points: 30 }', 'points: 30.25 }')
        .replace('within: 72h', 'within: soon')
        .replace('usage: 60', 'usage: 600'),
    ).map((problem) => problem.code);
    expect(codes).toEqual(['definition-too-precise', 'definition-bad-duration', 'definition-out-of-range']);
  });

  it.each([
    ['[R10] both atLeast and atMost', 'atLeast: 5 }', 'atLeast: 5, atMost: 2 }', 'definition-at-least-and-at-most'],
    [
      '[R11] negative points that decay',
      'points: -30, within: 90d',
      'points: -30, within: 90d, halfLife: 7d',
      'definition-negative-decay',
    ],
    [
      '[R9] a negative signal in a group',
      'signals: [whitepaper, webinar]',
      'signals: [whitepaper, unsub]',
      'definition-negative-in-group',
    ],
    [
      '[R12] a signal that reads a person',
      'entry.name == "Demo Requested"',
      'lead.seniority == "vp"',
      'definition-wrong-root',
    ],
    ['[R16] a gate without behaviour', '{ total: 100 }', '{ fit: A }', 'definition-gate-without-behaviour'],
    [
      '[R15a] a gate of account and lead',
      '{ total: 100 }',
      '{ all: [{ account: { engagedLeads: 1, engagedAt: 10 } }, { usage: 10 }] }',
      'definition-mixed-gate',
    ],
    ['[R8] factors that rise', '14d: 0.25', '14d: 0.75', 'definition-rising-decay'],
    ['an unknown signal', 'signal: demo', 'signal: dmeo', 'definition-unknown-signal'],
    ['an unknown zone', 'Europe/Berlin', 'Europe/Berln', 'definition-unknown-zone'],
    ['an alias', 'fit: [A, B, C, "?"]', 'fit: *all', 'definition-alias'],
    ['a key twice', 'motion: sales-led', 'motion: sales-led\nmotion: outbound', 'definition-duplicate-key'],
    ['a prototype key', 'legacy:  ', '__proto__:', 'definition-bad-key'],
  ])('%s', (_, from, to, code) => {
    expect(FULL).toContain(from);
    expect(problems(FULL.replace(from, to)).map((problem) => problem.code)).toContain(code);
  });

  it('survives what is no definition at all', () => {
    for (const text of [
      '',
      '[]',
      '42',
      '\u0000',
      'a: &a [*a, *a]',
      `${'['.repeat(100_000)}`,
      `${'- '.repeat(50_000)}x`,
      'x'.repeat(1_000_001),
      `k: ${'{a: '.repeat(5_000)}`,
    ]) {
      expect(parseDefinition(text).ok).toBe(false);
    }
  });
});
