// Lines of journals: a receipt for every entry, whatever a line holds, and ids for entries that come without.
import { expect, it } from 'vitest';
import { JournalLines, type Receipt } from './journal-lines.ts';
import { createLedger } from './ledger.ts';

const track = { kind: 'track', userId: 'u1', name: 'Demo Requested', occurredAt: '2026-03-02T09:30:00Z' };
const call = { type: 'track', userId: 'u1', event: 'Demo Requested', timestamp: '2026-03-02T09:30:00Z' };

function read(...lines: readonly unknown[]): { readonly receipts: Receipt[]; readonly counts: object } {
  const ledger = createLedger();
  const journal = new JournalLines('events.ndjson', 'events.ndjson', ledger);
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return { receipts: texts.flatMap((text, i) => journal.read(text, i + 1)), counts: ledger.counts() };
}
const idsOf = (receipts: readonly Receipt[]): unknown[] =>
  receipts.map((receipt) => ('entry' in receipt ? receipt.entry.id : receipt.problems));

it('an entry without an id is named by its content and its number among equal ones, the same in every reading', () => {
  const lines = [track, call, track, call, { ...track, name: 'Other' }, track];
  const ids = idsOf(read(...lines).receipts);
  expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
  expect([ids[2], ids[5], ids[3]]).toEqual([`${ids[0]}#2`, `${ids[0]}#3`, `${ids[1]}#2`]);
  expect(new Set(ids).size).toBe(6);
  expect(idsOf(read(...lines).receipts)).toEqual(ids);
  expect(read(...lines).counts).toMatchObject({ received: 6, accepted: 6 });
  expect(idsOf(read({ ...call, messageId: null }, { ...call, messageId: 7 }).receipts)).toEqual([ids[1], '7']);
});

it('a batch is read call by call, each with its own receipt and place', () => {
  const { receipts, counts } = read(
    { ...track, id: 'e1' },
    {
      batch: [
        { ...call, messageId: 'm1' },
        { ...call, messageId: 'm1', event: 'Other' },
        { type: 'track', event: 'x' },
        7,
      ],
      sentAt: '2026-03-02T09:40:00Z',
      context: { campaign: { source: 'google' } },
    },
  );
  expect(counts).toEqual({ received: 5, accepted: 2, duplicate: 0, conflict: 1, refused: 2 });
  expect(receipts[1]).toMatchObject({ verdict: 'accepted', entry: { id: 'm1', campaign: { source: 'google' } } });
  expect(receipts[2]).toMatchObject({
    verdict: 'conflict',
    place: { file: 'events.ndjson', line: 2, path: 'batch[1]' },
    problems: [{ code: 'journal-conflict' }],
  });
  expect(receipts[3]).toMatchObject({
    verdict: 'refused',
    place: { line: 2, path: 'batch[2]' },
    problems: [{ code: 'journal-nobody', place: { path: 'batch[2].userId' } }],
  });
  expect(receipts[4]).toMatchObject({ problems: [{ code: 'journal-not-an-object' }], raw: '7' });
});

it('the envelope says when a batch was sent: the clock of its sender is corrected by it', () => {
  const skewed = { ...call, messageId: 'm1', originalTimestamp: '2026-03-02T11:00:00Z', timestamp: undefined };
  const envelope = { sentAt: '2026-03-02T11:00:30Z', receivedAt: '2026-03-02T10:00:30Z' };
  const { receipts } = read({ batch: [skewed], ...envelope });
  expect(receipts).toMatchObject([{ entry: { occurredAt: Date.parse('2026-03-02T10:00:00Z') } }]);
  expect(read({ ...skewed, ...envelope }).receipts).toMatchObject(receipts);
});

it('what was refused keeps its text, which is accepted once it is mended', () => {
  const { receipts } = read({ batch: [{ ...call, timestamp: 'soon' }] }, '{"kind": "track"');
  const [first, second] = receipts.map((receipt) => ('raw' in receipt ? receipt.raw : ''));
  expect(second).toBe('{"kind": "track"');
  expect(read((first ?? '').replace('soon', '2026-03-02T09:30:00Z')).receipts).toMatchObject([{ verdict: 'accepted' }]);
});

it.each([
  ['30 February', { ...track, occurredAt: '2026-02-30T00:00:00Z' }, 'journal-bad-instant'],
  ['the year 9999', { ...track, occurredAt: '9999-01-01T00:00:00Z' }, 'journal-absurd-instant'],
  ['seconds for milliseconds', { ...track, occurredAt: 1_767_225_600 }, 'journal-absurd-instant'],
  ['an id beyond 2⁵³', { ...track, id: 2 ** 60 }, 'journal-unsafe-number'],
  [
    'a lone surrogate in a reference',
    { ...track, kind: 'withdrawal', name: undefined, flagged: { source: 's', id: '\ud800' } },
    'journal-bad-characters',
  ],
  [
    'a number among names',
    { kind: 'review', id: '1', occurredAt: track.occurredAt, review: 'monthly', decision: 'kept', by: [{}] },
    'journal-not-a-text',
  ],
])('%s is refused', (_, entry, code) => {
  expect(read(entry).receipts).toMatchObject([{ verdict: 'refused', problems: [{ code }] }]);
});

it('of two keys of one name the last counts', () => {
  const text = JSON.stringify({ ...track, id: 'first' }).replace('{', '{"id":"zero",');
  expect(idsOf(read(text).receipts)).toEqual(['first']);
});

it('the time on a page may come as a call beside Segment’s own, corrected for the sender’s clock like them', () => {
  const dwell = { type: 'dwell', messageId: 'd', anonymousId: 'c-81', seconds: 75, properties: { path: '/pricing' } };
  const times = {
    timestamp: '2026-03-02T10:30:00Z',
    sentAt: '2026-03-02T10:30:02Z',
    receivedAt: '2026-03-02T09:30:02Z',
  };
  const { receipts } = read({ ...dwell, ...times }, { ...dwell, messageId: 'e', ...times, seconds: undefined });
  expect(receipts[0]).toMatchObject({
    entry: { kind: 'dwell', path: '/pricing', seconds: 75, occurredAt: Date.parse('2026-03-02T09:30:00Z') },
  });
  expect(receipts[1]).toMatchObject({ problems: [{ code: 'journal-missing', place: { path: 'seconds' } }] });
});
