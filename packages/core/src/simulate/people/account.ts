// An account as it really is: what its records say, and beneath them its segment, source and hidden intent.
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import { companyName } from '../company/names.ts';
import { drawSource, type Source } from '../company/sources.ts';
import type { Segment } from '../truth/model.ts';
import { drawIntent, type IntentPath } from './intent.ts';

export interface Account {
  readonly index: number;
  /** `co-000017`; a person with a free-mail address alone has no company. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly domain: string | undefined;
  readonly industry: string;
  readonly employees: number;
  readonly country: string;
  /** Hours its clocks are behind the company's. */
  readonly hoursWest: number;
  readonly segment: Segment;
  readonly source: Source;
  readonly born: Instant;
  readonly intent: IntentPath;
  /** Whether its mail gateway opens every mail and follows every link. */
  readonly scansMail: boolean;
}

const COUNTRIES: readonly (readonly [code: string, share: number, hoursWest: number])[] = [
  ['DE', 34, 0],
  ['GB', 13, 1],
  ['FR', 9, 0],
  ['NL', 8, 0],
  ['AT', 6, 0],
  ['CH', 6, 0],
  ['US', 16, 6],
  ['CA', 4, 6],
  ['IN', 4, -4],
];
const INDUSTRIES = [
  'Software',
  'Financial services',
  'Manufacturing',
  'Logistics',
  'Retail',
  'Professional services',
  'Education',
  'Healthcare',
];

/** Whether a person known by free mail alone is drawn. */
const ALONE_SHARE = 0.36;

/** Draws the account at an index, first seen at `born`. */
export function drawAccount(
  random: Random,
  index: number,
  born: Instant,
  source: Source = drawSource(random),
): Account {
  const isAlone = random.chance(Math.min(0.9, ALONE_SHARE * source.freeMail));
  const employees = isAlone ? random.integer(1, 8) : Math.max(2, Math.round(Math.exp(4.1 + 1.7 * random.normal())));
  const segment: Segment = isAlone ? 'free-mail' : segmentOf(employees);
  const [country, , hoursWest] = drawCountry(random);
  const name = isAlone ? undefined : companyName(random);
  return {
    index,
    id: isAlone ? undefined : `co-${String(index).padStart(6, '0')}`,
    name,
    domain: name && `${(name.split(' ')[0] ?? name).toLowerCase()}${index.toString(36)}.example`,
    industry: random.pick(INDUSTRIES),
    employees,
    country,
    hoursWest,
    segment,
    source,
    born,
    intent: drawIntent(random, source, segment, born),
    scansMail: !isAlone && random.chance(segment === 'enterprise' ? 0.22 : 0.1),
  };
}

function segmentOf(employees: number): Segment {
  if (employees < 10) return 'micro';
  if (employees < 100) return 'small';
  return employees < 1000 ? 'mid-market' : 'enterprise';
}

const COUNTRY_SUM = COUNTRIES.reduce((sum, [, share]) => sum + share, 0);

function drawCountry(random: Random): (typeof COUNTRIES)[number] {
  let left = random.uniform() * COUNTRY_SUM;
  return (
    COUNTRIES.find(([, share]) => {
      left -= share;
      return left < 0;
    }) ?? (COUNTRIES[0] as (typeof COUNTRIES)[number])
  );
}
