// Two passes over a journal for everything that a review is held over. What was known after the packet's instant is left out of all of it.
import { definitionDigest } from '../../definition/canonical.ts';
import type { Definition } from '../../definition/definition.ts';
import type { Entry } from '../../journal/entry.ts';
import { Backtest } from '../../replay/backtest.ts';
import { type FunnelRead, FunnelReading } from '../funnel/funnel-reading.ts';
import { funnelReport } from '../funnel/funnel-report.ts';
import { ReplayedHandoffs } from '../funnel/replayed-handoffs.ts';
import type { FunnelReport } from '../funnel/report-result.ts';
import { watchOf } from '../watch/watch.ts';
import { type WatchRead, WatchReading } from '../watch/watch-reading.ts';
import { frozen } from './freezing/frozen.ts';
import { JournalDigest } from './freezing/journal-digest.ts';
import { drawnLeads } from './hold-back/drawn-leads.ts';
import { type HoldBackEstimate, holdBackEstimate } from './hold-back/hold-back-estimate.ts';
import { lastPeriod, type Period, type ReviewKind, yearBefore } from './period.ts';
import type { ReviewPacket } from './review-packet.ts';
import { candidateChange, fitToCapacity } from './sections/candidate.ts';
import { disputedLeads } from './sections/disputed.ts';
import { agendaOf, yearOf } from './sections/pulse.ts';
import { rejectionsOf } from './sections/rejections.ts';
import { forecastStock } from './stock/forecast.ts';
import { coursesOf } from './stock/open-stock.ts';

/** What a packet is asked for. Instants in milliseconds. */
export interface ReviewQuestion {
  readonly review: ReviewKind;
  readonly definition: Definition;
  readonly candidates: readonly Definition[];
  /** What was known then; the packet is of this instant for ever. */
  readonly asOf: number;
  readonly signed?: number;
  /** Hand-offs a working day that sales can answer. */
  readonly capacity?: number;
}

/** So long a hand-off is given to be won, where the draw is judged. */
const HOLD_BACK_DAYS = 180;

/** Takes every entry in twice, in any order. */
export class ReviewReading {
  private readonly period: Period;
  private readonly from: number;
  private readonly digest = new JournalDigest();
  private readonly watch: WatchReading;
  private readonly replayed: ReplayedHandoffs;
  private readonly funnel: FunnelReading;
  private readonly backtests: readonly { readonly candidate: Definition; readonly run: Backtest }[];
  private readonly load: Backtest | undefined;

  constructor(private readonly asked: ReviewQuestion) {
    const { definition, review, asOf, candidates, capacity } = asked;
    const { zone } = definition.handoff.calendar;
    this.period = lastPeriod(review, zone, asOf);
    this.from = yearBefore(this.period, zone);
    this.watch = new WatchReading(definition, asOf);
    this.replayed = new ReplayedHandoffs([{ definition, effectiveAt: 0 }]);
    this.funnel = new FunnelReading({ asOf, handoffs: () => this.replayed.handoffs(asOf) });
    const { from: start } = this;
    const until = asOf;
    this.backtests = candidates.map((candidate) => ({
      candidate,
      run: new Backtest({
        candidate,
        incumbent: definition,
        called: { candidate: `${candidate.name}, proposed`, incumbent: definition.name },
        start,
        until,
      }),
    }));
    this.load = capacity === undefined ? undefined : new Backtest({ candidate: definition, start, until });
  }

  /** First pass: every entry once. */
  read(entry: Entry): void {
    if (entry.knownAt > this.asked.asOf) return;
    if (entry.kind !== 'alarm') this.digest.add(entry);
    this.watch.add(entry);
    this.replayed.add(entry);
    this.funnel.readSales(entry);
    for (const { run } of this.backtests) run.add(entry);
    this.load?.add(entry);
  }

  /** Second pass: every entry once again. */
  readAgain(entry: Entry): void {
    if (entry.knownAt <= this.asked.asOf) this.funnel.readBehaviour(entry);
  }

  finish(): ReviewPacket {
    const { definition, asOf, signed } = this.asked;
    const read = this.funnel.finish();
    const seen = this.watch.finish();
    const report = funnelReport(read, { definitions: [definition], from: this.from });
    const watch = watchOf(seen, signed === undefined ? {} : { signed });
    const capacity = this.capacityChoice();
    const holdBack = this.holdBack(read, seen, report);
    const packet = {
      version: 1 as const,
      review: this.asked.review,
      made: this.made(),
      zone: definition.handoff.calendar.zone,
      period: this.period,
      due: watch.review,
      year: yearOf(report),
      rejections: rejectionsOf(read.facts.handoffs, this.period),
      disputed: disputedLeads(definition, read.facts.handoffs, read.facts.deals, this.period, read.names),
      stock: forecastStock(coursesOf(read.facts)),
      watch,
      candidates: this.backtests.map(({ candidate, run }) => candidateChange(run, definition, candidate)),
      ...(capacity !== undefined && { capacity }),
      ...(holdBack !== undefined && { holdBack }),
      earlier: [...seen.reviews]
        .filter(({ occurredAt }) => occurredAt <= asOf)
        .sort((a, b) => b.occurredAt - a.occurredAt || (a.id < b.id ? -1 : 1))
        .map(({ occurredAt: at, review, decision, by = [] }) => ({ at, review, decision, by })),
      notes: report.notes,
    };
    return frozen({ ...packet, agenda: agendaOf(packet) });
  }

  private made(): ReviewPacket['made'] {
    const { definition, asOf, candidates, signed, capacity } = this.asked;
    return {
      definition: definition.name,
      definitionDigest: definitionDigest(definition),
      journalDigest: this.digest.finish(),
      entries: this.digest.entries,
      asOf,
      candidates: candidates.map(definitionDigest),
      ...(signed !== undefined && { signed }),
      ...(capacity !== undefined && { capacity }),
    };
  }

  private capacityChoice(): ReviewPacket['capacity'] {
    const { definition, capacity } = this.asked;
    if (this.load === undefined || capacity === undefined) return undefined;
    this.load.finish();
    return fitToCapacity(this.load, definition, capacity);
  }

  private holdBack({ facts }: FunnelRead, { draws }: WatchRead, report: FunnelReport): HoldBackEstimate | undefined {
    const { definition, asOf } = this.asked;
    const { holdBack } = definition.handoff;
    if (holdBack === undefined) return undefined;
    const drawn = new Set(definition.gates.filter(({ clause }) => clause.signal === undefined).map(({ name }) => name));
    const handed = facts.handoffs.filter(({ at, origin }) => at >= this.from && drawn.has(origin.gate ?? ''));
    const days = (asOf - this.from) / (24 * 3600 * 1000);
    const rate = report.rates.find(({ step }) => step === 'MQL → customer');
    return holdBackEstimate({
      shareOfThousand: holdBack.share,
      draws: drawnLeads(draws, holdBack.salt, facts.deals),
      asOf,
      withinDays: HOLD_BACK_DAYS,
      // Those that the replay held back are no hand-offs of it.
      leadsAYear: Math.round((handed.length * 365) / Math.max(1, days) / Math.max(0.001, 1 - holdBack.share / 1000)),
      conversion: rate?.state === 'ok' ? rate.rate : undefined,
    });
  }
}
