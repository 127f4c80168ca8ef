// The cases that candidates are proposed from: all winners, and of the rest every one or, of more than 40,000, every k-th, which then counts k times. What is proposed is fitted to all cases.
import type { Candidate } from '../candidates/candidates.ts';

/** Of more others than this, about `ENOUGH_OTHERS` say well enough what is worth fitting (control sampling: R. L. Prentice and R. Pyke, *Biometrika* 66, 1979). */
const MANY_OTHERS = 40_000;
const ENOUGH_OTHERS = 15_000;

export interface ProposingCases {
  /** Their positions, rising. */
  readonly rows: Int32Array;
  /** How often a case counts that was not won. */
  readonly repeated: number;
  /** One for each feature that is asked. */
  readonly asked: readonly AskedFeature[];
}

/** A feature's classes at the proposing cases, and the candidates that ask it. */
export interface AskedFeature {
  readonly classOf: Uint8Array;
  readonly classes: number;
  /** Positions among the candidates. */
  readonly positions: readonly number[];
}

/** The proposing cases among the first `until`. */
export function proposingCases(
  candidates: readonly Candidate[],
  won: ArrayLike<number>,
  until: number,
): ProposingCases {
  let others = 0;
  for (let row = 0; row < until; row++) others += 1 - (won[row] as number);
  const repeated = others > MANY_OTHERS ? Math.ceil(others / ENOUGH_OTHERS) : 1;
  const rows = new Int32Array(until);
  let [count, seen] = [0, 0];
  for (let row = 0; row < until; row++) if (won[row] === 1 || seen++ % repeated === 0) rows[count++] = row;
  const positions = new Map<Candidate['classes'], number[]>();
  candidates.forEach(({ classes }, j) => {
    const found = positions.get(classes);
    if (found) found.push(j);
    else positions.set(classes, [j]);
  });
  const kept = rows.slice(0, count);
  return {
    rows: kept,
    repeated,
    asked: [...positions].map(([classes, of]) => ({
      classOf: taken(classes.classOf, kept),
      classes: classes.count,
      positions: of,
    })),
  };
}

function taken(values: Uint8Array, rows: Int32Array): Uint8Array {
  const found = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) found[i] = values[rows[i] as number] as number;
  return found;
}
