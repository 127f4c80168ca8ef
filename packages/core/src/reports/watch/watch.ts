// The watch (E5, J7): does each criterion still tell, is each signal still recorded, do the same people still come, do equal scores still win, has anybody looked lately?
import { reviewDue } from '../review/review-due.ts';
import { alarmsOf } from './alarms/alarms.ts';
import { recalibrationOf } from './recalibration.ts';
import { FEWEST_MONTHS, type Reference, referenceOf } from './reference.ts';
import { type CasesApart, casesApart, conversionSeries, liftSeries, referenceLine } from './series/case-series.ts';
import { mixSeries } from './series/mix-series.ts';
import { FALSE_ALARMS_A_YEAR, heightFor, monitor, sumsOf, type Watched } from './series/monitor.ts';
import { shareSeries } from './series/share-series.ts';
import type { RawSeries } from './series/steps.ts';
import type { WatchRead } from './watch-reading.ts';
import type { Watch } from './watch-result.ts';

/** What is asked of the watch. */
export interface WatchOptions {
  /** When the definition was signed or learnt. Default: its activation in the journal, else the middle of the history. */
  readonly signed?: number;
  /** Who sees to every alarm. Default: by what it is about. */
  readonly owner?: string;
}

/**
 * Watches a definition over what was read of a journal.
 *
 * @example watchOf(reading.finish()).alarms.filter(({ state }) => state === 'raised')
 */
export function watchOf(read: WatchRead, options: WatchOptions = {}): Watch {
  const reference = referenceOf(read, options.signed);
  const apart = casesApart(read, reference);
  const line = referenceLine(apart);
  const isShort = reference.before.length < FEWEST_MONTHS || reference.after.length === 0;
  const watched = isShort ? [] : monitored(seriesOf(read, reference, apart));
  const due = reviewDue(read.definition, read);
  return {
    version: 1,
    definition: read.definition.name,
    digest: read.digest,
    asOf: read.asOf,
    reference: {
      from: reference.from,
      until: reference.until,
      months: reference.before.length,
      cases: apart.before.length,
      by: reference.by,
    },
    watchedMonths: reference.after.length,
    state: isShort ? 'too short' : 'ok',
    alarms: alarmsOf(read, watched, reference.until, due, options.owner),
    series: watched.map(({ series }) => series),
    falseAlarmsPerYear: FALSE_ALARMS_A_YEAR,
    recalibration: recalibrationOf(apart, line),
    review: due,
    notes: notesOf(read, reference, isShort),
  };
}

function seriesOf(read: WatchRead, reference: Reference, apart: CasesApart): RawSeries[] {
  return [
    ...shareSeries(read, reference),
    ...mixSeries(read, reference),
    ...liftSeries(read.criteria, apart),
    conversionSeries(apart, referenceLine(apart)),
  ];
}

function monitored(all: readonly RawSeries[]): Watched[] {
  const height = heightFor(all.reduce((sum, each) => sum + sumsOf(each), 0));
  return all.map((each) => monitor(each, height));
}

function notesOf({ months, asOf }: WatchRead, { before, by }: Reference, isShort: boolean): string[] {
  return [
    ...(isShort
      ? [
          `The reference holds ${before.length} whole months; ${FEWEST_MONTHS} are needed, and one after it to watch. Say with --signed when the definition was signed.`,
        ]
      : []),
    ...(by === 'middle'
      ? ['Nothing in the journal says when the definition was signed: the first half of its months is the reference.']
      : []),
    ...(months.length === 0 && asOf > 0 ? ['The journal holds no whole month.'] : []),
  ];
}
