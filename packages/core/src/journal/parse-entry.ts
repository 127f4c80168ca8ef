// From unknown JSON to an entry, or to every problem with its path: our own shape here, Segment's in segment-shape.ts. Strict: what is not understood is refused, not guessed.
import { didYouMean } from '../base/did-you-mean.ts';
import { failure, type Outcome, type Problem, success } from '../base/problem.ts';
import { ENTRY_KINDS, type Entry, type EntryKind } from './entry.ts';
import type { EntryContext } from './entry-context.ts';
import {
  readCampaign,
  readIdentities,
  readIdentity,
  readRef,
  readRefs,
  readSignatures,
  readTexts,
} from './entry-parts.ts';
import { COMMON_FIELDS, ENTRY_SHAPES, type FieldShape, WITHOUT_SUBJECT } from './entry-shapes.ts';
import { FieldReader, isObject } from './field-reader.ts';
import { subjectOf } from './identifiers.ts';
import { payloadText } from './payload.ts';
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
  const isNamed = reader.has('id');
  const id = isNamed ? reader.text('id') : undefined;
  if (!isNamed && context.nameOf === undefined) reader.problem('journal-no-id', 'id', 'the entry has no id');
  const source = reader.has('source') ? reader.text('source') : context.source;
  const entry: Record<string, unknown> = { kind, source, id, ...identity, ...times };
  if (reader.has('rule')) entry.rule = reader.text('rule');
  if (reader.has('confidence')) entry.confidence = reader.choice('confidence', ['recorded', 'inferred', 'assumed']);
  for (const [key, field] of own) {
    if (reader.has(key)) entry[key] = readField(reader, key, field);
    else if (field.needed) reader.problem('journal-missing', key, `a ${kind} needs ${key}`);
  }
  if (reader.problems.length > 0 || times === undefined) return undefined;
  if (!isNamed) entry.id = context.nameOf?.(payloadText(entry as unknown as Entry));
  return entry as unknown as Entry;
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

/** Longer names of unknown fields are cut where they are told. */
const LONGEST_KEY_SHOWN = 80;

function refuseUnknown(reader: FieldReader, known: ReadonlySet<string>): void {
  for (const key of reader.keys()) {
    if (known.has(key)) continue;
    const meant = didYouMean(key, known);
    const shown = key.length > LONGEST_KEY_SHOWN ? `${key.slice(0, LONGEST_KEY_SHOWN)}…` : key;
    reader.problem(
      'journal-unknown-field',
      shown,
      `unknown field "${shown}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
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
      return readTexts(reader, key);
    case 'signatures':
      return readSignatures(reader, key);
    case 'campaign':
      return readCampaign(reader.inside(key));
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
