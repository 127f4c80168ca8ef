// One account from its first visit to its last invoice: drawn, lived, sold to, and the truth about it written down.
import { DAY } from '../base/duration.ts';
import type { Random } from '../base/random.ts';
import type { Entry, Instant } from '../journal/entry.ts';
import type { Company } from './company/company.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import { addActions, type Done } from './journeys/actions.ts';
import { Draft } from './journeys/draft.ts';
import { addMails } from './journeys/mail.ts';
import { addCompanyRecord, addJobChange, addMerge, addRecord } from './journeys/records.ts';
import { addVisits } from './journeys/visits.ts';
import { type Account, drawAccount } from './people/account.ts';
import { drawPeople } from './people/person.ts';
import { type Answer, answerTo, triggersOf } from './sales/answering.ts';
import { addSelfServe } from './sales/self-serve.ts';
import { NOTHING, type Sold, work } from './sales/selling.ts';
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
  const account = drawAccount(random, index, born);
  const draft = new Draft(account, drawPeople(random, account, most), company.settings.until);
  const done = addActions(draft, random, company);
  for (const trail of draft.trails) addVisits(draft, random, company, trail);
  addCompanyRecord(draft, random, (at) => plan.at('attribute-gap', at) === undefined);
  for (const trail of draft.trails) {
    addRecord(draft, random, trail);
    addMails(draft, random, company, trail, (at) => account.scansMail || scannedByWave(plan, account, at));
    addJobChange(draft, random, trail);
    addMerge(draft, random, trail);
  }
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
  return { draft, truth: truthOf(world, draft, done, { probability, wouldBuy, isReached, route, sold }) };
}

/** Every answer until the account is in hand: reps do not turn to whom they talk to. */
function answersTo(draft: Draft, random: Random, { company, plan }: World): Answer[] {
  const answers: Answer[] = [];
  let busyUntil = Number.NEGATIVE_INFINITY;
  for (const trigger of triggersOf(draft, random, plan)) {
    if (trigger.at < busyUntil) continue;
    const answer = answerTo(draft, random, company, plan, trigger);
    answers.push(answer);
    if (answer.verdict === 'accepted') busyUntil = answer.at + 150 * DAY;
    if (answer.verdict === 'accepted' && isInTime(answer, draft.account)) break;
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
    // One deal an account: who has one is not worked anew.
    if (last.wonAt !== undefined || (last.conversationAt !== undefined && answer !== reaching)) break;
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
  readonly probability: number;
  readonly wouldBuy: boolean;
  readonly isReached: boolean;
  readonly route: Route;
  readonly sold: Sold;
}

function truthOf({ company }: World, { account, trails }: Draft, done: Done, drawn: Drawn): AccountTruth {
  const { probability, wouldBuy, isReached, route, sold } = drawn;
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
    kind: 'ordinary',
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
