// Whatever stands in a journal: no throw, a receipt for every entry, counts that balance, and accepted entries that read back as they are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTRY_KINDS } from './entry.ts';
import { COMMON_FIELDS, ENTRY_SHAPES, type FieldType } from './entry-shapes.ts';
import { JournalLines, type Receipt } from './journal-lines.ts';
import { createLedger } from './ledger.ts';
import { parseEntry } from './parse-entry.ts';

/** Reads lines and checks what holds of every reading. */
function read(lines: readonly string[]): readonly Receipt[] {
  const ledger = createLedger();
  const journal = new JournalLines('a.ndjson', 'a.ndjson', ledger);
  const receipts = lines.flatMap((line, i) => journal.read(line, i + 1));
  const { received, accepted, duplicate, conflict, refused } = ledger.counts();
  expect(received).toBe(receipts.length);
  expect(accepted + duplicate + conflict + refused).toBe(received);
  const told = { accepted: 0, duplicate: 0, conflict: 0, refused: 0 };
  for (const receipt of receipts) {
    told[receipt.verdict] += 1;
    if ('entry' in receipt) {
      const again = parseEntry(JSON.parse(JSON.stringify(receipt.entry)), { source: 'other' });
      expect(again).toEqual({ ok: true, problems: [], value: receipt.entry });
      expect(receipt.entry.occurredAt).toBeLessThanOrEqual(receipt.entry.knownAt);
    } else {
      expect(receipt.problems.length).toBeGreaterThan(0);
      expect(typeof receipt.raw).toBe('string');
    }
  }
  expect(told).toEqual({ accepted, duplicate, conflict, refused });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  return receipts;
}

const key = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'kind',
    'type',
    'batch',
    'polluted',
    ...COMMON_FIELDS,
  ),
  fc.constantFrom(
    'messageId',
    'sentAt',
    'timestamp',
    'traits',
    'context',
    'properties',
    'event',
    'previousId',
    'lead',
    'account',
  ),
  fc.string(),
);
const odd = fc.constantFrom<unknown>(
  '',
  ' ',
  '\u0000',
  '\ud800',
  'null',
  '__proto__',
  'x'.repeat(9000),
  '2026-02-30T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  '2026-01-01T00:00:00+99:99',
  2 ** 53 + 2,
  1e308,
  -0,
  -1,
  0.5,
  8.64e15,
  -8.64e15,
  null,
  true,
  [],
  {},
  [[]],
  { __proto__: null },
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    odd,
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.double(),
    fc.constantFrom('track', 'identify', 'group', 'alias', 'u1', '2026-03-02T09:30:00Z', ...ENTRY_KINDS),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 6 }),
  ),
})).value;

/** An object's text whose keys may come twice and may be reserved, as no JavaScript object can hold them. */
const objectText = fc
  .array(fc.tuple(key, json), { maxLength: 8 })
  .map(
    (pairs) =>
      `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? 'null'}`).join(',')}}`,
  );

function someOf(type: FieldType): unknown {
  if (typeof type !== 'string') return type[0];
  switch (type) {
    case 'number':
    case 'whole':
      return 3;
    case 'instant':
      return '2026-03-02T09:30:00Z';
    case 'boolean':
      return true;
    case 'map':
      return { a: { b: [1, null, 'c'] } };
    case 'texts':
      return ['Ada'];
    case 'signatures':
      return [{ by: 'Ada', function: 'sales', at: 1_767_225_600_000 }];
    case 'campaign':
      return { source: 'google' };
    case 'identity':
      return { userId: 'u9' };
    case 'identities':
      return [{ email: 'x@one.example' }];
    case 'ref':
      return { source: 's', id: 'i' };
    case 'refs':
      return [{ source: 's', id: 'i' }];
    case 'text':
      return 'Two words';
  }
}
const valid = ENTRY_KINDS.map((kind) => ({
  kind,
  id: kind,
  userId: 'u1',
  occurredAt: '2026-03-02T09:30:00Z',
  ...Object.fromEntries(Object.entries(ENTRY_SHAPES[kind]).map(([name, { type }]) => [name, someOf(type)])),
}));
const calls = ['track', 'page', 'screen', 'identify', 'group', 'alias', 'dwell'].map((type) => ({
  type,
  messageId: `call ${type}`,
  userId: 'u1',
  groupId: 'g',
  previousId: 'p',
  event: 'Demo Requested',
  timestamp: '2026-03-02T09:30:00Z',
  sentAt: '2026-03-02T09:30:01Z',
  seconds: 75,
  traits: { email: 'a@one.example', company: { id: 'c', employees: 5 } },
  properties: { path: '/pricing' },
  context: { campaign: { source: 'google' }, page: { path: '/' }, userAgent: 'x', traits: { email: 'a@one.example' } },
}));

/** Puts a value at a random place, or takes what is there away. */
function mutated(base: unknown, path: readonly number[], value: unknown, drop: boolean): unknown {
  if (typeof base !== 'object' || base === null || path.length === 0) return value;
  const copy = (Array.isArray(base) ? [...base] : { ...base }) as Record<string, unknown>;
  const names = Object.keys(copy);
  const name = names[(path[0] ?? 0) % Math.max(1, names.length)];
  if (name === undefined) return value;
  if (drop && path.length === 1) delete copy[name];
  else copy[name] = mutated(copy[name], path.slice(1), value, drop);
  return copy;
}
const mutation = fc
  .record({
    base: fc.constantFrom<unknown>(...valid, ...calls, { batch: calls, sentAt: '2026-03-02T09:30:01Z' }),
    path: fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }),
    value: json,
    drop: fc.boolean(),
  })
  .map(({ base, path, value, drop }) => JSON.stringify(mutated(base, path, value, drop)) ?? 'null');

describe('journals', () => {
  it('every kind and every call is accepted as it stands', () => {
    for (const receipt of read([...valid, ...calls].map((each) => JSON.stringify(each))))
      expect(receipt).toMatchObject({ verdict: 'accepted' });
  });
  it('of any JSON', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            json.map((value) => JSON.stringify(value) ?? 'null'),
            objectText,
          ),
          { maxLength: 5 },
        ),
        (lines) => void read(lines),
      ),
      { numRuns: 400 },
    );
  });
  it('of any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.json().map((each) => each.slice(1)),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (lines) => void read(lines)),
      { numRuns: 400 },
    );
  });
  it('of entries and calls with something changed', () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (lines) => void read(lines)),
      { numRuns: 1500 },
    );
  });
  it('nested a million deep, anywhere', () => {
    const deep = `${'['.repeat(1e6)}${']'.repeat(1e6)}`;
    const deepObject = `${'{"a":'.repeat(1e6)}1${'}'.repeat(1e6)}`;
    for (const bottom of [deep, deepObject]) {
      const lines = [bottom, `{"batch":[${bottom}]}`, `{"batch":[{"type":"track","userId":"u","event":${bottom}}]}`];
      for (const base of [...valid, ...calls])
        for (const name of Object.keys(base))
          lines.push(JSON.stringify({ ...base, [name]: 'HERE' }).replace('"HERE"', bottom));
      for (const receipt of [0, 1, 2].flatMap((i) => read([lines[i] ?? '']))) expect(receipt.verdict).toBe('refused');
      for (let i = 3; i < lines.length; i += 29) read([lines[i] ?? '']);
    }
  });
});
