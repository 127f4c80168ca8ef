// What did not get in, and what came twice: lines that were refused, entries delivered again, ids used for two things; by sender and month.
import type { Receipt } from '../../journal/journal-lines.ts';
import type { Finding } from './finding.ts';
import { MonthlyCounts, monthOf, spanOf } from './months.ts';
import { stretchOf } from './stand-out.ts';

/** One sender's ledger. */
export interface SenderLedger {
  readonly source: string;
  readonly accepted: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly refused: number;
}

const VERDICTS = ['accepted', 'duplicate', 'conflict', 'refused'] as const;
type Verdict = (typeof VERDICTS)[number];

const KINDS = {
  duplicate: {
    kind: 'duplicate-entries',
    what: 'came again under ids that were there already',
    repair: 'they count once; find out why the sender delivers twice, since another reader of its data may count both',
    weigh: 0.1,
  },
  conflict: {
    kind: 'conflicting-entries',
    what: 'say something else under an id that was there already',
    repair: 'give every event an id of its own: of two with one id only the first counts',
    weigh: 0.8,
  },
  refused: {
    kind: 'broken-rows',
    what: 'could not be read',
    repair:
      'look at them with --refused refused.ndjson, mend the sender, and read them again: what is refused is not scored',
    weigh: 0.8,
  },
} as const;

/** Counts receipts. */
export class Deliveries {
  private readonly counts: Record<Verdict, MonthlyCounts> = {
    accepted: new MonthlyCounts(),
    duplicate: new MonthlyCounts(),
    conflict: new MonthlyCounts(),
    refused: new MonthlyCounts(),
  };

  take(receipt: Receipt): void {
    if ('entry' in receipt) {
      this.counts[receipt.verdict].add(receipt.entry.source, monthOf(receipt.entry.occurredAt));
      return;
    }
    const { source = receipt.place.file ?? 'unknown', at } = glimpse(receipt.raw);
    this.counts[receipt.verdict].add(source, at === undefined ? '' : monthOf(at));
  }

  /** Senders, busiest first. */
  senders(): SenderLedger[] {
    const names = new Set(VERDICTS.flatMap((verdict) => this.counts[verdict].keys()));
    return [...names]
      .map((source) => {
        const of = (verdict: Verdict): number => this.counts[verdict].total(source);
        return {
          source,
          accepted: of('accepted'),
          duplicate: of('duplicate'),
          conflict: of('conflict'),
          refused: of('refused'),
        };
      })
      .sort((a, b) => b.accepted - a.accepted || (a.source < b.source ? -1 : 1));
  }

  findings(months: readonly string[]): Finding[] {
    const senders = this.senders();
    const all = senders.reduce((sum, { accepted, refused }) => sum + accepted + refused, 0);
    return (['duplicate', 'conflict', 'refused'] as const).flatMap((verdict) =>
      senders.flatMap((sender) => {
        const { kind, what, repair, weigh } = KINDS[verdict];
        const { source } = sender;
        const bad = this.counts[verdict].of(source, months);
        const received = this.counts.accepted.of(source, months).map((count, i) => count + (bad[i] as number));
        const stretch = stretchOf(bad, received, {
          fewest: 10,
          times: 3,
          share: 0.02,
          places: senders.length,
          until: 'any',
        });
        const whole = sender.accepted + sender[verdict];
        if (stretch === undefined && (sender[verdict] < 20 || sender[verdict] < 0.01 * whole)) return [];
        const size = stretch?.count ?? sender[verdict];
        return [
          {
            kind,
            place: source,
            ...(stretch !== undefined && { month: months[stretch.from] as string }),
            size,
            message: `${size} of ${stretch?.of ?? whole} entries of ${source}${stretch === undefined ? '' : ` ${spanOf(months, stretch.from, stretch.to)}`} ${what}`,
            repair,
            weight: (weigh * size) / Math.max(1, all),
          },
        ];
      }),
    );
  }
}

/** What the text of a refused line shows of its sender and time, though it is no entry. */
function glimpse(raw: string): { readonly source?: string; readonly at?: number } {
  const source = /"source"\s*:\s*"([^"]{1,200})"/.exec(raw)?.[1];
  const times = raw.matchAll(
    /"(?:occurredAt|originalTimestamp|timestamp|knownAt|sentAt|receivedAt)"\s*:\s*(?:"([^"]+)"|(\d{10,}))/g,
  );
  for (const [, text, number] of times) {
    const at = number === undefined ? Date.parse(text ?? '') : Number(number);
    if (at > 0 && at < 8.64e15) return { ...(source !== undefined && { source }), at };
  }
  return source === undefined ? {} : { source };
}
