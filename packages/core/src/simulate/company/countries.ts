// Where people live, and which hours they keep: shares of demand by country, and who of them is about at an hour of the week. Data, and draws from it.
import type { Random } from '../../base/random.ts';
import { busyIn } from './rhythm.ts';
import { SOURCES, type Source } from './sources.ts';

/** A country with its weight in the draw of accounts. */
export interface Country {
  readonly code: string;
  readonly share: number;
  /** Hours its clocks are behind the company's. */
  readonly hoursWest: number;
}

const COUNTRIES: readonly Country[] = [
  { code: 'DE', share: 34, hoursWest: 0 },
  { code: 'GB', share: 13, hoursWest: 1 },
  { code: 'FR', share: 9, hoursWest: 0 },
  { code: 'NL', share: 8, hoursWest: 0 },
  { code: 'AT', share: 6, hoursWest: 0 },
  { code: 'CH', share: 6, hoursWest: 0 },
  { code: 'US', share: 16, hoursWest: 6 },
  { code: 'CA', share: 4, hoursWest: 6 },
  { code: 'IN', share: 4, hoursWest: -4 },
];

/** How often a source's visitor is a person known by free mail alone. */
function aloneShare({ freeMail }: Source): number {
  return Math.min(0.9, 0.36 * freeMail);
}

const ALL = SOURCES.reduce((sum, { share }) => sum + share, 0);
const ALONE = SOURCES.reduce((sum, source) => sum + (source.share / ALL) * aloneShare(source), 0);

/** How busy an hour of the week is for people of a clock: those at work and those who keep their own hours. */
function mixed(hourOfWeek: number, hoursWest: number, alone: number): number {
  return alone * busyIn('own', hourOfWeek, hoursWest) + (1 - alone) * busyIn('office', hourOfWeek, hoursWest);
}

/** When first visits come: the share of a week in each of its 168 hours by the company's clocks, people of all countries together. */
export function firstVisits(): number[] {
  const sum = COUNTRIES.reduce((all, { share }) => all + share, 0);
  return Array.from({ length: 168 }, (_, hour) =>
    COUNTRIES.reduce((busy, { share, hoursWest }) => busy + (share / sum) * mixed(hour, hoursWest, ALONE), 0),
  );
}

/**
 * Who comes by at an hour of the week: the country, and whether a person alone or a company. Drawn by how busy each is at that hour, so that who comes at night mostly lives further west,
 * and shares over all hours are those of the tables.
 */
export function drawVisitor(
  random: Random,
  hourOfWeek: number,
  source: Source,
): { readonly country: Country; readonly isAlone: boolean } {
  const alone = aloneShare(source);
  const weights = COUNTRIES.map(({ share, hoursWest }) => share * mixed(hourOfWeek, hoursWest, alone));
  let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  const country = COUNTRIES[Math.max(0, found)] as Country;
  const { hoursWest } = country;
  const isAlone = random.chance((alone * busyIn('own', hourOfWeek, hoursWest)) / mixed(hourOfWeek, hoursWest, alone));
  return { country, isAlone };
}
