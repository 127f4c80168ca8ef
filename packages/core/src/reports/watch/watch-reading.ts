// One pass over a journal for everything that the watch looks at: active leads by month, buying cycles that ended, data health, and what was signed, alarmed and reviewed.
import { grouped } from '../../base/grouped.ts';
import { definitionDigest } from '../../definition/canonical.ts';
import type { Definition } from '../../definition/definition.ts';
import { type BuyingCase, buyingCases } from '../../funnel/cases/buying-cases.ts';
import { SalesBook } from '../../funnel/sales-book.ts';
import type { ActivationEntry, AlarmEntry, Entry, HoldBackEntry, ReviewEntry } from '../../journal/entry.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import { ColumnsWriter } from '../../kernel/columns/columns-writer.ts';
import type { UnitState } from '../../kernel/unit/unit-state.ts';
import { rulebookOf } from '../../replay/replay.ts';
import { stoppedReplay } from '../../replay/stopped-replay.ts';
import type { Finding } from '../health/finding.ts';
import { HealthCheck } from '../health/health.ts';
import { monthOf, monthsBetween } from '../health/months.ts';
import type { RecordedDraw } from '../review/hold-back/drawn-leads.ts';
import { type WatchedCriterion, watchedCriteria } from './criteria.ts';
import { Activity } from './seen/activity.ts';
import { MonthCounts } from './seen/month-counts.ts';
import { type SeenCase, seenCase } from './seen/seen-cases.ts';
import { type Seen, seenLead } from './seen/standing-seen.ts';

/** What was read. Instants in milliseconds, months in UTC. */
export interface WatchRead {
  readonly definition: Definition;
  readonly digest: string;
  readonly criteria: readonly WatchedCriterion[];
  /** When the first entry happened and the last one was known. */
  readonly first: number;
  readonly asOf: number;
  /** Whole months that were over by `asOf`, in order, with the leads that were active in each. */
  readonly months: readonly { readonly name: string; readonly end: number; readonly counts: MonthCounts }[];
  /** New leads by month and by where each came from first. */
  readonly sources: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By the instant at which they ended. */
  readonly cases: readonly SeenCase[];
  readonly findings: readonly Finding[];
  readonly activations: readonly ActivationEntry[];
  readonly reviews: readonly ReviewEntry[];
  readonly alarms: readonly AlarmEntry[];
  /** Draws of the hold-back. */
  readonly draws: readonly RecordedDraw[];
}

/** Takes every entry in, in any order. Holds some 60 bytes an entry. */
export class WatchReading {
  private readonly criteria: readonly WatchedCriterion[];
  private readonly book = new SalesBook();
  private readonly activity = new Activity();
  private readonly health = new HealthCheck();
  private readonly rulebook;
  private readonly writer: ColumnsWriter;
  private readonly activations: ActivationEntry[] = [];
  private readonly reviews: ReviewEntry[] = [];
  private readonly alarms: AlarmEntry[] = [];
  private readonly draws: HoldBackEntry[] = [];
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  /** With `asOf`, what was known later is left out. */
  constructor(
    private readonly definition: Definition,
    private readonly asOf?: number,
  ) {
    this.criteria = watchedCriteria(definition);
    this.rulebook = rulebookOf(definition);
    this.writer = new ColumnsWriter(this.rulebook, 'backtest');
  }

  add(entry: Entry): void {
    if (this.asOf !== undefined && entry.knownAt > this.asOf) return;
    switch (entry.kind) {
      case 'activation':
        this.activations.push(entry);
        break;
      case 'review':
        this.reviews.push(entry);
        break;
      case 'alarm':
        this.alarms.push(entry);
        break;
      case 'hold-back':
        this.draws.push(entry);
        this.take(entry);
        break;
      default:
        this.take(entry);
    }
  }

  private take(entry: Entry): void {
    this.first = Math.min(this.first, entry.occurredAt);
    this.last = Math.max(this.last, entry.knownAt);
    this.book.add(entry);
    this.activity.add(entry);
    this.health.add(entry);
    this.writer.add(entry);
  }

