// Packets of the sample company: the same bytes from the same journal, whatever its order and whatever came later; and a page that says all of it.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../packages/core/src/definition/parse-definition.ts';
import type { Entry } from '../../packages/core/src/journal/entry.ts';
import { parseEntry } from '../../packages/core/src/journal/parse-entry.ts';
import { packetText } from '../../packages/core/src/reports/review/freezing/frozen.ts';
import { type ReviewQuestion, ReviewReading } from '../../packages/core/src/reports/review/review-reading.ts';
import { renderReviewPage } from '../../packages/figures/src/review-page.ts';

const file = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const entries: readonly Entry[] = gunzipSync(readFileSync(file('examples/sample/journal.ndjson.gz')))
  .toString('utf8')
  .split('\n')
  .filter((line) => line !== '')
  .flatMap((line) => {
    const parsed = parseEntry(JSON.parse(line), { source: 'sample' });
    return parsed.ok ? [parsed.value] : [];
  });

const definition = (() => {
  const text = readFileSync(file('examples/definitions/enterprise/definition.yaml'), 'utf8');
  const parsed = parseDefinition(text.replace('\nhandoff:', '\nhandoff:\n  holdBack: { share: 10%, salt: s }'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
})();
const asOf = Date.UTC(2025, 4, 1);

function packetOf(all: readonly Entry[], asked: Partial<ReviewQuestion> = {}) {
  const reading = new ReviewReading({ review: 'quarterly', definition, candidates: [], asOf, ...asked });
  for (const entry of all) reading.read(entry);
  for (const entry of all) reading.readAgain(entry);
  return reading.finish();
}

const packet = packetOf(entries);
const text = packetText(packet);

describe('[J13] a packet is frozen', () => {
  it('has the same bytes whatever the order of the journal, whatever came later, and with alarms that the watch appended', () => {
    const alarm = {
      kind: 'alarm',
      id: 'x',
      source: 'watch',
      occurredAt: 1,
      knownAt: 1,
      alarm: 'a',
      state: 'raised',
    } as const;
    const known = entries.filter(({ knownAt }) => knownAt <= asOf);
    expect(known.length).toBeLessThan(entries.length);
    expect(packetText(packetOf([...known, alarm].reverse()))).toBe(text);
  });

  it('tells by its digest that an entry is missing', () => {
    const without = packetOf(entries.slice(1));
    expect(without.made.journalDigest).not.toBe(packet.made.journalDigest);
    expect(without.made.definitionDigest).toBe(packet.made.definitionDigest);
  });

  it('holds no number that is none', () => {
    expect(text).not.toMatch(/null|NaN|Infinity/);
  });
});

describe('[G3] its page', () => {
  const page = renderReviewPage(packet, 'd'.repeat(64));

  it.each([
    'Agenda',
    'Rejections by reason',
    'Disputed leads',
    'What is to be expected of open MQLs',
    'What handing over adds',
    'Alarms',
    'Reviews',
    'Decisions',
    'For marketing: name, date',
    packet.made.definitionDigest,
    packet.made.journalDigest,
    'd'.repeat(64),
  ])('says %s', (words) => {
    expect(page).toContain(words);
  });

  it('has no hole', () => {
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });
});
