// What the service counts, in Prometheus' words.

import { sql } from 'kysely';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
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
    const verdicts = ['accepted', 'duplicate', 'conflict', 'refused'] as const;
    const registers = [this.registry];
    new Gauge({
      name: 'baton_ledger_entries',
      help: 'Everything received, by source and what became of it; the four add up to what was received',
      labelNames: ['source', 'verdict'],
      registers,
      async collect() {
        const rows = await read
          .selectFrom('ledger')
          .select('source')
          .select(verdicts.map((verdict) => sql<number>`sum(${sql.ref(verdict)})`.as(verdict)))
          .groupBy('source')
          .execute();
        for (const row of rows)
          for (const verdict of verdicts) this.set({ source: row.source, verdict }, Number(row[verdict]));
      },
    });
    new Gauge({
      name: 'baton_stuck_units',
      help: 'Accounts that the kernel is stuck at',
      registers,
      async collect() {
        const found = await read
          .selectFrom('units')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('stuck', 'is not', null)
          .executeTakeFirst();
        this.set(Number(found?.count ?? 0));
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
