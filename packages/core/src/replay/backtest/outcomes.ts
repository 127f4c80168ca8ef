// What became of each account: conversations and deals by time, read from the evidence of a replayed unit.
import type { UnitState } from '../../kernel/unit/unit-state.ts';
import type { OutcomeKind } from '../backtest-result.ts';
import { type DealLife, type DealStep, dealAt } from './deal-life.ts';

/** What happened to one account, by instants in ascending order. */
export interface AccountHistory {
  readonly account: string;
  readonly firstEntryAt: number;
  readonly conversations: readonly number[];
  readonly deals: readonly DealLife[];
}

/** A win of new business. */
export interface Win {
  readonly at: number;
  readonly deal: string;
}

interface Made {
  readonly account: string;
  firstEntryAt: number;
  readonly conversations: number[];
  readonly deals: Map<string, { deal: string; isExisting: boolean; steps: DealStep[] }>;
}

/** The histories of a unit's accounts, as grouped at the end. A started subscription counts as won. */
export function accountHistories(state: UnitState): AccountHistory[] {
  const { evidence, columns } = state;
  const made = Array.from(
    { length: evidence.accounts },
    (_, account): Made => ({
      account: evidence.accountIdOf(account),
      firstEntryAt: Number.POSITIVE_INFINITY,
      conversations: [],
      deals: new Map(),
    }),
  );
  for (let row = evidence.unit.from; row < evidence.admitted; row++) {
    const history = made[evidence.accountOf[columns.atom[row] as number] as number];
    if (history === undefined) continue;
    const at = columns.occurredAt[row] as number;
    history.firstEntryAt = Math.min(history.firstEntryAt, at);
    const effect = columns.signatures[columns.signature[row] as number]?.effect;
    if (effect === undefined) continue;
    if (effect.kind === 'conversation') history.conversations.push(at);
    else if (effect.kind === 'deal') note(history, `deal ${effect.deal}`, { at, state: effect.state }, effect.existing);
    else if (effect.kind === 'subscription' && effect.change === 'started')
      note(history, `subscription ${effect.subscription}`, { at, state: 'won' }, undefined);
  }
  return made.flatMap(({ account, firstEntryAt, conversations, deals }) =>
    Number.isFinite(firstEntryAt)
      ? [
          {
            account,
            firstEntryAt,
            conversations: conversations.sort((a, b) => a - b),
            deals: [...deals.values()].map((life) => ({ ...life, steps: life.steps.sort((a, b) => a.at - b.at) })),
          },
        ]
      : [],
  );
}

function note(history: Made, deal: string, step: DealStep, isExisting: boolean | undefined): void {
  const life = history.deals.get(deal) ?? { deal, isExisting: false, steps: [] };
  life.steps.push(step);
  if (isExisting !== undefined) life.isExisting = isExisting;
  history.deals.set(deal, life);
}

/** The account's first win of new business in [from, by], as known at `until`. */
export function firstWin(history: AccountHistory, from: number, by: number, until: number): Win | undefined {
  let first: Win | undefined;
  for (const life of history.deals) {
    if (life.isExisting) continue;
    const { state, at } = dealAt(life, by, until);
    if (state === 'won' && at >= from && (first === undefined || at < first.at)) first = { at, deal: life.deal };
  }
  return first;
}

/** What became of an account within a fixed horizon after an instant, as known at `until`. A win beats a loss; without either it is open, or too young to tell. */
export function outcomeAfter(
  history: AccountHistory,
  at: number,
  horizon: number,
  until: number,
): { readonly kind: OutcomeKind; readonly won?: Win } {
  const by = at + horizon;
  const won = firstWin(history, at, by, until);
  if (won !== undefined) return { kind: 'won', won };
  const isLost = history.deals.some((life) => {
    const step = dealAt(life, by, until);
    return !life.isExisting && step.state === 'lost' && step.at >= at;
  });
  if (isLost) return { kind: 'lost' };
  return { kind: by > until ? 'too young' : 'open' };
}

/** What no measure counts as won: renewals and upsells, and wins that were taken back or re-opened, won for the first time in [from, until]. */
export function leftOutWins(
  histories: Iterable<AccountHistory>,
  from: number,
  until: number,
): { readonly existingBusiness: number; readonly takenBack: number } {
  let existingBusiness = 0;
  let takenBack = 0;
  for (const { deals } of histories) {
    for (const life of deals) {
      const won = life.steps.find((step) => step.state === 'won');
      if (won === undefined || won.at < from || won.at > until) continue;
      if (life.isExisting) existingBusiness += 1;
      else if (dealAt(life, until, until).state !== 'won') takenBack += 1;
    }
  }
  return { existingBusiness, takenBack };
}
