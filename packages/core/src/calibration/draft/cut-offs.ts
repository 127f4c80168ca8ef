// Where to cut: grades out of fit points, engagement asked of each grade, and what is won above and below.

import { type Share, shareOf } from '../../statistics/share.ts';
import { totalsOf } from '../calibrate.ts';
import { answerer } from '../candidates/criterion.ts';
import { type Card, chanceAt } from '../card-search/card.ts';
import type { Sample } from '../sample/sample.ts';

/** A band of totals, from `from` on up to the next band. */
export interface Band {
  readonly from: number;
  readonly won: Share;
  /** The chance that the card's curve gives to the band's cases, on average. */
  readonly chance: number;
}

export interface CutOffs {
  /** Fit points of each grade; absent where no attribute earned points. */
  readonly grades?: { readonly A: number; readonly B: number; readonly C: number };
  /** The total of fit and engagement from which on a lead is worth a conversation. */
  readonly total: number;
  /** Cases won of those at or over the total, and of those below. */
  readonly above: Share;
  readonly below: Share;
  /** Won cases at or over the total, of all won. */
  readonly kept: Share;
  /** Bands of totals, the lowest first. */
  readonly bands: readonly Band[];
}

/** Shares of cases at or over each grade. */
const GRADE_SHARES = { A: 0.2, B: 0.5, C: 0.8 } as const;
const MOST_BANDS = 6;
const LEAST_IN_BAND = 20;

/** The highest total that keeps a share of all wins, and what follows from it. */
export function cutOffsOf(sample: Sample, card: Card, keep: number): CutOffs {
  return cutOffsAt(sample, card, highestKeeping(totalsOf(sample, card), sample.won, keep));
}

/** What follows from a total as threshold. */
export function cutOffsAt(sample: Sample, card: Card, total: number): CutOffs {
  const fit = partOf(sample, card, true);
  const totals = totalsOf(sample, card);
  const hasFit = card.criteria.some(({ feature }) => sample.features[feature]?.axis === 'fit');
  const [above, below] = [new Counts(), new Counts()];
  totals.forEach((points, i) => {
    (points >= total ? above : below).add(sample.won[i] as number);
  });
  return {
    ...(hasFit && { grades: gradesOf(fit) }),
    total,
    above: above.share,
    below: below.share,
    kept: shareOf(above.wins, above.wins + below.wins),
    bands: bandsOf(totals, sample.won, card),
  };
}

class Counts {
  cases = 0;
  wins = 0;

  add(won: number): void {
    this.cases += 1;
    this.wins += won;
  }

  get share(): Share {
    return shareOf(this.wins, this.cases);
  }
}

/** Points of the criteria of fit, or of all others. */
function partOf(sample: Sample, card: Card, ofFit: boolean): Float64Array {
  const points = new Float64Array(sample.cases);
  for (const criterion of card.criteria) {
    if ((sample.features[criterion.feature]?.axis === 'fit') !== ofFit) continue;
    const answers = answerer(sample, criterion);
    for (let row = 0; row < sample.cases; row++)
      if (answers(row)) points[row] = (points[row] as number) + criterion.points;
  }
  return points;
}

function highestKeeping(totals: Float64Array, won: Uint8Array, keep: number): number {
  const winners = totals.filter((_, i) => won[i] === 1).sort();
  const most = Math.floor(winners.length * (1 - keep) + 1e-9);
  return winners[Math.min(most, winners.length - 1)] ?? 0;
}

/** Grades of falling cut-offs that about a fifth, half and four fifths of all cases reach. */
function gradesOf(fit: Float64Array): { A: number; B: number; C: number } {
  const sorted = fit.slice().sort();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * (1 - share)))] as number;
  const A = at(GRADE_SHARES.A);
  const B = Math.min(at(GRADE_SHARES.B), A - 1);
  return { A, B, C: Math.min(at(GRADE_SHARES.C), B - 1) };
}

/** Neighbouring totals taken together until each band holds twenty cases, and there are six at most. */
function bandsOf(totals: Float64Array, won: Uint8Array, card: Card): Band[] {
  const least = Math.max(LEAST_IN_BAND, Math.ceil(totals.length / (MOST_BANDS * 2)));
  const order = [...totals.keys()].sort((a, b) => (totals[a] as number) - (totals[b] as number));
  const bands: { from: number; counts: Counts; chance: number }[] = [];
  let before = Number.NaN;
  for (const i of order) {
    const total = totals[i] as number;
    const last = bands.at(-1);
    if (last === undefined || (total !== before && last.counts.cases >= least && bands.length < MOST_BANDS))
      bands.push({ from: total, counts: new Counts(), chance: 0 });
    const band = bands.at(-1) as (typeof bands)[number];
    band.counts.add(won[i] as number);
    band.chance += chanceAt(card, total);
    before = total;
  }
  return bands.map(({ from, counts, chance }) => ({ from, won: counts.share, chance: chance / counts.cases }));
}
