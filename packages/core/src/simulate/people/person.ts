// The people of an account: a buying committee with roles, the addresses they use, how busy they are, and when each first comes by.
import { DAY, MINUTE } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { LocalTime } from '../company/local-time.ts';
import { drawFunction, firstName, lastName, titleOf } from '../company/names.ts';
import { lognormal } from '../company/seasons.ts';
import type { Intent } from '../truth/model.ts';
import type { Account } from './account.ts';

export type Role = 'economic-buyer' | 'champion' | 'user' | 'influencer' | 'blocker';

export interface Person {
  /** `p-000017-2`. */
  readonly id: string;
  readonly email: string;
  readonly isFreeMail: boolean;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly seniority: string;
  readonly department: string;
  readonly role: Role;
  /** The cookie before the address is known. */
  readonly device: string;
  /** How much of everything this person does: most do next to nothing, a few a hundred times as much. */
  readonly activity: number;
  /** How gladly this person opens mail: 1 is usual, for half it is hardly ever. */
  readonly mailHabit: number;
  readonly firstSeenAt: Instant;
  /** When the address is given away, and the record made. */
  readonly knownAt: Instant;
  /** Reads everything and will never buy: students, job seekers, collectors. */
  readonly isReader: boolean;
  /** The mail program fetches every picture at once, for privacy. */
  readonly prefetches: boolean;
}

const FREE_HOSTS = [
  'gmail.com',
  'gmail.com',
  'gmail.com',
  'outlook.com',
  'gmx.de',
  'web.de',
  'yahoo.com',
  'icloud.com',
  'hotmail.com',
];
const MORE_PEOPLE = { 'free-mail': 0, micro: 0.25, small: 0.7, 'mid-market': 1.5, enterprise: 2.4 };

/** Draws the people of an account, at most `most`; the first is there when the account is born. */
export function drawPeople(random: Random, time: LocalTime, account: Account, most: number): Person[] {
  const { intent, segment, born } = account;
  const more = MORE_PEOPLE[segment] * (intent.level === 'none' ? 0.7 : 1.2);
  const count = Math.max(1, Math.min(most, 1 + random.poisson(more)));
  return Array.from({ length: count }, (_, i) => {
    const span = intent.level === 'none' ? random.exponential(70) * DAY : random.uniform() * (intent.decidesAt - born);
    return drawPerson(random, time, account, i, i === 0 ? born : time.browsing(random, born + span, account));
  });
}

function drawPerson(random: Random, time: LocalTime, account: Account, i: number, firstSeenAt: Instant): Person {
  const { index, segment, domain, intent } = account;
  const key = `${String(index).padStart(6, '0')}-${i}`;
  const [first, last] = [firstName(random), lastName(random)];
  const [department, words] = drawFunction(random);
  const isReader = intent.level === 'none' && random.chance(segment === 'free-mail' ? 0.1 : 0.03);
  const seniority = isReader && random.chance(0.6) ? 'intern' : drawSeniority(random, segment);
  const isFreeMail = domain === undefined || random.chance(0.05);
  const host = isFreeMail ? random.pick(FREE_HOSTS) : domain;
  const wait = random.uniform();
  const knownAt =
    wait < 0.55
      ? firstSeenAt + 4 * MINUTE * (0.2 + wait)
      : time.browsing(random, firstSeenAt + random.exponential(wait < 0.85 ? 5 : 30) * DAY, account);
  return {
    id: `p-${key}`,
    email: `${first}.${last}${isFreeMail ? index.toString(36) : ''}${i > 0 ? `.${i}` : ''}@${host}`.toLowerCase(),
    isFreeMail,
    firstName: first,
    lastName: last,
    title: titleOf(random, seniority, words),
    seniority,
    department,
    role: roleOf(random, seniority, i),
    device: `d-${key}`,
    activity: drawActivity(random, isReader, intent.level),
    mailHabit: lognormal(random, 0.1, 2.2),
    firstSeenAt,
    knownAt: Math.floor(knownAt),
    isReader,
    prefetches: random.chance(isFreeMail ? 0.26 : 0.15),
  };
}

/** How busy people of an intent are, as a median and a spread: most passers-by look once, a few come for ever; who has something to buy is busier and more alike. */
const ACTIVITY: Readonly<Record<Intent, readonly [median: number, sigma: number]>> = {
  none: [0.025, 2.9],
  curious: [0.1, 2.4],
  evaluating: [0.8, 1.1],
  buying: [0.9, 1.1],
};
/** Readers come nearly every day. */
const READERS = [7, 1.2] as const;
/** Nobody does more than so many times the usual. */
const BUSIEST = 60;

function drawActivity(random: Random, isReader: boolean, intent: Intent): number {
  const [median, sigma] = isReader ? READERS : ACTIVITY[intent];
  return Math.min(BUSIEST, lognormal(random, median, sigma));
}

function drawSeniority(random: Random, segment: Account['segment']): string {
  const drawn = random.uniform();
  const isSmall = segment === 'micro' || segment === 'free-mail';
  if (drawn < (isSmall ? 0.25 : 0.06)) return 'c-level';
  if (drawn < 0.3) return drawn < 0.18 && !isSmall ? 'vp' : 'director';
  if (drawn < 0.55) return 'manager';
  return drawn < 0.8 ? 'senior' : drawn < 0.95 ? 'junior' : 'intern';
}

/** The part a person plays hangs on position and chance, not on intent: so who is there may cause a purchase and is no sign of one. */
function roleOf(random: Random, seniority: string, i: number): Role {
  if (['c-level', 'vp'].includes(seniority)) return random.chance(0.7) ? 'economic-buyer' : 'influencer';
  if (seniority === 'director' && random.chance(0.35)) return 'economic-buyer';
  if (random.chance(0.06)) return 'blocker';
  return random.chance(i === 0 ? 0.5 : 0.25) ? 'champion' : random.chance(0.7) ? 'user' : 'influencer';
}
