// The entries of a story: `{ ago: 5d, name: Content Downloaded, times: 3, every: 1d }`. What kinds of entry exist is the journal's business; here
// only those that a story can need.
import { didYouMean } from '../../base/did-you-mean.ts';
import { type Field, type Spot, scalar, type YamlReader } from '../../base/yaml/yaml-reader.ts';
import type { Json } from '../../journal/entry.ts';
import { need } from '../reading/parse-fit.ts';
import { readWhole } from '../reading/parse-values.ts';
import { readAttributes, readJson } from '../reading/yaml-json.ts';
import type { StoryEntry } from '../story.ts';

const TELLING = ['ago', 'kind', 'times', 'every', 'machine'];
const BEHAVIOUR = ['name', 'path', 'url', 'referrer', 'title', 'campaign', 'seconds', 'source', 'properties'];

/** By kind: the fields that an entry of a story may have beside ago, times, every and machine. */
const FIELDS = {
  track: BEHAVIOUR,
  page: BEHAVIOUR,
  screen: BEHAVIOUR,
  dwell: BEHAVIOUR,
  identify: ['lead', 'account'],
  group: ['lead', 'account'],
  conversation: ['channel'],
  meeting: ['owner'],
  touch: ['channel', 'owner'],
  opportunity: ['deal', 'name', 'stage', 'amountMinor', 'currency', 'owner', 'business'],
  stage: ['deal', 'name', 'stage', 'amountMinor', 'currency', 'owner', 'business'],
  won: ['deal', 'name', 'amountMinor', 'currency', 'owner', 'business'],
  lost: ['deal', 'name', 'reason', 'owner', 'business'],
  reopened: ['deal', 'owner'],
  subscription: ['subscription', 'change', 'amountMinor', 'currency'],
  disposition: ['answer', 'reason', 'disputes', 'rep', 'note'],
  evidence: ['framework', 'question', 'state', 'answer', 'rep'],
  release: [],
} as const satisfies Partial<Record<StoryEntry['kind'], readonly string[]>>;

type StoryKind = keyof typeof FIELDS;
const KINDS = Object.keys(FIELDS) as StoryKind[];

/** What a kind cannot do without; defaults where a story need not say. */
const NEEDED: Partial<Record<StoryKind, readonly string[]>> = {
  subscription: ['change'],
  disposition: ['answer'],
  evidence: ['framework', 'question', 'state'],
};
const DEFAULTS: Partial<Record<StoryKind, Readonly<Record<string, Json>>>> = {
  opportunity: { deal: 'deal' },
  stage: { deal: 'deal' },
  won: { deal: 'deal' },
  lost: { deal: 'deal' },
  reopened: { deal: 'deal' },
  subscription: { subscription: 'subscription' },
};
const WORDS: Readonly<Record<string, readonly string[]>> = {
  change: ['started', 'upgraded', 'cancelled'],
  answer: ['accepted', 'rejected', 'invalid', 'recycled', 'snoozed', 'sql'],
  framework: ['BANT', 'MEDDIC', 'MEDDPICC'],
  state: ['known', 'unknown', 'negative'],
  business: ['new', 'existing'],
};
const NUMBERS: readonly string[] = ['seconds', 'amountMinor'];
const MOST_TIMES = 1000;
/** Four years of hours. */
const LONGEST_AGO = 4 * 366 * 24;

/** How many more entries the stories of a file may tell of; negative when they told of too many. */
export interface Room {
  entries: number;
}

/** Reads `entries:`; an entry with `times` becomes that many, the latest first. */
export function parseEntries(reader: YamlReader, field: Field | undefined, room: Room): StoryEntry[] {
  if (field === undefined) return [];
  return (reader.items(field) ?? []).flatMap((item) => parseEntry(reader, item, room));
}

function parseEntry(reader: YamlReader, spot: Spot, room: Room): StoryEntry[] {
  const all = reader.fields(spot);
  if (all === undefined) return [];
  if (hasMisspelt(reader, all)) return [];
  const kind = kindOf(reader, spot, all);
  const ago = need(reader, spot, all, 'ago', (found) => readAgo(reader, found));
  const times = all.has('times') ? readWhole(reader, all.get('times') as Field, 1, MOST_TIMES) : 1;
  const every = all.has('every') ? readAgo(reader, all.get('every') as Field) : 0;
  const machine = all.has('machine') ? reader.boolean(all.get('machine') as Field) : false;
  if (kind === undefined || ago === undefined || times === undefined || every === undefined) return [];
  const fields = readFields(reader, spot, kind, all);
  if (times > 1 && every === 0) {
    reader.problem(all.get('times') as Field, 'tests-missing', 'times needs every', 'write every: 1d, or 1h');
  }
  room.entries -= times;
  if (room.entries < 0) return [];
  return Array.from({ length: times }, (_, i) => ({
    agoHours: ago + i * every,
    kind,
    fields,
    machine: machine ?? false,
  }));
}

