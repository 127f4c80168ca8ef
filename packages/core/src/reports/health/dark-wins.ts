// Wins that nothing preceded: all over the history, or for a few months.
import type { Finding } from './finding.ts';
import { spanOf } from './months.ts';
import { countsOf, stretchOf } from './stand-out.ts';

/** Below that nothing is told. */
const FEWEST = 5;
/** One win in five without behaviour is a lot, whenever it was. */
const MANY = 0.2;
/** Three in a hundred are taken for usual even where there are fewer: calls, referrals, talks at fairs leave no trace. */
const USUAL = 0.03;
const LONGEST = 4;

/** Wins by the month in which their deals were opened, aligned with the months. */
export function darkWins(dark: readonly number[], won: readonly number[], months: readonly string[]): Finding[] {
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
  const [allDark, allWon] = [sum(dark), sum(won)];
  const bar = {
    fewest: FEWEST,
    times: 3,
    share: 0.3,
    places: 1,
    until: 'any',
    longest: LONGEST,
    floor: USUAL,
  } as const;
  const stretch = stretchOf(dark, won, bar);
  const isEverywhere = allDark >= FEWEST && allDark >= MANY * allWon;
  if (stretch === undefined && !isEverywhere) return [];
  const [count, of] = stretch === undefined ? [allDark, allWon] : [stretch.count, stretch.of];
  const when =
    stretch === undefined
      ? ''
      : ` whose deals were opened ${spanOf(months, stretch.from, stretch.to).replace(/^of /, 'in ')}`;
  return [
    {
      kind: 'dark-wins',
      place: 'won deals',
      ...(stretch !== undefined && { month: months[stretch.from] as string }),
      size: count,
      message: `${count} of ${of} won deals${when} had no behaviour in the 90 days before sales began to talk${stretch === undefined ? '' : `; of the others ${stretch.otherCount} of ${stretch.otherOf}`}`,
      counts: stretch === undefined ? { count, of, otherCount: 0, otherOf: 0 } : countsOf(stretch),
      repair:
        'bring in what the people did before: the web tracker, marketing automation, events; or these wins came by other ways',
      weight: (0.8 * count) / Math.max(1, allWon),
    },
  ];
}
