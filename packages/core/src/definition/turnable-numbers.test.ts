// Numbers are found where they stand, and turned without touching anything else of the text.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from './parse-definition.ts';
import { type Turnable, turnableNumbers, withNumber } from './turnable-numbers.ts';

const text = readFileSync(
  new URL('../../../../examples/definitions/enterprise/definition.yaml', import.meta.url),
  'utf8',
);
const found = new Map(turnableNumbers(text).map((each) => [each.path, each]));

describe('numbers of a definition that can be turned', () => {
  it('are points, cut-offs and thresholds, each with what it belongs to', () => {
    expect(found.get('engagement.signals.pricing.points')).toMatchObject({
      kind: 'engagement',
      label: 'Visited the pricing page',
      value: 15,
    });
    expect(found.get('fit.criteria.intern.points')).toMatchObject({ kind: 'fit', value: -40 });
    expect(found.get('fit.grades.B')).toMatchObject({ kind: 'grades', label: 'Grade B from', value: 60 });
    expect(found.get('qualify.mql.any[1].engagement')).toMatchObject({
      kind: 'gates',
      label: 'MQL, fit B: engagement from',
      value: 55,
    });
    expect(found.get('qualify.aql.account.engagedLeads')).toMatchObject({
      label: 'AQL: engaged leads',
      value: 3,
      most: 10,
    });
    expect([...found.keys()].filter((path) => path.endsWith('points'))).toHaveLength(20);
  });

  it('are written back in their place, comments and all', () => {
    const changed = withNumber(text, found.get('engagement.signals.pricing.points') as Turnable, 5);
    expect(changed.replace('points: 5,  within', 'points: 15, within')).not.toBe(text);
    expect(changed.length).toBe(text.length - 1);
    expect(changed).toContain('# prizes draw people, not buyers');
    const parsed = parseDefinition(changed);
    expect(parsed.ok && parsed.value.engagement?.signals.find(({ name }) => name === 'pricing')?.points).toBe(50);
  });

  it('are none where the text is no YAML or says nothing', () => {
    expect(turnableNumbers('a: [')).toEqual([]);
    expect(turnableNumbers('')).toEqual([]);
  });
});