  finish(): WatchRead {
    const asOf = this.asOf ?? (Number.isFinite(this.last) ? this.last : 0);
    const first = Number.isFinite(this.first) ? this.first : asOf;
    const months = wholeMonths(first, asOf).map((month) => ({
      ...month,
      counts: new MonthCounts(this.criteria.length),
    }));
    const cases = this.look(buyingCases(this.book, Number.NEGATIVE_INFINITY, asOf).cases, months);
    return {
      definition: this.definition,
      digest: definitionDigest(this.definition),
      criteria: this.criteria,
      first,
      asOf,
      months,
      sources: this.newLeadsByMonth(),
      cases,
      findings: this.health.finish().findings,
      activations: this.activations,
      reviews: this.reviews,
      alarms: this.alarms,
      draws: this.draws.flatMap((entry) => {
        const subject = subjectOf(entry);
        const { held, salt, occurredAt: at } = entry;
        return entry.definition !== this.definition.name || subject === undefined
          ? []
          : [{ at, held, salt, account: this.book.who.accountOf(subject) }];
      }),
    };
  }

  /** Shows every unit at the end of the months in which it did anything, and just before sales first talked to its accounts. */
  private look(cases: readonly BuyingCase[], months: WatchRead['months']): SeenCase[] {
    const { who } = this.book;
    const byName = new Map(months.map((month) => [month.name, month]));
    const byEnd = new Map(months.map((month) => [month.end - 1, month]));
    const ofAccount = grouped(cases, ({ account }) => account);
    const shown: SeenCase[] = [];
    let here: readonly BuyingCase[] = [];
    const stopsOf = (atoms: readonly string[]): number[] => {
      const accounts = new Set(atoms.map((atom) => who.accountOf(atom)));
      here = [...accounts].flatMap((account) => ofAccount.get(account) ?? []);
      const ends = new Set<number>();
      for (const atom of atoms)
        for (const month of this.activity.of(atom)) {
          const end = byName.get(month)?.end;
          if (end !== undefined) ends.add(end - 1);
        }
      return [...new Set([...ends, ...here.map(({ talkAt }) => talkAt - 1)])].sort((a, b) => a - b);
    };
    stoppedReplay(this.rulebook, this.writer.finish(), stopsOf, (state, at) => {
      const month = byEnd.get(at);
      if (month !== undefined) this.countActive(state, month.name, month.counts);
      for (const each of here) {
        if (each.talkAt - 1 !== at) continue;
        const seen = seenCase(each, this.leadsOf(state, each));
        if (seen !== undefined) shown.push(seen);
      }
    });
    return shown.sort((a, b) => a.endedAt - b.endedAt);
  }

  private countActive(state: UnitState, month: string, counts: MonthCounts): void {
    const { atoms } = state.evidence.unit;
    for (let lead = 0; lead < state.evidence.leads; lead++) {
      if (state.evidence.leadSeen[lead] !== 1) continue;
      const own = [...state.atomsOf(lead)].map((atom) => atoms[atom] as string);
      const seen = this.activity.wasActive(own, month) ? seenLead(state, lead, this.criteria) : undefined;
      if (seen !== undefined) counts.add(seen);
    }
  }

  private leadsOf(state: UnitState, { account, people }: BuyingCase): (Seen & { readonly total: number })[] {
    const { who } = this.book;
    const found: (Seen & { readonly total: number })[] = [];
    for (let lead = 0; lead < state.evidence.leads; lead++) {
      if (state.evidence.leadSeen[lead] !== 1) continue;
      const id = who.leadOf(state.evidence.leadId(lead));
      if (people.size > 0 ? !people.has(id) : who.accountOf(id) !== account) continue;
      const seen = seenLead(state, lead, this.criteria);
      if (seen !== undefined) found.push({ ...seen, total: seen.fit + seen.engagement + seen.usage });
    }
    return found;
  }

  private newLeadsByMonth(): Map<string, Map<string, number>> {
    const found = new Map<string, Map<string, number>>();
    for (const { month, source } of this.activity.newLeads(this.book.who)) {
      const held = found.get(month) ?? new Map<string, number>();
      held.set(source, (held.get(source) ?? 0) + 1);
      found.set(month, held);
    }
    return found;
  }
}

/** Months that began after the first entry and were over by `asOf`. */
function wholeMonths(first: number, asOf: number): { readonly name: string; readonly end: number }[] {
  const all = monthsBetween(monthOf(first), monthOf(asOf));
  return all.slice(1, -1).map((name, i) => ({ name, end: Date.parse(`${all[i + 2]}-01T00:00:00Z`) }));
}
