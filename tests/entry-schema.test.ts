// The published shapes of entries, attributes and mappings say what the code takes, both ways; every example in docs/journal.md is an entry.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_ANSWERS, ROW_KINDS } from '@baton/core/import/mapping/mapping';
import { parseMapping } from '@baton/core/import/mapping/parse-mapping';
import { TARGETS } from '@baton/core/import/mapping/targets';
import { ACCOUNT_ATTRIBUTES, LEAD_ATTRIBUTES } from '@baton/core/journal/attributes';
import { ENTRY_KINDS, type EntryKind } from '@baton/core/journal/entry';
import {
  COMMON_FIELDS,
  ENTRY_SHAPES,
  type FieldShape,
  type FieldType,
  WITHOUT_SUBJECT,
} from '@baton/core/journal/entry-shapes';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly $defs: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly { readonly $ref: string }[];
  readonly description?: string;
  readonly type?: readonly string[];
}
const read = (name: string): Schema => JSON.parse(readFileSync(join(root, `docs/schemas/${name}.schema.json`), 'utf8'));
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
const entrySchema = read('entry');
const isEntry = ajv.compile(entrySchema);
const parses = (value: unknown): boolean => parseEntry(value, { source: 'test' }).ok;

/** Values that a field of a type may hold. */
function someOf(type: FieldType): fc.Arbitrary<unknown> {
  const text = fc.constantFrom('a', 'Two words', 'Ünicode');
  const reference = fc.constant({ source: 's', id: 'i' });
  const identity = fc.constantFrom(
    { userId: 'u9' },
    { email: 'x@one.example' },
    { accountId: 'a', domain: 'one.example' },
  );
  if (typeof type !== 'string') return fc.constantFrom(...type);
  switch (type) {
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'whole':
      return fc.integer();
    case 'instant':
      return fc.constantFrom<unknown>(1_767_225_600_000, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.5+02:00');
    case 'boolean':
      return fc.boolean();
    case 'map':
      return fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.boolean(), fc.integer(), text, fc.constant(null)));
    case 'texts':
      return fc.array(text);
    case 'signatures':
      return fc.array(fc.constant({ by: 'Ada', function: 'sales', at: 1_767_225_600_000 }));
    case 'campaign':
      return fc.record({ source: text, medium: fc.constant(null) }, { requiredKeys: [] });
    case 'identity':
      return identity;
    case 'identities':
      return fc.array(identity);
    case 'ref':
      return reference;
    case 'refs':
      return fc.array(reference);
    case 'text':
      return text;
  }
}

function entryOf(kind: EntryKind): fc.Arbitrary<Record<string, unknown>> {
  const shape = Object.entries(ENTRY_SHAPES[kind]);
  const own = fc.record(Object.fromEntries(shape.map(([key, field]) => [key, someOf(field.type)])), {
    requiredKeys: shape.filter(([, field]) => field.needed).map(([key]) => key),
  });
  const whole = fc.record({ id: fc.constant('e1'), occurredAt: someOf('instant'), userId: fc.constant('u1') });
  return fc.tuple(whole, own).map(([base, more]) => ({ kind, ...base, ...more }));
}

