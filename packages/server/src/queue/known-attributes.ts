// What is known of a lead and its account, from their entries: the latest value of each attribute (R12). For routes and pages; scores have their own.

import type { Read } from '@baton/core/definition/condition-evaluate';
import type { Entry, Json } from '@baton/core/journal/entry';
import { compareOccurrence, type Occurrence } from '@baton/core/journal/entry-order';
import { subjectOf } from '@baton/core/journal/identifiers';
import { ownAt } from '@baton/core/journal/json';

/** A value with the entry that said it. */
export interface Known {
  readonly value: Json;
  readonly when: Occurrence;
}

/** Attributes by name. An explicit null is unknown. */
export interface KnownAttributes {
  readonly lead: ReadonlyMap<string, Known>;
  readonly account: ReadonlyMap<string, Known>;
  /** The owner of the account's latest deal, meeting or call. */
  readonly owner: string | undefined;
}

/** The names of a lead, and all names of its account. */
export interface Around {
  readonly names: ReadonlySet<string>;
  readonly accountNames: ReadonlySet<string>;
}

/** Folds the entries of a unit: the lead's are those about its `names`, the account's those about any of `accountNames`. What is said of other accounts of the unit is passed over. */
export function knownAttributes(entries: Iterable<Entry>, { names, accountNames }: Around): KnownAttributes {
  const lead = new Map<string, Known>();
  const account = new Map<string, Known>();
  let owner: { readonly name: string; readonly when: Occurrence } | undefined;
  for (const entry of entries) {
    const subject = subjectOf(entry);
    if (subject === undefined || !accountNames.has(subject)) continue;
    const when = { occurredAt: entry.occurredAt, ref: { source: entry.source, id: entry.id } };
    if (
      'owner' in entry &&
      entry.owner !== undefined &&
      (owner === undefined || compareOccurrence(when, owner.when) > 0)
    )
      owner = { name: entry.owner, when };
    if (entry.kind !== 'identify' && entry.kind !== 'group') continue;
    if (names.has(subject)) take(lead, entry.lead, when);
    take(account, entry.account, when);
  }
  return { lead, account, owner: owner?.name };
}

/** Reads attributes as a condition asks for them. */
export function readingOf({ lead, account }: KnownAttributes): Read {
  return ({ root, path }) => {
    const [first = '', ...rest] = path;
    const known = root === 'lead' ? lead : root === 'account' ? account : undefined;
    const value = ownAt(known?.get(first)?.value, rest);
    return value ?? undefined;
  };
}

/** Something that is known, with the entry that said it. */
export interface Fact {
  readonly of: 'lead' | 'account';
  readonly name: string;
  readonly value: Json;
  readonly since: number;
  readonly source: string;
  readonly id: string;
  /** The rule that made it of an export's row. */
  readonly rule?: string;
  readonly confidence?: string;
}

/** Everything that is known of a lead and its account, and where each of it comes from; by name. */
export function factsOf(entries: readonly Entry[], around: Around): Fact[] {
  const known = knownAttributes(entries, around);
  const by = new Map(entries.map((entry) => [refOf(entry), entry]));
  return (['lead', 'account'] as const).flatMap((of) =>
    [...known[of]].sort().map(([name, { value, when }]) => {
      const { rule, confidence } = by.get(refOf(when.ref)) ?? {};
      const told = { ...(rule !== undefined && { rule }), ...(confidence !== undefined && { confidence }) };
      return { of, name, value, since: when.occurredAt, ...when.ref, ...told };
    }),
  );
}

const refOf = ({ source, id }: { readonly source: string; readonly id: string }): string => `${source}\n${id}`;

function take(known: Map<string, Known>, told: Readonly<Record<string, Json>> | undefined, when: Occurrence): void {
  for (const [name, value] of Object.entries(told ?? {})) {
    const held = known.get(name);
    if (held === undefined || compareOccurrence(when, held.when) > 0) known.set(name, { value, when });
  }
}
