// What deals and subscriptions were worth, by name: the kernel needs no money, reports do.
import type { Entry } from '../../journal/entry.ts';

/** An amount in minor units. */
export interface Amount {
  readonly minor: number;
  readonly currency: string;
}

/** Amounts by deal and subscription. */
export class Amounts {
  private readonly byName = new Map<string, Amount & { readonly occurredAt: number }>();

  /** Takes in the amount an entry states; the latest stands. */
  add(entry: Entry): void {
    const name = nameOf(entry);
    if (name === undefined || !('amountMinor' in entry) || entry.amountMinor === undefined || entry.kind === 'spend')
      return;
    const held = this.byName.get(name);
    if (held !== undefined && held.occurredAt > entry.occurredAt) return;
    this.byName.set(name, { minor: entry.amountMinor, currency: entry.currency ?? '', occurredAt: entry.occurredAt });
  }

  /** By `deal\n<name>` or `subscription\n<name>`. */
  entries(): Iterable<readonly [string, Amount]> {
    return this.byName;
  }
}

function nameOf(entry: Entry): string | undefined {
  if (entry.kind === 'subscription') return `subscription\n${entry.subscription}`;
  return 'deal' in entry && typeof entry.deal === 'string' ? `deal\n${entry.deal}` : undefined;
}
