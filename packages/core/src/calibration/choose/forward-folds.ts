// Forward-chained folds: a card is made of older cases and judged on the newer ones that follow, as it would be used.

/** Cases before `until` teach; those from there to `end` judge. */
export interface Fold {
  readonly until: number;
  readonly end: number;
}

/** Time is cut into so many parts of about as many wins each; the first two only teach. */
const PARTS = 8;

/** The folds of the first `cases` cases. Fewer where wins lie together; empty where there are fewer wins than parts. */
export function forwardFolds(won: ArrayLike<number>, cases: number): Fold[] {
  let wins = 0;
  for (let row = 0; row < cases; row++) wins += won[row] as number;
  if (wins < PARTS) return [];
  const borders: number[] = [];
  let seen = 0;
  for (let row = 0; row < cases; row++) {
    seen += won[row] as number;
    while (borders.length < PARTS - 2 && seen >= (wins * (borders.length + 2)) / PARTS) borders.push(row + 1);
  }
  const ends = [...borders.slice(1), cases];
  return borders.map((until, i) => ({ until, end: ends[i] as number })).filter(({ until, end }) => end > until);
}
