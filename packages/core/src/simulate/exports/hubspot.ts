// The simulated company as a RevOps person gets it out of HubSpot: screen labels, ids joined by semicolons, portal-local times to the minute. What a portal does not hold (product use, anonymous visits) is in events.ndjson.
import type { Entry } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import { spendEntries } from '../company/spend.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { RIVAL_ID } from '../faults/strange-accounts.ts';
import type { SimulatedAccount } from '../make-account.ts';
import { type CrmDeal, type CrmRecords, crmRecords } from './crm-records.ts';
import { type ExportWriter, type GiveRow, localMinute, majorUnits, rowOf } from './export-table.ts';
import { countryName, HUBSPOT_TABLES } from './hubspot-tables.ts';
import { isFormEvent } from './segment-events.ts';

const STAGE_LABELS: Readonly<Record<string, string>> = {
  lead: 'Lead',
  marketingqualifiedlead: 'Marketing Qualified Lead',
  salesqualifiedlead: 'Sales Qualified Lead',
  opportunity: 'Opportunity',
  customer: 'Customer',
};
const STATUS_OF_ANSWER: Readonly<Record<string, string>> = {
  accepted: 'In Progress',
  rejected: 'Unqualified',
  invalid: 'Invalid',
  recycled: 'Nurture',
  sql: 'Sales Qualified',
};

