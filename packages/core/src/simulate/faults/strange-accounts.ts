// Accounts that are no ordinary demand: competitors, colleagues' tests, prize hunters, bulk-loaded lists, wins out of nowhere. Drawn apart, so that ordinary accounts stay as they are.

import { DAY } from '../../base/duration.ts';
import { createRandom } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import { SOURCES, type Source } from '../company/sources.ts';
import { partSeed } from '../options.ts';
import type { Account } from '../people/account.ts';
import type { Person } from '../people/person.ts';
import type { FaultPlan } from './fault-plan.ts';

export type AccountKind = 'ordinary' | 'competitor' | 'test' | 'junk' | 'bulk' | 'dark';

/** The rival's id: all who come from there belong to it. */
export const RIVAL_ID = 'co-9999999';

const JUNK: Source = {
  key: 'prize',
  label: 'Paid Social',
  channel: 'social',
  source: 'facebook',
  medium: 'paid',
  campaign: 'prize-draw',
  referrer: 'https://www.facebook.com/',
  share: 0,
  quality: 0.03,
  freeMail: 2.4,
  monthlySpend: 0,
};
const STRANGE_PART = 0x40000000;
const SHARES = { competitor: 0.03, test: 0.02, junk: 0.45, bulk: 0.55, dark: 0.012 };

/** What the account at an index is, by the faults planted when it is first seen. */
export function kindOf({ settings }: Company, plan: FaultPlan, index: number, born: Instant): AccountKind {
  if (plan.faults.length === 0) return 'ordinary';
  const drawn = createRandom(partSeed(settings, STRANGE_PART + index));
  const chances = [drawn.uniform(), drawn.uniform(), drawn.uniform(), drawn.uniform(), drawn.uniform()] as const;
  if (plan.at('junk-campaign', born) !== undefined && chances[0] < SHARES.junk) return 'junk';
  if (plan.at('competitor', born) !== undefined && chances[1] < SHARES.competitor) return 'competitor';
  if (plan.at('test-records', born) !== undefined && chances[2] < SHARES.test) return 'test';
  if (plan.at('dark-wins', born) !== undefined && chances[3] < SHARES.dark) return 'dark';
  if (plan.at('bulk-load', born) !== undefined && chances[4] < SHARES.bulk) return 'bulk';
  return 'ordinary';
}

/** The source of an account of a kind; undefined where it is drawn like any other's. */
export function sourceOf(kind: AccountKind): Source | undefined {
  if (kind === 'bulk') return SOURCES.find(({ key }) => key === 'fair');
  return kind === 'junk' ? JUNK : undefined;
}

/** The account as its kind makes it. */
export function strangeAccount(kind: AccountKind, account: Account): Account {
  const idle = { level: 'none', onset: account.born, decidesAt: account.born + 30 * DAY } as const;
  if (kind === 'competitor')
    return {
      ...account,
      id: RIVAL_ID,
      name: 'Rival Reporting',
      domain: 'rival.example',
      industry: 'Software',
      segment: 'small',
      intent: idle,
    };
  if (kind === 'test') return { ...account, intent: idle };
  if (kind === 'dark' && account.id === undefined)
    return {
      ...account,
      id: `co-${String(account.index).padStart(6, '0')}`,
      name: 'Quiet Works',
      domain: `quiet${account.index.toString(36)}.example`,
      segment: 'small',
    };
  return account;
}

/** Its people as its kind makes them: rivals read everything, colleagues are called Test. */
export function strangePeople(kind: AccountKind, { domain }: Company, people: readonly Person[]): readonly Person[] {
  if (kind === 'competitor')
    return people.map((person) => ({
      ...person,
      email: `${person.firstName}.${person.lastName}@rival.example`.toLowerCase(),
      isFreeMail: false,
      activity: 8 + person.activity,
      isReader: true,
    }));
  if (kind === 'test')
    return people.slice(0, 1).map((person) => ({
      ...person,
      email: `test+${person.id}@${domain}`,
      isFreeMail: false,
      firstName: 'Test',
      lastName: 'Test',
      title: 'test',
      knownAt: person.firstSeenAt + 60_000,
    }));
  return people;
}

/** A list from the trade fair is loaded: everybody who was met in the month, within one minute. Undefined where people come by themselves. */
export function loadedAt(plan: FaultPlan, account: Account, person: Person): Instant | undefined {
  const load = plan.at('bulk-load', account.born);
  if (load === undefined || account.source.key !== 'fair' || person.firstSeenAt >= load.until) return undefined;
  load.size += 1;
  return load.until - 3 * DAY + 10 * 3_600_000 + (account.index % 50) * 1000;
}
