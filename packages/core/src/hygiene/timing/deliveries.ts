// How soon after its delivery a mail was opened or followed: sooner than anybody reads, or before it was sent at all.
import { DAY } from '../../base/duration.ts';
import type { Sighting } from '../sightings.ts';

/** A click sooner than this after delivery, and an open sooner than that, is no person's; before sending by more than the clocks of two systems differ is nobody's. */
export const DELIVERY = { clickMs: 10_000, openMs: 2000, clocksDifferMs: 60_000, beforeAtMostMs: DAY } as const;

/** Instants to the whole minute say nothing of seconds. */
export function tellsSeconds(at: number): boolean {
  return at % 60_000 !== 0;
}

/** When one person's mails were sent and delivered, each in order of time. */
export class Deliveries {
  private readonly delivered = new Map<number, Sighting[]>();
  private readonly first = new Map<number, number>();

  constructor(entries: readonly Sighting[]) {
    for (const entry of entries) {
      if (entry.deed !== 'sending' && entry.deed !== 'delivery') continue;
      if (!this.first.has(entry.mail)) this.first.set(entry.mail, entry.at);
      if (entry.deed !== 'delivery') continue;
      const held = this.delivered.get(entry.mail);
      if (held === undefined) this.delivered.set(entry.mail, [entry]);
      else held.push(entry);
    }
  }

  /** Milliseconds from the delivery just before an open or click to it, where that was sooner than anybody reads. */
  tooSoon({ mail, at, deed }: Sighting): { readonly ms: number; readonly delivery: Sighting } | undefined {
    const delivery = this.delivered.get(mail)?.findLast((each) => each.at <= at);
    if (delivery === undefined || !(tellsSeconds(at) && tellsSeconds(delivery.at))) return undefined;
    const ms = at - delivery.at;
    return ms < (deed === 'click' ? DELIVERY.clickMs : DELIVERY.openMs) ? { ms, delivery } : undefined;
  }

  /** Milliseconds by which an open or click came before its mail was first sent, as far as no clock explains it. */
  beforeSending({ mail, at }: Sighting): number | undefined {
    const sent = mail < 0 ? undefined : this.first.get(mail);
    if (sent === undefined) return undefined;
    const ms = sent - at;
    return ms > DELIVERY.clocksDifferMs && ms <= DELIVERY.beforeAtMostMs ? ms : undefined;
  }
}
