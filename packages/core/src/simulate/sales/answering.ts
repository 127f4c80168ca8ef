// What makes sales turn to an account, and what the rep answers: hand-offs by the point table, raised hands, and the reps' own prospecting.
import { DAY, HOUR } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { Draft, Trail } from '../journeys/draft.ts';
import { legacyMqlAt } from './legacy-rule.ts';

export interface Trigger {
  readonly trail: Trail;
  readonly at: Instant;
  readonly kind: 'hand-raise' | 'mql' | 'outbound';
}

/** A trigger with the rep's answer. */
export interface Answer {
  readonly trigger: Trigger;
  readonly rep: string;
  readonly at: Instant;
  readonly verdict: 'accepted' | 'rejected' | 'invalid' | 'unworked';
}

/** How often a rep takes what comes, by what can be seen of the company. */
const TAKES = { 'free-mail': 0.5, micro: 0.68, small: 0.85, 'mid-market': 0.92, enterprise: 0.94 };
const OUTBOUND = { 'free-mail': 0, micro: 0, small: 0.015, 'mid-market': 0.05, enterprise: 0.09 };

/** All that makes sales turn to the account, in order of time; MQLs are written down as hand-offs by the legacy rule (K3). */
export function triggersOf(draft: Draft, random: Random, plan: FaultPlan): Trigger[] {
  const { account, trails } = draft;
  const found: Trigger[] = [];
  for (const trail of trails) {
    const mql = legacyMqlAt(trail, plan);
    if (mql !== undefined) {
      const handed = draft.add(
        'crm',
        { kind: 'handed', userId: trail.person.id, definition: 'legacy', rule: 'K3', confidence: 'recorded' },
        mql.at + 5 * 60_000,
      );
      if (handed !== undefined) {
        found.push({ trail, at: handed.occurredAt, kind: 'mql' });
        draft.add(
          'crm',
          { kind: 'identify', userId: trail.person.id, lead: { lifecycleStage: 'marketingqualifiedlead' } },
          handed.occurredAt + 1000,
        );
        const fault = plan.find('gamed-threshold');
        if (mql.gamed && fault !== undefined) fault.size += 1;
      }
    }
    for (const at of trail.raises) found.push({ trail, at, kind: 'hand-raise' });
  }
  const [first] = trails;
  if (first !== undefined && random.chance(OUTBOUND[account.segment]))
    found.push({ trail: first, at: Math.floor(first.knownAt + random.exponential(45) * DAY), kind: 'outbound' });
  return found.sort((a, b) => a.at - b.at || (a.kind < b.kind ? -1 : 1));
}

/** The rep who works what comes from the account at an index. */
export function sdrOf({ reps }: Company, index: number): string {
  const sdrs = reps.filter(({ team }) => team === 'SDR');
  return (sdrs[index % sdrs.length] as (typeof sdrs)[number]).id;
}

/** The rep's answer to a trigger, in the rep's own time and habit; outbound needs none. */
export function answerTo(draft: Draft, random: Random, company: Company, plan: FaultPlan, trigger: Trigger): Answer {
  const rep = sdrOf(company, draft.account.index);
  const isRaise = trigger.kind === 'hand-raise';
  const slow = plan.at('slow-response', trigger.at);
  const wait =
    slow === undefined ? random.exponential(isRaise ? 3 * HOUR : 17 * HOUR) : 5 * DAY + random.exponential(3 * DAY);
  const at = company.time.office(random, trigger.at + 5 * 60_000 + wait);
  if (slow !== undefined) slow.size += 1;
  const verdict = trigger.kind === 'outbound' ? 'accepted' : verdictOf(draft, random, plan, rep, isRaise, trigger.at);
  const answer = { trigger, rep, at, verdict } as const;
  if (trigger.kind !== 'outbound' && verdict !== 'unworked') write(draft, random, plan, answer);
  return answer;
}

/** A colleague of somebody the rep talks to already: taken along, mostly. */
export function noteColleague(draft: Draft, answers: readonly Answer[], { trail, at, kind }: Trigger): void {
  const last = answers.at(-1);
  if (last === undefined || kind !== 'mql' || trail === last.trigger.trail) return;
  draft.add(
    'crm',
    { kind: 'disposition', userId: trail.person.id, answer: 'accepted', rep: last.rep },
    Math.max(at, last.at) + 2 * HOUR,
  );
}

function verdictOf(
  draft: Draft,
  random: Random,
  plan: FaultPlan,
  rep: string,
  isRaise: boolean,
  at: Instant,
): Answer['verdict'] {
  const takes = TAKES[draft.account.segment] + (isRaise ? 0.3 : 0);
  const [drawn, idle, odd] = [random.uniform(), random.uniform(), random.uniform()];
  const eager = plan.at('accepts-everything', at);
  if (eager?.place === rep) {
    eager.size += 1;
    return 'accepted';
  }
  const lazy = plan.at('rejects-for-convenience', at);
  if (lazy?.place === rep && odd < 0.75 && !isRaise) {
    lazy.size += 1;
    return 'rejected';
  }
  if (idle < (isRaise ? 0.005 : 0.05)) return 'unworked';
  if (drawn < takes) return 'accepted';
  return draft.account.segment === 'free-mail' && odd < 0.3 ? 'invalid' : 'rejected';
}

function write(draft: Draft, random: Random, plan: FaultPlan, { trigger, rep, at, verdict }: Answer): void {
  const userId = trigger.trail.person.id;
  const isLazy = plan.at('rejects-for-convenience', trigger.at)?.place === rep;
  const reason =
    verdict === 'rejected'
      ? isLazy
        ? 'bad-timing'
        : reasonOf(draft, random)
      : verdict === 'invalid'
        ? random.pick(['student', 'duplicate', 'job-seeker'])
        : undefined;
  draft.add('crm', { kind: 'disposition', userId, answer: verdict, ...(reason && { reason }), rep }, at);
  const status = verdict === 'accepted' ? 'Working' : verdict === 'rejected' ? 'Unqualified' : 'Invalid';
  draft.add('crm', { kind: 'identify', userId, lead: { status, owner: rep } }, at + 2000);
}

function reasonOf({ account }: Draft, random: Random): string {
  if (account.segment === 'free-mail' || account.segment === 'micro')
    return random.pick(['wrong-size', 'wrong-size', 'no-budget']);
  return random.pick(['no-intent', 'bad-timing', 'no-budget', 'unreachable', 'wrong-industry']);
}
