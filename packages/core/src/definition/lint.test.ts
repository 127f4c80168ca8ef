import { describe, expect, test } from 'vitest';
import { lintDefinition } from './lint.ts';
import { parseDefinition } from './parse-definition.ts';
import { placeProblems } from './problem-places.ts';

const FIT = `
fit:
  criteria:
    headcount: { when: 'account.employees >= 200', points: 50 }
    seniority: { when: 'lead.seniority == "vp"', points: 40 }
  grades: { A: 80, B: 50, C: 40 }
  disqualify: { student: { when: 'lead.student' } }
`;
const ENGAGEMENT = `
engagement:
  signals:
    demo: { when: 'entry.name == "Demo Requested"', points: 40, within: 30d }
    talk: { when: 'entry.name == "Webinar Attended"', points: 30, within: 30d, atMost: 2 }
`;
const QUALIFY = `
qualify:
  ask: { signal: demo, fit: [A, B, C, "?"] }
  mql: { fit: B, engagement: 60 }
`;

interface Parts {
  readonly fit?: string;
  readonly engagement?: string;
  readonly qualify?: string;
  readonly more?: string;
}

function textOf({ fit = FIT, engagement = ENGAGEMENT, qualify = QUALIFY, more = '' }: Parts): string {
  return `definition: d\nlanguage: 1\n${fit}${engagement}${qualify}${more}`;
}

function warnings(parts: Parts): string[] {
  const parsed = parseDefinition(textOf(parts));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return lintDefinition(parsed.value).map((problem) => `${problem.code} ${problem.place?.path}`);
}

const signals = (text: string): Parts => ({ engagement: `${ENGAGEMENT}    ${text}\n` });
const criteria = (text: string): Parts => ({ fit: FIT.replace('  grades:', `    ${text}\n  grades:`) });
const gates = (text: string): Parts => ({ qualify: `${QUALIFY}  ${text}\n` });

