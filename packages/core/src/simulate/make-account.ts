// One account from its first visit to its last invoice: drawn, lived, sold to, and the truth about it written down.
import { DAY } from '../base/duration.ts';
import type { Random } from '../base/random.ts';
import type { Entry, Instant } from '../journal/entry.ts';
import type { Company } from './company/company.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import {
  type AccountKind,
  kindOf,
  loadedAt,
  sourceOf,
  strangeAccount,
  strangePeople,
} from './faults/strange-accounts.ts';
import { addActions, type Done } from './journeys/actions.ts';
import { Draft } from './journeys/draft.ts';
import { addMails } from './journeys/mail.ts';
import { addCompanyRecord, addJobChange, addMerge, addRecord } from './journeys/records.ts';
import { addStrangers, addVisits } from './journeys/visits.ts';
import { type Account, drawAccount } from './people/account.ts';
import { drawPeople } from './people/person.ts';
import { type Answer, answerTo, noteColleague, triggersOf } from './sales/answering.ts';
import { addDeal } from './sales/deal.ts';
import { addSelfServe } from './sales/self-serve.ts';
import { work } from './sales/selling.ts';
import { NOTHING, type Sold } from './sales/sold.ts';
import type { AccountTruth, Route } from './truth/account-truth.ts';
import { probabilityOf } from './truth/model.ts';

/** What the rooms share. */
export interface World {
  readonly company: Company;
  readonly plan: FaultPlan;
}

/** An account with its entries, in the order in which they became known, and the truth about it. */
export interface SimulatedAccount {
  readonly draft: Draft;
  readonly entries: readonly Entry[];
  /** Lines that cannot be read: planted. */
  readonly broken: readonly string[];
  readonly truth: AccountTruth;
}

/** Sales comes in time when it turns up at most so long before the decision, and so long after. */
const EARLY_DAYS = 120;
const LATE_DAYS = 40;
const SELF_SERVE = ['free-mail', 'micro', 'small'];

/** Makes the account at an index, first seen at `born`, with at most `most` people. */
export function liveAccount(
  world: World,
  random: Random,
  index: number,
  born: Instant,
  most: number,
): { draft: Draft; truth: AccountTruth } {
  const { company, plan } = world;
  const kind = kindOf(company, plan, index, born);
  const account = strangeAccount(kind, drawAccount(random, index, born, company.time, sourceOf(kind)));
  const people = strangePeople(kind, company, drawPeople(random, company.time, account, most));
  const draft = new Draft(account, people, company.settings.until);
  tallyKind(plan, kind, people.length);
  if (kind === 'dark') return darkWin(world, random, draft);
  const done = addLife(draft, random, world);
  const probability = probabilityOf(account.intent.level, account.segment, done);
  const route = routeOf(account, done, random);
  const answers = route === 'self-serve' ? [] : answersTo(draft, random, world);
  const reaching = answers.find((answer) => isInTime(answer, account));
  const isReached = route === 'self-serve' || reaching !== undefined;
  const wouldBuy = random.chance(probability);
  const sold =
    route === 'self-serve'
      ? addSelfServe(draft, random, company, done, wouldBuy)
      : sell(draft, random, world, answers, reaching, wouldBuy);
  return { draft, truth: truthOf(world, draft, done, { kind, probability, wouldBuy, isReached, route, sold }) };
}

/** What people do before anybody sells to them, and the records that come of it. */
function addLife(draft: Draft, random: Random, { company, plan }: World): Done {
  const { account, trails } = draft;
  for (const trail of trails) {
    const loaded = loadedAt(plan, account, trail.person);
    if (loaded !== undefined) trail.knownAt = loaded;
  }
  const done = addActions(draft, random, company);
  for (const trail of trails) addVisits(draft, random, company, trail);
  addStrangers(draft, random, company);
  addCompanyRecord(draft, random, (at) => {
    const gap = plan.at('attribute-gap', at);
    if (gap !== undefined) gap.size += 1;
    return gap === undefined;
  });
  for (const trail of trails) {
    addRecord(draft, random, trail, plan);
    addMails(draft, random, company, trail, (at) => account.scansMail || scannedByWave(plan, account, at));
    addJobChange(draft, random, company, trail);
    addMerge(draft, random, company, trail);
  }
  return done;
}

const KIND_FAULTS = {
  competitor: 'competitor',
  test: 'test-records',
  junk: 'junk-campaign',
  bulk: 'bulk-load',
  dark: 'dark-wins',
} as const;

