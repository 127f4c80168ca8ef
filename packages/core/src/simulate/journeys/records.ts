// Records: who turns from a cookie into an address, and what the CRM then knows of the person and the company, as far as forms and enrichment fill it in.
import { DAY, MINUTE } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Company } from '../company/company.ts';
import { campaignOf } from '../company/sources.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { Account } from '../people/account.ts';
import type { Draft, Trail } from './draft.ts';

/** The person's cookie becomes an address, on the site and in the CRM. */
export function addRecord(draft: Draft, random: Random, trail: Trail, plan: FaultPlan): void {
  const { account } = draft;
  const { person, knownAt } = trail;
  const { id: userId, email, device } = person;
  // Whoever is on a loaded list has given the address to no form.
  const isLoaded = plan.at('bulk-load', account.born) !== undefined && account.source.key === 'fair';
  if (isLoaded) draft.add('web', { kind: 'identify', userId, email, lead: { email } }, knownAt, 200);
  else if (random.chance(0.85))
    draft.add('web', { kind: 'identify', userId, anonymousId: device, email, lead: { email } }, knownAt);
  else {
    draft.add('web', { kind: 'identify', userId, email, lead: { email } }, knownAt);
    draft.add('web', { kind: 'alias', userId, previousId: device }, knownAt + 3000);
  }
  const campaign = campaignOf(account.source, knownAt);
  const accountId = account.id === undefined ? {} : { accountId: account.id };
  const record = {
    kind: 'identify',
    email,
    ...accountId,
    lead: {
      email,
      firstName: person.firstName,
      lastName: person.lastName,
      ...(random.chance(0.82) && { title: person.title }),
      ...(random.chance(0.75) && { seniority: person.seniority }),
      ...(random.chance(0.6) && { function: person.department }),
      country: account.country,
      source: account.source.label,
      ...(campaign.name !== undefined && { campaign: campaign.name }),
      lifecycleStage: 'lead',
      status: 'New',
    },
  };
  draft.add('crm', { ...record, userId }, knownAt + (isLoaded ? 0 : MINUTE));
  const twice = plan.at('duplicate-people', knownAt);
  if (
    twice !== undefined &&
    random.chance(0.3) &&
    draft.add('crm', { ...record, userId: `${userId}-b` }, knownAt + random.exponential(9) * DAY)
  )
    twice.size += 1;
}

/** The company's own record, made with its first person's. */
export function addCompanyRecord(draft: Draft, random: Random, fillsEmployees: (at: number) => boolean): void {
  const { account, trails } = draft;
  if (account.id === undefined || account.domain === undefined) return;
  const knownAt = Math.min(...trails.map((trail) => trail.knownAt));
  draft.add(
    'crm',
    {
      kind: 'group',
      accountId: account.id,
      domain: account.domain,
      account: traitsOf(account, random, fillsEmployees(knownAt)),
    },
    knownAt + 30_000,
  );
  if (random.chance(0.12))
    draft.add(
      'crm',
      {
        kind: 'group',
        accountId: account.id,
        account: { technologies: random.pick([['crm'], ['crm', 'warehouse'], ['erp'], ['spreadsheets']]) },
      },
      knownAt + random.exponential(9) * DAY,
    );
}

function traitsOf(account: Account, random: Random, fillsEmployees: boolean): object {
  return {
    name: account.name,
    domain: account.domain,
    ...(random.chance(0.88) && { industry: account.industry }),
    ...(random.chance(0.86) && fillsEmployees && { employees: account.employees }),
    ...(random.chance(0.4) && { revenue: Math.round(account.employees * (80 + 120 * random.uniform())) * 1000 }),
    country: account.country,
  };
}

/** Somebody changes the job some day, and the CRM follows. */
export function addJobChange(draft: Draft, random: Random, company: Company, trail: Trail): void {
  if (draft.account.id === undefined || !random.chance(0.008)) return;
  const at = company.time.office(random, trail.knownAt + (60 + random.exponential(200)) * DAY);
  draft.add('crm', { kind: 'move', userId: trail.person.id, to: { accountId: `${draft.account.id}-next` } }, at);
}

/** Somebody came with a second cookie or address, which the CRM joins by hand later, and sometimes parts again. */
export function addMerge(draft: Draft, random: Random, company: Company, trail: Trail): void {
  if (!random.chance(0.006)) return;
  const { person, knownAt } = trail;
  const at = company.time.office(random, knownAt + random.exponential(20) * DAY);
  const from = { anonymousId: `${person.device}-2` };
  const merge = draft.add('crm', { kind: 'merge', userId: person.id, from }, at);
  if (merge === undefined || !random.chance(0.15)) return;
  const link = { source: merge.source, id: merge.id };
  draft.add(
    'crm',
    { kind: 'unmerge', userId: person.id, link },
    company.time.office(random, at + random.exponential(4) * DAY),
  );
}
