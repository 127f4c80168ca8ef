// Facts of a funnel as a reading would tell them, made by hand: what a diagnosis says of plain cases, without a journal behind them.
import { createRandom } from '@baton/core/base/random';

import type { DealFact, HandoffFact, HandoffSteps } from '@baton/core/funnel/funnel-facts';
import { answerCounts, totalOf, totalsByClass } from '@baton/core/funnel/totals';
import type { DiagnosisRead } from '@baton/core/reports/diagnosis/diagnosis-reading';
import { HealthCheck } from '@baton/core/reports/health/health';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const START = Date.UTC(2025, 0, 1);
export const AS_OF = Date.UTC(2026, 0, 1);

/** One hand-off in plain words. */
export interface Plain {
  readonly day: number;
  /** Hours until sales accepts, or turns it down for a reason. Neither: nobody answered. */
  readonly accepted?: number | undefined;
  readonly turnedDown?: number | undefined;
  readonly reason?: string | undefined;
  readonly sql?: boolean;
  readonly deal?: 'won' | 'lost' | 'open' | undefined;
  readonly rep?: string | undefined;
  readonly source?: string | undefined;
  readonly segment?: string | undefined;
  readonly gate?: string | undefined;
  readonly signals?: readonly string[];
}

/** What is read of hand-offs, one lead and account each, with deals that opened ten days after them and closed ten days later; and of wins that none of them brought. */
export function readOf(plain: readonly Plain[], { otherWins = 0, asOf = AS_OF } = {}): DiagnosisRead {
  const handoffs = plain.map(handoffOf);
  const deals = [
    ...plain.flatMap((each, i) => (each.deal === undefined ? [] : [dealOf(each, i)])),
    ...Array.from({ length: otherWins }, (_, i) => otherWin(i)),
  ];
  return {
    facts: {
      version: 1,
      asOf,
      deals,
      handoffs,
      classes: totalsByClass(deals),
      total: totalOf(deals),
      answers: answerCounts(handoffs),
      leftOut: { existingBusiness: 0, existing: [], takenBack: [] },
    },
    spend: [],
    activations: [],
    reviews: [],
    names: { leadName: (lead) => lead.replace('user:', ''), companyName: (account) => account.replace('company:', '') },
    first: START,
    entries: plain.length,
    health: new HealthCheck().finish(),
  };
}

function handoffOf(each: Plain, i: number): HandoffFact {
  const at = START + each.day * DAY;
  const times: Record<string, number | string | undefined> = {
    acceptedAt: each.accepted === undefined ? undefined : at + each.accepted * HOUR,
    turnedDownAt: each.turnedDown === undefined ? undefined : at + each.turnedDown * HOUR,
    sqlAt: each.sql === true ? at + 5 * DAY : undefined,
    reason: each.reason,
    rep: each.rep,
  };
  const first = Math.min(each.accepted ?? Number.POSITIVE_INFINITY, each.turnedDown ?? Number.POSITIVE_INFINITY);
  const told = { ...times, respondedAt: Number.isFinite(first) ? at + first * HOUR : undefined };
  const steps = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as HandoffSteps;
  return {
    handoff: `h-${i}`,
    definition: 'legacy',
    lead: `user:lead-${i}`,
    account: `company:account-${i}`,
    at,
    answer: each.turnedDown !== undefined ? 'rejected' : each.accepted !== undefined ? 'accepted' : 'unworked',
    rule: 'K11',
    confidence: 'recorded',
    steps,
    origin: {
      confidence: 'recorded',
      ...(each.gate !== undefined && { gate: each.gate }),
      ...(each.signals !== undefined && { signals: each.signals }),
      sources: each.source === undefined ? {} : { first: each.source },
      attributes: each.segment === undefined ? {} : { 'account.segment': each.segment },
    },
  };
}

function dealOf({ day, deal = 'open' }: Plain, i: number): DealFact {
  const openedAt = START + (day + 10) * DAY;
  return {
    deal: `deal-${i}`,
    account: `company:account-${i}`,
    openedAt,
    state: deal,
    ...(deal !== 'open' && { closedAt: openedAt + 10 * DAY }),
    money: { minor: 1_000_000, currency: 'EUR' },
    class: 'mql-sourced',
    rule: 'K7',
    confidence: 'recorded',
    lead: `user:lead-${i}`,
    handoff: `h-${i}`,
  };
}

function otherWin(i: number): DealFact {
  return {
    deal: `other-${i}`,
    account: `company:other-${i}`,
    openedAt: START + (i % 300) * DAY,
    state: 'won',
    closedAt: START + ((i % 300) + 20) * DAY,
    money: { minor: 1_000_000, currency: 'EUR' },
    class: 'unattributed',
    rule: 'K7',
    confidence: 'recorded',
  };
}

/** So many hand-offs over the first 300 days, each made of its number and of draws that are the same every time. */
export function handoffs(count: number, made: (chance: Chance, i: number) => Partial<Plain>): Plain[] {
  const random = createRandom(20250101);
  return Array.from({ length: count }, (_, i) => ({
    day: Math.floor((i * 300) / count),
    ...made((p) => random.chance(p), i),
  }));
}

/** True with a probability. */
export type Chance = (p: number) => boolean;
