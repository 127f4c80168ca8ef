// The simulated company itself: what it is called, sells and charges, who sells it, and in which hours. Made from the seed before any account.
import { createRandom } from '../../base/random.ts';
import { partSeed, type Settings } from '../options.ts';
import { LocalTime } from './local-time.ts';
import { firstName, lastName, madeUpWord } from './names.ts';
import { Seasons } from './seasons.ts';

export interface Rep {
  readonly id: string;
  readonly name: string;
  readonly team: 'SDR' | 'AE';
}

/** What accounts are asked to pay: euros a seat and month. */
export interface Product {
  readonly name: string;
  readonly seatPrice: number;
}

export interface Company {
  readonly name: string;
  readonly domain: string;
  readonly zone: string;
  readonly currency: string;
  readonly products: readonly Product[];
  readonly reps: readonly Rep[];
  readonly time: LocalTime;
  readonly seasons: Seasons;
  readonly settings: Settings;
}

const ZONE = 'Europe/Berlin';
/** The seed's part for the company itself; accounts count from 0, plans from here on. */
const COMPANY_PART = 0x7fff0000;

/** The company of a seed: the same settings give the same. */
export function makeCompany(settings: Settings): Company {
  const random = createRandom(partSeed(settings, COMPANY_PART));
  const time = new LocalTime(ZONE, settings.from, settings.until);
  const name = madeUpWord(random, 2);
  // A rep has room for some dozens of leads a week; small companies have few reps.
  const reps = Math.max(4, Math.min(40, Math.round(Math.sqrt(settings.leads / settings.years) / 6)));
  return {
    name,
    domain: `${name.toLowerCase()}.example`,
    zone: ZONE,
    currency: 'EUR',
    products: [
      { name: 'Reports', seatPrice: 29 },
      { name: 'Planning', seatPrice: 59 },
    ],
    reps: Array.from({ length: reps }, (_, i) => ({
      id: `rep-${i + 1}`,
      name: `${firstName(random)} ${lastName(random)}`,
      team: i % 3 === 2 ? 'AE' : 'SDR',
    })),
    time,
    seasons: new Seasons(time, settings.from, settings.until),
    settings,
  };
}
