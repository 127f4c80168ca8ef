// Cases that answer all chosen criteria alike lie in one cell. A logistic model of the chosen criteria needs only each cell's number of cases and of wins.
import type { Candidate } from '../candidates/candidates.ts';

/** The cells of some chosen criteria. */
export interface Cells {
  readonly chosen: readonly number[];
  /** The cell of each case. */
  readonly cellOf: Uint16Array;
  readonly count: number;
  /** Cases and wins of each cell. */
  readonly cases: Float64Array;
  readonly wins: Float64Array;
  /** Answers of each cell to the chosen criteria, 0 or 1, cell by cell. */
  readonly answers: Uint8Array;
}

/** All cases in one cell: nothing is chosen yet. */
export function oneCell(won: ArrayLike<number>, until: number): Cells {
  let wins = 0;
  for (let row = 0; row < until; row++) wins += won[row] as number;
  return {
    chosen: [],
    cellOf: new Uint16Array(until),
    count: 1,
    cases: Float64Array.of(until),
    wins: Float64Array.of(wins),
    answers: new Uint8Array(0),
  };
}

/** What a candidate would take out of each cell: its cases and wins. Written into `cases` and `wins`, which have an entry a cell. */
export function shareOfCells(
  cells: Cells,
  candidate: Candidate,
  won: ArrayLike<number>,
  cases: Float64Array,
  wins: Float64Array,
): void {
  const { cellOf } = cells;
  cases.fill(0, 0, cells.count);
  wins.fill(0, 0, cells.count);
  for (const row of candidate.rows) {
    const cell = cellOf[row] as number;
    cases[cell] = (cases[cell] as number) + 1;
    wins[cell] = (wins[cell] as number) + (won[row] as number);
  }
}

/** The cells once a candidate is chosen too. Undefined where there would be more than 65,535. */
export function splitCells(
  cells: Cells,
  candidates: readonly Candidate[],
  added: number,
  won: ArrayLike<number>,
): Cells | undefined {
  const candidate = candidates[added] as Candidate;
  const width = cells.chosen.length;
  const cellOf = cells.cellOf.slice();
  const yes = new Int32Array(cells.count).fill(-1);
  const [cases, wins] = [Array.from(cells.cases), Array.from(cells.wins)];
  const from: number[] = [];
  for (const row of candidate.rows) {
    const cell = cells.cellOf[row] as number;
    let other = yes[cell] as number;
    if (other < 0) {
      other = cells.count + from.length;
      yes[cell] = other;
      from.push(cell);
      cases.push(0);
      wins.push(0);
    }
    const win = won[row] as number;
    cases[cell] = (cases[cell] as number) - 1;
    wins[cell] = (wins[cell] as number) - win;
    cases[other] = (cases[other] as number) + 1;
    wins[other] = (wins[other] as number) + win;
    cellOf[row] = other;
  }
  const count = cells.count + from.length;
  if (count > 65_535) return undefined;
  const answers = new Uint8Array(count * (width + 1));
  for (let cell = 0; cell < count; cell++) {
    const source = cell < cells.count ? cell : (from[cell - cells.count] as number);
    for (let j = 0; j < width; j++) answers[cell * (width + 1) + j] = cells.answers[source * width + j] as number;
    answers[cell * (width + 1) + width] = cell < cells.count ? 0 : 1;
  }
  return {
    chosen: [...cells.chosen, added],
    cellOf,
    count,
    cases: Float64Array.from(cases),
    wins: Float64Array.from(wins),
    answers,
  };
}

/** The cells of several chosen criteria, from the start. */
export function cellsOf(
  candidates: readonly Candidate[],
  chosen: readonly number[],
  won: ArrayLike<number>,
  until: number,
): Cells | undefined {
  let cells: Cells | undefined = oneCell(won, until);
  for (const added of chosen) if (cells) cells = splitCells(cells, candidates, added, won);
  return cells;
}
