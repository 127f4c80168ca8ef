// Who sourced which deal, what became of which hand-off, which deals are stalled (K7–K9, K11): two passes over a journal, first its sales side, then what the people concerned did.
import type { Entry } from '../journal/entry.ts';
import type { WhoIsWho } from '../lead/who-is-who.ts';
import type { FunnelFacts } from './funnel-facts.ts';
import type { FunnelOptions } from './funnel-options.ts';

import { SalesBook } from './sales-book.ts';
import { SettledSales } from './settled-sales.ts';

export type { FunnelOptions } from './funnel-options.ts';

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
    if (this.isKnown(entry)) this.settled.readBehaviour(entry);
  }

  /** Who is who; to be asked after the first pass. */
  get who(): WhoIsWho {
    return this.book.who;
  }

  finish(): FunnelFacts {
    this.settled ??= new SettledSales(this.book, this.options);
    return this.settled.facts();
  }

  private isKnown({ knownAt }: Entry): boolean {
    return this.options.asOf === undefined || knownAt <= this.options.asOf;
  }
}
