// Flags and withdrawals as entries: their names, their times, what they say. Both carry the time of what they rest on, so that history reads as though rightly judged from the start; in a journal that was admitted live
// they are admitted now, and what was decided before stands.
import { canonicalJson } from '../../base/canonical-json.ts';
import { shortDigestOf } from '../../base/digest.ts';
import type { EntryRef, FlagEntry, Identity, Instant, WithdrawalEntry } from '../../journal/entry.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import { hygieneRule } from '../rules.ts';
import type { Suspicion } from '../suspicion.ts';
import { HYGIENE_SOURCE } from './flag-book.ts';

/** A flag of a suspicion on some of its entries. `times` is how often the same was said before and taken back. */
export function flagEntry(
  suspicion: Suspicion,
  entries: readonly EntryRef[],
  tag: string,
  times: number,
  admittedAt: Instant | undefined,
): FlagEntry {
  const { rule: id, subject, because, occurredAt, knownAt } = suspicion;
  const { flag, confidence } = hygieneRule(id) as NonNullable<ReturnType<typeof hygieneRule>>;
  return {
    kind: 'flag',
    source: HYGIENE_SOURCE,
    id: flagName(suspicion, entries, times),
    ...subject,
    flag,
    ...(entries.length > 0 && { entries: [...entries] }),
    because,
    rule: tag,
    confidence,
    occurredAt: Math.min(occurredAt, knownAt),
    knownAt,
    ...(admittedAt !== undefined && { admittedAt: Math.max(admittedAt, knownAt) }),
  };
}

/** The name of such a flag: the same for the same verdict on the same entries. */
export function flagName({ rule, subject }: Suspicion, entries: readonly EntryRef[], times: number): string {
  const about = entries.length > 0 ? entries.map(({ source, id }) => [source, id]) : [subjectOf(subject) ?? ''];
  return `${rule}:${shortDigestOf(canonicalJson(times === 0 ? about : [about, times]))}`;
}

/** Takes a flag back. `rule` says who does: the rule that no longer says so, or a person. */
export function withdrawalEntry(
  flag: FlagEntry,
  rule: string,
  because: string,
  admittedAt: Instant | undefined,
): WithdrawalEntry {
  const { source, id, occurredAt, knownAt } = flag;
  return {
    kind: 'withdrawal',
    source: HYGIENE_SOURCE,
    id: `${id}:withdrawal`,
    ...identityIn(flag),
    flagged: { source, id },
    because,
    rule,
    occurredAt,
    knownAt,
    ...(admittedAt !== undefined && { admittedAt: Math.max(admittedAt, knownAt) }),
  };
}

function identityIn({ userId, email, anonymousId, accountId, domain }: Identity): Identity {
  return {
    ...(userId !== undefined && { userId }),
    ...(email !== undefined && { email }),
    ...(anonymousId !== undefined && { anonymousId }),
    ...(accountId !== undefined && { accountId }),
    ...(domain !== undefined && { domain }),
  };
}
