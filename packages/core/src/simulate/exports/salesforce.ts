// The simulated company as its Salesforce objects: API names, ids of 18 characters, instants in UTC. People are leads until they are converted at a deal's opening; then they are contacts too.
import type { Entry } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import { spendEntries } from '../company/spend.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { RIVAL_ID } from '../faults/strange-accounts.ts';
import type { SimulatedAccount } from '../make-account.ts';
import { type CrmDeal, type CrmPerson, type CrmRecords, crmRecords } from './crm-records.ts';
import { type ExportWriter, type GiveRow, majorUnits, rowOf } from './export-table.ts';
import { recordId } from './hubspot.ts';
import { PREFIX, ROLES, SALESFORCE_TABLES, STATUS, salesforceId } from './salesforce-tables.ts';

/** Whether a behaviour is a campaign's in Salesforce: webinars are, and stand in no tracker then. */
export function isMemberEvent({ kind, name }: { readonly kind: string; readonly name?: string }): boolean {
  return kind === 'track' && (name === 'Webinar Registered' || name === 'Webinar Attended');
}

/** Writes Salesforce exports of a company. */
export function salesforceExport(company: Company, plan: FaultPlan): ExportWriter {
  const tables = new Map(Object.entries(SALESFORCE_TABLES));
  const hasLeak = plan.find('leaking-field') !== undefined;
  if (hasLeak)
    tables.set('Account.csv', [...(SALESFORCE_TABLES['Account.csv'] as readonly string[]), 'Onboarding_Manager__c']);
  const counts = new Map<string, number>();
  const next = (prefix: string): string => {
    const number = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, number);
    return salesforceId(prefix, number);
  };
  const give = (to: GiveRow, file: string, cells: Readonly<Record<string, unknown>>): void => {
    const columns = tables.get(file) ?? [];
    to(file, rowOf(columns, columns.includes('IsDeleted') ? { ...cells, IsDeleted: false } : cells));
  };
  const time = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString());
  const day = (at: number): string => company.time.dayOf(at);
  const user = (id: unknown): string =>
    typeof id === 'string' && id.startsWith('rep-') ? salesforceId(PREFIX.user, Number(id.slice(4))) : '';
  const idOf = (prefix: string, id: string): string => salesforceId(prefix, Number(recordId(id)));
  const campaigns = new Map<string, string>();
  const campaignId = (name: string, at: number, to: GiveRow): string => {
    const held = campaigns.get(name);
    if (held !== undefined) return held;
    const id = next(PREFIX.campaign);
    campaigns.set(name, id);
    give(to, 'Campaign.csv', { Id: id, Name: name, Type: 'Webinar', StartDate: day(at), IsActive: true });
    return id;
  };

  function person(each: CrmPerson, records: CrmRecords, to: GiveRow): void {
    const deal = records.deals.find(({ people }) => people.includes(each.id));
    const { traits } = each;
    const shared = {
      FirstName: traits.firstName,
      LastName: traits.lastName,
      Email: each.email,
      Title: traits.title,
      LeadSource: traits.source,
      OwnerId: user(traits.owner),
      HasOptedOutOfEmail: each.unsubscribed,
      LastModifiedDate: time(each.modifiedAt),
    };
    const own = records.company;
    give(to, 'Lead.csv', {
      ...shared,
      Id: idOf(PREFIX.lead, each.id),
      Company: own?.traits.name ?? '[not provided]',
      Country: traits.country,
      Status: deal === undefined ? STATUS[String(traits.status)] : 'Closed - Converted',
      CreatedDate: time(each.createdAt),
      IsConverted: deal !== undefined,
      ...(deal !== undefined && {
        ConvertedDate: time(deal.opening.occurredAt),
        ConvertedContactId: idOf(PREFIX.contact, each.id),
        ConvertedOpportunityId: idOf(PREFIX.deal, deal.id),
        ...(own !== undefined && { ConvertedAccountId: idOf(PREFIX.account, own.id) }),
      }),
      MQL_Date__c: time(each.mqlAt),
    });
    if (deal === undefined) return;
    give(to, 'Contact.csv', {
      ...shared,
      Id: idOf(PREFIX.contact, each.id),
      AccountId: own && idOf(PREFIX.account, own.id),
      Department: traits.function,
      MailingCountry: traits.country,
      CreatedDate: time(deal.opening.occurredAt),
    });
  }

  function deal({ id, opening, people, moments, last }: CrmDeal, records: CrmRecords, to: GiveRow): void {
    const isClosed = last.kind === 'won' || last.kind === 'lost';
    give(to, 'Opportunity.csv', {
      Id: idOf(PREFIX.deal, id),
      AccountId: opening.accountId && idOf(PREFIX.account, opening.accountId),
      Name: opening.name,
      StageName: last.stage,
      Type: opening.business === 'existing' ? 'Renewal' : 'New Business',
      Amount: majorUnits(last.amountMinor ?? opening.amountMinor),
      CurrencyIsoCode: opening.currency,
      CreatedDate: time(opening.occurredAt),
      CloseDate: day(isClosed ? last.occurredAt : opening.occurredAt + 60 * 86_400_000),
      IsClosed: isClosed,
      IsWon: last.kind === 'won',
      OwnerId: user(opening.owner),
      Loss_Reason__c: last.kind === 'lost' ? last.reason : '',
      LastModifiedDate: time(last.occurredAt),
    });
    people.forEach((each, i) => {
      const role = records.people.find((one) => one.id === each)?.traits.role;
      give(to, 'OpportunityContactRole.csv', {
        Id: next(PREFIX.role),
        OpportunityId: idOf(PREFIX.deal, id),
        ContactId: idOf(PREFIX.contact, each),
        Role: ROLES[String(role)],
        IsPrimary: i === 0,
        CreatedDate: time(opening.occurredAt),
      });
    });
    for (const { stage, occurredAt, amountMinor } of moments)
      give(to, 'OpportunityHistory.csv', {
        Id: next(PREFIX.history),
        OpportunityId: idOf(PREFIX.deal, id),
        StageName: stage,
        Amount: majorUnits(amountMinor),
        CreatedDate: time(occurredAt),
      });
  }

  function activities({ activities: all, deals, company: own }: CrmRecords, to: GiveRow): void {
    for (const { kind, at, userId, owner, connected, seconds } of all) {
      // Until the conversion an activity is about the lead, afterwards about the contact.
      const converted = deals.find(({ people, opening }) => people.includes(userId) && opening.occurredAt <= at);
      const about = {
        WhoId: idOf(converted === undefined ? PREFIX.lead : PREFIX.contact, userId),
        AccountId: converted && own && idOf(PREFIX.account, own.id),
        OwnerId: user(owner),
        CreatedDate: time(at),
      };
      if (kind === 'meeting')
        give(to, 'Event.csv', {
          ...about,
          Id: next(PREFIX.event),
          Subject: 'Discovery',
          Type: 'Meeting',
          StartDateTime: time(at),
          EndDateTime: time(at + seconds * 1000),
        });
      else {
        const isCall = kind === 'call';
        give(to, 'Task.csv', {
          ...about,
          Id: next(PREFIX.task),
          Subject: isCall ? 'Call' : 'Email: Following up',
          TaskSubtype: isCall ? 'Call' : 'Email',
          Status: 'Completed',
          ActivityDate: day(at),
          ...(isCall && {
            CallType: 'Outbound',
            CallDisposition: connected ? 'Connected' : 'Left Voicemail',
            CallDurationInSeconds: seconds,
          }),
        });
      }
    }
  }

  function member(entry: Entry, to: GiveRow): void {
    if (entry.kind !== 'track' || entry.userId === undefined || !isMemberEvent(entry)) return;
    const attended = entry.name === 'Webinar Attended';
    const name = `Webinar ${String(entry.properties?.webinar)} ${day(entry.occurredAt).slice(0, 7)}`;
    give(to, 'CampaignMember.csv', {
      Id: next(PREFIX.member),
      CampaignId: campaignId(name, entry.occurredAt, to),
      LeadOrContactId: idOf(PREFIX.lead, entry.userId),
      Status: attended ? 'Attended' : 'Registered',
      HasResponded: true,
      FirstRespondedDate: time(entry.occurredAt),
      CreatedDate: time(entry.occurredAt),
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
          give(to, 'Campaign.csv', {
            Id: next(PREFIX.campaign),
            Name: [entry.campaign?.source, entry.campaign?.medium, entry.campaign?.name].filter(Boolean).join(' / '),
            Type: 'Advertisement',
            StartDate: day(entry.from),
            EndDate: day(entry.until - 1),
            ActualCost: majorUnits(entry.amountMinor),
            CurrencyIsoCode: entry.currency,
            IsActive: true,
          });
    },
    account(account: SimulatedAccount, to: GiveRow): void {
      const records = crmRecords(account, company);
      for (const each of records.people) person(each, records, to);
      const own = records.company;
      if (own !== undefined && isNew(own.id))
        give(to, 'Account.csv', {
          Id: idOf(PREFIX.account, own.id),
          Name: own.traits.name,
          Website: own.domain && `https://www.${own.domain}`,
          Industry: own.traits.industry,
          NumberOfEmployees: own.traits.employees,
          AnnualRevenue: own.traits.revenue,
          BillingCountry: own.traits.country,
          Type: records.deals.some(({ moments }) => moments.some(({ kind }) => kind === 'won'))
            ? 'Customer'
            : 'Prospect',
          CreatedDate: time(own.createdAt),
          LastModifiedDate: time(own.modifiedAt),
          ...(hasLeak && { Onboarding_Manager__c: own.traits.onboardingManager }),
        });
      for (const each of records.deals) deal(each, records, to);
      activities(records, to);
      for (const entry of account.entries) member(entry, to);
    },
  };
}
