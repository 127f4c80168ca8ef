// The search for the best few criteria: a beam that grows by one criterion at a time, each time mended by exchanges. In the manner of FasterRisk (J. Liu and others, NeurIPS 2022), on cells
// instead of cases, so that its cost hardly depends on how many cases there are.
import type { Candidate } from '../candidates/candidates.ts';
import { type Cells, mergeCells, oneCell, type Placement, placeCases, splitCells } from './cells.ts';
import { type CellFit, fitCells } from './fit-cells.ts';
import { type PlacedModel, scoreGains } from './gains.ts';

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
  const cases: Cases = { candidates, won, until };
  const empty = oneCell(won, until);
  let beam: Choice[] = [{ cells: empty, fit: fitCells(empty) }];
  const best: Choice[] = [];
  for (let size = 1; size <= most; size++) {
    const grown = new Map<string, Choice>();
    for (const choice of beam) for (const next of additions(choice, cases, width.tried)) keep(grown, next);
    if (grown.size === 0) break;
    beam = [...grown.values()].sort(byLoss).slice(0, width.beam);
    const mended = exchanged(beam[0] as Choice, cases);
    if (mended !== beam[0])
      beam = [mended, ...beam.filter((choice) => keyOf(choice) !== keyOf(mended))].slice(0, width.beam);
    best.push(beam[0] as Choice);
  }
  return best;
}

/** What is searched. */
interface Cases {
  readonly candidates: readonly Candidate[];
  readonly won: ArrayLike<number>;
  readonly until: number;
}

/** The choice with one candidate more, for those that promise most. */
function additions(choice: Choice, cases: Cases, tried: number): Choice[] {
  const placement = placeCases(cases.candidates, choice.cells.chosen, cases.won, cases.until);
  if (!placement) return [];
  const model = { cells: placement.cells, into: unmoved(placement.cells.count), fit: choice.fit };
  const [gains] = scoreGains(placement, [model], cases.candidates, cases.won);
  return grownBy(model, placement, gains as Float64Array, cases, tried);
}

/** The choice with each of its criteria in turn exchanged for a better one, until none is better. */
function exchanged(choice: Choice, cases: Cases): Choice {
  let best = choice;
  for (let round = 0; round < 3; round++) {
    const before = best;
    let waiting = before.cells.chosen;
    while (waiting.length > 0) {
      const [found, left] = firstExchange(best, waiting, cases);
      best = found;
      waiting = left.filter((candidate) => found.cells.chosen.includes(candidate));
    }
    if (best === before) break;
  }
  return best;
}

/** The choice after the first exchange that helps, among those of `waiting`, and which are then still to be looked at. */
function firstExchange(choice: Choice, waiting: readonly number[], cases: Cases): [Choice, readonly number[]] {
  const placement = placeCases(cases.candidates, choice.cells.chosen, cases.won, cases.until);
  if (!placement) return [choice, []];
  const models = waiting.map((leaving): PlacedModel => {
    const merged = mergeCells(placement.cells, leaving);
    return {
      ...merged,
      fit: fitCells(
        merged.cells,
        choice.fit.coefficients.filter((_, i) => choice.cells.chosen[i - 1] !== leaving),
      ),
    };
  });
  const gains = scoreGains(placement, models, cases.candidates, cases.won);
  for (const [i, model] of models.entries()) {
    const [found] = grownBy(model, placement, gains[i] as Float64Array, cases, 2).sort(byLoss);
    if (found && found.fit.penalised < choice.fit.penalised - 1e-6) return [found, waiting.slice(i + 1)];
  }
  return [choice, []];
}

/** The model with one candidate more, for those of the largest gains. */
function grownBy(model: PlacedModel, placement: Placement, gains: Float64Array, cases: Cases, tried: number): Choice[] {
  const order = [...gains.keys()]
    .filter((j) => (gains[j] as number) > 1e-9)
    .sort((a, b) => (gains[b] as number) - (gains[a] as number));
  const found: Choice[] = [];
  for (const added of order.slice(0, tried)) {
    const [yes, yesWon] = shareOfCells(model, placement, cases.candidates[added] as Candidate, cases.won);
    const cells = splitCells(model.cells, added, yes, yesWon);
    const next = { cells, fit: fitCells(cells, model.fit.coefficients) };
    if (reads(next, cases.candidates)) found.push(next);
  }
  return found;
}

/** The cases of each of the model's cells that answer a candidate with yes, and how many of them were won. */
function shareOfCells(
  { cells, into }: PlacedModel,
  { cellOf }: Placement,
  { classes: { classOf }, holds }: Candidate,
  won: ArrayLike<number>,
): [Float64Array, Float64Array] {
  const [yes, yesWon] = [new Float64Array(cells.count), new Float64Array(cells.count)];
  for (let row = 0; row < cellOf.length; row++) {
    if (holds[classOf[row] as number] === 0) continue;
    const cell = into[cellOf[row] as number] as number;
    yes[cell] = (yes[cell] as number) + 1;
    yesWon[cell] = (yesWon[cell] as number) + (won[row] as number);
  }
  return [yes, yesWon];
}

function unmoved(cells: number): Uint16Array {
  return Uint16Array.from({ length: cells }, (_, cell) => cell);
}

/** True where no feature is both praised and blamed: of several thresholds or sets of one feature, all add or all take away. */
function reads({ cells, fit }: Choice, candidates: readonly Candidate[]): boolean {
  const signs = new Map<number, number>();
  return cells.chosen.every((j, i) => {
    const { feature, question } = candidates[j] as Candidate;
    if (question.ask === 'known') return true;
    const sign = Math.sign(fit.coefficients[i + 1] as number);
    const before = signs.get(feature) ?? sign;
    signs.set(feature, sign);
    return before === sign;
  });
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
