// What a CRM holds of an account on the day of an export: people, the company, deals, activities, as they stand after all that happened. Both exports are written from these.
import type { Entry, Instant, Json } from '../../journal/entry.ts';
import type { DealEntry } from '../../journal/sales-entries.ts';
import type { Company } from '../company/company.ts';
import type { SimulatedAccount } from '../make-account.ts';
import { sdrOf } from '../sales/answering.ts';

/** Texts and numbers by name, the newest of each. */
export type Traits = Readonly<Record<string, Json>>;

export interface CrmPerson {
  readonly id: string;
  readonly email: string;
  readonly traits: Traits;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
  /** When each lifecycle stage was reached first. */
  readonly stages: ReadonlyMap<string, Instant>;
  readonly mqlAt: Instant | undefined;
  readonly pageviews: number;
  readonly unsubscribed: boolean;
}

export interface CrmCompany {
  readonly id: string;
  readonly domain: string | undefined;
  readonly traits: Traits;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
}

export interface CrmDeal {
  readonly id: string;
  readonly opening: DealEntry;
  readonly people: readonly string[];
  /** Every moment in order of time, the opening first. */
  readonly moments: readonly DealEntry[];
  readonly last: DealEntry;
}

export interface CrmActivity {
  readonly id: string;
  readonly kind: 'call' | 'meeting' | 'email';
  readonly at: Instant;
  readonly userId: string;
  readonly owner: string;
  readonly connected: boolean;
  readonly seconds: number;
}

/** An answer of a rep: a change of the lead's status. */
export interface CrmAnswer {
  readonly userId: string;
  readonly answer: string;
  readonly reason: string | undefined;
  readonly rep: string | undefined;
  readonly at: Instant;
}

export interface CrmRecords {
  readonly people: readonly CrmPerson[];
  readonly company: CrmCompany | undefined;
  readonly deals: readonly CrmDeal[];
  readonly activities: readonly CrmActivity[];
  readonly answers: readonly CrmAnswer[];
}

/** The records of one account. */
export function crmRecords({ entries, draft }: SimulatedAccount, company: Company): CrmRecords {
  const rep = sdrOf(company, draft.account.index);
  return {
    people: peopleOf(entries),
    company: companyOf(entries),
    deals: dealsOf(entries),
    activities: entries.flatMap((entry) => activityOf(entry, rep)),
    answers: entries.flatMap((entry): CrmAnswer[] =>
      entry.kind === 'disposition' && entry.userId !== undefined
        ? [
            {
              userId: entry.userId,
              answer: entry.answer,
              reason: entry.reason,
              rep: entry.rep,
              at: entry.occurredAt,
            },
          ]
        : [],
    ),
  };
}

type Growing = { -readonly [K in keyof CrmPerson]: CrmPerson[K] } & {
  stages: Map<string, Instant>;
  traits: Record<string, Json>;
};

function peopleOf(entries: readonly Entry[]): CrmPerson[] {
  const people = new Map<string, Growing>();
  for (const entry of entries) {
    if (entry.kind !== 'identify' || entry.source !== 'crm' || entry.userId === undefined) continue;
    const held = people.get(entry.userId);
    const person = held ?? blank(entry.userId, entry.email ?? '', entry.occurredAt);
    if (held === undefined) people.set(entry.userId, person);
    Object.assign(person.traits, entry.lead);
    person.modifiedAt = entry.occurredAt;
    const stage = entry.lead?.lifecycleStage;
    if (typeof stage === 'string' && !person.stages.has(stage)) person.stages.set(stage, entry.occurredAt);
  }
  for (const entry of entries) {
    const person = people.get(entry.userId ?? '');
    if (person === undefined) continue;
    if (entry.kind === 'page') person.pageviews += 1;
    if (entry.kind === 'handed') person.mqlAt ??= entry.occurredAt;
    if (entry.kind === 'track' && entry.name === 'Unsubscribed') person.unsubscribed = true;
  }
  return [...people.values()];
}

function blank(id: string, email: string, createdAt: Instant): Growing {
  return {
    id,
    email,
    traits: {},
    createdAt,
    modifiedAt: createdAt,
    stages: new Map(),
    mqlAt: undefined,
    pageviews: 0,
    unsubscribed: false,
  };
}

function companyOf(entries: readonly Entry[]): CrmCompany | undefined {
  let found: CrmCompany | undefined;
  for (const entry of entries) {
    if (entry.kind !== 'group' || entry.accountId === undefined) continue;
    found = {
      id: entry.accountId,
      domain: entry.domain ?? found?.domain,
      traits: { ...found?.traits, ...entry.account },
      createdAt: found?.createdAt ?? entry.occurredAt,
      modifiedAt: entry.occurredAt,
    };
  }
  return found;
}

function isDealEntry(entry: Entry): entry is DealEntry {
  return 'deal' in entry;
}

function dealsOf(entries: readonly Entry[]): CrmDeal[] {
  const byId = new Map<string, DealEntry[]>();
  for (const entry of entries) {
    if (!isDealEntry(entry)) continue;
    const moments = byId.get(entry.deal);
    if (moments === undefined) byId.set(entry.deal, [entry]);
    else moments.push(entry);
  }
  return [...byId].flatMap(([id, unordered]): CrmDeal[] => {
    const moments = unordered.sort((a, b) => a.occurredAt - b.occurredAt);
    const [opening] = moments;
    const last = moments.at(-1);
    if (opening === undefined || last === undefined) return [];
    const people = (opening.people ?? []).flatMap(({ userId }) => userId ?? []);
    return [{ id, opening, people, moments, last }];
  });
}

function activityOf(entry: Entry, rep: string): CrmActivity[] {
  const { id, userId, occurredAt: at } = entry;
  if (userId === undefined) return [];
  // The length of a call hangs on its instant, so that both exports tell the same.
  const length = (at / 1000) % 97;
  if (entry.kind === 'touch')
    return [
      {
        id,
        kind: entry.channel === 'call' ? 'call' : 'email',
        at,
        userId,
        owner: entry.owner ?? rep,
        connected: false,
        seconds: Math.floor(length / 4),
      },
    ];
  if (entry.kind === 'conversation' && entry.channel === 'call')
    return [{ id, kind: 'call', at, userId, owner: rep, connected: true, seconds: Math.floor(180 + length * 12) }];
  if (entry.kind === 'meeting')
    return [{ id, kind: 'meeting', at, userId, owner: entry.owner ?? rep, connected: true, seconds: 1800 }];
  return [];
}
