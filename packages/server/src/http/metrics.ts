// What the service counts, in Prometheus' words.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ledgerTotals, stuckUnits } from '../store/counts.ts';
import type { Reading } from '../store/store.ts';

/** The registry and what goes into it. */
export class Metrics {
  private readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'baton_http_request_seconds',
    help: 'Seconds from a request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [this.registry],
  });
  readonly decisions = new Counter({
    name: 'baton_decisions_total',
    help: 'Decisions of the kernel by kind',
    labelNames: ['kind'],
    registers: [this.registry],
  });

  constructor(read: Reading) {
    collectDefaultMetrics({ register: this.registry });
    const registers = [this.registry];
    new Gauge({
      name: 'baton_ledger_entries',
      help: 'Everything received, by source and what became of it; the four add up to what was received',
      labelNames: ['source', 'verdict'],
      registers,
      async collect() {
        for (const { source, verdict, count } of await ledgerTotals(read)) this.set({ source, verdict }, count);
      },
    });
    new Gauge({
      name: 'baton_stuck_units',
      help: 'Accounts that the kernel is stuck at',
      registers,
      async collect() {
        this.set(await stuckUnits(read));
      },
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