const KNOWN: ReadonlySet<string> = new Set([...TELLING, ...Object.values(FIELDS).flat()]);

/** Where what every entry needs is not there, a key that looks like it is told instead. */
function hasMisspelt(reader: YamlReader, all: ReadonlyMap<string, Field>): boolean {
  const isOfAKind = ['kind', 'name', 'path', 'url'].some((key) => all.has(key));
  const wanted = [...(all.has('ago') ? [] : ['ago']), ...(isOfAKind ? [] : ['name', 'path', 'kind', 'url'])];
  const before = reader.count;
  for (const field of all.values()) {
    const meant = KNOWN.has(field.key) ? undefined : didYouMean(field.key, wanted);
    if (meant === undefined) continue;
    reader.problemAtKey(
      field,
      'tests-unknown-key',
      `unknown key "${field.key}" in this entry; did you mean "${meant}"?`,
      'an entry says when and what: { ago: 5d, name: Demo Requested }',
    );
  }
  return reader.count > before;
}

function kindOf(reader: YamlReader, spot: Spot, all: ReadonlyMap<string, Field>): StoryKind | undefined {
  const field = all.get('kind');
  if (field !== undefined) return reader.choice(field, KINDS);
  if (all.has('name')) return 'track';
  if (all.has('path') || all.has('url')) return 'page';
  return reader.problem(
    spot,
    'tests-no-kind',
    'this entry says neither its name nor its kind',
    'write name: Demo Requested, path: /pricing or kind: conversation',
  );
}

/** Known fields as they are; of behaviour every other key is a property of the entry. */
function readFields(
  reader: YamlReader,
  spot: Spot,
  kind: StoryKind,
  all: ReadonlyMap<string, Field>,
): Readonly<Record<string, Json>> {
  const known: readonly string[] = FIELDS[kind];
  const fields = new Map<string, Json>(Object.entries(DEFAULTS[kind] ?? {}));
  const properties = new Map<string, Json>();
  for (const field of all.values()) {
    if (TELLING.includes(field.key)) continue;
    if (known.includes(field.key)) {
      const value = readField(reader, field);
      if (value === undefined) continue;
      if (field.key === 'properties')
        for (const [key, inner] of Object.entries(value as Record<string, Json>)) properties.set(key, inner);
      else fields.set(field.key, value);
    } else if (known === BEHAVIOUR) readProperty(reader, field, properties);
    else strayField(reader, field, kind, known);
  }
  for (const key of NEEDED[kind] ?? []) {
    if (!all.has(key))
      reader.problem(
        spot,
        'tests-missing',
        `an entry of kind ${kind} needs ${key}`,
        `it may be ${(WORDS[key] ?? ['a text']).join(', ')}`,
      );
  }
  if (properties.size > 0) fields.set('properties', Object.fromEntries(properties));
  return Object.fromEntries(fields);
}

function readField(reader: YamlReader, field: Field): Json | undefined {
  const words = WORDS[field.key];
  if (words !== undefined) return reader.choice(field, words);
  if (NUMBERS.includes(field.key)) return reader.number(field);
  if (['lead', 'account', 'properties', 'campaign'].includes(field.key)) return readAttributes(reader, field);
  return reader.text(field);
}

function readProperty(reader: YamlReader, field: Field, properties: Map<string, Json>): void {
  const value = readJson(reader, field);
  if (value !== undefined) properties.set(field.key, value);
  const meant = didYouMean(
    field.key,
    [...TELLING, ...BEHAVIOUR].filter((key) => key.length > 3),
  );
  if (meant === undefined) return;
  reader.problem(
    { ...field, node: undefined },
    'tests-looks-misspelt',
    `"${field.key}" is read as a property of the entry; did you mean "${meant}"?`,
    `if not, write properties: { ${field.key}: … }`,
    'warning',
  );
}

function strayField(reader: YamlReader, field: Field, kind: StoryKind, known: readonly string[]): void {
  const meant = didYouMean(field.key, [...TELLING, ...known]);
  reader.problem(
    { ...field, node: undefined },
    'tests-unknown-key',
    `an entry of kind ${kind} has no "${field.key}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    `it may have ${[...known, ...TELLING].join(', ')}`,
  );
}

/** `5d`, `72h`, `30m`, `2w`, `0h`: hours, with fractions for minutes. */
function readAgo(reader: YamlReader, spot: Spot): number | undefined {
  const value = scalar(spot);
  const match = typeof value === 'string' ? /^(\d{1,6})\s*(m|h|d|w)$/.exec(value.trim()) : null;
  const hours =
    match === null
      ? undefined
      : Number(match[1]) * { m: 1 / 60, h: 1, d: 24, w: 168 }[match[2] as 'm' | 'h' | 'd' | 'w'];
  if (hours !== undefined && hours <= LONGEST_AGO) return hours;
  return reader.problem(
    spot,
    'tests-bad-duration',
    `${spot.path} should be a length of time of at most four years`,
    'write 30m, 72h, 5d or 2w',
  );
}
