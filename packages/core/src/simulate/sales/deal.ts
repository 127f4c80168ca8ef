// A deal's life: opened after a conversation, moved through its stages by a rep with habits, won, lost or left to stall; sometimes re-opened, taken back, or renewed a year later.
import { DAY, HOUR, MINUTE } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import { lognormal } from '../company/seasons.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { Draft, Trail } from '../journeys/draft.ts';
import type { Segment } from '../truth/model.ts';
import type { Sold } from './sold.ts';

/** How many buy from the price list, within a day or so. */
const ON_THE_SPOT = { 'free-mail': 0.6, micro: 0.6, small: 0.65, 'mid-market': 0.55, enterprise: 0.15 };
/** Of all others, median days from opening to the end. */
const CYCLE_DAYS = { 'free-mail': 10, micro: 10, small: 16, 'mid-market': 26, enterprise: 65 };
const STAGES = ['Demo', 'Proposal', 'Negotiation'];
const LOSSES = ['No budget', 'Chose a competitor', 'Went dark', 'No decision', 'Missing feature'];
const STALLS = 0.25;

/** Writes the deal that follows a conversation; says when it was won, and for how much. */
export function addDeal(
  draft: Draft,
  random: Random,
  company: Company,
  plan: FaultPlan,
  trail: Trail,
  talkAt: Instant,
  buys: boolean,
): Pick<Sold, 'wonAt' | 'amountMinor'> {
  const { account } = draft;
  const closers = company.reps.filter(({ team }) => team === 'AE');
  const owner = (closers[account.index % closers.length] as (typeof closers)[number]).id;
  const product =
    plan.at('new-product', account.born) !== undefined && account.index % 3 === 0
      ? 'Forecast'
      : random.pick(company.products).name;
  const seats = Math.max(2, Math.round(Math.min(account.employees, 4000) ** 0.8 * (0.15 + 0.4 * random.uniform())));
  const amountMinor = seats * (product === 'Reports' ? 29 : 59) * 12 * 100;
  const openedAt = random.chance(0.5)
    ? talkAt + 40 * MINUTE
    : company.time.meeting(random, talkAt + random.exponential(3) * DAY);
  const days = daysOf(random, account.segment);
  // Nobody signs before the account has decided.
  const due = Math.max(openedAt + days * DAY, buys ? account.intent.decidesAt : 0);
  const closedAt = company.time.meeting(random, due);
  const nobody = plan.at('deals-without-people', openedAt);
  const isBare = nobody?.place === owner && account.id !== undefined;
  const subject =
    account.id === undefined
      ? { userId: trail.person.id }
      : isBare
        ? { accountId: account.id }
        : { userId: trail.person.id, accountId: account.id };
  const about = {
    ...subject,
    deal: draft.nextDeal(),
    name: `${account.name ?? `${trail.person.firstName} ${trail.person.lastName}`} – ${product}, ${seats} seats`,
    amountMinor,
    currency: company.currency,
    owner,
    business: 'new',
  };
  const people = isBare ? [] : committeeOf(draft, trail, openedAt);
  const opened = draft.add(
    'crm',
    {
      kind: 'opportunity',
      ...about,
      stage: 'Discovery',
      ...(people.length > 0 && { people }),
      rule: 'K5',
      confidence: 'recorded',
    },
    openedAt,
  );
  if (opened === undefined) return { wonAt: buys ? closedAt : undefined, amountMinor: buys ? amountMinor : undefined };
  if (isBare && nobody !== undefined) nobody.size += 1;
  for (const { userId } of people)
    draft.add('crm', { kind: 'identify', userId, lead: { lifecycleStage: 'opportunity' } }, openedAt + 1000);
  const stalls = !buys && random.chance(STALLS);
  const most = buys ? 3 : stalls ? random.integer(0, 2) : random.integer(0, 3);
  // A deal of a few days goes through few stages.
  const reach = Math.min(most, Math.floor((closedAt - openedAt) / DAY));
  const late = plan.at('late-stages', openedAt);
  const isLate = late?.place === owner;
  for (let i = 0; i < reach; i++) {
    const share = (i + 0.4 + 0.5 * random.uniform()) / 3.6;
    const at = isLate ? closedAt - (6 - i) * 60_000 : Math.floor(openedAt + share * (closedAt - openedAt));
    if (
      draft.add('crm', { kind: 'stage', ...about, stage: STAGES[i] }, at) !== undefined &&
      isLate &&
      late !== undefined
    )
      late.size += 1;
  }
  if (stalls) addStallEnd(draft, random, company, plan, about, closedAt);
  else if (buys) return addWin(draft, random, company, about, people, closedAt);
  else addLoss(draft, random, company, about, closedAt);
  return { wonAt: undefined, amountMinor: undefined };
}

