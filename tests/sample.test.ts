// The bundled sample: every entry is accepted, every kind of entry is there, and the script makes it again from its seed.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ENTRY_SHAPES } from '@baton/core/journal/entry-shapes';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { expect, it } from 'vitest';
import { makeSample } from '../scripts/make-sample.ts';
import { exportsOf } from '../scripts/sample-exports.ts';

const lines = gunzipSync(readFileSync(new URL('../examples/sample/journal.ndjson.gz', import.meta.url)))
  .toString()
  .trimEnd()
  .split('\n');

/** Kinds that nurture programmes read and write; the company of the sample runs none. */
const OF_PROGRAMMES: ReadonlySet<string> = new Set(['consent', 'nurture']);

it('holds about 500 leads, a year, and all kinds of entries', () => {
  const entries = lines.map((line) => {
    const parsed = parseEntry(JSON.parse(line), { source: 'sample' });
    if (!parsed.ok) throw new Error(`${line}: ${JSON.stringify(parsed.problems)}`);
    return parsed.value;
  });
  const kinds = Object.keys(ENTRY_SHAPES).filter((kind) => !OF_PROGRAMMES.has(kind));
  expect(new Set(entries.map((each) => each.kind))).toEqual(new Set(kinds));
  const people = new Set(entries.flatMap((each) => each.userId ?? each.anonymousId ?? []));
  expect(people.size).toBeGreaterThan(450);
});

it('is made again, byte for byte, from its seed', () => {
  const entries = makeSample();
  expect(entries.map((entry) => JSON.stringify(entry)).join('\n') === lines.join('\n')).toBe(true);
  for (const [name, text] of exportsOf(entries)) {
    const file = new URL(`../examples/sample/exports/${name}`, import.meta.url);
    const packed = new URL(`${file.href}.gz`);
    const kept = existsSync(packed) ? gunzipSync(readFileSync(packed)) : readFileSync(file);
    expect(kept.toString() === text, name).toBe(true);
  }
});
