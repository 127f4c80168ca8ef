// What files that are saved of a report say of themselves.
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { dayAndTime } from '../../words/instants.ts';

/** Definition, how sure facts are, period, zone. */
export function ofWhat({ definitions, from, asOf, zone, confidence }: FunnelReport): string[] {
  return [
    `Definitions: ${definitions.join(', ')}; facts at least ${confidence}`,
    `From ${dayAndTime(from)} to ${dayAndTime(asOf)}; months of ${zone}`,
  ];
}