function tallyKind(plan: FaultPlan, kind: AccountKind, people: number): void {
  const fault = kind === 'ordinary' || kind === 'bulk' ? undefined : plan.find(KIND_FAULTS[kind]);
  if (fault !== undefined) fault.size += kind === 'dark' ? 1 : people;
}

/** A deal is won with a company of which nothing was seen before: records and the deal, no behaviour. */
function darkWin({ company, plan }: World, random: Random, draft: Draft): { draft: Draft; truth: AccountTruth } {
  const [trail] = draft.trails;
  const nothing = {
    trialAt: undefined,
    demoRequested: false,
    reportBuilt: false,
    webinarAttended: false,
    calculatorUsed: false,
    economicBuyer: false,
    sourceConnected: false,
    teammateInvited: false,
  };
  addCompanyRecord(draft, random, () => true);
  const talkAt = company.time.meeting(random, draft.account.born + DAY);
  for (const each of draft.trails) {
    each.knownAt = talkAt - DAY / 2;
    addRecord(draft, random, each, plan);
  }
  const won = trail === undefined ? {} : addDeal(draft, random, company, plan, trail, talkAt, true);
  const sold = { ...NOTHING, ...won };
  return {
    draft,
    truth: truthOf({ company, plan }, draft, nothing, {
      kind: 'dark',
      probability: 1,
      wouldBuy: true,
      isReached: true,
      route: 'sales',
      sold,
    }),
  };
}

/** Every answer until the account is in hand: reps do not turn to whom they talk to. */
function answersTo(draft: Draft, random: Random, { company, plan }: World): Answer[] {
  const answers: Answer[] = [];
  let busyUntil = Number.NEGATIVE_INFINITY;
  for (const trigger of triggersOf(draft, random, plan)) {
    if (trigger.at < busyUntil) {
      noteColleague(draft, answers, trigger);
      continue;
    }
    const answer = answerTo(draft, random, company, plan, trigger);
    answers.push(answer);
    if (answer.verdict === 'accepted')
      busyUntil = isInTime(answer, draft.account) ? Number.POSITIVE_INFINITY : answer.at + 150 * DAY;
  }
  return answers;
}

function isInTime({ verdict, at }: Answer, { intent }: Account): boolean {
  return verdict === 'accepted' && at > intent.decidesAt - EARLY_DAYS * DAY && at < intent.decidesAt + LATE_DAYS * DAY;
}

function sell(
  draft: Draft,
  random: Random,
  { company, plan }: World,
  answers: readonly Answer[],
  reaching: Answer | undefined,
  wouldBuy: boolean,
): Sold {
  let last = NOTHING;
  for (const answer of answers) {
    if (answer.verdict !== 'accepted') continue;
    last = work(draft, random, company, plan, answer, wouldBuy && answer === reaching);
    // Whoever has been talked to for nothing is left alone, unless the time to buy is still to come.
    if (answer === reaching || (last.conversationAt !== undefined && reaching === undefined)) break;
  }
  return last;
}

function routeOf({ segment }: Account, { trialAt }: Done, random: Random): Route {
  return trialAt !== undefined && SELF_SERVE.includes(segment) && random.chance(0.55) ? 'self-serve' : 'sales';
}

function scannedByWave(plan: FaultPlan, { index, id }: Account, at: Instant): boolean {
  const wave = plan.at('machine-wave', at);
  if (wave === undefined || id === undefined || index % 5 === 0) return false;
  wave.size += 1;
  return true;
}

interface Drawn {
  readonly kind: AccountKind;
  readonly probability: number;
  readonly wouldBuy: boolean;
  readonly isReached: boolean;
  readonly route: Route;
  readonly sold: Sold;
}

function truthOf({ company }: World, { account, trails }: Draft, done: Done, drawn: Drawn): AccountTruth {
  const { kind, probability, wouldBuy, isReached, route, sold } = drawn;
  const { trialAt, demoRequested, ...causes } = done;
  return {
    account: account.id ?? (trails[0]?.person.id as string),
    cohort: company.time.monthOf(account.born),
    source: account.source.label,
    channel: account.source.channel,
    segment: account.segment,
    intent: account.intent.level,
    onsetAt: account.intent.onset,
    decidesAt: account.intent.decidesAt,
    causes,
    accompanying: { trial: trialAt !== undefined, demoRequested },
    probability,
    wouldBuy,
    isReached,
    route,
    boughtAt: sold.wonAt,
    amountMinor: sold.amountMinor,
    kind,
    leads: trails.map(({ person, knownAt, machine }) => ({
      lead: person.id,
      email: person.email,
      role: person.role,
      firstSeenAt: person.firstSeenAt,
      knownAt,
      isReader: person.isReader,
      machine,
    })),
  };
}
