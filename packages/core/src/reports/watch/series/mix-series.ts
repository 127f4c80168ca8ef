// Mixes, month by month: grades and score bands of active leads, sources of new ones.
import { GRADES } from '../../../definition/definition.ts';
import { chiSquareAsNormal, excessDispersion, homogeneity, stabilityIndex } from '../../../statistics/mix-shift.ts';
import type { Reference } from '../reference.ts';
import { SCORE_BANDS } from '../seen/month-counts.ts';
import type { WatchRead } from '../watch-reading.ts';
import { HALF, lastTwoQuarters, type RawSeries, type Step } from './steps.ts';

const FEWEST_LEADS = 50;
/** Below this a mix is as good as the same, by convention. */
const NOTHING = 0.1;
/** Sources kept apart; those beyond are told as one, and those that the reference never saw as another. */
const MOST_SOURCES = 8;

/** A mix of a month, by class. */
interface Mix {
  readonly classes: readonly string[];
  readonly of: (month: number) => readonly number[];
}

/** The three mixes. A definition without fit has one grade only, which cannot shift. */
export function mixSeries(read: WatchRead, reference: Reference): RawSeries[] {
  const { months, definition } = read;
  return [
    ...(definition.fit === undefined
      ? []
      : [
          series(
            'grade-mix',
            'grades',
            'Grades of active leads',
            { classes: GRADES, of: (i) => months[i]?.counts.grades ?? [] },
            read,
            reference,
          ),
        ]),
    series(
      'score-mix',
      'scores',
      'Scores of active leads',
      { classes: SCORE_BANDS, of: (i) => months[i]?.counts.bands ?? [] },
      read,
      reference,
    ),
    series('source-mix', 'sources', 'Sources of new leads', sourcesOf(read, reference), read, reference),
  ];
}

function series(
  kind: RawSeries['kind'],
  about: string,
  label: string,
  mix: Mix,
  { months }: WatchRead,
  reference: Reference,
): RawSeries {
  const whole = added(reference.before.map(mix.of), mix.classes.length);
  const isWatched = sum(whole) >= FEWEST_LEADS * Math.max(1, reference.before.length);
  const excess = dispersion(reference.before.map(mix.of), whole);
  const steps = reference.after.map((i): Step => {
    const counts = mix.of(i);
    const { name: month, end } = months[i] as WatchRead['months'][number];
    const of = sum(counts);
    if (!isWatched || of < FEWEST_LEADS / 2) return { month, end, of };
    const { statistic, degrees } = homogeneity(whole, counts);
    // With few leads an index is above 0 by chance: what chance gives is taken off (B. Yurdakul, 2018).
    const value = Math.max(0, stabilityIndex(whole, counts) - degrees * (1 / of + 1 / sum(whole)));
    const z = degrees === 0 || value < NOTHING ? 0 : chiSquareAsNormal(statistic / excess, degrees);
    return { month, end, of, value, z, k: HALF };
  });
  const recent = added(lastTwoQuarters(reference.after).map(mix.of), mix.classes.length);
  const value = stabilityIndex(whole, recent);
  return {
    kind,
    about,
    label: `${label}${value < NOTHING ? '' : `: ${largestShift(mix.classes, whole, recent)}`}`,
    state: isWatched ? 'watched' : 'too few',
    sides: 'up',
    reference: 0,
    ...(sum(recent) > 0 && { recent: { value } }),
    steps,
  };
}

/** The class whose share moved most, in words. */
function largestShift(classes: readonly string[], before: readonly number[], after: readonly number[]): string {
  const moved = classes.map((name, i) => ({
    name,
    was: (before[i] as number) / Math.max(1, sum(before)),
    is: (after[i] as number) / Math.max(1, sum(after)),
  }));
  const most = moved.reduce((a, b) => (Math.abs(b.is - b.was) > Math.abs(a.is - a.was) ? b : a));
  return `${most.name} ${percent(most.was)} → ${percent(most.is)}`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function sourcesOf({ sources, months }: WatchRead, reference: Reference): Mix {
  const counts = (i: number): ReadonlyMap<string, number> => sources.get(months[i]?.name ?? '') ?? new Map();
  const before = new Map<string, number>();
  for (const i of reference.before)
    for (const [source, count] of counts(i)) before.set(source, (before.get(source) ?? 0) + count);
  const kept = [...before].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_SOURCES);
  const places = new Map(kept.map(([source], i) => [source, i]));
  const classes = [...places.keys(), 'others', 'new sources'];
  return {
    classes,
    of: (i) => {
      const found = classes.map(() => 0);
      for (const [source, count] of counts(i)) {
        const place = places.get(source) ?? (before.has(source) ? classes.length - 2 : classes.length - 1);
        found[place] = (found[place] as number) + count;
      }
      return found;
    },
  };
}

function added(all: readonly (readonly number[])[], classes: number): number[] {
  return Array.from({ length: classes }, (_, i) => all.reduce((total, counts) => total + (counts[i] ?? 0), 0));
}

/** How much more the months of the reference differ among themselves than chance has it. */
function dispersion(all: readonly (readonly number[])[], whole: readonly number[]): number {
  const months = all.filter((counts) => sum(counts) > 0).map((counts) => homogeneity(whole, counts));
  const degrees = sum(months.map((month) => month.degrees));
  return excessDispersion(Math.max(degrees, sum(months.map(({ statistic }) => statistic))), degrees);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}
