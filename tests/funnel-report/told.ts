// Entries, read as the commands read them.

import type { FunnelOptions } from '@baton/core/funnel/funnel-options';
import type { Entry } from '@baton/core/journal/entry';
import { type FunnelRead, FunnelReading } from '@baton/core/reports/funnel/funnel-reading';
import type { SimulationOptions } from '@baton/core/simulate/options';
import { simulate } from '@baton/core/simulate/simulate';

/** What two passes tell. */
export function told(entries: readonly Entry[], options: FunnelOptions = {}): FunnelRead {
  const reading = new FunnelReading(options);
  for (const entry of entries) reading.readSales(entry);
  for (const entry of entries) reading.readBehaviour(entry);
  return reading.finish();
}

/** All entries of a made-up company. */
export function companyEntries(options: SimulationOptions): Entry[] {
  const { accounts, companyEntries: own } = simulate(options);
  return [...own, ...[...accounts].flatMap(({ entries }) => entries)];
}
