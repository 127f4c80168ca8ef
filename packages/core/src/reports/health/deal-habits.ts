// How reps keep their deals: whose name nobody, whose stages are all entered at the end, and which were closed by the dozen. By owner, and by the month in which deals were opened.
import { DAY, HOUR } from '../../base/duration.ts';
import type { Entry } from '../../journal/entry.ts';
import { poissonGreater } from '../../statistics/fisher.ts';
import type { Finding } from './finding.ts';
import { monthOf } from './months.ts';
import { BY_CHANCE, countsOf, type Stretch, stretchOf } from './stand-out.ts';

/** Hours of a year in which people close deals. */
const OFFICE_HOURS_A_YEAR = 2000;
/** Fewer closings in one hour are a busy afternoon. */
const BULK = 5;
/** Where deals are closed in bulk, a month's last day with so many of them is one more, if most of its closings fall into one hour, and that about the time of day of the largest. */
const BULK_AT_MONTHS_END = 2;
const MOST_OF_A_DAY = 0.75;
const TIME_OF_DAY = 2 * HOUR;
/** So many on one day are a clean-up, whatever is usual. */
const MANY_A_DAY = 15;

interface Deal {
  owner: string | undefined;
  openedAt: number | undefined;
  people: number;
  closedAt: number | undefined;
  readonly stages: number[];
}

/** Collects deals of any business. */
export class DealHabits {
  private readonly deals = new Map<string, Deal>();
  private readonly losses: number[] = [];

  add(entry: Entry): void {
    if (!('deal' in entry) || typeof entry.deal !== 'string') return;
    const deal = this.deals.get(entry.deal) ?? {
      owner: undefined,
      openedAt: undefined,
      people: 0,
      closedAt: undefined,
      stages: [],
    };
    this.deals.set(entry.deal, deal);
    deal.owner ??= entry.owner;
    if (entry.kind === 'opportunity') {
      deal.openedAt = entry.occurredAt;
      deal.people = (entry.people?.length ?? 0) + (entry.latePeople?.length ?? 0) + (isOfSomebody(entry) ? 1 : 0);
    } else if (entry.kind === 'stage') deal.stages.push(entry.occurredAt);
    else if (entry.kind === 'won' || entry.kind === 'lost')
      deal.closedAt = Math.min(deal.closedAt ?? Number.POSITIVE_INFINITY, entry.occurredAt);
    if (entry.kind === 'lost') this.losses.push(entry.occurredAt);
  }

  findings(months: readonly string[]): Finding[] {
    return [...this.nameless(months), ...this.lateStages(months), ...this.closedInBulk()];
  }

  private nameless(months: readonly string[]): Finding[] {
    const opened = [...this.deals.values()].filter((deal) => deal.openedAt !== undefined);
    const isNameless = ({ people }: Deal): boolean => people === 0;
    const found = this.byOwner(opened, isNameless, months).map(
      ({ owner, stretch }): Finding => ({
        kind: 'deals-without-people',
        place: owner,
        month: months[stretch.from] as string,
        size: stretch.count,
        counts: countsOf(stretch),
        message: `${stretch.count} of ${stretch.of} deals that ${owner} opened since ${months[stretch.from]} name nobody; of all others ${stretch.otherCount} of ${stretch.otherOf}`,
        repair:
          'ask the rep to attach the people of each deal; until then what those people did cannot be held against it',
        weight: (0.9 * stretch.count) / Math.max(1, opened.length),
      }),
    );
    const told = new Set(found.map(({ place }) => place));
    const rest = opened.filter(({ owner }) => owner === undefined || !told.has(owner));
    const none = rest.filter(isNameless).length;
    if (none < 5 || none < 0.1 * rest.length) return found;
    return [
      ...found,
      {
        kind: 'deals-without-people',
        place: 'deals',
        size: none,
        message: `${none} of ${rest.length} deals name nobody: nothing that people did can be held against them`,
        repair: 'export contact roles (associated contacts), and ask reps to attach the people they talk to',
        weight: (0.9 * none) / opened.length,
      },
    ];
  }

  private lateStages(months: readonly string[]): Finding[] {
    const staged = [...this.deals.values()].filter(
      ({ openedAt, closedAt, stages }) =>
        openedAt !== undefined && stages.length > 0 && (closedAt === undefined || closedAt > openedAt + DAY),
    );
    return this.byOwner(staged, isLate, months).map(({ owner, stretch }) => ({
      kind: 'late-stages',
      place: owner,
      month: months[stretch.from] as string,
      size: stretch.count,
      counts: countsOf(stretch),
      message: `the stages of ${stretch.count} of ${stretch.of} deals that ${owner} opened since ${months[stretch.from]} were all entered within an hour, at the end; of all others ${stretch.otherCount} of ${stretch.otherOf}`,
      repair: 'leave these deals out where time in stages is measured; ask the rep to move deals as they move',
      weight: (0.3 * stretch.count) / Math.max(1, staged.length),
    }));
  }

