// More pages than a person reads, or opens in tabs.

/** So many pages within that time. */
export const PAGES = { atLeast: 30, withinMs: 60_000 } as const;

/** The runs of pages (of one person, by time) that came too fast; each page stands in one run at most. */
export function pageRuns<T extends { readonly at: number }>(pages: readonly T[]): T[][] {
  const runs: T[][] = [];
  let taken = 0;
  for (let last = PAGES.atLeast - 1; last < pages.length; last++) {
    const first = last - PAGES.atLeast + 1;
    if ((pages[last] as T).at - (pages[first] as T).at > PAGES.withinMs) continue;
    const held = runs.at(-1);
    if (held !== undefined && first < taken) held.push(...pages.slice(taken, last + 1));
    else runs.push(pages.slice(first, last + 1));
    taken = last + 1;
  }
  return runs;
}
