// When reviews are due: by the last one, else by the activation, else by the first entry.
import { describe, expect, it } from 'vitest';
import { definitionDigest } from '../../definition/canonical.ts';
import { parseDefinition } from '../../definition/parse-definition.ts';
import type { ActivationEntry, ReviewEntry } from '../../journal/entry.ts';
import { lastPeriod, yearBefore } from './period.ts';
import { lateWords, type ReviewHistory, reviewDue } from './review-due.ts';
import { reviewEntry } from './review-entries.ts';

const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);

function definition(review: string) {
  const parsed = parseDefinition(
    `definition: d\nlanguage: 1\nengagement:\n  signals:\n    demo: { when: 'entry.name == "Demo"', points: 40, within: 30d }\nqualify:\n  mql: { engagement: 40 }\nreview: ${review}\n`,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const usual = definition('{ rate: monthly, definition: quarterly }');
const history = (asOf: string, more: Partial<ReviewHistory> = {}): ReviewHistory => ({
  reviews: [],
  activations: [],
  first: day('2026-01-01'),
  asOf: day(asOf),
  ...more,
});
const held = (review: ReviewEntry['review'], at: string): ReviewEntry =>
  reviewEntry({ review, decision: 'kept', by: ['Marketing', 'Sales'] }, day(at));

describe('[G3] the next review', () => {
  it('is due a month and a quarter after the first entry where nothing else is known', () => {
    const due = reviewDue(usual, history('2026-01-20'));
    expect(due.rate).toMatchObject({ dueAt: day('2026-02-01'), lastWas: 'first entry', state: 'in time' });
    expect(due.definition).toMatchObject({ dueAt: day('2026-04-01'), state: 'in time' });
    expect(lateWords(due)).toBeUndefined();
  });

  it('is due after the last review of its kind: a quarterly one looks at the rate too, a monthly one not at the definition', () => {
    const reviews = [held('quarterly', '2026-04-01'), held('monthly', '2026-05-01')];
    const due = reviewDue(usual, history('2026-05-20', { reviews }));
    expect(due.rate).toMatchObject({ last: day('2026-05-01'), dueAt: day('2026-06-01'), lastWas: 'review' });
    expect(due.definition).toMatchObject({ last: day('2026-04-01'), dueAt: day('2026-07-01') });
  });

  it('of 31 January is due on the last of February', () => {
    expect(reviewDue(usual, history('2026-02-01', { reviews: [held('monthly', '2026-01-31')] })).rate.dueAt).toBe(
      day('2026-02-28'),
    );
  });

  it('begins anew with an activation of this very text, else of this name', () => {
    const activation = (digest: string, at: string): ActivationEntry => ({
      kind: 'activation',
      id: digest,
      source: 's',
      occurredAt: day(at),
      knownAt: day(at),
      definition: 'd',
      version: 1,
      digest,
      effectiveAt: day(at),
    });
    const activations = [activation(definitionDigest(usual), '2026-02-01'), activation('another', '2026-03-01')];
    expect(reviewDue(usual, history('2026-03-10', { activations })).definition).toMatchObject({
      last: day('2026-02-01'),
      lastWas: 'activation',
    });
    expect(reviewDue(usual, history('2026-03-10', { activations: activations.slice(1) })).definition.last).toBe(
      day('2026-03-01'),
    );
  });

  it('reviews that came after the instant asked for are not known yet', () => {
    expect(
      reviewDue(usual, history('2026-04-02', { reviews: [held('quarterly', '2026-05-01')] })).definition.state,
    ).toBe('overdue');
  });
});

describe('[I7] late reviews', () => {
  it('are overdue first, and stale after two quarters', () => {
    expect(lateWords(reviewDue(usual, history('2026-03-02')))).toMatch(
      /^The monthly look at the rate is overdue since 2026-02-01/,
    );
    expect(lateWords(reviewDue(usual, history('2026-04-02')))).toMatch(
      /^The quarterly review of the definition is overdue since 2026-04-01/,
    );
    expect(reviewDue(usual, history('2026-07-01')).isStale).toBe(false);
    expect(lateWords(reviewDue(usual, history('2026-07-02')))).toMatch(/^Stale/);
  });

  it('a definition that is reviewed every month is stale after two quarters too', () => {
    const monthly = definition('{ rate: monthly, definition: monthly }');
    const due = reviewDue(monthly, history('2026-03-02', { reviews: [held('monthly', '2026-02-15')] }));
    expect(due).toMatchObject({ definition: { state: 'in time', cadence: 'monthly' }, isStale: false });
  });
});

describe('the period of a review', () => {
  it('is the last whole month, or quarter, of the calendar', () => {
    expect(lastPeriod('monthly', 'UTC', day('2026-03-01'))).toEqual({
      from: Date.UTC(2026, 1, 1),
      until: Date.UTC(2026, 2, 1),
      name: '2026-02',
    });
    expect(lastPeriod('quarterly', 'UTC', day('2026-03-31')).name).toBe('2025 Q4');
    expect(lastPeriod('quarterly', 'UTC', day('2026-04-01'))).toEqual({
      from: Date.UTC(2026, 0, 1),
      until: Date.UTC(2026, 3, 1),
      name: '2026 Q1',
    });
    expect(lastPeriod('monthly', 'Europe/Berlin', Date.UTC(2026, 1, 28, 23, 30)).name).toBe('2026-02');
    expect(yearBefore(lastPeriod('quarterly', 'UTC', day('2026-04-01')), 'UTC')).toBe(Date.UTC(2025, 3, 1));
  });
});
