// The shape of every kind of entry as data: which fields it has besides those that all have, of what kind, and which must be there.
import type { EntryKind } from './entry.ts';

/** What a field may hold. `json` is any JSON value, `map` an object, a list of words one of them. */
export type FieldType =
  | 'text'
  | 'number'
  | 'whole'
  | 'instant'
  | 'boolean'
  | 'map'
  | 'texts'
  | 'campaign'
  | 'identity'
  | 'identities'
  | 'ref'
  | 'refs'
  | 'signatures'
  | readonly string[];

export interface FieldShape {
  readonly type: FieldType;
  readonly needed?: boolean;
}

type Shape = Readonly<Record<string, FieldShape>>;

const text: FieldShape = { type: 'text' };
const needed = (type: FieldType): FieldShape => ({ type, needed: true });
const money: Shape = { amountMinor: { type: 'whole' }, currency: text };
const deal: Shape = {
  deal: needed('text'),
  name: text,
  stage: text,
  ...money,
  reason: text,
  owner: text,
  business: { type: ['new', 'existing'] },
  people: { type: 'identities' },
  latePeople: { type: 'identities' },
};
const behaviour: Shape = {
  name: text,
  path: text,
  url: text,
  referrer: text,
  title: text,
  campaign: { type: 'campaign' },
  seconds: { type: 'number' },
  properties: { type: 'map' },
  bulk: { type: 'boolean' },
};
const traits: Shape = { lead: { type: 'map' }, account: { type: 'map' } };
const touch: Shape = {
  channel: text,
  owner: text,
  direction: { type: ['inbound', 'outbound'] },
  outcome: { type: ['connected', 'unanswered'] },
};

/** Fields by kind. */
export const ENTRY_SHAPES: Readonly<Record<EntryKind, Shape>> = {
  track: { ...behaviour, name: needed('text') },
  page: behaviour,
  screen: behaviour,
  dwell: { ...behaviour, seconds: needed('number') },
  identify: traits,
  group: traits,
  alias: { previousId: needed('text') },
  merge: { from: needed('identity') },
  unmerge: { link: needed('ref') },
  move: { to: needed('identity') },
  conversation: { channel: text },
  meeting: { owner: text },
  touch,
  opportunity: deal,
  stage: deal,
  won: deal,
  lost: deal,
  reopened: deal,
  subscription: { subscription: needed('text'), change: needed(['started', 'upgraded', 'cancelled']), ...money },
  disposition: {
    handoff: text,
    answer: needed(['accepted', 'rejected', 'invalid', 'recycled', 'snoozed', 'sql']),
    reason: text,
    disputes: text,
    rep: text,
    note: text,
    until: { type: 'instant' },
  },
  evidence: {
    framework: needed(['BANT', 'MEDDIC', 'MEDDPICC']),
    question: needed('text'),
    state: needed(['known', 'unknown', 'negative']),
    answer: text,
    rep: text,
  },
  routed: {
    handoff: text,
    rep: needed('text'),
    calendar: text,
    dueAt: needed('instant'),
    rejectUntil: needed('instant'),
  },
  handed: { definition: needed('text') },
  release: {},
  flag: {
    flag: needed(['machine', 'test', 'duplicate', 'competitor', 'internal']),
    entries: { type: 'refs' },
    because: text,
  },
  withdrawal: { flagged: needed('ref'), because: text },
  activation: {
    definition: needed('text'),
    version: needed('whole'),
    digest: needed('text'),
    effectiveAt: needed('instant'),
    signatures: { type: 'signatures' },
  },
  spend: {
    from: needed('instant'),
    until: needed('instant'),
    channel: text,
    campaign: { type: 'campaign' },
    amountMinor: needed('whole'),
    currency: needed('text'),
  },
  alarm: {
    alarm: needed('text'),
    state: needed(['raised', 'cleared']),
    about: text,
    owner: text,
    dueAt: { type: 'instant' },
  },
  review: { review: needed(['monthly', 'quarterly']), decision: needed('text'), by: { type: 'texts' } },
  'hold-back': { definition: needed('text'), held: needed('boolean'), salt: needed('text') },
  consent: { purpose: needed('text'), state: needed(['given', 'withdrawn']), because: text },
  nurture: {
    programme: needed('text'),
    digest: text,
    what: needed(['enrolled', 'held-out', 'sent', 'withheld', 'postponed', 'suppressed', 'stopped', 'finished']),
    step: text,
    mail: text,
    reason: text,
  },
};

/** Fields of every kind. Identity and instants are read apart. */
export const COMMON_FIELDS: readonly string[] = [
  'kind',
  'source',
  'id',
  'occurredAt',
  'knownAt',
  'admittedAt',
  'seq',
  'rule',
  'confidence',
  'userId',
  'email',
  'anonymousId',
  'accountId',
  'domain',
];

/** Kinds that need no person and no company. */
export const WITHOUT_SUBJECT: ReadonlySet<EntryKind> = new Set<EntryKind>(['activation', 'spend', 'alarm', 'review']);
