// Companies that are no prospects: the company itself and its competitors, by domains that were told. A company's record is one of theirs only where nobody from elsewhere stands in it: a consultant's address does
// not make a customer a competitor.
import type { Entry, Identity, Json } from '../../journal/entry.ts';
import { normaliseDomain, normaliseEmail } from '../../journal/identifiers.ts';
import { own } from '../../journal/json.ts';
import type { HygieneRuleId } from '../rules.ts';
import type { Suspicion } from '../suspicion.ts';

interface Seen {
  occurredAt: number;
  knownAt: number;
  /** The domain that told. */
  domain: string;
}

/** Watches for the domains of one rule. */
export class CompanyWatch {
  private readonly byDomain = new Map<string, Seen>();
  private readonly byAccount = new Map<string, Seen>();
  /** Company records in which people of other domains stand. */
  private readonly ofOthers = new Set<string>();

  constructor(
    readonly rule: HygieneRuleId,
    private readonly domains: readonly string[],
    private readonly words: string,
  ) {}

  add(entry: Entry): void {
    if (this.domains.length === 0) return;
    const domains = domainsOf(entry);
    const theirs = domains.filter((domain) => this.isTheirs(domain));
    for (const domain of theirs) note(this.byDomain, domain, domain, entry);
    if (entry.accountId === undefined || domains.length === 0) return;
    const [domain] = theirs;
    if (domain !== undefined) note(this.byAccount, entry.accountId, domain, entry);
    if (theirs.length < domains.length) this.ofOthers.add(entry.accountId);
  }

  /** Whether enough was read to judge a company again: it was seen, or its domain is none of these any more. */
  isAtHand({ domain, accountId }: Identity): boolean {
    if (domain !== undefined) return this.byDomain.has(domain) || !this.isTheirs(domain);
    return accountId !== undefined && (this.byAccount.has(accountId) || this.ofOthers.has(accountId));
  }

  finish(): Suspicion[] {
    const accounts = [...this.byAccount].filter(([account]) => !this.ofOthers.has(account));
    return [
      ...[...this.byDomain].map(([domain, seen]) => this.suspicion({ domain }, seen)),
      ...accounts.map(([accountId, seen]) => this.suspicion({ accountId }, seen)),
    ];
  }

  private suspicion(subject: Identity, { domain, occurredAt, knownAt }: Seen): Suspicion {
    return { rule: this.rule, subject, entries: [], because: `${domain} is ${this.words}`, occurredAt, knownAt };
  }

  private isTheirs(domain: string): boolean {
    return this.domains.some((each) => domain === each || domain.endsWith(`.${each}`));
  }
}

function domainsOf(entry: Entry): string[] {
  const traits = entry.kind === 'identify' || entry.kind === 'group' ? entry : undefined;
  const email = entry.email ?? emailIn(traits?.lead);
  const told = own(traits?.account ?? {}, 'domain');
  const domain = entry.domain ?? (typeof told === 'string' ? normaliseDomain(told) : null);
  const found = [email?.slice(email.lastIndexOf('@') + 1), domain];
  return [...new Set(found.filter((each): each is string => typeof each === 'string'))];
}

/** The address among what is known of a person. */
export function emailIn(lead: Readonly<Record<string, Json>> | undefined): string | undefined {
  const told = own(lead ?? {}, 'email');
  return typeof told === 'string' ? (normaliseEmail(told) ?? undefined) : undefined;
}

function note(held: Map<string, Seen>, key: string, domain: string, { occurredAt, knownAt }: Entry): void {
  const seen = held.get(key);
  if (seen === undefined) held.set(key, { occurredAt, knownAt, domain });
  else if (knownAt < seen.knownAt) Object.assign(seen, { knownAt, occurredAt });
}
