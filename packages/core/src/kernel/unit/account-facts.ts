// Facts of each account of a unit, from which suppression follows (R19, R24): talks, deals, subscriptions, competitor and internal labels. Evidence: the same in whatever order it came.
import { type SalesTouch, talkEnd } from '../../handoff/suppression.ts';
import type { Effect } from '../columns/effect.ts';

interface RowOrder {
  compareRows(a: number, b: number): number;
}

interface Latest {
  readonly row: number;
  readonly occurredAt: number;
  readonly state: string;
}

interface Facts {
  touches: SalesTouch[];
  deals: Map<number, Latest>;
  subscriptions: Map<number, Latest>;
  /** Rows of competitor and internal labels. */
  labels: Map<number, 'competitor' | 'internal'>;
  talkEnd: number;
}

const NO_LABELS: readonly ('competitor' | 'internal')[] = [];

/** Facts by account of one unit. */
export class AccountFacts {
  private readonly byAccount: (Facts | undefined)[] = [];
  private order: RowOrder | undefined;
  /** Whether any fact is known of the unit. */
  any = false;

  clear(accounts: number, order: RowOrder): void {
    this.order = order;
    if (this.any) this.byAccount.fill(undefined);
    if (this.byAccount.length < accounts) this.byAccount.length = accounts;
    this.any = false;
  }

  /** Notes a fact; other effects are none. */
  add(account: number, row: number, occurredAt: number, effect: Effect): void {
    switch (effect.kind) {
      case 'conversation':
      case 'touch': {
        const facts = this.of(account);
        facts.touches.push({ occurredAt, starts: effect.kind === 'conversation' });
        facts.talkEnd = talkEnd(facts.touches);
        return;
      }
      case 'deal':
        this.note(this.of(account).deals, effect.deal, { row, occurredAt, state: effect.state });
        return;
      case 'subscription':
        this.note(this.of(account).subscriptions, effect.subscription, {
          row,
          occurredAt,
          state: effect.change,
        });
        return;
      case 'flag':
        if (effect.flag === 'competitor' || effect.flag === 'internal') this.of(account).labels.set(row, effect.flag);
        return;
    }
  }

  /** Until when sales talks with the account; −Infinity where never. */
  talkEnd(account: number): number {
    return this.byAccount[account]?.talkEnd ?? Number.NEGATIVE_INFINITY;
  }

  /** Whether somebody talked with the account at or after an instant. */
  hasTalkedSince(account: number, instant: number): boolean {
    const touches = this.byAccount[account]?.touches ?? [];
    return touches.some((touch) => touch.starts && touch.occurredAt >= instant);
  }

  /** An open deal, or a customer already. */
  isInSales(account: number): boolean {
    const facts = this.byAccount[account];
    if (facts === undefined) return false;
    for (const deal of facts.deals.values()) if (deal.state !== 'lost') return true;
    for (const subscription of facts.subscriptions.values()) if (subscription.state !== 'cancelled') return true;
    return false;
  }

  /** Labels on the account, without the rows that were withdrawn. */
  labels(account: number): readonly ('competitor' | 'internal')[] {
    const labels = this.byAccount[account]?.labels;
    return labels === undefined || labels.size === 0 ? NO_LABELS : [...new Set(labels.values())].sort();
  }

  private of(account: number): Facts {
    this.any = true;
    const known = this.byAccount[account];
    if (known !== undefined) return known;
    const made: Facts = {
      touches: [],
      deals: new Map(),
      subscriptions: new Map(),
      labels: new Map(),
      talkEnd: Number.NEGATIVE_INFINITY,
    };
    this.byAccount[account] = made;
    return made;
  }

  private note(map: Map<number, Latest>, key: number, latest: Latest): void {
    const held = map.get(key);
    const later =
      held === undefined || latest.occurredAt - held.occurredAt || (this.order?.compareRows(latest.row, held.row) ?? 0);
    if (later === true || (typeof later === 'number' && later > 0)) map.set(key, latest);
  }
}
