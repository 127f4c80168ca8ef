// The second pass over a journal: what the people did whom deals and hand-offs speak of. Of each lead a few instants and words are held, never its entries.
import type { Entry, EntryRef } from '../../journal/entry.ts';
import { compareOccurrence, type Occurrence, refKey } from '../../journal/entry-order.ts';
import { entrySource } from '../../journal/entry-source.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import { own } from '../../journal/json.ts';
import type { TakenBack } from '../../lead/taken-back.ts';
import type { WhoIsWho } from '../../lead/who-is-who.ts';
import { statusOf } from '../sales-book.ts';
import { isDeed } from './deed.ts';

const MINUTE = 60_000;

/** A text and when it was told. */
export interface Told {
  readonly when: Occurrence;
  readonly text: string | undefined;
}

/** A span in which any deed of a lead is looked for. */
interface Look {
  readonly from: number;
  readonly until: number;
  readonly found: () => void;
}

/** What is gathered of one lead. */
export class WatchedLead {
  /** Its first deed of all, and the first that tells a source. */
  firstDeed: Told | undefined;
  firstSource: Told | undefined;
  /** Its first deed that tells a campaign's name. */
  firstCampaign: Told | undefined;
  /** The CRM's field, as the earliest description tells it. */
  crmSource: Told | undefined;
  /** When its record was created. */
  createdAt = Number.POSITIVE_INFINITY;
  /** Its status, as the latest description tells it. */
  status: Told | undefined;
  /** Its last deed before an instant, by that instant. */
  readonly lastBefore = new Map<number, Told | undefined>();
  /** Single entries that were asked for, by reference. */
  readonly cited = new Map<string, Told | undefined>();
  readonly looks: Look[] = [];

  /** The source of its first deed, where that lies within a minute of the record's creation. */
  get sourceAtCreation(): string | undefined {
    const { firstDeed, createdAt } = this;
    const isNear = firstDeed !== undefined && Math.abs(firstDeed.when.occurredAt - createdAt) <= MINUTE;
    return isNear ? firstDeed.text : undefined;
  }

  /** When an entry that was asked for happened, and its source. */
  citedEntry(ref: EntryRef): Told | undefined {
    return this.cited.get(refKey(ref));
  }

  /** When anything was first known of it. */
  get firstSeenAt(): number | undefined {
    const first = Math.min(this.createdAt, this.firstDeed?.when.occurredAt ?? Number.POSITIVE_INFINITY);
    return Number.isFinite(first) ? first : undefined;
  }
}

/** Takes every entry in, in any order, and keeps what concerns the watched leads. */
export class Watches {
  private readonly leads = new Map<string, WatchedLead>();
  private readonly byIdentifier = new Map<string, WatchedLead>();

  constructor(
    private readonly who: WhoIsWho,
    private readonly takenBack: TakenBack,
  ) {}

  /** Begins to watch a lead, or goes on. */
  watch(lead: string): WatchedLead {
    const known = this.leads.get(lead);
    if (known !== undefined) return known;
    const made = new WatchedLead();
    this.leads.set(lead, made);
    for (const identifier of this.who.identifiersOf(lead)) this.byIdentifier.set(identifier, made);
    return made;
  }

  /** Asks for the time and the source of an entry of a lead. */
  cite(lead: string, ref: EntryRef): void {
    this.watch(lead).cited.set(refKey(ref), undefined);
  }

  add(entry: Entry): void {
    const subject = subjectOf(entry);
    const lead = subject === undefined ? undefined : this.byIdentifier.get(subject);
    if (lead === undefined || this.takenBack.isOut(entry)) return;
    const when = { occurredAt: entry.occurredAt, ref: { source: entry.source, id: entry.id } };
    if (entry.kind === 'identify') describe(lead, entry, when);
    const key = lead.cited.size === 0 ? '' : refKey(entry);
    if (lead.cited.has(key)) lead.cited.set(key, { when, text: entrySource(entry) });
    if (!isDeed(entry)) return;
    done(lead, when, entrySource(entry));
    const campaign = entry.campaign?.name;
    if (campaign !== undefined) lead.firstCampaign = earlier(lead.firstCampaign, { when, text: campaign });
  }
}

function describe(lead: WatchedLead, entry: Extract<Entry, { kind: 'identify' | 'group' }>, when: Occurrence): void {
  const source = entry.lead === undefined ? undefined : own(entry.lead, 'source');
  if (typeof source === 'string' && source.trim() !== '')
    lead.crmSource = earlier(lead.crmSource, { when, text: source.trim() });
  const text = statusOf(entry);
  if (text !== undefined) lead.status = later(lead.status, { when, text });
  const created = entry.lead === undefined ? undefined : own(entry.lead, 'createdAt');
  const told = typeof created === 'string' ? Date.parse(created) : Number.NaN;
  // What is known as of an export says nothing of when the record was created (K2).
  const isOfExport = entry.rule === 'K2' && entry.confidence === 'recorded';
  if (!Number.isNaN(told)) lead.createdAt = Math.min(lead.createdAt, told);
  else if (!isOfExport) lead.createdAt = Math.min(lead.createdAt, entry.occurredAt);
}

function done(lead: WatchedLead, when: Occurrence, text: string | undefined): void {
  lead.firstDeed = earlier(lead.firstDeed, { when, text });
  if (text !== undefined) lead.firstSource = earlier(lead.firstSource, { when, text });
  for (const [before, held] of lead.lastBefore)
    if (when.occurredAt < before) lead.lastBefore.set(before, later(held, { when, text }));
  for (const { from, until, found } of lead.looks) if (when.occurredAt >= from && when.occurredAt <= until) found();
}

function earlier(held: Told | undefined, told: Told): Told {
  return held === undefined || compareOccurrence(told.when, held.when) < 0 ? told : held;
}

function later(held: Told | undefined, told: Told): Told {
  return held === undefined || compareOccurrence(told.when, held.when) > 0 ? told : held;
}
