// What a report is asked, as it stands in the address, and as the service is asked it.
import type { JobParams } from '../../api/jobs.ts';
import { day } from '../../words/instants.ts';

/** What stands in the address of the reports. */
export interface ReportSearch {
  readonly tab?: string | undefined;
  /** `before`: the rule of before, instead of what was in force. */
  readonly of?: string | undefined;
  /** `2026-03-01`: since then. */
  readonly from?: string | undefined;
  /** How sure facts have to be. */
  readonly sure?: string | undefined;
  /** `2026-03-01`: where the later period of a change in volume begins. */
  readonly split?: string | undefined;
  /** A dimension, one of its groups, and a step: which rows. */
  readonly by?: string | undefined;
  readonly value?: string | undefined;
  readonly step?: string | undefined;
}

const SURENESS = ['recorded', 'inferred', 'assumed'];

/** The question of an address, all of it named; what cannot be read counts as absent. */
export function paramsOf({ of, from, sure }: ReportSearch): JobParams {
  const since = instantOf(from);
  return {
    rule: of === 'before' ? 'before' : 'in-force',
    confidence: SURENESS.includes(sure ?? '') ? sure : 'assumed',
    ...(since !== undefined && { from: since }),
  };
}

/** The instant at which a day begins, in UTC; undefined where it is none. */
export function instantOf(date: string | undefined): number | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(date ?? '') ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** Periods to choose from: all, and so many whole months until now. */
export function periodsAt(now: number, chosen: string | undefined): { value: string; label: string }[] {
  const date = new Date(now);
  const monthsAgo = (months: number): string =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
  const offered = [3, 6, 12].map((months) => ({
    value: monthsAgo(months),
    label: `Since ${labelOf(monthsAgo(months))}`,
  }));
  const own =
    instantOf(chosen) === undefined || offered.some(({ value }) => value === chosen)
      ? []
      : [{ value: chosen ?? '', label: `Since ${labelOf(chosen ?? '')}` }];
  return [{ value: '', label: 'All there is' }, ...offered, ...own];
}

const labelOf = (date: string): string => day(instantOf(date) ?? 0);
