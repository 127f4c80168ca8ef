// The first pass over a journal: who is who, and the sales side of it — deals, hand-offs by the rule of before, answers, touches, talks. Of what people did nothing is held.

import type { BehaviourEntry, Entry } from '../journal/entry.ts';
import { own } from '../journal/json.ts';
import type {
  ConversationEntry,
  DealEntry,
  DispositionEntry,
  HandedEntry,
  MeetingEntry,
  TouchEntry,
} from '../journal/sales-entries.ts';
import { WhoIsWho } from '../lead/who-is-who.ts';

/** What sales did or said. A reply to sales is somebody's deed, and shows that the two are in touch. */
export type SalesEntry = TouchEntry | MeetingEntry | ConversationEntry | DispositionEntry | BehaviourEntry;

/** Takes every entry in, in any order; grows with what sales did, not with what people did. */
export class SalesBook {
  readonly who = new WhoIsWho();
  private readonly dealEntries = new Map<string, DealEntry[]>();
  private readonly handedEntries: HandedEntry[] = [];
  private readonly sales: SalesEntry[] = [];
  /** The newest instant at which anything happened. */
  newest = Number.NEGATIVE_INFINITY;
  /** Whether the journal says anywhere how reps see their leads (K11). */
  hasStatuses = false;
  /** Whether it holds any mail, call or meeting of sales (K9, K11). */
  hasActivities = false;

  add(entry: Entry): void {
    this.who.add(entry);
    this.newest = Math.max(this.newest, entry.occurredAt);
    switch (entry.kind) {
      case 'opportunity':
      case 'stage':
      case 'won':
      case 'lost':
      case 'reopened': {
        const held = this.dealEntries.get(entry.deal);
        if (held === undefined) this.dealEntries.set(entry.deal, [entry]);
        else held.push(entry);
        break;
      }
      case 'handed':
        this.handedEntries.push(entry);
        break;
      case 'disposition':
      case 'touch':
      case 'meeting':
      case 'conversation':
        this.sales.push(entry);
        if (entry.kind === 'disposition' || isOfStatus(entry)) this.hasStatuses = true;
        else if (entry.kind !== 'conversation') this.hasActivities = true;
        break;
      case 'track':
        if (entry.rule === 'K6') this.sales.push(entry);
        break;
      case 'identify':
        if (statusOf(entry) !== undefined) this.hasStatuses = true;
        break;
    }
  }

  /** Deals by id with their entries, without those that were taken back. */
  *deals(): Iterable<readonly [string, readonly DealEntry[]]> {
    for (const [deal, entries] of this.dealEntries) {
      const counted = entries.filter((entry) => !this.who.takenBack.isOut(entry));
      if (counted.length > 0) yield [deal, counted];
    }
  }

  handed(definition: string): readonly HandedEntry[] {
    return this.handedEntries.filter((entry) => entry.definition === definition && !this.who.takenBack.isOut(entry));
  }

  salesEntries(): readonly SalesEntry[] {
    return this.sales.filter((entry) => !this.who.takenBack.isOut(entry));
  }
}

/** A touch that a rep's status tells (K11): it says nothing of calls and mails. */
export function isOfStatus(entry: Entry): boolean {
  return entry.kind === 'touch' && entry.channel === 'status';
}

/** How the CRM's reps see a lead, as a description tells it. */
export function statusOf(entry: Entry): string | undefined {
  if (entry.kind !== 'identify' || entry.lead === undefined) return undefined;
  const status = own(entry.lead, 'status');
  return typeof status === 'string' && status.trim() !== '' ? status : undefined;
}
