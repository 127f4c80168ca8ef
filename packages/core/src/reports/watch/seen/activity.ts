// Who did anything in which month, and where each lead came from first.
import { isDeed } from '../../../funnel/behaviour/deed.ts';
import type { Entry } from '../../../journal/entry.ts';
import { compareRef } from '../../../journal/entry-order.ts';
import { entrySource } from '../../../journal/entry-source.ts';
import { subjectOf } from '../../../journal/identifiers.ts';
import { isPerson } from '../../../lead/identity.ts';
import type { WhoIsWho } from '../../../lead/who-is-who.ts';
import { monthOf } from '../../health/months.ts';

/** Takes entries in, in any order; grows with people and their months, not with entries. */
export class Activity {
  private readonly monthsOf = new Map<string, Set<string>>();
  private readonly firsts = new Map<string, { readonly entry: Entry; readonly source: string | undefined }>();

  add(entry: Entry): void {
    const subject = subjectOf(entry);
    if (subject === undefined || !isPerson(subject) || !isDeed(entry)) return;
    const month = monthOf(entry.occurredAt);
    const months = this.monthsOf.get(subject);
    if (months === undefined) this.monthsOf.set(subject, new Set([month]));
    else months.add(month);
    const first = this.firsts.get(subject);
    if (first === undefined || isEarlier(entry, first.entry))
      this.firsts.set(subject, { entry, source: entrySource(entry) });
  }

  /** Months in which an identifier did anything, in no order. */
  of(identifier: string): Iterable<string> {
    return this.monthsOf.get(identifier) ?? [];
  }

  wasActive(identifiers: Iterable<string>, month: string): boolean {
    for (const identifier of identifiers) if (this.monthsOf.get(identifier)?.has(month) === true) return true;
    return false;
  }

  /** The source of each lead's first deed, by the month of that deed. */
  *newLeads(who: WhoIsWho): Iterable<{ readonly month: string; readonly source: string }> {
    const byLead = new Map<string, { readonly entry: Entry; readonly source: string | undefined }>();
    for (const [subject, first] of this.firsts) {
      const lead = who.leadOf(subject);
      const held = byLead.get(lead);
      if (held === undefined || isEarlier(first.entry, held.entry)) byLead.set(lead, first);
    }
    for (const { entry, source } of byLead.values())
      yield { month: monthOf(entry.occurredAt), source: source ?? 'no source told' };
  }
}

function isEarlier(a: Entry, b: Entry): boolean {
  return a.occurredAt < b.occurredAt || (a.occurredAt === b.occurredAt && compareRef(a, b) < 0);
}
