// The search for the best few criteria: a beam that grows by one criterion at a time, each time mended by exchanges. In the manner of FasterRisk (J. Liu and others, NeurIPS 2022), on cells
// instead of cases, so that its cost hardly depends on how many cases there are.

import { choleskySolve } from '../../statistics/cholesky.ts';
import type { Candidate } from '../candidates/candidates.ts';
import { type Cells, cellsOf, oneCell, shareOfCells, splitCells } from './cells.ts';
import { type CellFit, fitCells, logOddsOf, RIDGE, slopes } from './fit-cells.ts';

/** A choice of criteria with its fitted model. */
export interface Choice {
  readonly cells: Cells;
  readonly fit: CellFit;
}

/** How wide the search looks. */
export interface SearchWidth {
  /** Choices kept of each size. */
  readonly beam: number;
  /** Candidates fitted exactly for each kept choice. */
  readonly tried: number;
}

const WIDTH: SearchWidth = { beam: 4, tried: 6 };

/** The best choice of each size from 1 to `most`, each the smallest loss found. Fewer where candidates run out. */
export function searchChoices(
  candidates: readonly Candidate[],
  won: ArrayLike<number>,
  until: number,
  most: number,
  width: SearchWidth = WIDTH,
): Choice[] {
  const empty = oneCell(won, until);
  let beam: Choice[] = [{ cells: empty, fit: fitCells(empty) }];
  const best: Choice[] = [];
  for (let size = 1; size <= most; size++) {
    const grown = new Map<string, Choice>();
    for (const choice of beam) for (const next of additions(choice, candidates, won, width.tried)) keep(grown, next);
    if (grown.size === 0) break;
    beam = [...grown.values()].sort(byLoss).slice(0, width.beam);
    const mended = exchanged(beam[0] as Choice, candidates, won, until);
    if (mended !== beam[0])
      beam = [mended, ...beam.filter((choice) => keyOf(choice) !== keyOf(mended))].slice(0, width.beam);
    best.push(beam[0] as Choice);
  }
  return best;
}

/** The choice with each of its criteria in turn exchanged for a better one, until none is better. */
function exchanged(choice: Choice, candidates: readonly Candidate[], won: ArrayLike<number>, until: number): Choice {
  let best = choice;
  for (let round = 0; round < 3; round++) {
    const before = best;
    for (const leaving of before.cells.chosen) {
      if (!best.cells.chosen.includes(leaving)) continue;
      const others = best.cells.chosen.filter((candidate) => candidate !== leaving);
      const cells = cellsOf(candidates, others, won, until);
      if (!cells) continue;
      const [found] = additions({ cells, fit: fitCells(cells) }, candidates, won, 2).sort(byLoss);
      if (found && found.fit.penalised < best.fit.penalised - 1e-6) best = found;
    }
    if (best === before) break;
  }
  return best;
}

/** The choice with one candidate more, for those that promise most by the score test. */
function additions(choice: Choice, candidates: readonly Candidate[], won: ArrayLike<number>, tried: number): Choice[] {
  const gains = scoreGains(choice, candidates, won);
  const order = [...gains.keys()]
    .filter((j) => (gains[j] as number) > 1e-9)
    .sort((a, b) => (gains[b] as number) - (gains[a] as number));
  const found: Choice[] = [];
  for (const candidate of order.slice(0, tried)) {
    const cells = splitCells(choice.cells, candidates, candidate, won);
    if (!cells) continue;
    const start = new Float64Array(cells.chosen.length + 1);
    start.set(choice.fit.coefficients);
    const next = { cells, fit: fitCells(cells, start) };
    if (reads(next, candidates)) found.push(next);
  }
  return found;
}

/** True where nothing is both praised and blamed: of several thresholds or sets about one thing, all add or all take away. */
function reads({ cells, fit }: Choice, candidates: readonly Candidate[]): boolean {
  const signs = new Map<string, number>();
  return cells.chosen.every((j, i) => {
    const { about, question } = candidates[j] as Candidate;
    if (question.ask === 'known') return true;
    const sign = Math.sign(fit.coefficients[i + 1] as number);
    const before = signs.get(about) ?? sign;
    signs.set(about, sign);
    return before === sign;
  });
}

/** About how much each candidate would lower the loss: half of Rao's score statistic (C. R. Rao, 1948). */
function scoreGains(choice: Choice, candidates: readonly Candidate[], won: ArrayLike<number>): Float64Array {
  const { cells, fit } = choice;
  const size = cells.chosen.length + 1;
  const width = size - 1;
  const hessian = new Float64Array(size * size);
  slopes(cells, fit.coefficients, new Float64Array(size), hessian);
  const p = new Float64Array(cells.count);
  for (let cell = 0; cell < cells.count; cell++)
    p[cell] = 1 / (1 + Math.exp(-logOddsOf(cells, fit.coefficients, cell)));
  const [cases, wins] = [new Float64Array(cells.count), new Float64Array(cells.count)];
  const cross = new Float64Array(size);
  const gains = new Float64Array(candidates.length);
  candidates.forEach((candidate, j) => {
    if (cells.chosen.includes(j)) return;
    shareOfCells(cells, candidate, won, cases, wins);
    cross.fill(0);
    let [off, own] = [0, 0];
    for (let cell = 0; cell < cells.count; cell++) {
      const n = cases[cell] as number;
      if (n === 0) continue;
      const chance = p[cell] as number;
      const weight = n * chance * (1 - chance);
      off += (wins[cell] as number) - n * chance;
      own += weight;
      cross[0] = (cross[0] as number) + weight;
      for (let i = 0; i < width; i++)
        if (cells.answers[cell * width + i] === 1) cross[i + 1] = (cross[i + 1] as number) + weight;
    }
    const solved = choleskySolve(hessian, cross, size);
    let shared = 0;
    for (let i = 0; i < size; i++) shared += (cross[i] as number) * (solved[i] as number);
    const left = own - shared + RIDGE;
    gains[j] = (off * off) / (2 * left);
  });
  return gains;
}

function keep(found: Map<string, Choice>, choice: Choice): void {
  const key = keyOf(choice);
  if (!found.has(key)) found.set(key, choice);
}

function keyOf(choice: Choice): string {
  return [...choice.cells.chosen].sort((a, b) => a - b).join();
}

function byLoss(a: Choice, b: Choice): number {
  return a.fit.penalised - b.fit.penalised || (keyOf(a) < keyOf(b) ? -1 : 1);
}
