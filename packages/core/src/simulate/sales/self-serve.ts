// Buying without anybody's help: a subscription out of a trial, its upgrade and its end, and the use of the product afterwards.
import { DAY, HOUR, MINUTE } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Company } from '../company/company.ts';
import type { Done } from '../journeys/actions.ts';
import type { Draft } from '../journeys/draft.ts';
import { NOTHING, type Sold } from './sold.ts';

const PRICE_MINOR = 4900;

/** The self-serve way of an account with a trial: bought at its decision, or not at all. */
export function addSelfServe(draft: Draft, random: Random, company: Company, { trialAt }: Done, buys: boolean): Sold {
  const { account, trails } = draft;
  const [trail] = trails;
  if (!buys || trail === undefined || trialAt === undefined) return NOTHING;
  const seats = random.integer(1, 5);
  const amountMinor = seats * PRICE_MINOR;
  const decidedAt = Math.max(account.intent.decidesAt, trialAt + HOUR / 2) + 5 * MINUTE;
  const wait = waitOf(random);
  const startedAt = wait === 0 ? Math.floor(decidedAt) : company.time.browsing(random, decidedAt + wait, account);
  const about = {
    userId: trail.person.id,
    subscription: `sub-${account.index.toString(36)}`,
    amountMinor,
    currency: company.currency,
  };
  draft.add('billing', { kind: 'subscription', ...about, change: 'started' }, startedAt);
  const stays = random.exponential(500) * DAY;
  if (stays > 90 * DAY && random.chance(0.3))
    draft.add(
      'billing',
      { kind: 'subscription', ...about, amountMinor: amountMinor * 2, change: 'upgraded' },
      startedAt + 60 * DAY,
    );
  draft.add('billing', { kind: 'subscription', ...about, change: 'cancelled' }, startedAt + stays);
  const uses = random.poisson(Math.min(150, 25 * trail.person.activity));
  for (let i = 0; i < uses; i++) {
    const at = company.time.browsing(random, startedAt + random.uniform() * Math.min(stays, 240 * DAY), account);
    draft.add(
      'app',
      { kind: 'screen', userId: trail.person.id, name: 'Dashboard', properties: { plan: 'starter' } },
      at,
    );
  }
  return { conversationAt: undefined, wonAt: startedAt, amountMinor };
}

/** Most who have decided pay at once; some when the trial is over, some when there is money for it. */
function waitOf(random: Random): number {
  const drawn = random.uniform();
  if (drawn < 0.78) return 0;
  return random.exponential(drawn < 0.87 ? 8 : 60) * DAY;
}
