// A trial of the product: signing up for it, opening it or not, what is done in it, and coming back. Some of the causes of a purchase are done here.
import { DAY, HOUR, MINUTE } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import type { Account } from '../people/account.ts';
import type { BEHAVIOUR_RATES } from '../truth/model.ts';
import type { Sender, Trail } from './draft.ts';

/** Something that a person does, before it is written. */
export interface Act {
  readonly trail: Trail;
  readonly at: Instant;
  readonly sender: Sender;
  readonly name: string;
  readonly properties?: object;
  readonly points: number;
  readonly kind?: 'screen';
  readonly isForm: boolean;
}

/** What of a trial counts. */
export interface Usage {
  readonly trialAt: Instant | undefined;
  readonly reportBuilt: boolean;
  readonly sourceConnected: boolean;
  readonly teammateInvited: boolean;
}

const NO_USAGE: Usage = { trialAt: undefined, reportBuilt: false, sourceConnected: false, teammateInvited: false };
const TRIAL_DAYS = 13;
/** Who looks for something to buy often signs up on the very day of the decision. */
const ON_THE_DAY = 0.6;

/** Draws a trial of the account by one of its people and adds its acts. Whoever never opens it does nothing in it. */
export function addTrial(
  acts: Act[],
  random: Random,
  company: Company,
  account: Account,
  trail: Trail,
  before: (trail: Trail) => Instant,
  happens: (rate: keyof typeof BEHAVIOUR_RATES) => boolean,
): Usage {
  const isStarted = happens('trialStarted');
  const isOpened = happens('trialOpened');
  const does = (rate: keyof typeof BEHAVIOUR_RATES): boolean => happens(rate) && isOpened;
  const [reportBuilt, sourceConnected, teammateInvited] = [
    does('reportBuilt'),
    does('sourceConnected'),
    does('teammateInvited'),
  ];
  if (!isStarted) return NO_USAGE;
  const trialAt = startOf(random, account, trail, before);
  const add = (sender: Sender, name: string, at: Instant, points: number, more: Partial<Act> = {}): void => {
    acts.push({ trail, at, sender, name, points, isForm: false, ...more });
  };
  const used = (name: string, minutes: number, properties: object = {}): void =>
    add('app', name, trialAt + minutes * MINUTE, 0, { properties });
  add('web', 'Signed Up', trialAt, 10, { isForm: true });
  add('app', 'Trial Started', trialAt + 20_000, 15, { properties: { plan: 'trial' } });
  const usage = { trialAt, reportBuilt, sourceConnected, teammateInvited };
  if (!isOpened) return usage;
  add('app', 'Dashboard', trialAt + MINUTE, 0, { kind: 'screen', properties: {} });
  if (sourceConnected)
    used('Source Connected', 3 + random.exponential(4), { type: random.pick(['csv', 'warehouse', 'erp']) });
  if (reportBuilt) used('Report Built', 9 + random.exponential(6), { rows: random.integer(5, 400) });
  if (teammateInvited) used('Teammate Invited', 16 + random.exponential(6));
  const logins = random.poisson(trail.person.activity * (reportBuilt ? 0.5 : 0.1));
  for (let i = 0; i < Math.min(40, logins); i++) {
    const at = company.time.browsing(random, trialAt + HOUR + random.uniform() * TRIAL_DAYS * DAY, account);
    add('app', 'Dashboard', at, 0, { kind: 'screen', properties: { reports: random.integer(0, 9) } });
  }
  if (reportBuilt && random.chance(0.25)) used('Usage Limit Reached', 60 * (24 + random.uniform() * 200));
  return usage;
}

/** When the trial begins: for many who have something to buy an hour or so before the decision, for all others some time before it. */
function startOf(random: Random, { intent }: Account, trail: Trail, before: (trail: Trail) => Instant): Instant {
  const early = before(trail);
  if (intent.level === 'none' || !random.chance(ON_THE_DAY)) return early;
  return Math.max(early, intent.decidesAt - 40 * MINUTE - random.exponential(60) * MINUTE);
}
