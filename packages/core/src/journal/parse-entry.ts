// From unknown JSON to an entry, or to every problem with its path: our own shape here, Segment's in segment-shape.ts. Strict: what is not understood is refused, not guessed.
import { didYouMean } from '../base/did-you-mean.ts';
import { failure, type Outcome, type Problem, success } from '../base/problem.ts';
import { ENTRY_KINDS, type Entry, type EntryKind, type EntryRef, type Identity } from './entry.ts';
import type { EntryContext } from './entry-context.ts';
import { COMMON_FIELDS, ENTRY_SHAPES, type FieldShape, WITHOUT_SUBJECT } from './entry-shapes.ts';
import { FieldReader, isObject } from './field-reader.ts';
import { isBlockedIdentifier, normaliseDomain, normaliseEmail, subjectOf } from './identifiers.ts';
import { fromSegment, isSegmentShape } from './segment-shape.ts';

/**
 * Parses one entry, in our shape (`kind`) or Segment's (`type`).
 *
 * @example parseEntry({ kind: 'track', id: '1', userId: 'u', name: 'Demo Requested', occurredAt: '2026-01-05T10:00:00Z' }, { source: 'web' })
 */
export function parseEntry(value: unknown, context: EntryContext): Outcome<Entry> {
  if (!isObject(value)) return failure([problem('journal-not-an-object', 'an entry should be an object', context)]);
  const ours = isSegmentShape(value) ? fromSegment(value, context) : value;
  if (Array.isArray(ours)) return failure(ours);
  const reader = new FieldReader(ours as Record<string, unknown>, context.place);
  const entry = readEntry(reader, context);
  return entry === undefined || reader.problems.length > 0 ? failure(reader.problems) : success(entry);
}

/** Parses every value; accepted ones with their positions, and all problems of the batch. */
export function parseBatch(
  values: readonly unknown[],
  context: EntryContext,
): {
  readonly entries: readonly { readonly position: number; readonly entry: Entry }[];
  readonly problems: readonly Problem[];
} {
  const entries: { position: number; entry: Entry }[] = [];
  const problems: Problem[] = [];
  values.forEach((value, position) => {
    const place = { ...context.place, path: `[${position}]` };
    const parsed = parseEntry(value, { ...context, place });
    if (parsed.ok) entries.push({ position, entry: parsed.value });
    else
      problems.push(
        ...parsed.problems.map((each) => ({
          ...each,
          place: {
            ...each.place,
            path: `[${position}]${each.place?.path && each.place.path !== place.path ? `.${each.place.path}` : ''}`,
          },
        })),
      );
  });
  return { entries, problems };
}

function problem(code: string, message: string, context: EntryContext): Problem {
  return { code, severity: 'error', message, ...(context.place && { place: context.place }) };
}

function readEntry(reader: FieldReader, context: EntryContext): Entry | undefined {
  const kind = reader.choice('kind', ENTRY_KINDS) as EntryKind | undefined;
  if (kind === undefined) return undefined;
  const { known, own } = FIELDS[kind];
  refuseUnknown(reader, known);
  const identity = readIdentity(reader);
  if (subjectOf(identity) === undefined && !WITHOUT_SUBJECT.has(kind)) {
    reader.problem(
      'journal-nobody',
      'userId',
      'the entry names neither a person nor a company',
      'give userId, email, anonymousId, accountId or domain',
    );
  }
  const times = readTimes(reader, context);
  const id = reader.has('id') ? reader.text('id') : reader.problem('journal-no-id', 'id', 'the entry has no id');
  const source = reader.has('source') ? reader.text('source') : context.source;
  const entry: Record<string, unknown> = { kind, source, id, ...identity, ...times };
  if (reader.has('rule')) entry.rule = reader.text('rule');
  if (reader.has('confidence')) entry.confidence = reader.choice('confidence', ['recorded', 'inferred', 'assumed']);
  for (const [key, field] of own) {
    if (reader.has(key)) entry[key] = readField(reader, key, field);
    else if (field.needed) reader.problem('journal-missing', key, `a ${kind} needs ${key}`);
  }
  return reader.problems.length > 0 || times === undefined ? undefined : (entry as unknown as Entry);
}

/** What each kind knows: all its fields' names, and its own fields with their shapes. */
const FIELDS = Object.fromEntries(
  ENTRY_KINDS.map((kind) => {
    const own = Object.entries(ENTRY_SHAPES[kind]);
    return [kind, { known: new Set([...COMMON_FIELDS, ...own.map(([key]) => key)]), own }];
  }),
) as unknown as Readonly<
  Record<EntryKind, { readonly known: ReadonlySet<string>; readonly own: readonly [string, FieldShape][] }>
>;