describe('lint', () => {
  test('a careful definition draws no warning', () => {
    expect(warnings({})).toEqual([]);
  });

  test.each<[string, Parts, string]>([
    ['a grade nobody can reach', { fit: FIT.replace('A: 80', 'A: 101') }, 'lint-unreachable-grade fit.grades'],
    [
      'a grade between the sums',
      { fit: FIT.replace('B: 50, C: 40', 'B: 60, C: 40') },
      'lint-unreachable-grade fit.grades',
    ],
    [
      'the same criterion twice',
      criteria("size: { when: '(account.employees >= 200)', points: 10 }"),
      'lint-same-condition fit.criteria.size',
    ],
    [
      'nested bounds',
      criteria("large: { when: 'account.employees > 1000', points: 10 }"),
      'lint-overlapping fit.criteria.large',
    ],
    ['nobody disqualified', { fit: FIT.replace(/ {2}disqualify.*\n/, '') }, 'lint-no-disqualify fit'],
    ['fit that no gate asks for', { qualify: 'qualify: { ask: { signal: demo } }' }, 'lint-unused-fit fit'],
    [
      'a signal nothing comes of',
      signals('x: { when: \'entry.name == "X"\', points: 0, within: 30d }'),
      'lint-unused-signal engagement.signals.x',
    ],
    [
      'a window of years',
      signals('x: { when: \'entry.name == "X"\', points: 5, within: 366d }'),
      'lint-long-window engagement.signals.x.within',
    ],
    [
      'a half-life beyond the window',
      signals('x: { when: \'entry.name == "X"\', points: 5, within: 7d, halfLife: 14d }'),
      'lint-slow-decay engagement.signals.x.halfLife',
    ],
    [
      '[I3] points for mail opens',
      signals('x: { when: \'entry.name == "Email Opened"\', points: 5, within: 30d }'),
      'lint-mail-opens engagement.signals.x',
    ],
    [
      'a cap above the ceiling',
      signals('x: { when: \'entry.name == "X"\', points: 50, within: 30d, atMost: 3 }'),
      'lint-wasted-cap engagement.signals.x.atMost',
    ],
    [
      'the same signal twice',
      signals('x: { when: \'entry.name == "Demo Requested"\', points: 5, within: 7d }'),
      'lint-same-condition engagement.signals.x',
    ],
    [
      'a shared event',
      signals('x: { when: \'entry.name in ["Demo Requested", "Call Requested"]\', points: 5, within: 7d }'),
      'lint-overlapping engagement.signals.x',
    ],
    [
      'a condition that reads nothing',
      signals("x: { when: '1 < 2', points: 5, within: 7d }"),
      'lint-vague-condition engagement.signals.x.when',
    ],
    [
      'both sides the same',
      criteria("x: { when: 'account.seats == account.seats', points: 10 }"),
      'lint-vague-condition fit.criteria.x.when',
    ],
    [
      'a comparison with null',
      criteria("x: { when: 'account.plan != null', points: 10 }"),
      'lint-null-comparison fit.criteria.x.when',
    ],
    [
      'a number in quotes',
      criteria('x: { when: \'account.seats > "10"\', points: 10 }'),
      'lint-wrong-type fit.criteria.x.when',
    ],
    [
      'a misspelt attribute',
      criteria('x: { when: \'account.industri == "Software"\', points: 10 }'),
      'lint-attribute-name fit.criteria.x.when',
    ],
    [
      'an attribute of the other',
      criteria('x: { when: \'lead.industry == "Software"\', points: 10 }'),
      'lint-attribute-name fit.criteria.x.when',
    ],
    [
      'a name from elsewhere',
      criteria('x: { when: \'lead.jobTitle == "CEO"\', points: 10 }'),
      'lint-attribute-name fit.criteria.x.when',
    ],
    [
      'a threshold beyond all caps',
      { engagement: ENGAGEMENT.replace('points: 30', 'points: 9') },
      'lint-gate-cannot-open qualify.mql.engagement',
    ],
    [
      'grades nobody can get',
      { fit: FIT.replace('A: 80', 'A: 101'), ...gates('top: { fit: A, engagement: 10 }') },
      'lint-unreachable-grade fit.grades, lint-gate-cannot-open qualify.top.fit',
    ],
    [
      '[R13] fit of an account without account criteria',
      {
        fit: FIT.replace('account.employees >= 200', 'lead.seniority == "c-level"'),
        ...gates('aql: { account: { engagedLeads: 2, engagedAt: 30 }, fit: B }'),
      },
      'lint-gate-cannot-open qualify.aql.fit',
    ],
    ['a gate behind a milder one', gates('hot: { fit: A, engagement: 90 }'), 'lint-shadowed-gate qualify.hot'],
    [
      '[C6b] a hand-raise without ?',
      { qualify: 'qualify: { ask: { signal: demo, fit: C }, mql: { fit: B, engagement: 60 } }' },
      'lint-hand-raise-unknown qualify.ask.fit',
    ],
    [
      '[C6a] a hand-raise for the best only',
      { qualify: 'qualify: { ask: { signal: demo, fit: [A, "?"] }, mql: { fit: B, engagement: 60 } }' },
      'lint-hand-raise-narrow qualify.ask.fit',
    ],
    [
      '[C6a] a hand-raise that waits',
      {
        qualify:
          'qualify: { ask: { signal: demo, fit: [A, B, C, "?"], engagement: 50 }, mql: { fit: B, engagement: 60 } }',
      },
      'lint-hand-raise-waits qualify.ask',
    ],
    ['[I2] a single total', gates('old: { total: 100 }'), 'lint-single-total qualify.old'],
    ['[C1] a score without fit', gates('busy: { engagement: 50 }'), 'lint-one-axis qualify.busy'],
    [
      'a track nobody asks for',
      { more: 'usage: { signals: { trial: { when: \'entry.name == "Trial"\', points: 20, within: 30d } } }' },
      'lint-unused-track usage',
    ],
    [
      'a lead that no route takes',
      { more: `handoff: { route: [{ when: 'account.country == "DE"', to: dach }] }` },
      'lint-no-default-route handoff.route',
    ],
    [
      'a route behind one that takes all',
      { more: `handoff: { route: [{ to: all }, { when: 'account.country == "DE"', to: dach }] }` },
      'lint-unreachable-route handoff.route[1]',
    ],
    [
      '[C6a] nobody gets through by asking',
      { qualify: 'qualify: { mql: { fit: B, engagement: 60 } }' },
      'lint-no-hand-raise qualify',
    ],
  ])('%s', (_, parts, expected) => {
    expect(warnings(parts).join(', ')).toBe(expected);
  });

  test('[H10] the criticised point table is accepted and warned about', () => {
    const text = textOf({
      engagement: `engagement:
  signals:
    whitepaper: { when: 'entry.name == "Whitepaper Downloaded"', points: 10, within: 90d, atMost: 5 }
    pricing: { when: 'entry.kind == "page" && entry.path == "/pricing"', points: 15, within: 90d, atMost: 5 }
    open: { when: 'entry.name == "Email Opened"', points: 5, within: 90d, atMost: 10 }
`,
      qualify: 'qualify: { mql: { total: 100 } }\n',
    });
    const parsed = parseDefinition(text);
    expect(parsed.ok).toBe(true);
    const problems = parsed.ok ? lintDefinition(parsed.value) : [];
    expect(problems.map((problem) => problem.code)).toEqual([
      'lint-mail-opens',
      'lint-easy-to-track',
      'lint-unvalidated',
      'lint-single-total',
      'lint-no-hand-raise',
    ]);
    expect(problems[1]?.message).toContain('100 %');
  });

  test('weight on easy signals is a share of what the caps allow', () => {
    const half = 'view: { when: \'entry.path == "/x"\', points: 50, within: 30d, atMost: 2 }';
    expect(warnings(signals(half))).toEqual([]);
    expect(warnings(signals(half.replace('50', '51')))).toEqual(
      [
        'lint-wasted-cap engagement.signals.view.atMost',
        'lint-easy-to-track engagement.signals',
        'lint-unvalidated engagement.signals',
      ].slice(1),
    );
  });

  test('warnings find their line', () => {
    const text = textOf(gates('old: { total: 100 }'));
    const parsed = parseDefinition(text);
    const placed = parsed.ok ? placeProblems(lintDefinition(parsed.value), text, 'definition.yaml') : [];
    expect(placed[0]?.place).toEqual({
      file: 'definition.yaml',
      path: 'qualify.old',
      line: 19,
      column: 3,
      length: 3,
      text: '  old: { total: 100 }',
    });
  });
});
