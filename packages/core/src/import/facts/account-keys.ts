// Which company a row speaks of, before the journal exists: by id, by name where there is no id, by web domain, by the person (K5, K6).

import type { Identity } from '../../journal/entry.ts';
import { isRoleAddress, isSharedDomain } from '../../journal/identifiers.ts';
import { plainWord } from '../tables/cell-values.ts';

/** Keys of people and companies over the files of one import. */
export class AccountKeys {
  private readonly companyOfDomain = new Map<string, string>();
  private readonly domainsOfCompany = new Map<string, string[]>();

  /** Notes that a domain is a company's. The first company keeps it. */
  join(accountId: string, domain: string): void {
    if (isSharedDomain(domain) || this.companyOfDomain.has(domain)) return;
    this.companyOfDomain.set(domain, accountId);
    this.domainsOfCompany.set(accountId, [...(this.domainsOfCompany.get(accountId) ?? []), domain]);
  }

  domainsOf(accountId: string): readonly string[] {
    return this.domainsOfCompany.get(accountId) ?? [];
  }

  /** The company that an identity names, by its id or a web domain that is one company's; undefined where it names none. */
  companyOf(who: Identity): string | undefined {
    if (who.accountId !== undefined) return companyKey(who.accountId);
    const domain = who.domain ?? domainOfEmail(who.email);
    if (domain === undefined || isSharedDomain(domain)) return undefined;
    const company = this.companyOfDomain.get(domain);
    return company === undefined ? `domain:${domain}` : companyKey(company);
  }
}

/** The key of a company with this id. */
export function companyKey(accountId: string): string {
  return `company:${accountId}`;
}

/** The id that stands for a company of which only the name is known. */
export function idOfName(name: string): string {
  return `name:${plainWord(name)}`;
}

/** The key of a person; undefined where nobody is named. */
export function personKey(who: Identity): string | undefined {
  if (who.userId !== undefined) return `user:${who.userId}`;
  if (who.email !== undefined) return `email:${who.email}`;
  return who.anonymousId === undefined ? undefined : `anon:${who.anonymousId}`;
}

/** The keys under which a person may be looked up. */
export function personKeys(who: Identity): string[] {
  return [
    ...(who.userId === undefined ? [] : [`user:${who.userId}`]),
    ...(who.email === undefined ? [] : [`email:${who.email}`]),
    ...(who.anonymousId === undefined ? [] : [`anon:${who.anonymousId}`]),
  ];
}

/** The web domain of a person's company, by the e-mail address; undefined for free mail and mailboxes that many read. */
export function domainOfEmail(email: string | undefined): string | undefined {
  if (email === undefined || isRoleAddress(email)) return undefined;
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return domain === '' || isSharedDomain(domain) ? undefined : domain;
}