/** Writes HubSpot exports of a company. */
export function hubspotExport(company: Company, plan: FaultPlan): ExportWriter {
  const hasLeak = plan.find('leaking-field') !== undefined;
  const tables = new Map(Object.entries(HUBSPOT_TABLES));
  if (hasLeak)
    tables.set('companies.csv', [...(HUBSPOT_TABLES['companies.csv'] as readonly string[]), 'Onboarding Manager']);
  const give = (to: GiveRow, file: string, cells: Readonly<Record<string, unknown>>): void =>
    to(file, rowOf(tables.get(file) ?? [], cells));
  const time = (at: number | undefined): string => (at === undefined ? '' : localMinute(company, at));
  const owner = (id: unknown): string => company.reps.find((rep) => rep.id === id)?.name ?? '';

  function people(records: CrmRecords, to: GiveRow): void {
    const byId = associations(records);
    for (const person of records.people) {
      const { traits, stages } = person;
      give(to, 'contacts.csv', {
        'Record ID': recordId(person.id),
        'First Name': traits.firstName,
        'Last Name': traits.lastName,
        Email: person.email,
        'Job Title': traits.title,
        'Buying Role': traits.role,
        'Country/Region': countryName(traits.country),
        'Associated Company': records.company?.traits.name,
        'Associated Company IDs': records.company && recordId(records.company.id),
        'Associated Deal IDs': byId.get(person.id)?.join(';'),
        'Contact owner': owner(traits.owner),
        'Lead Status': traits.status,
        'Lifecycle Stage': STAGE_LABELS[String(traits.lifecycleStage)],
        'Original Source': traits.source,
        'Original Source Drill-Down 1': traits.campaign,
        'Create Date': time(person.createdAt),
        'Last Modified Date': time(person.modifiedAt),
        'Became a Lead Date': time(stages.get('lead')),
        'Became a Marketing Qualified Lead Date': time(person.mqlAt),
        'Became a Sales Qualified Lead Date': time(stages.get('salesqualifiedlead')),
        'Became an Opportunity Date': time(stages.get('opportunity')),
        'Became a Customer Date': time(stages.get('customer')),
        'Number of Pageviews': person.pageviews,
        'Unsubscribed from all email': person.unsubscribed ? 'true' : '',
      });
      for (const [stage, at] of stages)
        give(to, 'lifecycle_stage_history.csv', {
          'Record ID': recordId(person.id),
          'Lifecycle Stage': STAGE_LABELS[stage],
          'Changed At': time(at),
        });
    }
    for (const { userId, answer, reason, rep, at } of records.answers)
      give(to, 'lead_status_history.csv', {
        'Contact ID': recordId(userId),
        'Lead Status': STATUS_OF_ANSWER[answer],
        'Unqualified Reason': reason,
        Rep: owner(rep),
        'Changed At': time(at),
      });
  }

  function deal({ id, opening, people: staff, moments, last }: CrmDeal, to: GiveRow): void {
    const isClosed = last.kind === 'won' || last.kind === 'lost';
    give(to, 'deals.csv', {
      'Record ID': recordId(id),
      'Deal Name': opening.name,
      Pipeline: opening.business === 'existing' ? 'Renewals' : 'Sales Pipeline',
      'Deal Stage': last.stage,
      'Deal Type': opening.business === 'existing' ? 'Existing Business' : 'New Business',
      Amount: majorUnits(last.amountMinor ?? opening.amountMinor),
      Currency: opening.currency,
      'Create Date': time(opening.occurredAt),
      // Of an open deal the close date is a forecast.
      'Close Date': time(isClosed ? last.occurredAt : opening.occurredAt + 60 * 86_400_000),
      'Deal owner': owner(opening.owner),
      'Closed Lost Reason': last.kind === 'lost' ? last.reason : '',
      'Associated Contact IDs': staff.map(recordId).join(';'),
      'Associated Company IDs': opening.accountId && recordId(opening.accountId),
    });
    for (const { occurredAt, stage } of moments)
      give(to, 'deal_stage_history.csv', {
        'Deal ID': recordId(id),
        'Deal Stage': stage,
        'Date Entered': time(occurredAt),
      });
  }

  function activities({ activities: all, company: own }: CrmRecords, to: GiveRow): void {
    for (const { id, kind, at, userId, owner: rep, connected, seconds } of all) {
      const about = {
        'Record ID': id,
        'Activity date': time(at),
        'Activity assigned to': owner(rep),
        'Associated Contact IDs': recordId(userId),
        'Associated Company IDs': own && recordId(own.id),
      };
      if (kind === 'call')
        give(to, 'calls.csv', {
          ...about,
          'Call outcome': connected ? 'Connected' : 'Left voicemail',
          'Call direction': 'Outbound',
          'Call duration': seconds * 1000,
        });
      else if (kind === 'meeting')
        give(to, 'meetings.csv', { ...about, 'Meeting outcome': 'Completed', 'Meeting name': 'Discovery' });
      else give(to, 'emails.csv', { ...about, 'Email direction': 'Outgoing email', 'Email subject': 'Following up' });
    }
  }

  function behaviour(entry: Entry, to: GiveRow): void {
    if (entry.kind !== 'track' || entry.userId === undefined) return;
    const at = time(entry.occurredAt);
    if (isFormEvent(entry))
      give(to, 'form_submissions.csv', {
        'Contact ID': recordId(entry.userId),
        'Conversion Event': entry.name,
        'Page URL': `https://${company.domain}/forms`,
        Timestamp: at,
      });
    else if (entry.source === 'mail')
      give(to, 'email_events.csv', {
        'Event ID': entry.id,
        'Contact ID': recordId(entry.userId),
        'Event Name': entry.name,
        'Campaign Name': entry.properties?.mail,
        'User Agent': entry.properties?.userAgent,
        Timestamp: at,
      });
  }

  let rivals = 0;
  /** Several accounts belong to the rival, whose record stands once. */
  const isNew = (id: string): boolean => id !== RIVAL_ID || ++rivals === 1;

  return {
    tables,
    start: (to) => {
      for (const entry of spendEntries(company))
        if (entry.kind === 'spend')
          give(to, 'ad_spend.csv', {
            'Start Date': time(entry.from).slice(0, 10),
            'End Date': time(entry.until - 1).slice(0, 10),
            Platform: entry.channel,
            'Utm Source': entry.campaign?.source,
            'Utm Medium': entry.campaign?.medium,
            Campaign: entry.campaign?.name,
            'Amount Spent': majorUnits(entry.amountMinor),
            Currency: entry.currency,
          });
    },
    account(account: SimulatedAccount, to: GiveRow): void {
      const records = crmRecords(account, company);
      people(records, to);
      const own = records.company;
      if (own !== undefined && isNew(own.id))
        give(to, 'companies.csv', {
          'Record ID': recordId(own.id),
          'Company name': own.traits.name,
          'Company Domain Name': own.domain,
          Industry: own.traits.industry,
          'Number of Employees': own.traits.employees,
          'Annual Revenue': own.traits.revenue,
          'Country/Region': countryName(own.traits.country),
          'Create Date': time(own.createdAt),
          'Last Modified Date': time(own.modifiedAt),
          ...(hasLeak && { 'Onboarding Manager': own.traits.onboardingManager }),
        });
      for (const each of records.deals) deal(each, to);
      activities(records, to);
      for (const entry of account.entries) {
        behaviour(entry, to);
        if (entry.kind === 'subscription')
          give(to, 'subscriptions.csv', {
            'Event ID': entry.id,
            'Subscription ID': entry.subscription,
            'Customer ID': entry.userId && recordId(entry.userId),
            Change: entry.change,
            Amount: majorUnits(entry.amountMinor),
            Currency: entry.currency,
            'Created At': time(entry.occurredAt),
          });
      }
    },
  };
}

function associations({ deals }: CrmRecords): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { id, people } of deals)
    for (const person of people) found.set(person, [...(found.get(person) ?? []), recordId(id)]);
  return found;
}

/** A record's number: HubSpot's ids are digits. Ours have a kind and letters, which are made digits. */
export function recordId(id: string): string {
  const person = /^p-(\d+)-(\d+)(-b)?$/.exec(id);
  if (person !== null)
    return String(10_000_000 + Number(person[1]) * 20 + Number(person[2]) * 2 + (person[3] === undefined ? 0 : 1));
  const company = /^co-(\d+)/.exec(id);
  if (company !== null) return String(900_000_000 + Number(company[1]) * 2 + (id.endsWith('-next') ? 1 : 0));
  const deal = /^deal-([0-9a-z]+)(?:-(\d+))?(-r1)?$/.exec(id);
  if (deal !== null)
    return String(
      7_000_000_000 +
        Number.parseInt(deal[1] as string, 36) * 20 +
        Number(deal[2] ?? 0) * 2 +
        (deal[3] === undefined ? 0 : 1),
    );
  return id;
}
