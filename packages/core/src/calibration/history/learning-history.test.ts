// What calibration takes out of a journal: which cycles count, from when on, and what was known of them by then.
import { describe, expect, it } from 'vitest';
import { DAY } from '../../base/duration.ts';
import type { Entry } from '../../journal/entry.ts';
import { featuresOf, LearningHistory, type LearningSample, sampleOf } from './learning-history.ts';

const NOW = Date.UTC(2026, 0, 1);
let made = 0;

/** An entry so many days before now, of Ada of one.example unless told otherwise. */
function entry(kind: Entry['kind'], daysAgo: number, more: object = {}): Entry {
  made += 1;
  const at = NOW - daysAgo * DAY;
  return {
    kind,
    id: `e${String(made).padStart(5, '0')}`,
    source: 'crm',
    occurredAt: at,
    knownAt: at,
    email: 'ada@one.example',
    ...more,
  } as unknown as Entry;
}

const visit = (daysAgo: number, more: object = {}): Entry =>
  entry('page', daysAgo, { path: '/pricing/plans', ...more });
const talk = (daysAgo: number, more: object = {}): Entry => entry('conversation', daysAgo, more);
const deal = (id: string, daysAgo: number, more: object = {}): Entry =>
  entry('opportunity', daysAgo, { deal: id, ...more });
const won = (id: string, daysAgo: number, more: object = {}): Entry => entry('won', daysAgo, { deal: id, ...more });
const lost = (id: string, daysAgo: number, more: object = {}): Entry => entry('lost', daysAgo, { deal: id, ...more });

function learn(entries: readonly Entry[], asOf = NOW): LearningSample {
  const history = new LearningHistory();
  for (const each of entries) history.take(each);
  return history.finish(asOf - 365 * DAY, asOf);
}

/** Twelve more accounts of the same kind, so that what is seen once becomes a feature. */
function dozen(of: (who: { readonly email: string }) => readonly Entry[]): Entry[] {
  return Array.from({ length: 12 }, (_, i) => of({ email: `p${i}@c${i}.example` })).flat();
}

describe('[E1a, K6, K10] which cycles count', () => {
  it('a deal of eight people is one case, from the first recorded conversation on', () => {
    const people = Array.from({ length: 8 }, (_, i) => ({ email: `p${i}@one.example` }));
    const { cases } = learn([
      talk(120),
      deal('d1', 100, { people }),
      won('d1', 60, { amountMinor: 500_00, currency: 'EUR' }),
    ]);
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({
      outcome: 'won',
      talkAt: NOW - 120 * DAY,
      confidence: 'recorded',
      wonMinor: 500_00,
    });
    expect(cases[0]?.people.size).toBe(9);
  });

  it('without a conversation it is taken to have been a week before the deal, and said to be assumed', () => {
    const { cases, assumedShare } = learn([deal('d1', 100), lost('d1', 60)]);
    expect(cases[0]).toMatchObject({ outcome: 'lost', talkAt: NOW - 107 * DAY, confidence: 'assumed' });
    expect(assumedShare).toBe(1);
  });

  it('a deal soon after a loss belongs to the same cycle, one that was won makes the cycle won', () => {
    const { cases, outcomes } = learn([talk(200), deal('d1', 190), lost('d1', 150), deal('d2', 120), won('d2', 60)]);
    expect(cases).toHaveLength(1);
    expect(outcomes.won).toBe(1);
  });

  it('what closed less than thirty days ago, or is open, is too young; what ended a year ago is earlier', () => {
    const other = (name: string): object => ({ email: `a@${name}.example` });
    const { cases, leftOut } = learn([
      deal('d1', 80, other('young')),
      won('d1', 20, other('young')),
      deal('d2', 40, other('open')),
      deal('d3', 500, other('old')),
      lost('d3', 400, other('old')),
    ]);
    expect(cases).toHaveLength(0);
    expect(leftOut).toEqual({ young: 2, early: 1, undated: 0 });
  });

  it('an open deal nobody touched for long is stalled', () => {
    const { outcomes } = learn([talk(320), deal('d1', 300)]);
    expect(outcomes).toEqual({ won: 0, lost: 0, stalled: 1, never: 0 });
  });

  it('conversations without any deal count only where there are thirty of them', () => {
    const talks = (n: number): Entry[] =>
      Array.from({ length: n }, (_, i) => talk(200, { email: `p@quiet${i}.example` }));
    expect(learn(talks(29)).outcomes.never).toBe(0);
    expect(learn(talks(30)).outcomes.never).toBe(30);
  });

  it('deals with existing customers are no cases', () => {
    expect(learn([deal('d1', 100, { business: 'existing' }), won('d1', 60)]).cases).toHaveLength(0);
  });
});