function refuseUnknown(reader: FieldReader, known: ReadonlySet<string>): void {
  for (const key of reader.keys()) {
    if (known.has(key)) continue;
    const meant = didYouMean(key, known);
    reader.problem(
      'journal-unknown-field',
      key,
      `unknown field "${key}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
      'fields of your own belong into properties',
    );
  }
}

function readField(reader: FieldReader, key: string, field: FieldShape): unknown {
  switch (field.type) {
    case 'text':
      return reader.text(key);
    case 'number':
      return reader.number(key);
    case 'whole':
      return reader.whole(key);
    case 'instant':
      return reader.instant(key);
    case 'boolean':
      return reader.boolean(key);
    case 'map':
      return reader.map(key);
    case 'texts':
    case 'signatures':
      return readList(reader, key);
    case 'campaign':
      return readTexts(reader.inside(key), ['source', 'medium', 'name', 'term', 'content']);
    case 'identity': {
      const inner = reader.inside(key);
      return inner && readIdentity(inner);
    }
    case 'identities':
      return readIdentities(reader, key);
    case 'ref':
      return readRef(reader.inside(key));
    case 'refs':
      return readRefs(reader, key);
    default:
      return reader.choice(key, field.type);
  }
}

function readList(reader: FieldReader, key: string): unknown {
  const value = reader.raw(key);
  return Array.isArray(value) ? value : reader.problem('journal-not-a-list', key, `${key} should be a list`);
}

function readTexts(reader: FieldReader | undefined, keys: readonly string[]): Record<string, string> | undefined {
  if (reader === undefined) return undefined;
  const found: Record<string, string> = {};
  for (const key of keys) if (isGiven(reader, key)) found[key] = reader.text(key) ?? '';
  return found;
}

/** Whether a field holds something: senders write null and nothing where they know nothing. */
function isGiven(reader: FieldReader, key: string): boolean {
  const value = reader.raw(key);
  return value !== undefined && value !== null && value !== '';
}

function readRef(reader: FieldReader | undefined): EntryRef | undefined {
  const source = reader?.text('source');
  const id = reader?.text('id');
  return source === undefined || id === undefined ? undefined : { source, id };
}

function readRefs(reader: FieldReader, key: string): EntryRef[] | undefined {
  const value = reader.raw(key);
  if (!Array.isArray(value)) return reader.problem('journal-not-a-list', key, `${key} should be a list`);
  return value.flatMap((item, i) => {
    if (isObject(item) && typeof item.source === 'string' && typeof item.id === 'string')
      return [{ source: item.source, id: item.id }];
    return reader.problem('journal-bad-reference', `${key}[${i}]`, 'a reference has a source and an id') ?? [];
  });
}

function readIdentities(reader: FieldReader, key: string): Identity[] | undefined {
  const value = reader.raw(key);
  if (!Array.isArray(value)) return reader.problem('journal-not-a-list', key, `${key} should be a list`);
  return value.map((_, i) => {
    const inner = new FieldReader({ [i]: value[i] }, undefined).inside(String(i));
    const identity = inner && readIdentity(inner);
    if (identity === undefined || inner === undefined || inner.problems.length > 0 || subjectOf(identity) === undefined)
      reader.problem(
        'journal-nobody',
        `${key}[${i}]`,
        'this names nobody',
        'give userId, email, anonymousId, accountId or domain',
      );
    return identity ?? {};
  });
}

function readIdentity(reader: FieldReader): Identity {
  const identity: { -readonly [K in keyof Identity]: Identity[K] } = {};
  for (const key of ['userId', 'anonymousId', 'accountId'] as const) {
    if (!isGiven(reader, key)) continue;
    const text = reader.text(key);
    if (text !== undefined && !isBlockedIdentifier(text)) identity[key] = text;
  }
  if (isGiven(reader, 'email')) {
    const email = normaliseEmail(reader.text('email') ?? '');
    if (email === null) reader.problem('journal-bad-email', 'email', 'email is no e-mail address');
    else identity.email = email;
  }
  if (isGiven(reader, 'domain')) {
    const domain = normaliseDomain(reader.text('domain') ?? '');
    if (domain === null) reader.problem('journal-bad-domain', 'domain', 'domain is no web domain');
    else identity.domain = domain;
  }
  return identity;
}

type Times = { -readonly [K in 'occurredAt' | 'knownAt' | 'admittedAt' | 'seq']?: number };

/** occurredAt ≤ knownAt ≤ admittedAt, always. */
function readTimes(reader: FieldReader, context: EntryContext): Times | undefined {
  const occurredAt = reader.has('occurredAt')
    ? reader.instant('occurredAt')
    : (context.receivedAt ??
      reader.problem('journal-no-instant', 'occurredAt', 'the entry says nothing of when it happened'));
  if (occurredAt === undefined) return undefined;
  const given = reader.has('knownAt') ? reader.instant('knownAt') : undefined;
  const knownAt = given ?? context.receivedAt ?? occurredAt;
  const times: Times = { occurredAt: Math.min(occurredAt, knownAt), knownAt };
  const admittedAt = reader.has('admittedAt') ? reader.instant('admittedAt') : undefined;
  if (admittedAt !== undefined) times.admittedAt = admittedAt;
  if (admittedAt !== undefined && admittedAt < knownAt)
    reader.problem('journal-order-of-instants', 'admittedAt', 'admittedAt lies before knownAt');
  const seq = reader.has('seq') ? reader.whole('seq') : undefined;
  if (seq !== undefined) times.seq = seq;
  return times;
}
