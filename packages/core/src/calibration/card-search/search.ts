// The search for the best few criteria: a beam that grows by one criterion at a time, each time mended by exchanges. In the manner of FasterRisk (J. Liu and others, NeurIPS 2022), on cells
// instead of cases, so that its cost hardly depends on how many cases there are.
import type { Candidate } from '../candidates/candidates.ts';
import { type Cells, mergeCells, oneCell, type Placement, placeCases, splitCells } from './cells.ts';
import { type CellFit, fitCells } from './fit-cells.ts';
import { type PlacedModel, scoreGains } from './gains.ts';
import { type ProposingCases, proposingCases } from './proposing-cases.ts';

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
  const cases: Cases = { candidates, won, until, proposing: proposingCases(candidates, won, until) };
  const empty = oneCell(won, until);
  let beam: Choice[] = [{ cells: empty, fit: fitCells(empty) }];
  const best: Choice[] = [];
  for (let size = 1; size <= most; size++) {
    const grown = new Map<string, Choice>();
    for (const choice of beam) for (const next of additions(choice, cases, width.tried)) keep(grown, next);
    if (grown.size === 0) break;
    const [first, ...rest] = [...grown.values()].sort(byLoss).slice(0, width.beam) as [Choice, ...Choice[]];
    const mended = exchanged(first, cases);
    beam = [mended, ...[first, ...rest].filter((choice) => keyOf(choice) !== keyOf(mended))].slice(0, width.beam);
    best.push(mended);
  }
  return best;
}

/** What is searched. */
interface Cases {
  readonly candidates: readonly Candidate[];
  readonly won: ArrayLike<number>;
  readonly until: number;
  readonly proposing: ProposingCases;
}

/** A choice with what each candidate promises to add to it. */
interface Scored extends Choice {
  readonly placement: Placement;
  readonly gains: Float64Array;
}

/** The choice with one candidate more, for those that promise most. */
function additions(choice: Choice | Scored, cases: Cases, tried: number): Choice[] {
  const scored = 'gains' in choice ? choice : scoredWithout(choice, [], cases)?.whole;
  if (!scored) return [];
  return grownBy(inFull(scored), scored.placement, scored.gains, cases, tried);
}

/** The choice with each of its criteria in turn exchanged for a better one, until none is better. */
function exchanged(choice: Choice, cases: Cases): Choice | Scored {
  let best: Choice | Scored = choice;
  for (let round = 0; round < 3; round++) {
    const before: Choice = best;
    let waiting = before.cells.chosen;
    while (waiting.length > 0) {
      const found: Exchange = firstExchange(best, waiting, cases);
      best = found.choice;
      waiting = found.waiting.filter((candidate) => found.choice.cells.chosen.includes(candidate));
    }
    if (best.cells === before.cells) break;
  }
  return best;
}

interface Exchange {
  readonly choice: Choice | Scored;
  /** Those still to be looked at. */
  readonly waiting: readonly number[];
}

/** The choice after the first exchange that helps, among those of `waiting`; the choice itself, scored, where none does. */
function firstExchange(choice: Choice, waiting: readonly number[], cases: Cases): Exchange {
  const scored = scoredWithout(choice, waiting, cases);
  if (!scored) return { choice, waiting: [] };
  const { whole, without } = scored;
  for (const [i, { model, gains }] of without.entries()) {
    const [found] = grownBy(model, whole.placement, gains, cases, 2).sort(byLoss);
    if (found && found.fit.penalised < choice.fit.penalised - 1e-6)
      return { choice: found, waiting: waiting.slice(i + 1) };
  }
  return { choice: whole, waiting: [] };
}

/** What each candidate promises to add to a choice, and to it without each of some of its criteria. */
function scoredWithout(
  choice: Choice,
  leaving: readonly number[],
  { candidates, won, until, proposing }: Cases,
): { readonly whole: Scored; readonly without: readonly { model: PlacedModel; gains: Float64Array }[] } | undefined {
  const placement = placeCases(candidates, choice.cells.chosen, won, until);
  if (!placement) return undefined;
  const { chosen } = placement.cells;
  const models = leaving.map((left): PlacedModel => {
    const merged = mergeCells(placement.cells, left);
    return {
      ...merged,
      fit: fitCells(
        merged.cells,
        choice.fit.coefficients.filter((_, i) => chosen[i - 1] !== left),
      ),
    };
  });
  const whole = { cells: placement.cells, fit: choice.fit, placement };
  const [gains, ...rest] = scoreGains(placement, [inFull(whole), ...models], candidates, won, proposing);
  return {
    whole: { ...whole, cells: choice.cells, gains: gains as Float64Array },
    without: models.map((model, i) => ({ model, gains: rest[i] as Float64Array })),
  };
}

/** A choice as a model on the cells of its own placement. */
function inFull({ fit, placement: { cells } }: Pick<Scored, 'fit' | 'placement'>): PlacedModel {
  return { cells, into: Uint16Array.from({ length: cells.count }, (_, cell) => cell), fit };
}

/** The model with one candidate more, for those of the largest gains. */
function grownBy(model: PlacedModel, placement: Placement, gains: Float64Array, cases: Cases, tried: number): Choice[] {
  const order = [...gains.keys()]
    .filter((j) => (gains[j] as number) > 1e-9)
    .sort((a, b) => apart(gains[b] as number, gains[a] as number) || a - b);
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
    const held = holds[classOf[row] as number] as number;
    const cell = into[cellOf[row] as number] as number;
    yes[cell] = (yes[cell] as number) + held;
    yesWon[cell] = (yesWon[cell] as number) + held * (won[row] as number);
  }
  return [yes, yesWon];
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

function keep(found: Map<string, Choice>, choice: Choice): void {
  const key = keyOf(choice);
  if (!found.has(key)) found.set(key, choice);
}

function keyOf(choice: Choice): string {
  return [...choice.cells.chosen].sort((a, b) => a - b).join();
}

function byLoss(a: Choice, b: Choice): number {
  return apart(a.fit.penalised, b.fit.penalised) || (keyOf(a) < keyOf(b) ? -1 : 1);
}

/** The difference of two numbers, 0 where rounding may have made it: of two that do alike the first candidate is taken, in whatever order sums were made. */
function apart(a: number, b: number): number {
  return Math.round(a * 1e6) - Math.round(b * 1e6);
}
