// What is refused in journals: counted everywhere, all of it kept where a file is named, and no reason to stop unless that is asked for.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder, enterprise, root, sample } from './baton.ts';

beforeAll(buildWhereStale);

const good = gunzipSync(readFileSync(sample)).toString().split('\n').slice(0, 50);
const entry = { kind: 'track', id: 'e1', source: 'web', userId: 'u1', name: 'A', occurredAt: '2026-03-02T09:30:00Z' };
const call = { type: 'track', userId: 'u1', event: 'Demo Requested', timestamp: '2026-03-02T09:30:00Z' };
const bad = [
  ...Array.from({ length: 10 }, (_, i) => `no JSON ${i}`),
  JSON.stringify({ batch: [call, { ...call, userId: 'null' }, call], sentAt: '2026-03-02T09:31:00Z' }),
  JSON.stringify(entry),
  JSON.stringify({ ...entry, name: 'B' }),
];
const counts = { received: 65, accepted: 53, duplicate: 0, conflict: 1, refused: 11 };
const journal = `${[...good, ...bad].join('\n')}\n`;
const isRefused = new Ajv2020().compile(
  JSON.parse(readFileSync(join(root, 'docs/schemas/refused.schema.json'), 'utf8')),
);

interface Kept {
  readonly what: string;
  readonly verdict: string;
  readonly place: string;
  readonly problems: readonly { readonly code: string }[];
  readonly raw: string;
}
/** Every line of a refused file, each of which keeps to its schema. */
function kept(folder: string, file = 'refused.ndjson'): Kept[] {
  const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
  const all = lines.map((line) => JSON.parse(line));
  for (const each of all) expect([isRefused(each), isRefused.errors]).toEqual([true, null]);
  return all;
}

describe('every command that reads journals', () => {
  it.each([
    ['score', ['score', enterprise, 'a.ndjson']],
    ['explain', ['explain', enterprise, 'a.ndjson', '--lead', 'u1']],
    ['backtest', ['backtest', enterprise, 'a.ndjson']],
    ['diff', ['diff', enterprise, join(root, 'examples/definitions/product-led'), 'a.ndjson']],
  ])('%s counts, keeps all of them, and fails only with --strict', (_, words) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.ndjson'), journal);
    const plain = baton([...words, '--json'], folder);
    expect(plain.code).toBe(0);
    expect(JSON.parse(plain.out).reading).toEqual(counts);
    expect(plain.err).toContain('… and 7 more.\nAll of them, with their reasons: the same command with --refused');
    const strict = baton([...words, '--json', '--strict', '--refused', 'refused.ndjson'], folder);
    expect(strict.code).toBe(1);
    expect(JSON.parse(strict.out).reading).toEqual({ ...counts, refusedFile: 'refused.ndjson' });
    expect(strict.err).toContain('All of them, with their reasons, are in refused.ndjson.');
    const lines = kept(folder);
    expect(lines.length).toBe(counts.refused + counts.conflict);
    expect(lines.slice(0, 10).map(({ raw }) => raw)).toEqual(bad.slice(0, 10));
    expect(lines.slice(10).map(({ what, verdict, place }) => [what, verdict, place])).toEqual([
      ['call', 'refused', 'a.ndjson:61 batch[1]'],
      ['line', 'conflict', 'a.ndjson:63'],
    ]);
  });
});

/** Times on pages that the journal's visits come to (C8a). */
const STAYS = 8;

describe('baton import of journals', () => {
  it('takes them as they are, without a mapping, beside what tables give', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.ndjson.gz'), gzipSync(journal));
    const alone = baton(['import', 'a.ndjson.gz', '--json'], folder);
    expect(alone.code).toBe(0);
    expect(JSON.parse(alone.out)).toMatchObject({
      rows: 0,
      entries: { ...counts, received: counts.received + STAYS, accepted: counts.accepted + STAYS },
      journals: [{ file: 'a.ndjson', ...counts }],
    });
    expect(alone.err).toContain('a.ndjson: 65 entries: 53 accepted, 0 duplicate, 1 conflicting, 11 refused.');
    expect(kept(folder).length).toBe(12);

    writeFileSync(join(folder, 'people.csv'), 'person_id,date_registered\n1,2025-01-01\n');
    expect(baton(['import', '.'], folder).err).toContain('a.ndjson: a journal; its entries need no mapping');
    const both = JSON.parse(baton(['import', '.', '--mapping', 'mapping.yaml', '--anew', '--json'], folder).out);
    expect(both).toMatchObject({
      rows: 1,
      imported: 1,
      entries: { received: 67 + STAYS, accepted: 55 + STAYS, refused: 11 },
    });
  });

  it('knows its own journal again, entry by entry', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.ndjson'), journal);
    writeFileSync(join(folder, 'people.csv'), 'person_id,date_registered\n1,2025-01-01\n');
    baton(['import', 'people.csv', '--propose'], folder);
    const import_ = (...words: string[]) =>
      JSON.parse(
        baton(['import', 'people.csv', 'a.ndjson', ...words, '--mapping', 'mapping.yaml', '--json'], folder).out,
      );
    expect(import_().entries).toMatchObject({ accepted: 55 + STAYS });
    const again = import_('journal.ndjson', '--out', 'again.ndjson');
    expect(again.entries).toMatchObject({ accepted: 55 + STAYS, duplicate: 55 + STAYS });
    expect(readFileSync(join(folder, 'again.ndjson'), 'utf8')).toBe(
      readFileSync(join(folder, 'journal.ndjson'), 'utf8'),
    );
  });

  it('shows them in a plan', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.ndjson'), bad.join('\n'));
    const { code, out } = baton(['import', 'a.ndjson', '--plan'], folder);
    expect(code).toBe(0);
    expect(out).toContain('a.ndjson: entries\n  line 1: refused\n    ! this line is no JSON\n');
  });

  it('with --strict ends with 1 where anything was refused, of tables too', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.ndjson'), journal);
    expect(baton(['import', 'a.ndjson', '--strict'], folder).code).toBe(1);
    writeFileSync(join(folder, 'b.ndjson'), good.join('\n'));
    expect(baton(['import', 'b.ndjson', '--strict'], folder).code).toBe(0);
    writeFileSync(join(folder, 'people.csv'), 'person_id,date_registered\n1,2025-01-01\n');
    baton(['import', 'people.csv'], folder);
    writeFileSync(join(folder, 'people.csv'), 'person_id,date_registered\n1,2025-01-01\n2,never\n');
    expect(baton(['import', 'people.csv', '--mapping', 'mapping.yaml'], folder).code).toBe(0);
    expect(baton(['import', 'people.csv', '--mapping', 'mapping.yaml', '--strict'], folder).code).toBe(1);
  });

  it('a mapping that is not there is told with a remedy, like any other file that is not', () => {
    const { code, err } = baton(['import', 'people.csv', '--mapping', 'missing.yaml'], emptyFolder());
    expect(code).toBe(1);
    expect(err).toContain('there is no file missing.yaml [cli-no-such-file]\n  hint: ');
  });
});
