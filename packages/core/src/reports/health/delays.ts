// How long entries of a sender take, by month: a month in which nearly all come later by hours. By one and the same time: its clock goes wrong. By very different times: they wait in a queue, and their order is lost.
import { HOUR, MINUTE } from '../../base/duration.ts';
import type { Entry } from '../../journal/entry.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Finding } from './finding.ts';
import { monthOf, runsOf, spanOf } from './months.ts';

const SAMPLE = 400;
const FEWEST = 10;
/** Less is a slow line. */
const LEAST = 20 * MINUTE;
/** What comes later than that is late data, whatever the clock says. */
const LATE = 48 * HOUR;
/** Nobody in so many entries of a queue comes sooner than an hour: then the clock is wrong besides. */
const MANY = 60;
/** A clock that is wrong is wrong by the same: within a tenth of it. */
const STEADY = 0.1;

interface MonthOfDelays {
  seen: number;
  readonly delays: number[];
}

interface Spread {
  readonly n: number;
  /** Hardly any came sooner. */
  readonly soonest: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

const DELAY_KINDS = ['clock-skew', 'out-of-order'] as const;
type DelayKind = (typeof DELAY_KINDS)[number];

/** Samples delays of behaviour. */
export class Delays {
  private readonly bySource = new Map<string, Map<string, MonthOfDelays>>();
  private entries = 0;

  add(entry: Entry): void {
    if (entry.kind !== 'track' && entry.kind !== 'page' && entry.kind !== 'screen') return;
    this.entries += 1;
    const months = this.bySource.get(entry.source) ?? new Map<string, MonthOfDelays>();
    this.bySource.set(entry.source, months);
    const month = monthOf(entry.occurredAt);
    const held = months.get(month) ?? { seen: 0, delays: [] };
    months.set(month, held);
    // The newest take the places of the oldest, so that a sample is of the whole month where entries come in no order.
    held.delays[held.seen % SAMPLE] = entry.knownAt - entry.occurredAt;
    held.seen += 1;
  }

  findings(months: readonly string[]): Finding[] {
    return [...this.bySource].flatMap(([source, byMonth]) => {
      const spreads = months.map((month) => spreadOf(byMonth.get(month)));
      const usual = quantile(
        spreads.flatMap((spread) => (spread === undefined ? [] : [spread.high])),
        0.5,
      );
      if (usual === undefined || spreads.filter((spread) => spread !== undefined).length < 4) return [];
      const kindsAt = (i: number): readonly DelayKind[] => {
        const spread = spreads[i];
        if (spread === undefined || spread.low < Math.max(LEAST, 4 * usual)) return [];
        if (spread.high - spread.low <= STEADY * spread.middle) return ['clock-skew'];
        return spread.n >= MANY && spread.soonest >= HOUR ? ['clock-skew', 'out-of-order'] : ['out-of-order'];
      };
      return DELAY_KINDS.flatMap((kind) =>
        runsOf(months.length, (i) => kindsAt(i).includes(kind)).map(([from, to]) =>
          this.finding(kind, source, months, [from, to], spreads),
        ),
      );
    });
  }

  private finding(
    kind: DelayKind,
    source: string,
    months: readonly string[],
    [from, to]: readonly [number, number],
    spreads: readonly (Spread | undefined)[],
  ): Finding {
    const { middle = 0, soonest = 0 } = spreads[from] ?? {};
    const size = spreads.slice(from, to).reduce((sum, spread) => sum + (spread?.n ?? 0), 0);
    const span = spanOf(months, from, to);
    const isClock = kind === 'clock-skew';
    return {
      kind,
      place: source,
      month: months[from] as string,
      size,
      message: isClock
        ? `nearly all entries of ${source} ${span} say they happened ${hours(soonest)} or more before they came, none less: its clock was behind`
        : `nearly all entries of ${source} ${span} came hours after they happened, ${hours(middle)} in the middle, some soon and some late: their order was lost on the way`,
      repair: isClock
        ? 'set the clock or the time zone of the sender, and correct what it sent then: days, hours and what came first are wrong'
        : 'take order and time from occurredAt, never from arrival; have the sender empty its queue sooner',
      weight: ((isClock ? 0.5 : 0.2) * size) / Math.max(1, this.entries),
    };
  }
}

/** The middle half, and a little more, of a month's delays. */
function spreadOf(month: MonthOfDelays | undefined): Spread | undefined {
  const delays = month?.delays.filter((delay) => delay < LATE) ?? [];
  if (delays.length < FEWEST) return undefined;
  const at = (q: number): number => quantile(delays, q) as number;
  return { n: delays.length, soonest: at(0.02), low: at(0.15), middle: at(0.5), high: at(0.85) };
}

function hours(milliseconds: number): string {
  return `${(milliseconds / HOUR).toFixed(1)} h`;
}
