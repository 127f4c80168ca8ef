// Two passes over a journal for everything that a diagnosis stands on: the funnel's facts and data health.
import type { FunnelOptions } from '../../funnel/funnel.ts';
import type { Entry } from '../../journal/entry.ts';
import { type FunnelRead, FunnelReading } from '../funnel/funnel-reading.ts';
import { type Health, HealthCheck } from '../health/health.ts';

/** All that was read. */
export interface DiagnosisRead extends FunnelRead {
  readonly health: Health;
}

/**
 * Takes every entry in twice, in any order.
 *
 * @example const reading = new DiagnosisReading(); for (const e of entries) reading.readSales(e); for (const e of entries) reading.readBehaviour(e); diagnose(reading.finish()).findings[0]
 */
export class DiagnosisReading {
  private readonly funnel: FunnelReading;
  private readonly health = new HealthCheck();

  constructor(private readonly options: FunnelOptions = {}) {
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
    return { ...this.funnel.finish(), health: this.health.finish() };
  }
}
