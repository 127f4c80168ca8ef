// The truth lead by lead, as rows of a table.
import type { AccountTruth } from './account-truth.ts';
import type { Causes } from './model.ts';

const CAUSES: readonly (keyof Causes)[] = [
  'reportBuilt',
  'webinarAttended',
  'calculatorUsed',
  'economicBuyer',
  'sourceConnected',
  'teammateInvited',
];

/** The columns of {@link truthRows}. What is said of the account is the same in each of its people's rows. */
export const TRUTH_COLUMNS: readonly string[] = [
  'lead',
  'email',
  'account',
  'kind',
  'cohort',
  'source',
  'segment',
  'intent',
  'role',
  'reader',
  'first_seen_at',
  'known_at',
  'onset_at',
  'decides_at',
  'probability',
  'would_buy',
  'reached',
  'route',
  'bought_at',
  'amount_minor',
  ...CAUSES,
  'trial',
  'demo_requested',
  'machine_entries',
];

/** One row a person, cells as texts; instants in ISO 8601. */
export function truthRows(truth: AccountTruth): string[][] {
  const iso = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString());
  const flag = (value: boolean): string => (value ? '1' : '0');
  return truth.leads.map((lead) => [
    lead.lead,
    lead.email,
    truth.account,
    truth.kind,
    truth.cohort,
    truth.source,
    truth.segment,
    truth.intent,
    lead.role,
    flag(lead.isReader),
    iso(lead.firstSeenAt),
    iso(lead.knownAt),
    iso(truth.onsetAt),
    iso(truth.decidesAt),
    truth.probability.toFixed(6),
    flag(truth.wouldBuy),
    flag(truth.isReached),
    truth.route,
    iso(truth.boughtAt),
    truth.amountMinor === undefined ? '' : String(truth.amountMinor),
    ...CAUSES.map((cause) => flag(truth.causes[cause])),
    flag(truth.accompanying.trial),
    flag(truth.accompanying.demoRequested),
    String(lead.machine.length),
  ]);
}

/** The columns of {@link machineRows}. */
export const MACHINE_COLUMNS: readonly string[] = ['source', 'id', 'lead'];

/** One row an entry that a machine made, and the person it passes for. */
export function machineRows({ leads }: AccountTruth): string[][] {
  return leads.flatMap(({ lead, machine }) => machine.map(({ source, id }) => [source, id, lead]));
}