function daysOf(random: Random, segment: Segment): number {
  if (random.chance(ON_THE_SPOT[segment])) return 0.1 + random.exponential(0.7);
  return Math.max(1, lognormal(random, CYCLE_DAYS[segment], 1.2));
}

type About = Readonly<Record<string, unknown>> & { readonly amountMinor: number };

/** Who of the account was known when the deal was opened. */
function committeeOf(draft: Draft, first: Trail, openedAt: Instant): { readonly userId: string }[] {
  const known = draft.trails.filter((trail) => trail !== first && trail.knownAt < openedAt - HOUR).slice(0, 4);
  return [first, ...known].map(({ person }) => ({ userId: person.id }));
}

function addStallEnd(
  draft: Draft,
  random: Random,
  company: Company,
  plan: FaultPlan,
  about: About,
  closedAt: Instant,
): void {
  const bulk = plan.find('bulk-closed');
  if (bulk === undefined) {
    // Without a clean-up a stalled deal is lost some day, or never.
    if (random.chance(0.5))
      draft.add(
        'crm',
        { kind: 'lost', ...about, stage: 'Closed Lost', reason: 'Went dark' },
        company.time.meeting(random, closedAt + (60 + random.exponential(90)) * DAY),
      );
    return;
  }
  // A month begins, by the company's calendar, some hours before it does in UTC.
  const at = quarterEnd(Math.max(closedAt + 30 * DAY, bulk.from + DAY));
  const lost = draft.add(
    'crm',
    { kind: 'lost', ...about, stage: 'Closed Lost', reason: 'Went dark' },
    at - 9 * HOUR + random.integer(0, 3600) * 1000,
  );
  if (lost !== undefined) bulk.size += 1;
}

function addLoss(draft: Draft, random: Random, company: Company, about: About, closedAt: Instant): void {
  const lose = (at: Instant): unknown =>
    draft.add('crm', { kind: 'lost', ...about, stage: 'Closed Lost', reason: random.pick(LOSSES) }, at);
  if (lose(closedAt) === undefined || !random.chance(0.05)) return;
  const again = company.time.meeting(random, closedAt + (15 + random.exponential(25)) * DAY);
  draft.add('crm', { kind: 'reopened', ...about, stage: 'Proposal' }, again);
  lose(company.time.meeting(random, again + (10 + random.exponential(20)) * DAY));
}

function addWin(
  draft: Draft,
  random: Random,
  company: Company,
  about: About,
  people: readonly { readonly userId: string }[],
  closedAt: Instant,
): Pick<Sold, 'wonAt' | 'amountMinor'> {
  const { amountMinor } = about;
  const { time } = company;
  let wonAt = closedAt;
  if (random.chance(0.03)) {
    draft.add('crm', { kind: 'lost', ...about, stage: 'Closed Lost', reason: 'No decision' }, closedAt);
    const againAt = time.meeting(random, closedAt + 20 * DAY);
    draft.add('crm', { kind: 'reopened', ...about, stage: 'Negotiation' }, againAt);
    wonAt = time.meeting(random, againAt + 14 * DAY);
  }
  const won = draft.add('crm', { kind: 'won', ...about, stage: 'Closed Won' }, wonAt);
  for (const { userId } of people)
    draft.add(
      'crm',
      { kind: 'identify', userId, lead: { lifecycleStage: 'customer', status: 'Customer' } },
      wonAt + 1000,
    );
  if (won !== undefined && random.chance(0.02))
    draft.add(
      'crm',
      { kind: 'lost', ...about, stage: 'Closed Lost', reason: 'Withdrawn after signing' },
      time.meeting(random, wonAt + (10 + random.exponential(20)) * DAY),
    );
  else addRenewal(draft, random, company, about, wonAt);
  return { wonAt, amountMinor };
}

function addRenewal(draft: Draft, random: Random, company: Company, about: About, wonAt: Instant): void {
  const openedAt = company.time.meeting(random, wonAt + 330 * DAY);
  const renewal = { ...about, deal: `${about.deal}-r1`, name: `${String(about.name)} (renewal)`, business: 'existing' };
  if (draft.add('crm', { kind: 'opportunity', ...renewal, stage: 'Negotiation' }, openedAt) === undefined) return;
  const at = company.time.meeting(random, openedAt + (12 + random.exponential(15)) * DAY);
  if (random.chance(0.84)) draft.add('crm', { kind: 'won', ...renewal, stage: 'Closed Won' }, at);
  else draft.add('crm', { kind: 'lost', ...renewal, stage: 'Closed Lost', reason: 'Cancelled' }, at);
}

/** The last instant of the quarter that holds an instant. */
function quarterEnd(at: Instant): Instant {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3 + 3, 1);
}
