// The parts of entries that are more than one value: who they are about, references, campaigns, lists. Checked to the bottom.
import type { EntryRef, Identity } from './entry.ts';
import { type FieldReader, isObject } from './field-reader.ts';
import { isBlockedIdentifier, normaliseDomain, normaliseEmail, subjectOf } from './identifiers.ts';

/** Who an entry is about. Placeholders such as `anonymous` name nobody. */
export function readIdentity(reader: FieldReader): Identity {
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

/** A list of people or companies, each of whom is named. */
export function readIdentities(reader: FieldReader, key: string): Identity[] | undefined {
  return reader.items(key)?.map((item) => {
    const problems = reader.problems.length;
    const inner = item.reader.inside(item.of);
    const identity = inner === undefined ? {} : readIdentity(inner);
    if (reader.problems.length === problems && subjectOf(identity) === undefined)
      reader.problem(
        'journal-nobody',
        item.of,
        'this names nobody',
        'give userId, email, anonymousId, accountId or domain',
      );
    return identity;
  });
}

/** What brought somebody: texts alone. */
export function readCampaign(reader: FieldReader | undefined): Record<string, string> | undefined {
  if (reader === undefined) return undefined;
  const found: Record<string, string> = {};
  for (const key of ['source', 'medium', 'name', 'term', 'content'])
    if (isGiven(reader, key)) found[key] = reader.text(key) ?? '';
  return found;
}

/** Another entry. */
export function readRef(reader: FieldReader | undefined): EntryRef | undefined {
  const source = reader?.text('source');
  const id = reader?.text('id');
  return source === undefined || id === undefined ? undefined : { source, id };
}

/** Other entries. */
export function readRefs(reader: FieldReader, key: string): EntryRef[] | undefined {
  return reader.items(key)?.flatMap((item) => {
    const value = item.reader.raw(item.of);
    if (isObject(value) && typeof value.source === 'string' && typeof value.id === 'string')
      return readRef(item.reader.inside(item.of)) ?? [];
    return reader.problem('journal-bad-reference', item.of, 'a reference has a source and an id') ?? [];
  });
}

/** A list of texts. */
export function readTexts(reader: FieldReader, key: string): string[] | undefined {
  return reader.items(key)?.map((item) => item.reader.text(item.of) ?? '');
}

/** Who signed, for which function, and when. */
export function readSignatures(reader: FieldReader, key: string): object[] | undefined {
  return reader.items(key)?.map((item) => {
    const inner = item.reader.inside(item.of);
    return {
      by: inner?.text('by'),
      function: inner?.choice('function', ['marketing', 'sales']),
      at: inner?.instant('at'),
    };
  });
}

/** Whether a field holds something: senders write null and nothing where they know nothing. */
function isGiven(reader: FieldReader, key: string): boolean {
  const value = reader.raw(key);
  return value !== undefined && value !== null && value !== '';
}
