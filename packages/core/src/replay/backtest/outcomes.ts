// What became of each account: conversations, wins and losses by time, read from the evidence of a replayed unit.
import type { UnitState } from '../../kernel/unit/unit-state.ts';
import type { OutcomeKind } from '../backtest-result.ts';

/** What happened to one account, by instants in ascending order. */
export interface AccountHistory {
  readonly account: string;
  readonly firstEntryAt: number;
  readonly conversations: readonly number[];
  readonly won: readonly { readonly at: number; readonly deal: string }[];
  readonly lost: readonly number[];
}

/** The histories of a unit's accounts, as grouped at the end. A started subscription counts as won. */
export function accountHistories(state: UnitState): AccountHistory[] {
  const { evidence, columns } = state;
  const made = Array.from({ length: evidence.accounts }, (_, account) => ({
    account: evidence.accountIdOf(account),
    firstEntryAt: Number.POSITIVE_INFINITY,
    conversations: [] as number[],
    won: [] as { at: number; deal: string }[],
    lost: [] as number[],
  }));
  for (let row = evidence.unit.from; row < evidence.admitted; row++) {
    const history = made[evidence.accountOf[columns.atom[row] as number] as number];
    if (history === undefined) continue;
    const at = columns.occurredAt[row] as number;
    history.firstEntryAt = Math.min(history.firstEntryAt, at);
    const effect = columns.signatures[columns.signature[row] as number]?.effect;
    if (effect === undefined) continue;
    if (effect.kind === 'conversation') history.conversations.push(at);
    else if (effect.kind === 'deal' && effect.state === 'won') history.won.push({ at, deal: `deal ${effect.deal}` });
    else if (effect.kind === 'deal' && effect.state === 'lost') history.lost.push(at);
    else if (effect.kind === 'subscription' && effect.change === 'started')
      history.won.push({ at, deal: `subscription ${effect.subscription}` });
  }
  for (const history of made) {
    history.conversations.sort((a, b) => a - b);
    history.won.sort((a, b) => a.at - b.at);
    history.lost.sort((a, b) => a - b);
  }
  return made.filter((history) => Number.isFinite(history.firstEntryAt));
}

/** What became of an account within a fixed horizon after an instant, as known at `until`. A win beats a loss; without either it is open, or too young to tell. */
export function outcomeAfter(
  history: AccountHistory,
  at: number,
  horizon: number,
  until: number,
): { readonly kind: OutcomeKind; readonly won?: AccountHistory['won'][number] } {
  const won = history.won.find((each) => each.at >= at && each.at <= at + horizon);
  if (won !== undefined) return { kind: 'won', won };
  if (history.lost.some((each) => each >= at && each <= at + horizon)) return { kind: 'lost' };
  return { kind: at + horizon > until ? 'too young' : 'open' };
}
