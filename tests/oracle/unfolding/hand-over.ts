// The opening of a hand-off (R16, R18, R28), or its being held back (H8).
import { createHash } from 'node:crypto';
import type { Gate } from '@baton/core/definition/definition';
import type { Entry } from '@baton/core/journal/entry';
import type { Cause } from '@baton/core/kernel/decision';
import type { Activation } from '@baton/core/kernel/rulebook-source';
import { hasDealOrIsCustomer, talkEnd } from '../evidence/sales.ts';
import type { Account } from '../identity/grouping.ts';
import { subjectOf } from '../identity/named.ts';
import { inForce } from '../judging/activations.ts';
import { isHandRaise, type LeadStanding, standingOf } from '../judging/standing.ts';
import { handoffKey } from '../observation.ts';
import { refOf } from '../reading/order.ts';
import { routeInBacktest } from './clock.ts';
import { accountRest, type Handoff, leadRest, leaveMark, leaveNurture, type Mark } from './commitments.ts';
import { definitionRef, idOf, openHandoff, type Run, viewNow } from './run.ts';

/** Somebody who could be handed over. */
export interface Pass {
  readonly under: Activation;
  /** Absent in continuous mode. */
  readonly gate?: Gate;
  readonly ofAccount: boolean;
  /** The lead, or the account's contact. */
  readonly lead: LeadStanding;
  /** The newest fresh entry; absent on release and in continuous mode. */
  readonly because: Entry | undefined;
}

export function handOver(run: Run, account: Account, cause: Cause, first: Pass, rest: readonly Pass[]): void {
  const { under, lead, ofAccount, because } = first;
  const gate = first.gate?.name ?? 'continuous';
  const mark: Mark = { at: run.now, void: false };
  leaveMark(run.held, account, mark);
  leaveNurture(run.held, account, lead.lead, ofAccount);
  const common = {
    at: run.now,
    account: account.id,
    cause,
    lead: lead.lead.id,
    definition: definitionRef(under),
    gate,
  };
  if (isHeldBack(first)) {
    run.said.push({ kind: 'held-back', ...common });
    return;
  }
  const decision = {
    kind: 'hand-off' as const,
    ...common,
    grade: lead.grade,
    engagement: lead.engagement?.tenths ?? 0,
    usage: lead.usage?.tenths ?? 0,
    ...(because && { because: refOf(because) }),
    alsoQualified: rest.map((each) => ({
      definition: each.under.definition.name,
      gate: each.gate?.name ?? 'continuous',
      ...(each.ofAccount ? {} : { lead: each.lead.lead.id }),
    })),
  };
  run.said.push(decision);
  const handoff: Handoff = {
    id: idOf(decision),
    key: handoffKey(run.now, lead.lead.id, under.definition.name, gate),
    openedAt: run.now,
    lead: lead.lead.id,
    under,
    ...(first.gate && { gate: first.gate }),
    ofAccount,
    admitted: run.admitted,
    mark,
    closed: false,
    accepted: false,
    rejected: false,
    sql: false,
    answered: false,
    flagSaid: false,
  };
  run.held.handoffs.push(handoff);
  if (run.mode === 'backtest') routeInBacktest(run, handoff, cause);
}

/** H8. */
function isHeldBack({ under, gate, lead }: Pass): boolean {
  const { holdBack } = under.definition.handoff;
  if (holdBack === undefined || (gate !== undefined && isHandRaise(gate))) return false;
  const hash = createHash('sha256').update(`${holdBack.salt}\n${lead.lead.id}`).digest('hex');
  return (BigInt(`0x${hash.slice(0, 8)}`) * 1000n) / 2n ** 32n < BigInt(holdBack.share);
}

/** R28. */
export function handOverContinuously(run: Run, entry: Entry & { readonly kind: 'handed' }): void {
  const view = viewNow(run);
  const subject = subjectOf(entry)!;
  const account = view.grouping.accountOf(subject);
  const under = inForce(run.rulebook, run.now).find((each) => each.definition.name === entry.definition);
  if (under?.definition.handoff.continuous === undefined) return;
  const lead = standingOf(view, under.definition, account).leads.find((each) => each.lead.identifiers.has(subject));
  if (lead === undefined || lead.disqualified.length > 0 || openHandoff(run, account) !== undefined) return;
  const ends = [accountRest(run.held, account), leadRest(run.held, lead.lead), talkEnd(view, account)];
  if (ends.some((end) => end !== undefined && run.now < end) || hasDealOrIsCustomer(view, account)) return;
  handOver(run, account, { entry: refOf(entry) }, { under, ofAccount: false, lead, because: undefined }, []);
}
