// An account as it really is: what its records say, and beneath them its segment, source and hidden intent.
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import { drawVisitor } from '../company/countries.ts';
import type { Hours, LocalTime } from '../company/local-time.ts';
import { companyName } from '../company/names.ts';
import { drawSource, type Source } from '../company/sources.ts';
import type { Segment } from '../truth/model.ts';
import { drawIntent, type IntentPath } from './intent.ts';

export interface Account extends Hours {
  readonly index: number;
  /** `co-000017`; a person with a free-mail address alone has no company. */
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly domain: string | undefined;
  readonly industry: string;
  readonly employees: number;
  readonly country: string;
  readonly segment: Segment;
  readonly source: Source;
  readonly born: Instant;
  readonly intent: IntentPath;
  /** Whether its mail gateway opens every mail and follows every link. */
  readonly scansMail: boolean;
}

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

/** Draws the account at an index, first seen at `born`. */
export function drawAccount(
  random: Random,
  index: number,
  born: Instant,
  time: LocalTime,
  source: Source = drawSource(random),
): Account {
  const { country, isAlone } = drawVisitor(random, time.hourOfWeek(born), source);
  const employees = isAlone ? random.integer(1, 8) : Math.max(2, Math.round(Math.exp(4.1 + 1.7 * random.normal())));
  const segment: Segment = isAlone ? 'free-mail' : segmentOf(employees);
  const hours: Hours = {
    hoursWest: country.hoursWest,
    rhythm: segment === 'free-mail' || segment === 'micro' ? 'own' : 'office',
  };
  const name = isAlone ? undefined : companyName(random);
  return {
    index,
    id: isAlone ? undefined : `co-${String(index).padStart(6, '0')}`,
    name,
    domain: name && `${(name.split(' ')[0] ?? name).toLowerCase()}${index.toString(36)}.example`,
    industry: random.pick(INDUSTRIES),
    employees,
    country: country.code,
    ...hours,
    segment,
    source,
    born,
    intent: drawIntent(random, time, { source, segment, born, ...hours }),
    scansMail: !isAlone && random.chance(segment === 'enterprise' ? 0.22 : 0.1),
  };
}

function segmentOf(employees: number): Segment {
  if (employees < 10) return 'micro';
  if (employees < 100) return 'small';
  return employees < 1000 ? 'mid-market' : 'enterprise';
}
