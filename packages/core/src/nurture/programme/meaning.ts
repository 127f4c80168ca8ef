// What an entry means to programmes, besides what it means to their definitions: an answer to mail, consent, the use of an asset. Decided once, from the entry alone.
import { TRUE } from '../../base/trilean.ts';
import { evaluateCondition, readEntry } from '../../definition/condition-evaluate.ts';
import type { Entry, Json } from '../../journal/entry.ts';
import type { ProgrammeBook } from './programme-book.ts';

/** What somebody said about being written to. `purpose` is absent where all mail is meant. */
export interface Say {
  readonly kind: 'unsubscribed' | 'bounced' | 'complained' | 'replied' | 'given' | 'withdrawn';
  readonly purpose?: string;
}

/** The meaning of one entry. `assets` are positions among the book's. */
export interface Meaning {
  readonly says?: Say;
  readonly assets: readonly number[];
}

/** Names of Segment's specification for mail, and what mappings lead to. */
const NAMES: Readonly<Record<string, Say['kind']>> = {
  Unsubscribed: 'unsubscribed',
  'Email Bounced': 'bounced',
  'Email Marked as Spam': 'complained',
  'Email Replied': 'replied',
  'Message Received': 'replied',
};
/** Bounces that pass. */
const SOFT: readonly Json[] = ['soft', 'transient'];

/** Reads an entry; undefined where it means nothing to any programme. */
export function meaningOf({ assets }: ProgrammeBook, entry: Entry): Meaning | undefined {
  const says = sayOf(entry);
  const used = assets.flatMap(({ asset }, i) => (asset.when && isAbout(entry, asset.when) ? [i] : []));
  return says === undefined && used.length === 0 ? undefined : { ...(says && { says }), assets: used };
}

function sayOf(entry: Entry): Say | undefined {
  if (entry.kind === 'consent') return { kind: entry.state, purpose: entry.purpose };
  const kind = entry.kind === 'track' && entry.bulk !== true ? NAMES[entry.name ?? ''] : undefined;
  if (kind === undefined) return undefined;
  if (kind === 'bounced' && SOFT.includes(readEntry(entry, ['properties', 'type']) ?? null)) return undefined;
  const purpose = kind === 'unsubscribed' ? readEntry(entry, ['properties', 'purpose']) : undefined;
  return { kind, ...(typeof purpose === 'string' && { purpose }) };
}

function isAbout(entry: Entry, when: NonNullable<ProgrammeBook['assets'][number]['asset']['when']>): boolean {
  switch (entry.kind) {
    case 'track':
    case 'page':
    case 'screen':
    case 'dwell':
      return evaluateCondition(when, ({ path }) => readEntry(entry, path)) === TRUE;
    default:
      return false;
  }
}
