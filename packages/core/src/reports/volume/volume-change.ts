// What a change in volume is made of: the definition, machines, data quality, and demand with its mix of sources. Every part is the difference of two replays, so that all of them add up to the unit (F5, J2).
import type { Definition } from '../../definition/definition.ts';
import { isDeed } from '../../funnel/behaviour/deed.ts';
import type { GivenHandoff } from '../../funnel/handoffs/given-handoff.ts';
import type { Entry } from '../../journal/entry.ts';
import { entrySource } from '../../journal/entry-source.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import { isPerson } from '../../lead/identity.ts';
import { WhoIsWho } from '../../lead/who-is-who.ts';
import { type InForce, ReplayedHandoffs } from '../funnel/replayed-handoffs.ts';
import { CleanEntries } from './clean-entries.ts';
import { type SourceVolume, splitDemand } from './split-change.ts';

/** What is asked. Instants in milliseconds. */
export interface VolumeOptions {
  /** The definition of the earlier period, in force for ever before. */
  readonly before: Definition;
  /** The one that came into force at `since`; the same one where nothing changed. */
  readonly after: Definition;
  readonly since: number;
  /** End of the later period; the earlier one is as long and ends where the later begins. Default: the last entry. */
  readonly until?: number;
}

/** Hand-offs of two periods and what lies between them, in whole hand-offs: definition + bots + dataQuality + demand + mix = after − before. */
export interface VolumeChange {
  readonly from: number;
  readonly since: number;
  readonly until: number;
  readonly definitions: { readonly before: string; readonly after: string; readonly isChanged: boolean };
  readonly before: number;
  readonly after: number;
  /** The later period under the constant old definition. */
  readonly afterConstant: number;
  readonly parts: {
    readonly definition: number;
    readonly bots: number;
    readonly dataQuality: number;
    /** More people, and more of them qualifying. */
    readonly demand: number;
    readonly mix: number;
  };
  readonly demand: {
    readonly people: number;
    readonly readiness: number;
    readonly active: readonly [before: number, after: number];
  };
}

/** Takes a journal in twice. Three replays are held: of all entries, without what machines made, and without tests and duplicates too. */
export class VolumeChanges {
  private readonly clean = new CleanEntries();
  private readonly who = new WhoIsWho();
  private readonly everything: ReplayedHandoffs;
  private readonly human: ReplayedHandoffs;
  private readonly tidy: ReplayedHandoffs;
  private readonly inForce: readonly InForce[];
  private readonly isChanged: boolean;
  private last = Number.NEGATIVE_INFINITY;
  /** Leads that did anything, by period; and of each lead its first source. */
  private readonly active = [new Set<string>(), new Set<string>()] as const;
  private readonly sources = new Map<string, { readonly at: number; readonly source: string }>();

  constructor(private readonly options: VolumeOptions) {
    const { before, after, since } = options;
    // Two definitions of different names would both be in force; the later one takes the earlier one's name.
    this.inForce = [
      { definition: before, effectiveAt: 0 },
      { definition: { ...after, name: before.name }, effectiveAt: since },
    ];
    this.isChanged = JSON.stringify({ ...after, name: '' }) !== JSON.stringify({ ...before, name: '' });
    this.everything = new ReplayedHandoffs(this.inForce);
    this.human = new ReplayedHandoffs(this.inForce);
    this.tidy = new ReplayedHandoffs(this.inForce);
  }

  /** First pass: every entry once. */
  read(entry: Entry): void {
    this.last = Math.max(this.last, entry.knownAt + 1);
    this.clean.add(entry);
    this.who.add(entry);
  }

  /** Second pass: every entry once again. */
  readAgain(entry: Entry): void {
    this.everything.add(entry);
    const flaw = this.clean.flawOf(entry);
    if (flaw === 'machine') return;
    this.human.add(entry);
    if (flaw !== undefined) return;
    this.tidy.add(entry);
    this.note(entry);
  }

  finish(): VolumeChange {
    const { before: old, after: fresh, since } = this.options;
    const { until } = this;
    const constant = this.inForce.map((each, i) =>
      i === 0 ? each : { ...each, effectiveAt: Number.MAX_SAFE_INTEGER },
    );
    const actual = this.inPeriods(this.everything.handoffs(until));
    const all = this.isChanged ? this.inPeriods(this.everything.handoffs(until, constant)) : actual;
    const human = this.inPeriods(this.human.handoffs(until, constant));
    const tidy = this.inPeriods(this.tidy.handoffs(until, constant));
    const count = (periods: Periods): readonly [number, number] => [periods[0].length, periods[1].length];
    const [before, afterConstant] = count(all);
    const [humanBefore, humanAfter] = count(human);
    const [tidyBefore, tidyAfter] = count(tidy);
    const after = actual[1].length;
    const { people, mix, readiness } = splitDemand(this.bySource(tidy, 0), this.bySource(tidy, 1));
    return {
      from: this.from,
      since,
      until,
      definitions: { before: old.name, after: fresh.name, isChanged: this.isChanged },
      before,
      after,
      afterConstant,
      parts: {
        definition: after - afterConstant,
        bots: afterConstant - humanAfter - (before - humanBefore),
        dataQuality: humanAfter - tidyAfter - (humanBefore - tidyBefore),
        demand: people + readiness,
        mix,
      },
      demand: { people, readiness, active: [this.active[0].size, this.active[1].size] },
    };
  }

  private get until(): number {
    return this.options.until ?? this.last;
  }

  private get from(): number {
    return 2 * this.options.since - this.until;
  }

  private note(entry: Entry): void {
    const subject = subjectOf(entry);
    if (subject === undefined || !isPerson(subject) || !isDeed(entry)) return;
    const lead = this.who.leadOf(subject);
    const at = entry.occurredAt;
    if (at >= this.from && at < this.until) this.active[at < this.options.since ? 0 : 1].add(lead);
    const source = entrySource(entry);
    if (source !== undefined && at < (this.sources.get(lead)?.at ?? Number.POSITIVE_INFINITY))
      this.sources.set(lead, { at, source });
  }

  private inPeriods(handoffs: readonly GivenHandoff[]): Periods {
    const { since } = this.options;
    const within = (from: number, to: number) => handoffs.filter(({ at }) => at >= from && at < to);
    return [within(this.from, since), within(since, this.until)];
  }

  private bySource(periods: Periods, period: 0 | 1): ReadonlyMap<string, SourceVolume> {
    const found = new Map<string, { active: number; handoffs: number }>();
    const sourceOf = (lead: string): string => this.sources.get(lead)?.source ?? 'unknown';
    const note = (lead: string, key: keyof SourceVolume): void => {
      const held = found.get(sourceOf(lead)) ?? { active: 0, handoffs: 0 };
      held[key] += 1;
      found.set(sourceOf(lead), held);
    };
    for (const lead of this.active[period]) note(lead, 'active');
    for (const { lead } of periods[period]) note(this.who.leadOf(lead), 'handoffs');
    return found;
  }
}

/** Hand-offs of the earlier and of the later period. */
type Periods = readonly [readonly GivenHandoff[], readonly GivenHandoff[]];
