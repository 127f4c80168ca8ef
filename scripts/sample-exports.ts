// The sample company as its systems would export it: contacts, companies, deals, activities of reps and events as tables. What a CRM forgets (what changed when) is not in them.
import type { Campaign, Entry } from '../packages/core/src/journal/entry.ts';

type Row = Readonly<Record<string, string | number | undefined>>;

/** File name → CSV text. */
export function exportsOf(entries: readonly Entry[]): Map<string, string> {
  return new Map([
    ['contacts.csv', table(contactsOf(entries))],
    ['companies.csv', table(companiesOf(entries))],
    ['deals.csv', table(dealsOf(entries))],
    ['activities.csv', table(activitiesOf(entries))],
    ['events.csv', table(eventsOf(entries))],
  ]);
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const minute = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : String(value);

function contactsOf(entries: readonly Entry[]): Row[] {
  const rows = new Map<string, Record<string, string | undefined>>();
  for (const entry of entries) {
    if (entry.kind !== 'identify' || entry.source !== 'crm' || entry.userId === undefined) continue;
    const { lead = {} } = entry;
    const known = rows.get(entry.userId) ?? { created: minute(entry.occurredAt) };
    rows.set(entry.userId, {
      ...known,
      email: entry.email ?? known.email,
      company: entry.accountId ?? known.company,
      first: textOf(lead.firstName) ?? known.first,
      last: textOf(lead.lastName) ?? known.last,
      seniority: textOf(lead.seniority) ?? known.seniority,
      source: textOf(lead.source) ?? known.source,
    });
  }
  return [...rows].map(([id, row]) => ({
    'Contact ID': id,
    'First Name': row.first,
    'Last Name': row.last,
    Email: row.email,
    Seniority: row.seniority,
    'Company ID': row.company,
    'Lead Source': row.source,
    'Create Date': row.created,
  }));
}

function companiesOf(entries: readonly Entry[]): Row[] {
  const rows = new Map<string, { at: number; account: Record<string, unknown> }>();
  for (const entry of entries) {
    if (entry.kind !== 'identify' || entry.accountId === undefined || entry.account === undefined) continue;
    const known = rows.get(entry.accountId);
    rows.set(entry.accountId, { at: known?.at ?? entry.occurredAt, account: { ...known?.account, ...entry.account } });
  }
  return [...rows].map(([id, { at, account }]) => ({
    'Company ID': id,
    'Company Name': textOf(account.name),
    'Company Domain': textOf(account.domain),
    Industry: textOf(account.industry),
    'Number of Employees': textOf(account.employees),
    Country: textOf(account.country),
    'Create Date': minute(at),
  }));
}

function dealsOf(entries: readonly Entry[]): Row[] {
  const rows = new Map<string, Record<string, string | undefined>>();
  for (const entry of entries) {
    if (!('deal' in entry)) continue;
    const known = rows.get(entry.deal) ?? { created: minute(entry.occurredAt) };
    const isClosed = entry.kind === 'won' || entry.kind === 'lost';
    rows.set(entry.deal, {
      ...known,
      name: entry.name ?? known.name,
      contact: entry.userId ?? known.contact,
      company: entry.accountId ?? known.company,
      amount: entry.amountMinor === undefined ? known.amount : (entry.amountMinor / 100).toFixed(2),
      stage: { won: 'Closed Won', lost: 'Closed Lost' }[entry.kind as string] ?? entry.stage ?? 'Discovery',
      closed: isClosed ? day(entry.occurredAt) : undefined,
      reason: entry.kind === 'lost' ? entry.reason : undefined,
    });
  }
  return [...rows].map(([id, row]) => ({
    'Deal ID': id,
    'Deal Name': row.name,
    Amount: row.amount,
    Currency: 'EUR',
    'Deal Stage': row.stage,
    'Create Date': row.created,
    'Close Date': row.closed,
    'Closed Lost Reason': row.reason,
    'Contact ID': row.contact,
    'Company ID': row.company,
  }));
}

/** What reps did: calls and meetings with their outcome, and mails. */
function activitiesOf(entries: readonly Entry[]): Row[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== 'conversation' && entry.kind !== 'meeting' && entry.kind !== 'touch') return [];
    const type = { conversation: 'Call', meeting: 'Meeting', touch: 'Email' }[entry.kind];
    return {
      'Activity ID': entry.id,
      Type: type,
      Direction: type === 'Meeting' ? '' : 'Outbound',
      Outcome: { Call: 'Connected', Meeting: 'Completed', Email: '' }[type],
      'Activity Date': minute(entry.occurredAt),
      'Contact ID': entry.userId,
      Owner: 'owner' in entry ? entry.owner : 'rep-1',
    };
  });
}

/** A tracker keeps the device's id also after it has learned whose it is. */
function eventsOf(entries: readonly Entry[]): Row[] {
  const devices = new Map(
    entries.flatMap((entry) =>
      entry.kind === 'identify' && entry.userId !== undefined && entry.anonymousId !== undefined
        ? [[entry.userId, entry.anonymousId]]
        : [],
    ),
  );
  return entries.flatMap((entry) => {
    if (entry.kind !== 'track' && entry.kind !== 'page') return [];
    const campaign: Campaign = entry.campaign ?? {};
    return {
      event_id: entry.id,
      timestamp: new Date(entry.occurredAt).toISOString(),
      event: entry.kind === 'page' ? 'Page Viewed' : entry.name,
      path: entry.path,
      user_id: entry.userId,
      anonymous_id: entry.anonymousId ?? (entry.source === 'web' ? devices.get(entry.userId ?? '') : undefined),
      utm_source: campaign.source,
      utm_medium: campaign.medium,
      utm_campaign: campaign.name,
    };
  });
}

function table(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const cell = (value: Row[string]): string => {
    const text = String(value ?? '');
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[columns, ...rows.map((row) => columns.map((column) => row[column]))].map((line) => line.map(cell).join(',')).join('\n')}\n`;
}