describe('entry.schema.json', () => {
  it('has every kind with its own fields, and no other', () => {
    const kinds = Object.keys(entrySchema.$defs).filter(
      (name) => entrySchema.$defs[name]?.properties?.kind !== undefined && name !== 'common',
    );
    expect(kinds).toEqual(ENTRY_KINDS);
    expect(['kind', ...Object.keys(entrySchema.$defs.common?.properties ?? {})].sort()).toEqual(
      [...COMMON_FIELDS].sort(),
    );
    for (const kind of ENTRY_KINDS) {
      const { properties = {}, required = [], allOf = [] } = entrySchema.$defs[kind] ?? ({} as Schema);
      const shape: Readonly<Record<string, FieldShape>> = ENTRY_SHAPES[kind];
      expect(Object.keys(properties)).toEqual(['kind', ...Object.keys(shape)]);
      expect(required).toEqual(['kind', 'id', 'occurredAt', ...Object.keys(shape).filter((key) => shape[key]?.needed)]);
      expect(allOf.some(({ $ref }) => $ref.endsWith('named'))).toBe(!WITHOUT_SUBJECT.has(kind));
      for (const [key, field] of Object.entries(shape))
        if (typeof field.type !== 'string') expect(properties[key]?.enum).toEqual(field.type);
    }
  });

  it.each(ENTRY_KINDS)('%s: takes what the parser takes, and refuses what it refuses', (kind) => {
    const shape: Readonly<Record<string, FieldShape>> = ENTRY_SHAPES[kind];
    fc.assert(
      fc.property(entryOf(kind), fc.nat(), (entry, pick) => {
        expect([parses(entry), isEntry(entry)]).toEqual([true, true]);
        const changes: Record<string, unknown>[] = [
          { surprise: 1 },
          { kind: 'nothing' },
          { occurredAt: 'yesterday' },
          { confidence: 'sure' },
        ];
        const needed = ['id', ...Object.keys(shape).filter((key) => shape[key]?.needed)];
        const lost = needed[pick % needed.length] ?? 'id';
        for (const changed of [
          ...changes.map((change) => ({ ...entry, ...change })),
          { ...entry, [lost]: undefined },
        ]) {
          const json: unknown = JSON.parse(JSON.stringify(changed));
          expect([parses(json), isEntry(json)]).toEqual([false, false]);
        }
        const keys = Object.keys(shape);
        const key = keys[pick % keys.length];
        if (key !== undefined) {
          const wrong = { ...entry, [key]: shape[key]?.type === 'boolean' ? 'yes' : false };
          expect([parses(wrong), isEntry(wrong)]).toEqual([false, false]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('an entry about people or companies names one', () => {
    for (const kind of ENTRY_KINDS) {
      const [entry = {}] = fc.sample(entryOf(kind), { numRuns: 1, seed: 7 });
      const { userId: _, ...nobody } = entry;
      expect([parses(nobody), isEntry(nobody)]).toEqual([WITHOUT_SUBJECT.has(kind), WITHOUT_SUBJECT.has(kind)]);
    }
  });
});

describe('docs/journal.md', () => {
  const page = readFileSync(join(root, 'docs/journal.md'), 'utf8');
  const examples = [...page.matchAll(/```ndjson\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block.trim().split('\n'),
  );

  it('has an example of every kind, and each is an entry', () => {
    const entries = examples.map((line) => JSON.parse(line));
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(ENTRY_KINDS));
    for (const entry of entries) {
      expect(parseEntry(entry, { source: 'test' }).problems).toEqual([]);
      isEntry(entry);
      expect(isEntry.errors).toBeNull();
    }
  });
});

/** Types of attributes by what JSON holds them. */
const TYPES: Readonly<Record<string, string>> = {
  'string,null': 'text',
  'number,null': 'number',
  'boolean,null': 'boolean',
  'string,number,null': 'instant',
  'array,null': 'list',
};

describe('attributes.schema.json', () => {
  it.each([
    ['lead', LEAD_ATTRIBUTES],
    ['account', ACCOUNT_ATTRIBUTES],
  ] as const)('%s: names, types and meanings are those of the code', (group, attributes) => {
    const { properties = {} } = read('attributes').properties[group] ?? ({} as Schema);
    expect(
      Object.entries(properties).map(([name, field]) => ({
        name,
        type: TYPES[(field.type ?? []).join()],
        meaning: field.description,
      })),
    ).toEqual(attributes);
  });
});

describe('mapping.schema.json', () => {
  const schema = read('mapping');
  const isMapping = ajv.compile(schema);

  it('knows the rows, fields and answers that the code knows', () => {
    expect(schema.$defs.file?.properties.rows?.enum).toEqual(ROW_KINDS);
    expect(schema.$defs.target?.anyOf?.[0]?.enum).toEqual(TARGETS.map(({ name }) => name));
    expect(Object.keys(schema.properties.answers?.properties ?? {}).sort()).toEqual(
      Object.keys(DEFAULT_ANSWERS).sort(),
    );
  });

  it.each(['free-to-paid', 'contact-to-deal'])('takes the mapping of the guide %s', (guide) => {
    const file = join(root, 'docs/guides', guide, 'mapping.yaml');
    expect(existsSync(file)).toBe(true);
    isMapping(parse(readFileSync(file, 'utf8')));
    expect(isMapping.errors).toBeNull();
  });

  it('docs/import.md names every field, with what its cells hold and for which rows it is', () => {
    const page = readFileSync(join(root, 'docs/import.md'), 'utf8');
    const listed = [...page.matchAll(/^\| `(\w+)` \| (\w+) \| ([\w, ]+) \| (.+) \|$/gm)].map((match) =>
      match.slice(1, 5),
    );
    expect(listed).toEqual(
      TARGETS.map(({ name, type, rows, meaning }) => [name, type, rows?.join(', ') ?? 'all', meaning]),
    );
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    expect(parseMapping(example).problems).toEqual([]);
    isMapping(parse(example));
    expect(isMapping.errors).toBeNull();
  });

  it('and the importer refuse the same', () => {
    const good =
      'answers: { zone: UTC, salesOwners: all, won: [Won] }\nfiles: { a.csv: { rows: leads, id: Id, columns: { A: lead.x, B: { to: lead.y, known: export }, C: { fact: legacy-mql }, D: [email, lead.email] } } }\nleftOut: [b.csv]';
    const both = (text: string): boolean[] => [parseMapping(text).ok, isMapping(parse(text))];
    expect(both(good)).toEqual([true, true]);
    for (const [from, to] of [
      ['rows: leads', 'rows: lead'],
      ['lead.x', 'userid'],
      ['known: export', 'known: sometimes'],
      ['legacy-mql', 'legacy'],
      ['zone: UTC', 'zon: UTC'],
      ['id: Id', 'key: Id'],
      ['leftOut', 'leftout'],
    ] as const)
      expect([from, ...both(good.replace(from, to))]).toEqual([from, false, false]);
  });
});