describe('[E1, E3] what was done and known before the first conversation', () => {
  const cycle = (who: object, ...more: readonly Entry[]): Entry[] => [
    talk(120, who),
    deal(`d ${JSON.stringify(who)}`, 110, who),
    won(`d ${JSON.stringify(who)}`, 60, who),
    ...more,
  ];
  const counts = (sample: LearningSample, name: string): number[] => {
    const found = sample.features.find(({ feature }) => feature.name === name)?.feature;
    return found?.kind === 'number' ? [...found.values] : [];
  };

  it('visits are counted by look-back: neither those after the conversation nor those long before', () => {
    const sample = learn(
      dozen((who) => cycle(who, visit(119, who), visit(121, who), visit(160, who), visit(200, who), visit(220, who))),
    );
    expect(counts(sample, 'Visited /pricing, 30 days')[0]).toBe(1);
    expect(counts(sample, 'Visited /pricing, 60 days')[0]).toBe(2);
    expect(counts(sample, 'Visited /pricing, 90 days')[0]).toBe(3);
  });

  it('what colleagues did counts, what flags took out or became known too late does not', () => {
    const sample = learn(
      dozen((who) => {
        const bot = visit(122, who);
        const colleague = { email: who.email.replace(/^p\d+/, 'colleague') };
        const late = { ...visit(123, who), knownAt: NOW - 100 * DAY };
        const flag = entry('flag', 90, { ...who, flag: 'machine', entries: [{ source: bot.source, id: bot.id }] });
        return cycle(who, bot, flag, late, visit(125, colleague), visit(126, who));
      }).map((each) => (each.kind === 'opportunity' ? ({ ...each, people: undefined } as unknown as Entry) : each)),
    );
    expect(counts(sample, 'Visited /pricing, 30 days')[0]).toBe(1);
    const everybody = learn(
      dozen((who) => {
        const colleague = { email: who.email.replace(/^p\d+/, 'colleague') };
        return [
          talk(120, who),
          ...cycle(who, visit(125, colleague), visit(126, who))
            .slice(1)
            .map((each) => {
              const { email: _, ...rest } = each as Entry & { email?: string };
              return each.kind === 'page' ? each : ({ ...rest, domain: who.email.split('@')[1] } as unknown as Entry);
            }),
        ];
      }),
    );
    expect(counts(everybody, 'Visited /pricing, 30 days')[0]).toBe(2);
    expect(counts(everybody, 'People who did anything, 30 days')[0]).toBe(2);
  });

  it('attributes are read as they were known then; what an export adds later is listed and left out', () => {
    const sample = learn(
      dozen((who) =>
        cycle(
          who,
          entry('identify', 150, { ...who, account: { employees: 50 } }),
          entry('identify', 100, { ...who, account: { employees: 900 } }),
          entry('identify', 1, { ...who, lead: { rating: 'hot' } }),
        ),
      ),
    );
    expect(counts(sample, 'account.employees')[0]).toBe(50);
    expect(sample.late).toEqual([{ name: 'lead.rating', inTime: 0, ever: 12 }]);
    expect(sample.features.some(({ feature }) => feature.name === 'lead.rating')).toBe(false);
  });

  it('[K6] behaviour teaches nothing where most conversations are assumed; attributes still do', () => {
    const sample = learn(
      dozen((who) => [
        deal(`d ${who.email}`, 110, who),
        won(`d ${who.email}`, 60, who),
        visit(121, who),
        entry('identify', 150, { ...who, account: { employees: 50 } }),
      ]),
    );
    expect(sample.readsBehaviour).toBe(false);
    expect(sample.features.map(({ feature }) => feature.name)).toEqual(['account.employees']);
  });

  it('a plain table gives a point for each kind of behaviour', () => {
    const sample = learn(
      dozen((who) =>
        cycle(who, visit(121, who), visit(122, who), entry('track', 125, { ...who, name: 'Webinar Attended' })),
      ),
    );
    expect(sample.plain.criteria).toBe(2);
    expect(sampleOf(sample, featuresOf(sample, 90, new Set())).incumbent?.[0]).toBe(2);
  });

  it('takes entries in any order', () => {
    const entries = dozen((who) => cycle(who, visit(121, who), visit(121.5, who)));
    const forwards = learn(entries);
    const backwards = learn([...entries].reverse());
    expect(backwards.cases).toEqual(forwards.cases);
    expect(backwards.features).toEqual(forwards.features);
  });
});
