// What commands write with --json keeps to the schemas in docs/schemas.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder, enterprise, root, sample } from './baton.ts';

const folder = emptyFolder();
const exports = join(root, 'examples/sample/exports');
const sampleMapping = join(root, 'examples/sample/mapping.yaml');
const pricingGuide = join(root, 'examples/programmes/pricing-guide');
const productLed = join(root, 'examples/definitions/product-led');
beforeAll(() => {
  buildWhereStale();
  baton(['init', 'draft'], folder);
  const file = join(folder, 'draft/definition.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/points: 15, atMost: 3/, 'points: 5, atMost: 3'));
  cpSync(pricingGuide, join(folder, 'programme'), { recursive: true });
  writeFileSync(join(folder, 'contacts.csv'), 'Id,Email\n1,ada@example.com\n2,not an address\n');
  writeFileSync(
    join(folder, 'mapping.yaml'),
    'answers: { zone: UTC }\nfiles:\n  contacts.csv:\n    rows: leads\n    id: Id\n    columns:\n      Email: lead.email\n',
  );
});

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
const schema = (name: string) =>
  ajv.compile(JSON.parse(readFileSync(join(root, `docs/schemas/${name}.schema.json`), 'utf8')));

const RUNS: readonly (readonly [schema: string, code: number, words: readonly string[]])[] = [
  ['init', 0, ['init', 'another', '--json']],
  ['simulate', 0, ['simulate', '--leads', '300', '--out', 'simulated', '--json']],
  ['simulate', 0, ['simulate', '--leads', '300', '--faults', 'all', '--as', 'hubspot', '--out', 'faulty', '--json']],
  ['simulate', 0, ['simulate', '--leads', '300', '--faults', 'all', '--out', 'faulty-journal', '--json']],
  ['check', 0, ['check', 'draft', '--json']],
  ['test', 0, ['test', enterprise, '--json']],
  ['diff', 0, ['diff', enterprise, 'draft', '--json']],
  ['diff', 0, ['diff', enterprise, 'draft', sample, '--json']],
  ['score', 0, ['score', enterprise, sample, '--json']],
  ['score', 0, ['score', enterprise, sample, '--json', '--at', '2025-04-01']],
  ['explain', 0, ['explain', enterprise, sample, '--lead', 'p-0399', '--json']],
  ['score', 0, ['score', enterprise, productLed, sample, '--json']],
  ['explain', 0, ['explain', enterprise, productLed, sample, '--lead', 'p-0399', '--json']],
  ['backtest', 0, ['backtest', enterprise, sample, '--json']],
  ['backtest', 0, ['backtest', enterprise, productLed, sample, '--json']],
  ['backtest', 0, ['backtest', 'draft', sample, '--against', enterprise, '--landmark', '7', '--json']],
  ['doctor', 0, ['doctor', sample, '--json']],
  ['calibrate', 0, ['calibrate', sample, '--json']],
  ['audit', 0, ['audit', sample, '--json']],
  ['audit', 0, ['audit', join('simulated', 'journal.ndjson'), '--confidence', 'recorded', '--json']],
  ['report', 0, ['report', join('simulated', 'journal.ndjson'), '--json']],
  ['report', 0, ['report', enterprise, sample, '--before', 'draft', '--since', '2025-05-01', '--json']],
  ['failure', 2, ['report', sample, '--since', '2025-05-01', '--json']],
  ['diagnose', 0, ['diagnose', sample, '--json']],
  ['diagnose', 0, ['diagnose', enterprise, sample, '--confidence', 'recorded', '--json']],
  ['diagnose', 0, ['diagnose', join('faulty-journal', 'journal.ndjson'), '--json']],
  ['failure', 1, ['diagnose', sample, '--profiles', 'mapping.yaml', '--json']],
  ['watch', 0, ['watch', enterprise, sample, '--json']],
  ['watch', 0, ['watch', enterprise, join('simulated', 'journal.ndjson'), '--append', 'alarms.ndjson', '--json']],
  ['review', 0, ['review', enterprise, sample, '--candidate', 'draft', '--capacity', '2', '--json']],
  ['review', 0, ['review', enterprise, sample, '--out', 'packet', '--json']],
  ['review', 0, ['review', enterprise, sample, '--verify', 'packet', '--json']],
  ['review', 1, ['review', 'draft', sample, '--verify', 'packet', '--json']],
  ['review', 0, ['review', enterprise, join('simulated', 'journal.ndjson'), '--monthly', '--json']],
  [
    'review',
    0,
    [
      ...['review', enterprise, sample, '--decide', 'keep it', '--by', 'Marketing', 'Sales'],
      ...['--at', '2026-01-07', '--append', 'decisions.ndjson', '--json'],
    ],
  ],
  ['failure', 2, ['review', sample, '--json']],
  ['failure', 2, ['review', enterprise, sample, '--decide', 'keep it', '--json']],
  ['flag', 0, ['flag', sample, '--json']],
  ['flag', 0, ['flag', join('faulty-journal', 'journal.ndjson'), '--competitor', 'rival.example', '--json']],
  ['flag', 0, ['flag', join('faulty-journal', 'journal.ndjson'), '--undo', 'user-agent', '--json']],
  ['doctor', 0, ['doctor', exports, '--mapping', sampleMapping, '--json']],
  ['check', 0, ['programme', 'check', pricingGuide, '--definition', enterprise, '--json']],
  ['programme-test', 0, ['programme', 'test', pricingGuide, '--definition', enterprise, '--json']],
  ['programme-explain', 0, ['programme', 'explain', pricingGuide, '--definition', enterprise, '--json']],
  [
    'programme-explain',
    0,
    ['programme', 'explain', pricingGuide, sample, '--definition', enterprise, '--lead', 'p-0183', '--json'],
  ],
  ['diff', 0, ['programme', 'diff', pricingGuide, 'programme', '--json']],
  [
    'programme-replay',
    0,
    ['programme', 'replay', pricingGuide, sample, '--definition', enterprise, '--from', '2024-01-01', '--json'],
  ],
  ['failure', 1, ['programme', 'check', pricingGuide, '--definition', productLed, '--json']],
  ['failure', 2, ['programme', 'replay', pricingGuide, '--definition', enterprise, '--json']],
  ['failure', 1, ['check', 'nowhere', '--json']],
  ['failure', 2, ['backtest', 'draft', '--json']],
];

describe('written shapes', () => {
  const validators = new Map([...new Set(RUNS.map(([name]) => name))].map((name) => [name, schema(name)]));

  it.each(RUNS)('%s: ends with %i: baton %j', (name, code, words) => {
    const ended = baton(words, folder);
    expect(ended.code).toBe(code);
    const validate = validators.get(name);
    validate?.(JSON.parse(ended.out));
    expect(validate?.errors).toBeNull();
  });

  it('[C9] the lines of an explanation add up to its scores', () => {
    const { leads } = JSON.parse(baton(['score', enterprise, sample, '--json'], folder).out);
    const [busiest] = leads.filter((lead: { engagement: number }) => lead.engagement > 0);
    const id = busiest.lead.replace(/^\w+:/, '');
    const told = JSON.parse(baton(['explain', enterprise, sample, '--lead', id, '--json'], folder).out);
    const sum = told.lines.engagement.lines.reduce((all: number, line: { tenths: number }) => all + line.tenths, 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBe(told.lines.engagement.tenths);
    expect(told.engagement * 10).toBeCloseTo(sum, 6);
  });

  it('every schema is one that a validator takes', () => {
    const names = readdirSync(join(root, 'docs/schemas')).filter((file) => file.endsWith('.schema.json'));
    expect(names.length).toBeGreaterThan(9);
    for (const name of names) {
      const fresh = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
      expect(() => fresh.compile(JSON.parse(readFileSync(join(root, 'docs/schemas', name), 'utf8')))).not.toThrow();
    }
  });
});
