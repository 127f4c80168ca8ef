// [F5, J2] A change in volume is split exactly. The worlds are made so that one thing alone changes: the later period is the earlier one over again, with other people.
import type { Definition } from '@baton/core/definition/definition';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import type { Entry } from '@baton/core/journal/entry';
import { isSharedDomain } from '@baton/core/journal/identifiers';
import { splitDemand, wholes } from '@baton/core/reports/volume/split-change';
import { type VolumeChange, VolumeChanges } from '@baton/core/reports/volume/volume-change';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyEntries } from './told.ts';

const WEEK = 7 * 86_400_000;
/** 53 weeks, so that every entry falls on the same weekday and hour again. */
const LATER = 53 * WEEK;

function withThreshold(threshold: number): Definition {
  const parsed = parseDefinition(`
definition: volume
language: 1
engagement:
  signals:
    demo: { when: 'entry.name == "Demo Requested"', points: 60, within: 30d }
    download: { when: 'entry.name == "Content Downloaded"', points: 15, within: 60d, atMost: 3 }
    page: { when: 'entry.kind == "page"', points: 5, within: 30d, atMost: 6 }
    webinar: { when: 'entry.name == "Webinar Attended"', points: 35, within: 30d }
qualify:
  mql: { engagement: ${threshold} }
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** Another person's address at another company; free mail stays free mail, which joins nobody. */
function otherAddress(email: string, mark: string): string {
  const [local, domain = ''] = email.split('@');
  return `${local}.${mark}@${isSharedDomain(domain) ? '' : `${mark}-`}${domain}`;
}

/** The same entries of other people, `by` later. */
function over(entries: readonly Entry[], mark: string, by = LATER): Entry[] {
  const again = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      if (key === 'email') return otherAddress(value, mark);
      if (key === 'domain') return `${mark}-${value}`;
      return ['id', 'userId', 'anonymousId', 'accountId', 'previousId', 'deal', 'handoff', 'subscription'].includes(key)
        ? `${value}-${mark}`
        : value;
    }
    if (typeof value === 'number')
      return ['occurredAt', 'knownAt', 'admittedAt', 'from', 'until'].includes(key) ? value + by : value;
    if (Array.isArray(value)) return value.map((each) => again(each, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, again(each, name)]));
  };
  return entries.map((entry) => again(entry, '') as Entry);
}

const until = Date.UTC(2025, 0, 1);
/** What the definitions read, and who is who. */
const year = companyEntries({ seed: 'volume', leads: 400, years: 1, until }).filter(
  (entry) => entry.kind !== 'dwell' && !(entry.kind === 'track' && entry.name?.startsWith('Email')),
);
const since = until;

function change(entries: readonly Entry[], before: Definition, after: Definition): VolumeChange {
  const changes = new VolumeChanges({ before, after, since, until: since + LATER });
  for (const entry of entries) changes.read(entry);
  for (const entry of entries) changes.readAgain(entry);
  return changes.finish();
}

function addsUp({ before, after, parts }: VolumeChange): void {
  expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBe(after - before);
}

describe('one thing alone', () => {
  const seventy = withThreshold(70);

  it('a threshold lowered from 70 to 60 is 100 % definition', () => {
    const found = change([...year, ...over(year, 'b')], seventy, withThreshold(60));
    addsUp(found);
    expect(found.afterConstant).toBe(found.before);
    expect(found.parts.definition).toBeGreaterThan(4);
    expect(found.parts).toEqual({ definition: found.after - found.before, bots: 0, dataQuality: 0, demand: 0, mix: 0 });
  });

  it('nothing changed is nothing', () => {
    const found = change([...year, ...over(year, 'b')], seventy, seventy);
    expect(found.before).toBeGreaterThan(10);
    expect(found.parts).toEqual({ definition: 0, bots: 0, dataQuality: 0, demand: 0, mix: 0 });
  });

  it('twice as many people of the same kind are demand', () => {
    const found = change([...year, ...over(year, 'b'), ...over(year, 'c')], seventy, seventy);
    addsUp(found);
    expect(found.after).toBe(2 * found.before);
    expect(found.parts).toEqual({ definition: 0, bots: 0, dataQuality: 0, demand: found.before, mix: 0 });
    expect(found.demand.readiness).toBe(0);
  });

  it.each([
    ['machine', 'bots'],
    ['test', 'dataQuality'],
  ] as const)('what is flagged %s is %s', (flag, part) => {
    const at = since + 10 * WEEK;
    const strange = Array.from({ length: 12 }, (_, i): Entry => {
      const id = `strange-${i}`;
      return { kind: 'track', source: 'web', id, userId: id, name: 'Demo Requested', occurredAt: at, knownAt: at };
    });
    const pages = strange.flatMap((entry) =>
      [1, 2, 3].map((n): Entry => ({ ...entry, id: `${entry.id}-${n}`, name: 'Content Downloaded' }) as Entry),
    );
    // Sales had written to them, so that a flag recalls nothing.
    const touches = strange.map(
      (entry): Entry => ({
        kind: 'touch',
        source: 'crm',
        id: `touch-${entry.id}`,
        userId: entry.userId as string,
        channel: 'email',
        occurredAt: at + WEEK,
        knownAt: at + WEEK,
      }),
    );
    const answers = strange.map(
      (entry): Entry => ({
        kind: 'disposition',
        source: 'crm',
        id: `answer-${entry.id}`,
        userId: entry.userId as string,
        answer: 'accepted',
        occurredAt: at + WEEK,
        knownAt: at + WEEK,
      }),
    );
    const flags = strange.map(
      (entry, i): Entry => ({
        kind: 'flag',
        source: 'hand',
        id: `flag-${i}`,
        userId: entry.userId as string,
        flag,
        occurredAt: at + 2 * WEEK,
        knownAt: at + 2 * WEEK,
        entries: [entry, ...pages.filter(({ userId }) => userId === entry.userId)].map(({ source, id }) => ({
          source,
          id,
        })),
      }),
    );
    const found = change(
      [...year, ...over(year, 'b'), ...strange, ...pages, ...touches, ...answers, ...flags],
      seventy,
      seventy,
    );
    addsUp(found);
    expect(found.parts).toEqual({ definition: 0, bots: 0, dataQuality: 0, demand: 0, mix: 0, [part]: 12 });
  });

  it('another mix of sources at the same rates within them is mix', () => {
    const sources = (good: number, bad: number) =>
      new Map([
        ['good', { active: good, handoffs: good / 2 }],
        ['bad', { active: bad, handoffs: bad / 10 }],
      ]);
    expect(splitDemand(sources(100, 100), sources(150, 50))).toEqual({ people: 0, mix: 20, readiness: 0 });
  });
});

it('everything at once still adds up to the unit', () => {
  const half = year.filter((_, i) => i % 3 !== 0);
  const found = change(
    [...year, ...over(half, 'b'), ...over(year.slice(0, 1500), 'c')],
    withThreshold(70),
    withThreshold(55),
  );
  addsUp(found);
});

it('whole parts add up, and none is further than one from its fraction', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 2, maxLength: 6 }),
      fc.integer({ min: -900, max: 900 }),
      (some, sum) => {
        const parts = [...some, sum - some.reduce((a, b) => a + b, 0)];
        const found = wholes(parts, sum);
        expect(found.reduce((a, b) => a + b, 0)).toBe(sum);
        found.forEach((whole, i) => {
          expect(Math.abs(whole - (parts[i] as number))).toBeLessThanOrEqual(1 + 1e-6);
        });
      },
    ),
  );
});
