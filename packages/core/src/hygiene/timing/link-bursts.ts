// Every link of a mail at once: what no hand can do. A double click is one, an open that comes with it is one more.

/** An open or click, at an instant; a link's number, −1 where it is not told. */
export interface MailDeed {
  readonly at: number;
  readonly deed: 'open' | 'click';
  readonly link: number;
}

/** How long a burst may take, and how many things are too many in it. */
export const BURST = { withinMs: 2000, atLeast: 3, doubleClickMs: 500 } as const;

/** The runs of deeds (of one mail and person, by time) in which a machine did too much within two seconds. Each deed stands in one run at most. */
export function linkBursts<T extends MailDeed>(deeds: readonly T[]): T[][] {
  const bursts: T[][] = [];
  let first = 0;
  let taken = 0;
  for (let last = 0; last < deeds.length; last++) {
    const at = (deeds[last] as T).at;
    while (at - (deeds[first] as T).at > BURST.withinMs) first += 1;
    if (thingsIn(deeds.slice(first, last + 1)) < BURST.atLeast) continue;
    const held = bursts.at(-1);
    if (held !== undefined && first < taken) held.push(...deeds.slice(taken, last + 1));
    else bursts.push(deeds.slice(first, last + 1));
    taken = last + 1;
  }
  return bursts;
}

/** The open, each link that is told, and clicks without one; of these a double click counts once. */
function thingsIn(run: readonly MailDeed[]): number {
  const clicks = run.filter(({ deed }) => deed === 'click');
  const links = new Set(clicks.filter(({ link }) => link >= 0).map(({ link }) => link));
  const untold = clicks.filter(({ link }) => link < 0);
  const isDouble = untold.some(({ at }, i) => i > 0 && at - (untold[i - 1] as MailDeed).at < BURST.doubleClickMs);
  return Number(clicks.length < run.length) + links.size + untold.length - Number(isDouble);
}
