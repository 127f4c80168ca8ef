// The few people and companies of a random history, and how entries name them: by user, e-mail, device, company, alone or together.
import type { Identity } from '@baton/core/journal/entry';
import type { Chance } from './chance.ts';

export interface Person {
  readonly userId: string;
  readonly email: string;
  readonly device: string;
  /** Index of the company whose words the person's entries use. */
  readonly company: number;
}

export interface Cast {
  readonly people: readonly Person[];
  /** How many companies there are. */
  readonly companies: number;
}

const DOMAINS = ['acme.example', 'borealis.example', 'cobalt.example'];

export function cast(by: Chance): Cast {
  const companies = by.weighted([
    [1, 3],
    [2, 3],
    [3, 1],
  ] as const);
  const count = by.weighted([
    [1, 2],
    [2, 3],
    [3, 3],
    [4, 1],
  ] as const);
  const people = Array.from({ length: count }, (_, i): Person => {
    const company = by.whole(0, companies - 1);
    const domain = by.happens(0.8) ? domainOf(company) : by.pick(['gmail.com', domainOf(by.whole(0, companies - 1))]);
    return { userId: `u${i}`, email: `p${i}@${domain}`, device: by.happens(0.15) ? 'shared' : `d${i}`, company };
  });
  return { people, companies };
}

export function domainOf(company: number): string {
  return DOMAINS[company] ?? 'other.example';
}

export function companyOf(company: number): string {
  return `c${company}`;
}

/** How one entry names a person. */
export function named(by: Chance, person: Person): Identity {
  const { userId, email, device: anonymousId, company } = person;
  return by.weighted<() => Identity>([
    [() => ({ userId }), 10],
    [() => ({ email }), 6],
    [() => ({ anonymousId }), 3],
    [() => ({ userId, email }), 3],
    [() => ({ userId, anonymousId }), 1.5],
    [() => ({ email, anonymousId }), 1],
    [() => ({ userId, accountId: companyOf(company) }), 2],
    [() => ({ userId, domain: by.happens(0.2) ? 'gmail.com' : domainOf(company) }), 1],
    [() => ({ userId, accountId: companyOf(company), domain: domainOf(company) }), 0.5],
    [() => ({ email: `info@${domainOf(company)}` }), 0.4],
    [() => ({ email: `info@${domainOf(company)}`, anonymousId }), 0.2],
    [() => ({ userId, email: `sales@${domainOf(company)}` }), 0.2],
  ])();
}

/** How sales names a person: as they are best known. */
export function known(by: Chance, person: Person): Identity {
  return by.happens(0.7) ? { userId: person.userId } : { email: person.email };
}

/** How an entry names a company. */
export function namedCompany(by: Chance, company: number): Identity {
  const accountId = companyOf(company);
  const domain = domainOf(company);
  return by.weighted<() => Identity>([
    [() => ({ accountId }), 2],
    [() => ({ domain }), 2],
    [() => ({ accountId, domain }), 1],
    [() => ({ accountId, domain: by.pick(DOMAINS) }), 0.3],
  ])();
}
