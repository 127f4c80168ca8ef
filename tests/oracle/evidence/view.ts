// What is known at an instant (R23): the admitted entries, who is who among them, and what flags say (R24). Recomputed from nothing each time.
import type { Entry, EntryRef, Instant } from '@baton/core/journal/entry';
import { type Account, type Grouping, group, type Lead } from '../identity/grouping.ts';
import { subjectOf } from '../identity/named.ts';
import { byOccurrence, refKey } from '../reading/order.ts';

const HOUR = 3_600_000;

export interface View {
  readonly now: Instant;
  readonly admitted: readonly Entry[];
  readonly grouping: Grouping;
  /** Keys of the entries that are out of all evidence. */
  readonly flagged: ReadonlySet<string>;
  /** Of these, the keys of those that machine flags alone hold. */
  readonly machines: ReadonlySet<string>;
  readonly instantOf: (entry: Entry) => Instant;
}

/** A unit's entries in order, and the instant of each (R1). */
export interface History {
  readonly entries: readonly Entry[];
  readonly instantOf: (entry: Entry) => Instant;
  /** Who is who after so many entries. */
  readonly groupingAfter: (count: number) => Grouping;
  /** The entries that flags take out, after so many entries. */
  readonly flaggedAfter: (count: number) => Held;
}

/** What flags hold. */
export type Held = Pick<View, 'flagged' | 'machines'>;

export function historyOf(entries: readonly Entry[], instantOf: (entry: Entry) => Instant): History {
  const groupings: Grouping[] = [];
  const flagged: Held[] = [];
  return {
    entries,
    instantOf,
    groupingAfter: (count) => (groupings[count] ??= group(entries.slice(0, count))),
    flaggedAfter: (count) => (flagged[count] ??= flaggedOf(entries.slice(0, count))),
  };
}

/** The view after so many entries; `held` in place of what flags then said. */
export function viewOf(history: History, count: number, now: Instant, held?: Held): View {
  const admitted = history.entries.slice(0, count);
  const { flagged, machines } = held ?? history.flaggedAfter(count);
  return {
    now,
    admitted,
    grouping: history.groupingAfter(count),
    flagged,
    machines,
    instantOf: history.instantOf,
  };
}

function standingFlags(admitted: readonly Entry[]): (Entry & { kind: 'flag' })[] {
  const withdrawn = new Set(admitted.flatMap((each) => (each.kind === 'withdrawal' ? [refKey(each.flagged)] : [])));
  return admitted.flatMap((each) => (each.kind === 'flag' && !withdrawn.has(refKey(each)) ? [each] : []));
}

function flaggedOf(admitted: readonly Entry[]): Held {
  const out = standingFlags(admitted).filter((each) => each.flag !== 'competitor' && each.flag !== 'internal');
  const named = (flags: typeof out) => new Set(flags.flatMap((each) => (each.entries ?? []).map(refKey)));
  const byOthers = named(out.filter((each) => each.flag !== 'machine'));
  const flagged = named(out);
  return { flagged, machines: new Set([...flagged].filter((key) => !byOthers.has(key))) };
}

/** `competitor` and `internal`, as far as they are said of the account. */
export function labelsOf(view: View, account: Account): ('competitor' | 'internal')[] {
  if (!view.admitted.some((each) => each.kind === 'flag')) return [];
  const said = standingFlags(view.admitted).filter((each) => accountOf(view, each) === account);
  return (['competitor', 'internal'] as const).filter((label) => said.some((each) => each.flag === label));
}

export function accountOf(view: View, entry: Entry): Account {
  return view.grouping.accountOf(subjectOf(entry)!);
}

export function isFlagged(view: View, ref: EntryRef): boolean {
  return view.flagged.has(refKey(ref));
}

/** Unflagged entries of a lead, by (occurredAt, id, source). */
export function entriesOfLead(view: View, lead: Lead): readonly Entry[] {
  return remember(view, lead, (each) => lead.identifiers.has(subjectOf(each)!));
}

/** Entries of a lead that machine flags alone hold, flags excepted: what asks for machines may count them. */
export function machinesOfLead(view: View, lead: Lead): readonly Entry[] {
  if (view.machines.size === 0) return [];
  return view.admitted.filter((each) => lead.identifiers.has(subjectOf(each)!) && isMachines(view, each));
}

export function isMachines(view: View, entry: Entry): boolean {
  return entry.kind !== 'flag' && view.machines.has(refKey(entry));
}

/** Unflagged entries of an account, its leads' and its companies', by (occurredAt, id, source). */
export function entriesOfAccount(view: View, account: Account): readonly Entry[] {
  return remember(view, account, (each) => accountOf(view, each) === account);
}

const remembered = new WeakMap<View, Map<Lead | Account, readonly Entry[]>>();

/** A view never changes, so whose entries are asked for twice are looked for once. */
function remember(view: View, whose: Lead | Account, isTheirs: (entry: Entry) => boolean): readonly Entry[] {
  const known = remembered.get(view) ?? new Map<Lead | Account, readonly Entry[]>();
  remembered.set(view, known);
  let entries = known.get(whose);
  if (entries === undefined) {
    entries = view.admitted.filter((each) => isTheirs(each) && !isFlagged(view, each)).sort(byOccurrence);
    known.set(whose, entries);
  }
  return entries;
}

/** Whether mail robots may still be behind it (R24). */
export function isDelayed(entry: Entry): boolean {
  return entry.kind === 'track' && (entry.name === 'Email Opened' || entry.name === 'Email Link Clicked');
}

export const MAIL_DELAY = 60_000;

export function counts(view: View, entry: Entry): boolean {
  return !isDelayed(entry) || view.now >= entry.occurredAt + MAIL_DELAY;
}

/** R8: whole hours. */
export function ageOf(view: View, entry: Entry): number {
  return Math.floor((view.now - entry.occurredAt) / HOUR);
}
