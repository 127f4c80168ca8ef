// What speaks for each criterion: how often it was there, how often it was won with it and without, whether that held through time, and what a card loses without it.

import { rankedArea } from '../../statistics/auc.ts';
import { falseDiscovery } from '../../statistics/false-discovery.ts';
import { fisherGreater } from '../../statistics/fisher.ts';
import { rateRatio } from '../../statistics/rate-ratio.ts';
import { type Share, shareOf } from '../../statistics/share.ts';
import { totalsOf } from '../calibrate.ts';
import { boundsFor, candidatesOf, rowsOf } from '../candidates/candidates.ts';
import type { Criterion } from '../candidates/criterion.ts';
import type { Card } from '../card-search/card.ts';
import type { Sample } from '../sample/sample.ts';

/** What the cases say of one criterion, looked at alone. */
export interface Evidence extends Criterion {
  /** Cases that show it, of all. */
  readonly support: Share;
  /** Won cases that show it, of all won. */
  readonly coverage: Share;
  readonly wonWith: Share;
  readonly wonWithout: Share;
  /** How many times more often it was won with it; absent where there is too little to say. */
  readonly lift?: { readonly ratio: number; readonly low: number; readonly high: number };
  /** The lift in each quarter of the cases by time; absent ones had too little. */
  readonly quarters: readonly (number | undefined)[];
  /** Fisher's exact test, two-sided by doubling, adjusted for the number of criteria looked at. */
  readonly adjustedP: number;
}

/** Of a criterion of a card: what the card's AUC loses without it, over the cases it was made of. */
export interface CardEvidence extends Evidence {
  readonly points: number;
  readonly lossWithout: number;
}

const QUARTERS = 4;

/** All candidates of a sample, the surest first, and those of a card. */
export function evidenceOf(
  sample: Sample,
  card: Card | undefined,
): { readonly all: Evidence[]; readonly card: CardEvidence[] } {
  const wins = sample.won.reduce((sum, win) => sum + win, 0);
  if (wins === 0 || wins === sample.cases) return { all: [], card: [] };
  const candidates = candidatesOf(sample, sample.cases, boundsFor(sample.cases, wins));
  const looked: Criterion[] = [...candidates, ...(card?.criteria ?? [])];
  const found = looked.map((criterion) => alone(sample, criterion, wins));
  const adjusted = falseDiscovery(found.slice(0, candidates.length).map(({ adjustedP }) => adjustedP));
  const all = candidates.map((_, i) => ({ ...(found[i] as Evidence), adjustedP: adjusted[i] as number }));
  const whole = card && areaOf(sample, card);
  const ofCard = (card?.criteria ?? []).map((criterion, i) => {
    const same = all.find((each) => each.feature === criterion.feature && isSame(each, criterion));
    const rest = { ...(card as Card), criteria: (card as Card).criteria.filter((other) => other !== criterion) };
    return {
      ...(found[candidates.length + i] as Evidence),
      ...(same && { adjustedP: same.adjustedP }),
      points: criterion.points,
      lossWithout: (whole as number) - areaOf(sample, rest),
    };
  });
  return { all: all.sort((a, b) => a.adjustedP - b.adjustedP || a.feature - b.feature), card: ofCard };
}

function isSame(a: Criterion, b: Criterion): boolean {
  return JSON.stringify(a.question) === JSON.stringify(b.question);
}

function areaOf(sample: Sample, card: Card): number {
  return rankedArea(totalsOf(sample, card), sample.won)?.auc ?? 0.5;
}

function alone(sample: Sample, criterion: Criterion, wins: number): Evidence {
  const rows = rowsOf(sample, criterion, sample.cases);
  const won = countWon(sample, rows);
  const [without, wonWithout] = [sample.cases - rows.length, wins - won];
  const lift = rateRatio(won, rows.length, wonWithout, without);
  const p = Math.min(
    fisherGreater(won, rows.length, wonWithout, without),
    fisherGreater(wonWithout, without, won, rows.length),
  );
  return {
    feature: criterion.feature,
    question: criterion.question,
    support: shareOf(rows.length, sample.cases),
    coverage: shareOf(won, wins),
    wonWith: shareOf(won, rows.length),
    wonWithout: shareOf(wonWithout, without),
    ...(lift && { lift }),
    quarters: Array.from({ length: QUARTERS }, (_, i) => liftIn(sample, rows, i)),
    adjustedP: Math.min(1, 2 * p),
  };
}

function liftIn(sample: Sample, rows: Int32Array, quarter: number): number | undefined {
  const from = Math.floor((sample.cases * quarter) / QUARTERS);
  const to = Math.floor((sample.cases * (quarter + 1)) / QUARTERS);
  const inside = rows.filter((row) => row >= from && row < to);
  const won = countWon(sample, inside);
  let wins = 0;
  for (let row = from; row < to; row++) wins += sample.won[row] as number;
  return rateRatio(won, inside.length, wins - won, to - from - inside.length)?.ratio;
}

function countWon(sample: Sample, rows: Int32Array): number {
  return rows.reduce((sum, row) => sum + (sample.won[row] as number), 0);
}
