// Who sourced which deal, what became of which hand-off, which deals are stalled (K7–K9, K11): two passes over a journal, first its sales side, then what the people concerned did.
import type { Entry } from '../journal/entry.ts';
import type { FunnelFacts } from './funnel-facts.ts';
import type { GivenHandoff } from './handoffs/given-handoff.ts';
import { SalesBook } from './sales-book.ts';
import { SettledSales } from './settled-sales.ts';

/** What is asked of the funnel. */
export interface FunnelOptions {
  /** As of when: later news are none. Default: the newest instant at which anything happened (K0). */
  readonly asOf?: number;
  /** The hand-offs to hold deals against, such as a replay's. Default: those by the rule of before (K3). */
  readonly handoffs?: readonly GivenHandoff[];
}

/**
 * Reads a journal twice, in any order, and tells sourcing and answers. Memory grows with deals, hand-offs, people and sales activity, not with behaviour.
 *
 * @example const funnel = new Funnel(); for (const e of entries) funnel.readSales(e); for (const e of entries) funnel.readBehaviour(e); funnel.finish().classes['mql-sourced'].revenue
 */
export class Funnel {
  private readonly book = new SalesBook();
  private settled: SettledSales | undefined;

  constructor(private readonly options: FunnelOptions = {}) {}

  /** First pass: every entry once. */
  readSales(entry: Entry): void {
    if (this.settled !== undefined) throw new Error('the first pass over the journal is over');
    if (this.isKnown(entry)) this.book.add(entry);
  }

  /** Second pass: every entry once again. */
  readBehaviour(entry: Entry): void {
    this.settled ??= new SettledSales(this.book, this.options);
    if (this.isKnown(entry)) this.settled.watches.add(entry);
  }

  finish(): FunnelFacts {
    this.settled ??= new SettledSales(this.book, this.options);
    return this.settled.facts();
  }

  private isKnown({ knownAt }: Entry): boolean {
    return this.options.asOf === undefined || knownAt <= this.options.asOf;
  }
}
