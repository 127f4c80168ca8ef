// Cases that answer all chosen criteria alike lie in one cell. A logistic model of the chosen criteria needs only each cell's number of cases and of wins.
import type { Candidate } from '../candidates/candidates.ts';

/** The cells of some chosen criteria; none is empty. */
export interface Cells {
  /** Positions of the chosen criteria among the candidates. */
  readonly chosen: readonly number[];
  readonly count: number;
  /** Cases and wins of each cell. */
  readonly cases: Float64Array;
  readonly wins: Float64Array;
  /** Answers of each cell to the chosen criteria, 0 or 1, cell by cell. */
  readonly answers: Uint8Array;
}

/** Cells cannot be told apart beyond so many. */
const MOST_CELLS = 32_767;

/** All cases in one cell: nothing is chosen yet. */
export function oneCell(won: ArrayLike<number>, until: number): Cells {
  let wins = 0;
  for (let row = 0; row < until; row++) wins += won[row] as number;
  return {
    chosen: [],
    count: 1,
    cases: Float64Array.of(until),
    wins: Float64Array.of(wins),
    answers: new Uint8Array(0),
  };
}

/** The cells once a candidate is chosen too, by how many cases and wins of each cell answer it with yes. */
export function splitCells(cells: Cells, added: number, yesCases: Float64Array, yesWins: Float64Array): Cells {
  const width = cells.chosen.length;
  const [cases, wins, answers]: [number[], number[], number[]] = [[], [], []];
  for (let cell = 0; cell < cells.count; cell++) {
    const [yes, yesWon] = [yesCases[cell] as number, yesWins[cell] as number];
    const no = (cells.cases[cell] as number) - yes;
    for (const answer of [0, 1]) {
      if ((answer === 1 ? yes : no) === 0) continue;
      cases.push(answer === 1 ? yes : no);
      wins.push(answer === 1 ? yesWon : (cells.wins[cell] as number) - yesWon);
      for (let j = 0; j < width; j++) answers.push(cells.answers[cell * width + j] as number);
      answers.push(answer);
    }
  }
  return {
    chosen: [...cells.chosen, added],
    count: cases.length,
    cases: Float64Array.from(cases),
    wins: Float64Array.from(wins),
    answers: Uint8Array.from(answers),
  };
}

/** The cells of cases, and where each case lies. */
export interface Placement {
  readonly cells: Cells;
  readonly cellOf: Uint16Array;
}

/** Where each of the first `until` cases lies once some candidates are chosen. Undefined where there would be more than 32,767 cells. */
export function placeCases(
  candidates: readonly Candidate[],
  chosen: readonly number[],
  won: ArrayLike<number>,
  until: number,
): Placement | undefined {
  const cellOf = new Uint16Array(until);
  let paths: number[][] = [[]];
  for (const position of chosen) {
    const { classes, holds } = candidates[position] as Candidate;
    const found = new Int32Array(2 * paths.length).fill(-1);
    const next: number[][] = [];
    for (let row = 0; row < until; row++) {
      const answer = holds[classes.classOf[row] as number] as number;
      const key = 2 * (cellOf[row] as number) + answer;
      let cell = found[key] as number;
      if (cell < 0) {
        cell = next.push([...(paths[key >> 1] as number[]), answer]) - 1;
        found[key] = cell;
      }
      cellOf[row] = cell;
    }
    if (next.length > MOST_CELLS) return undefined;
    paths = next;
  }
  const [cases, wins] = [new Float64Array(paths.length), new Float64Array(paths.length)];
  for (let row = 0; row < until; row++) {
    const cell = cellOf[row] as number;
    cases[cell] = (cases[cell] as number) + 1;
    wins[cell] = (wins[cell] as number) + (won[row] as number);
  }
  return { cells: { chosen, count: paths.length, cases, wins, answers: Uint8Array.from(paths.flat()) }, cellOf };
}

/** Cells with fewer criteria, and the one that each former cell went into. */
export interface MergedCells {
  readonly cells: Cells;
  readonly into: Uint16Array;
}

/** The cells once a chosen criterion leaves. */
export function mergeCells(cells: Cells, leaving: number): MergedCells {
  const width = cells.chosen.length;
  const at = cells.chosen.indexOf(leaving);
  const into = new Uint16Array(cells.count);
  const found = new Map<string, number>();
  const [cases, wins, answers]: [number[], number[], number[]] = [[], [], []];
  for (let cell = 0; cell < cells.count; cell++) {
    const rest = Array.from(cells.answers.subarray(cell * width, (cell + 1) * width));
    rest.splice(at, 1);
    const key = rest.join('');
    let place = found.get(key);
    if (place === undefined) {
      place = cases.push(0) - 1;
      wins.push(0);
      answers.push(...rest);
      found.set(key, place);
    }
    into[cell] = place;
    cases[place] = (cases[place] as number) + (cells.cases[cell] as number);
    wins[place] = (wins[place] as number) + (cells.wins[cell] as number);
  }
  return {
    cells: {
      chosen: cells.chosen.filter((candidate) => candidate !== leaving),
      count: cases.length,
      cases: Float64Array.from(cases),
      wins: Float64Array.from(wins),
      answers: Uint8Array.from(answers),
    },
    into,
  };
}
