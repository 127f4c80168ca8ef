// Segment's shapes (track, page, screen, identify, group, alias), as its SDKs and warehouse exports send them, in our own shape.
import type { Problem } from '../base/problem.ts';
import type { EntryContext } from './entry-context.ts';
import { FieldReader, isObject } from './field-reader.ts';
import { isSharedDomain, normaliseDomain, normaliseEmail } from './identifiers.ts';

/** Segment's own, and `dwell`, which our snippet says in the same shape, so that it is corrected for the clock alike. */
const TYPES = ['track', 'page', 'screen', 'identify', 'group', 'alias', 'dwell'];
/** A sender's clock may run ahead by this much before it is not believed. */
const AHEAD = 5 * 60_000;

/** Whether a value speaks Segment's language: it has a `type` and no `kind`. */
export function isSegmentShape(value: Readonly<Record<string, unknown>>): boolean {
  return typeof value.type === 'string' && !Object.hasOwn(value, 'kind');
}

/** The calls of a batch, as its SDKs post them, with what the envelope says of all of them; undefined where a value is no batch. */
export function callsOfBatch(value: unknown): readonly unknown[] | undefined {
  if (!isObject(value) || !Array.isArray(value.batch) || Object.hasOwn(value, 'kind') || isSegmentShape(value))
    return undefined;
  const envelope = pick(value, ['sentAt', 'receivedAt']);
  const shared = isObject(value.context) ? value.context : {};
  return value.batch.map((call: unknown) => {
    if (!isObject(call) || !isSegmentShape(call)) return call;
    const context = { ...shared, ...(isObject(call.context) ? call.context : {}) };
    return { ...envelope, ...call, ...(Object.keys(context).length > 0 && { context }) };
  });
}

/** The same in our own shape (unchecked fields are checked there), or the problems that only Segment's shape can have. */
export function fromSegment(
  value: Readonly<Record<string, unknown>>,
  context: EntryContext,
): Record<string, unknown> | Problem[] {
  const reader = new FieldReader(value, context.place);
  const type = reader.choice('type', TYPES);
  const times = correctedTimes(reader, context);
  if (type === undefined || times === undefined) return reader.problems;
  const inner = (key: string): Record<string, unknown> =>
    isObject(value[key]) ? (value[key] as Record<string, unknown>) : {};
  const senders = inner('context');
  const traits = { ...(isObject(senders.traits) ? senders.traits : {}), ...inner('traits') };
  const base = {
    kind: type,
    ...renamed(value, 'messageId', 'id'),
    ...pick(value, ['userId', 'anonymousId']),
    ...renamed(value, 'groupId', 'accountId'),
    ...times,
  };
  if (type === 'alias') return { ...base, previousId: value.previousId };
  if (type === 'group') return { ...base, account: inner('traits'), ...domainOf(inner('traits')) };
  if (type === 'identify') return { ...base, ...emailOf(traits), ...described(traits) };
  return {
    ...base,
    ...emailOf(isObject(senders.traits) ? senders.traits : {}),
    ...(type === 'dwell' && pick(value, ['seconds'])),
    ...behaviour(type, value, inner('properties'), senders),
  };
}

/** `occurredAt = timestamp − (sentAt − receivedAt)`, never later than receipt (design §2, trust). */
function correctedTimes(reader: FieldReader, context: EntryContext) {
  const optional = (key: string): number | undefined =>
    reader.has(key) && reader.raw(key) !== null ? reader.instant(key) : undefined;
  const original = optional('originalTimestamp');
  const stamped = optional('timestamp');
  const sentAt = optional('sentAt');
  const receivedAt = context.receivedAt ?? optional('receivedAt') ?? sentAt ?? stamped ?? original;
  if (reader.problems.length > 0) return undefined;
  if (receivedAt === undefined)
    return reader.problem('journal-no-instant', 'timestamp', 'the entry says nothing of when it happened');
  const skew = sentAt === undefined ? 0 : sentAt - receivedAt;
  const claimed = original ?? stamped ?? receivedAt;
  const corrected = Math.abs(skew) > AHEAD || claimed > receivedAt ? claimed - skew : claimed;
  return { occurredAt: Math.min(corrected, receivedAt), knownAt: receivedAt };
}

function behaviour(
  type: string,
  value: Readonly<Record<string, unknown>>,
  properties: Record<string, unknown>,
  senders: Record<string, unknown>,
) {
  const page = isObject(senders.page) ? senders.page : {};
  const field = (key: string): unknown => properties[key] ?? page[key];
  const name = type === 'track' ? value.event : (value.name ?? properties.name);
  const campaign = isObject(senders.campaign)
    ? pick(senders.campaign, ['source', 'medium', 'name', 'term', 'content'])
    : undefined;
  const sender = Object.fromEntries(
    ['userAgent', 'ip'].flatMap((key) => (typeof senders[key] === 'string' ? [[key, senders[key]]] : [])),
  );
  return {
    ...(typeof name === 'string' && name !== '' && { name }),
    ...Object.fromEntries(
      ['path', 'url', 'referrer', 'title'].flatMap((key) =>
        typeof field(key) === 'string' && field(key) !== '' ? [[key, field(key)]] : [],
      ),
    ),
    ...(campaign && Object.keys(campaign).length > 0 && { campaign }),
    properties: { ...properties, ...sender },
  };
}

const COMPANY = 'company';

/** Traits as lead attributes; `company` holds what is known of the company. */
function described(traits: Record<string, unknown>) {
  const { [COMPANY]: company, ...lead } = traits;
  const { id, ...account } = isObject(company) ? company : {};
  return {
    lead,
    ...(Object.keys(account).length > 0 && { account }),
    ...(typeof id === 'string' && id !== '' && { accountId: id }),
  };
}

function emailOf(traits: Record<string, unknown>): { readonly email?: string } {
  const email = typeof traits.email === 'string' ? normaliseEmail(traits.email) : null;
  return email === null ? {} : { email };
}

function domainOf(traits: Record<string, unknown>): { readonly domain?: string } {
  const text = [traits.domain, traits.website].find((value) => typeof value === 'string');
  const domain = typeof text === 'string' ? normaliseDomain(text) : null;
  return domain === null || isSharedDomain(domain) ? {} : { domain };
}

function renamed(object: Readonly<Record<string, unknown>>, key: string, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.values(pick(object, [key])).map((value) => [name, value]));
}

function pick(object: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    keys
      .filter((key) => Object.hasOwn(object, key) && object[key] !== null && object[key] !== '')
      .map((key) => [key, object[key]]),
  );
}
