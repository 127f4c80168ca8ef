// How long somebody really looks at a page: while it can be seen, and something is done on it at least once a minute.

/** A gap between two deeds counts at most so long, in milliseconds. */
const IDLE = 60_000;
/** A page counts at most ten minutes (C8a). */
const LONGEST = 600_000;

/** Measures by a clock of milliseconds that only goes forward. */
export function makeAttention(now: () => number) {
  let looked = 0;
  let since: number | undefined;
  const count = (): void => {
    if (since !== undefined) looked += Math.min(now() - since, IDLE);
  };
  return {
    /** The page can be seen, or something is done on it. */
    deed: (): void => {
      count();
      since = now();
    },
    /** The page is hidden or left: gives whole seconds since it was seen, and begins anew. */
    end: (): number => {
      count();
      const seconds = Math.floor(Math.min(looked, LONGEST) / 1000);
      looked = 0;
      since = undefined;
      return seconds;
    },
  };
}
