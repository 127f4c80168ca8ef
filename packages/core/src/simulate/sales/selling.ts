// From an accepted lead to a conversation, and from there to a deal or back: attempts, talks, meetings, what a rep finds out.
import { DAY, HOUR, MINUTE } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { Draft } from '../journeys/draft.ts';
import type { Answer } from './answering.ts';
import { addDeal } from './deal.ts';
import { NOTHING, type Sold } from './sold.ts';

const TALKS = { none: 0.42, curious: 0.68, evaluating: 0.9, buying: 0.97 };
const OPENS = { none: 0.13, curious: 0.36, evaluating: 0.6, buying: 0.7 };

/** Works an accepted trigger. `buys` says whether this working ends in a win: it was drawn before, from what the account had done. */
export function work(
  draft: Draft,
  random: Random,
  company: Company,
  plan: FaultPlan,
  answer: Answer,
  buys: boolean,
): Sold {
  const { account } = draft;
  const { trigger, rep } = answer;
  const { level, decidesAt } = account.intent;
  const userId = trigger.trail.person.id;
  const who = { userId, ...(account.id !== undefined && { accountId: account.id }) };
  const talks = buys || random.chance(TALKS[level]);
  const ready =
    level === 'none'
      ? answer.at + random.exponential(4) * DAY
      : Math.max(answer.at + talkAfter(random), decidesAt - 6 * random.uniform() * DAY);
  const talkAt = company.time.meeting(random, Math.min(ready, answer.at + 75 * DAY));
  let attempt = answer.at + HOUR * random.uniform();
  for (let i = random.integer(1, 4); i > 0 && (!talks || attempt < talkAt - HOUR); i--) {
    draft.add(
      'crm',
      {
        kind: 'touch',
        ...who,
        channel: random.chance(0.6) ? 'email' : 'call',
        owner: rep,
        rule: 'K6',
        confidence: 'recorded',
      },
      attempt,
    );
    attempt = company.time.office(random, attempt + (1 + random.exponential(2)) * DAY);
  }
  if (!talks) {
    const after = company.time.office(random, attempt + 5 * DAY);
    if (trigger.kind !== 'outbound' && random.chance(0.7))
      draft.add('crm', { kind: 'disposition', userId, answer: 'recycled', reason: 'unreachable', rep }, after);
    return NOTHING;
  }
  const isMeeting = random.chance(0.55);
  draft.add(
    'crm',
    { kind: 'conversation', ...who, channel: isMeeting ? 'meeting' : 'call', rule: 'K6', confidence: 'recorded' },
    talkAt,
  );
  if (isMeeting) draft.add('crm', { kind: 'meeting', ...who, owner: rep }, talkAt);
  const opens = buys || random.chance(OPENS[level]);
  addFindings(draft, random, answer, talkAt, opens);
  if (!opens) return { ...NOTHING, conversationAt: talkAt };
  return { conversationAt: talkAt, ...addDeal(draft, random, company, plan, trigger.trail, talkAt, buys) };
}

/** Half of those who are reached are reached the same day. */
function talkAfter(random: Random): number {
  return random.chance(0.5) ? random.exponential(1.5) * HOUR : random.exponential(2) * DAY;
}

/** What the discovery call showed: BANT, the answer, and the person's part in the committee. */
function addFindings(draft: Draft, random: Random, { trigger, rep }: Answer, talkAt: Instant, opens: boolean): void {
  const { person } = trigger.trail;
  const userId = person.id;
  for (const question of ['budget', 'authority', 'need', 'timeline']) {
    const state = random.chance(opens ? 0.7 : 0.25)
      ? 'known'
      : random.chance(opens ? 0.1 : 0.4)
        ? 'negative'
        : 'unknown';
    if (random.chance(0.55))
      draft.add('crm', { kind: 'evidence', userId, framework: 'BANT', question, state, rep }, talkAt + 20 * MINUTE);
  }
  if (random.chance(0.5))
    draft.add('crm', { kind: 'identify', userId, lead: { role: person.role } }, talkAt + 25 * MINUTE);
  if (opens || random.chance(0.24)) {
    draft.add('crm', { kind: 'disposition', userId, answer: 'sql', rep }, talkAt + 25 * MINUTE);
    draft.add(
      'crm',
      { kind: 'identify', userId, lead: { lifecycleStage: 'salesqualifiedlead', status: 'Qualified' } },
      talkAt + 25 * MINUTE + 1000,
    );
  } else if (trigger.kind !== 'outbound') {
    const answer = random.chance(0.5) ? 'recycled' : 'rejected';
    draft.add(
      'crm',
      { kind: 'disposition', userId, answer, reason: random.pick(['no-intent', 'no-budget', 'bad-timing']), rep },
      talkAt + 30 * MINUTE,
    );
    draft.add(
      'crm',
      { kind: 'identify', userId, lead: { status: answer === 'recycled' ? 'Nurture' : 'Unqualified' } },
      talkAt + 30 * MINUTE + 1000,
    );
  }
}
