// Two passes over a journal for everything that a diagnosis stands on: the funnel's facts and data health.
import type { FunnelOptions } from '../../funnel/funnel.ts';
import type { GivenHandoff } from '../../funnel/handoffs/given-handoff.ts';
import type { Entry } from '../../journal/entry.ts';
import { type FunnelRead, FunnelReading } from '../funnel/funnel-reading.ts';
import { type Health, HealthCheck } from '../health/health.ts';

/** All that was read. */
export interface DiagnosisRead extends FunnelRead {
  readonly health: Health;
  /** Who would have been handed over at a lower bar, by account; absent for the rule of before. */
  readonly nearMisses?: readonly NearMiss[];
}

/** A hand-off that a lower bar would have made. */
export interface NearMiss {
  readonly account: string;
  readonly at: number;
}

/** What is asked of the reading. */
export interface DiagnosisReadingOptions extends FunnelOptions {
  /** The hand-offs of the definitions with lower thresholds; asked once, at the end. */
  readonly nearMisses?: (() => readonly GivenHandoff[]) | undefined;
}

/**
 * Takes every entry in twice, in any order.
 *
 * @example const reading = new DiagnosisReading(); for (const e of entries) reading.readSales(e); for (const e of entries) reading.readBehaviour(e); diagnose(reading.finish()).findings[0]
 */
export class DiagnosisReading {
  private readonly funnel: FunnelReading;
  private readonly health = new HealthCheck();

  constructor(private readonly options: DiagnosisReadingOptions = {}) {
    this.funnel = new FunnelReading(options);
  }

  /** First pass: every entry once. */
  readSales(entry: Entry): void {
    const { asOf } = this.options;
    this.funnel.readSales(entry);
    if (asOf === undefined || entry.knownAt <= asOf) this.health.add(entry);
  }

  /** Second pass: every entry once again. */
  readBehaviour(entry: Entry): void {
    this.funnel.readBehaviour(entry);
  }

  finish(): DiagnosisRead {
    const read = this.funnel.finish();
    const given = this.options.nearMisses?.();
    return {
      ...read,
      health: this.health.finish(),
      ...(given !== undefined && {
        nearMisses: given.map(({ lead, at }) => ({ account: this.funnel.accountOf(lead), at })),
      }),
    };
  }
}
