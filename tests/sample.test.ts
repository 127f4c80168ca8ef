// The bundled sample: every entry is accepted, and every kind of entry is there.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ENTRY_SHAPES } from '@baton/core/journal/entry-shapes';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { expect, it } from 'vitest';

const lines = gunzipSync(readFileSync(new URL('../examples/sample/journal.ndjson.gz', import.meta.url)))
  .toString()
  .trimEnd()
  .split('\n');

it('holds about 500 leads, a year, and all kinds of entries', () => {
  const entries = lines.map((line) => {
    const parsed = parseEntry(JSON.parse(line), { source: 'sample' });
    if (!parsed.ok) throw new Error(`${line}: ${JSON.stringify(parsed.problems)}`);
    return parsed.value;
  });
  expect(new Set(entries.map((each) => each.kind))).toEqual(new Set(Object.keys(ENTRY_SHAPES)));
  const people = new Set(entries.flatMap((each) => each.userId ?? each.anonymousId ?? []));
  expect(people.size).toBeGreaterThan(450);
});
