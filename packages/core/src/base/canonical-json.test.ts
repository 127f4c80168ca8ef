// One text for one value: the same as JSON with every object's keys sorted beforehand.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]));
}

describe('canonical JSON', () => {
  it('is JSON with sorted keys, whatever the texts', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"', '\\', 'é', '\u2028', '\ud800'),
    );
    // Keys that look like positions stand first in any object, so the reference could not sort them.
    const key = text.map((each) => `k${each}`);
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 40, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (each) => canonicalJson(each) === JSON.stringify(sorted(each))),
      { numRuns: 500 },
    );
  });

  it('leaves out what is undefined and refuses what is no JSON', () => {
    expect(canonicalJson({ b: undefined, a: [1, { d: 1, c: -0 }] })).toBe('{"a":[1,{"c":0,"d":1}]}');
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson({ a: 1n })).toThrow(TypeError);
  });
});
