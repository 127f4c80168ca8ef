// Two passes over a journal for everything that reports of the funnel are made of: facts, spend, and what people and companies are called.
import { Funnel, type FunnelOptions } from '../../funnel/funnel.ts';
import type { FunnelFacts } from '../../funnel/funnel-facts.ts';
import type { ActivationEntry, Entry, ReviewEntry, SpendEntry } from '../../journal/entry.ts';
import { LeadDirectory } from '../../replay/lead-directory.ts';

/** What people call leads and accounts. */
export interface Names {
  readonly leadName: (lead: string) => string;
  /** Undefined for a lead without a company. */
  readonly companyName: (account: string) => string | undefined;
}

/** All that was read. */
export interface FunnelRead {
  readonly facts: FunnelFacts;
  readonly spend: readonly SpendEntry[];
  readonly names: Names;
  readonly activations: readonly ActivationEntry[];
  readonly reviews: readonly ReviewEntry[];
  /** When the first entry happened. */
  readonly first: number;
  readonly entries: number;
}

/**
 * Takes every entry in twice, in any order.
 *
 * @example const reading = new FunnelReading(); for (const e of entries) reading.readSales(e); for (const e of entries) reading.readBehaviour(e); reading.finish().facts.total.won
 */
export class FunnelReading {
  private readonly funnel: Funnel;
  private readonly directory = new LeadDirectory();
  private readonly spend: SpendEntry[] = [];
  private readonly activations: ActivationEntry[] = [];
  private readonly reviews: ReviewEntry[] = [];
  private first = Number.POSITIVE_INFINITY;
  private entries = 0;

  constructor(private readonly options: FunnelOptions = {}) {
    this.funnel = new Funnel(options);
  }

  /** First pass: every entry once. */
  readSales(entry: Entry): void {
    const { asOf } = this.options;
    this.entries += 1;
    this.first = Math.min(this.first, entry.occurredAt);
    this.funnel.readSales(entry);
    this.directory.add(entry);
    if (asOf !== undefined && entry.knownAt > asOf) return;
    if (entry.kind === 'spend') this.spend.push(entry);
    else if (entry.kind === 'activation') this.activations.push(entry);
    else if (entry.kind === 'review') this.reviews.push(entry);
  }

  /** Second pass: every entry once again. */
  readBehaviour(entry: Entry): void {
    this.funnel.readBehaviour(entry);
  }

  /** The account of a lead by any of its identifiers; to be asked after the first pass. */
  accountOf(identifier: string): string {
    const { who } = this.funnel;
    return who.accountOf(who.leadOf(identifier));
  }

  finish(): FunnelRead {
    const { directory, funnel } = this;
    const facts = funnel.finish();
    return {
      facts,
      spend: this.spend,
      activations: this.activations,
      reviews: this.reviews,
      names: {
        leadName: (lead) => directory.labelOf(funnel.who.identifiersOf(lead)),
        companyName: (account) => directory.companyOf(account, []),
      },
      first: this.first,
      entries: this.entries,
    };
  }
}
