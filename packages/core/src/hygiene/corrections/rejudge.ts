// From suspicions and the flags that stand to what has to be written: flags for what is newly suspected, withdrawals of what no rule says any more. Nothing is ever edited; the same rules again write nothing.
import type { EntryRef, FlagEntry, Instant, WithdrawalEntry } from '../../journal/entry.ts';
import { refKey } from '../../journal/entry-order.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import type { HygieneJudge } from '../judge.ts';
import type { HygieneRuleId } from '../rules.ts';
import type { Suspicion } from '../suspicion.ts';
import { flagEntry, withdrawalEntry } from './correction-entries.ts';
import { companyKey, type FlagBook, type OwnFlag } from './flag-book.ts';

/** What is to be written, and what stands then. */
export interface Rejudged {
  readonly flags: readonly FlagEntry[];
  readonly withdrawals: readonly WithdrawalEntry[];
  /** Flags of hygiene that stand after this. */
  readonly standing: readonly OwnFlag[];
}

/**
 * Judges again. A flag stands while its rule suspects all of its entries that are at hand; flags of rules that are not judged by, and on entries that are not at hand, are left alone; what a person took back is not said
 * again. `admittedAt` is given where the journal was admitted live.
 */
export function rejudge(judge: HygieneJudge, book: FlagBook, admittedAt?: Instant): Rejudged {
  const suspicions = judge.finish();
  const suspected = keysByRule(suspicions);
  const atHand = keysAtHand(judge, book);
  const standing: OwnFlag[] = [];
  const withdrawals: WithdrawalEntry[] = [];
  for (const own of book.standing()) {
    if (stillStands(own, judge, suspected, atHand)) standing.push(own);
    else {
      const because = `${own.rule} no longer says so`;
      withdrawals.push(withdrawalEntry(own.flag, judge.tagOf(own.rule), because, admittedAt));
    }
  }
  const flags = newFlags(suspicions, judge, book, standing, admittedAt);
  for (const { flag, suspicion } of flags) standing.push({ flag, rule: suspicion.rule, keys: keysOf(flag, suspicion) });
  return { flags: flags.map(({ flag }) => flag), withdrawals, standing };
}

function keysByRule(suspicions: readonly Suspicion[]): ReadonlyMap<HygieneRuleId, ReadonlySet<string>> {
  const keys = new Map<HygieneRuleId, Set<string>>();
  for (const suspicion of suspicions) {
    const held = keys.get(suspicion.rule) ?? new Set<string>();
    keys.set(suspicion.rule, held);
    if (suspicion.entries.length === 0) held.add(companyKey(subjectOf(suspicion.subject) ?? ''));
    for (const ref of suspicion.entries) held.add(refKey(ref));
  }
  return keys;
}

/** Of the entries and companies that our flags name, those that were read. */
function keysAtHand(judge: HygieneJudge, book: FlagBook): ReadonlySet<string> {
  const standing = book.standing();
  const named = new Set(standing.flatMap(({ keys }) => keys));
  const atHand = new Set<string>();
  for (const { flag, rule, keys } of standing)
    if (flag.entries === undefined && judge.isCompanyAtHand(rule, flag)) for (const key of keys) atHand.add(key);
  if (named.size === 0) return atHand;
  for (let index = 0; index < judge.sightings.size; index++) {
    const key = refKey(judge.sightings.ref(index));
    if (named.has(key)) atHand.add(key);
  }
  return atHand;
}

function stillStands(
  { rule, keys }: OwnFlag,
  judge: HygieneJudge,
  suspected: ReadonlyMap<HygieneRuleId, ReadonlySet<string>>,
  atHand: ReadonlySet<string>,
): boolean {
  if (!judge.isJudged(rule)) return true;
  return keys.every((key) => !atHand.has(key) || suspected.get(rule)?.has(key) === true);
}

function newFlags(
  suspicions: readonly Suspicion[],
  judge: HygieneJudge,
  book: FlagBook,
  standing: readonly OwnFlag[],
  admittedAt: Instant | undefined,
): { readonly flag: FlagEntry; readonly suspicion: Suspicion }[] {
  const held = book.heldByOthers();
  for (const { keys } of standing) for (const key of keys) held.add(key);
  const isUndone = book.undone();
  const taken = new Set(book.ownFlags.map(({ flag }) => flag.id));
  const flags: { flag: FlagEntry; suspicion: Suspicion }[] = [];
  for (const suspicion of suspicions) {
    const { rule } = suspicion;
    const isFree = (key: string): boolean => !held.has(key) && !isUndone(rule, key);
    const entries = suspicion.entries.filter((ref) => isFree(refKey(ref)));
    const isOfCompany = suspicion.entries.length === 0;
    if (isOfCompany ? !isFree(companyKey(subjectOf(suspicion.subject) ?? '')) : entries.length === 0) continue;
    const flag = named(suspicion, entries, judge.tagOf(rule), taken, admittedAt);
    flags.push({ flag, suspicion });
    for (const key of keysOf(flag, suspicion)) held.add(key);
  }
  return flags;
}

/** A flag with a name that no earlier one has. */
function named(
  suspicion: Suspicion,
  entries: readonly EntryRef[],
  tag: string,
  taken: Set<string>,
  admittedAt: Instant | undefined,
): FlagEntry {
  for (let times = 0; ; times++) {
    const flag = flagEntry(suspicion, entries, tag, times, admittedAt);
    if (taken.has(flag.id)) continue;
    taken.add(flag.id);
    return flag;
  }
}

function keysOf(flag: FlagEntry, suspicion: Suspicion): string[] {
  return flag.entries?.map(refKey) ?? [companyKey(subjectOf(suspicion.subject) ?? '')];
}