  /** Owners of whose deals, from some month on or for a while, far more are so than of all others. */
  private byOwner(
    deals: readonly Deal[],
    isSo: (deal: Deal) => boolean,
    months: readonly string[],
  ): { readonly owner: string; readonly stretch: Stretch }[] {
    const position = new Map(months.map((month, i) => [month, i]));
    const owners = [...new Set(deals.flatMap(({ owner }) => owner ?? []))];
    return owners.flatMap((owner) => {
      const [counts, of] = [months.map(() => 0), months.map(() => 0)];
      const others = { count: 0, of: 0 };
      for (const deal of deals) {
        if (deal.owner !== owner) {
          others.of += 1;
          if (isSo(deal)) others.count += 1;
          continue;
        }
        const at = position.get(monthOf(deal.openedAt as number)) ?? 0;
        of[at] = (of[at] as number) + 1;
        if (isSo(deal)) counts[at] = (counts[at] as number) + 1;
      }
      const bar = { fewest: 5, times: 3, share: 0.3, places: owners.length, until: 'any', others } as const;
      const stretch = stretchOf(counts, of, bar);
      return stretch === undefined ? [] : [{ owner, stretch }];
    });
  }

  /** Days on which so many deals were closed as lost within an hour that nobody can have decided each. */
  private closedInBulk(): Finding[] {
    const days = new Map<number, number[]>();
    for (const at of this.losses) {
      const day = Math.floor(at / DAY);
      days.set(day, [...(days.get(day) ?? []), at]);
    }
    if (days.size === 0) return [];
    const years = Math.max(1 / 12, (Math.max(...this.losses) - Math.min(...this.losses)) / (365 * DAY));
    const hours = years * OFFICE_HOURS_A_YEAR;
    const counted = [...days].map(([day, times]) => ({ day, count: times.length, ...mostWithin(times, HOUR) }));
    type Day = (typeof counted)[number];
    const isBulk = ({ count, most }: Day): boolean =>
      (most >= BULK && poissonGreater(most, this.losses.length / hours) * hours <= BY_CHANCE) ||
      count >= Math.max(MANY_A_DAY, 0.05 * this.losses.length);
    const largest = counted.filter(isBulk).sort((a, b) => b.most - a.most)[0];
    const isOneMore = ({ day, count, most, from }: Day): boolean =>
      largest !== undefined &&
      isMonthsEnd(day) &&
      most >= Math.max(BULK_AT_MONTHS_END, MOST_OF_A_DAY * count) &&
      Math.abs((from % DAY) - (largest.from % DAY)) <= TIME_OF_DAY;
    const bulk = counted.filter((day) => isBulk(day) || isOneMore(day));
    const first = bulk.sort((a, b) => a.day - b.day)[0];
    if (first === undefined) return [];
    const count = bulk.reduce((sum, each) => sum + each.count, 0);
    const dates = bulk.slice(0, 4).map(({ day }) => new Date(day * DAY).toISOString().slice(0, 10));
    return [
      {
        kind: 'bulk-closing',
        place: 'lost deals',
        month: monthOf(first.day * DAY),
        size: count,
        message: `${count} of ${this.losses.length} lost deals were closed in bulk, on ${dates.join(', ')}${bulk.length > 4 ? ` and ${bulk.length - 4} other days` : ''}: a clean-up, not that many decisions`,
        repair: 'take them for stalled; when they really died nobody knows',
        weight: (0.4 * count) / Math.max(1, this.deals.size),
      },
    ];
  }
}

/** Whether all stages of a deal were entered within an hour of one another, or of its closing. */
function isLate({ stages, closedAt }: Deal): boolean {
  const [first, last] = [Math.min(...stages), Math.max(...stages)];
  if (closedAt !== undefined && Math.abs(closedAt - first) <= HOUR) return true;
  return stages.length > 1 && last - first <= HOUR;
}

function isMonthsEnd(day: number): boolean {
  return monthOf(day * DAY) !== monthOf((day + 1) * DAY);
}

/** The most that fall into a span of time, and when it begins. */
function mostWithin(times: readonly number[], span: number): { readonly most: number; readonly from: number } {
  const sorted = [...times].sort((a, b) => a - b);
  let best = { most: 0, from: 0 };
  let first = 0;
  for (let last = 0; last < sorted.length; last++) {
    while ((sorted[last] as number) - (sorted[first] as number) > span) first += 1;
    if (last - first + 1 > best.most) best = { most: last - first + 1, from: sorted[first] as number };
  }
  return best;
}

function isOfSomebody({ userId, email }: Entry): boolean {
  return userId !== undefined || email !== undefined;
}
