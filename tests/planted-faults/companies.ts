// The companies that data health is graded on: twenty with faults, each kind dealt out several times, and five clean ones; all drawn from one base text.
import { sha256Hex } from '@baton/core/base/digest';
import { createRandom } from '@baton/core/base/random';
import type { Entry } from '@baton/core/journal/entry';
import { JournalLines, type Receipt } from '@baton/core/journal/journal-lines';
import { createLedger } from '@baton/core/journal/ledger';
import { type Health, HealthCheck } from '@baton/core/reports/health/health';
import { ALL_TOGETHER, type FaultKind } from '@baton/core/simulate/faults/fault-kinds';
import type { PlannedFault } from '@baton/core/simulate/faults/fault-plan';
import { RIVAL_ID } from '@baton/core/simulate/faults/strange-accounts';
import { type Simulation, simulate } from '@baton/core/simulate/simulate';

/** Faults of sales, which show in deals and answers: companies have few of those, so that theirs are larger. */
const OF_SALES: readonly FaultKind[] = [
  'competitor',
  'gamed-threshold',
  'slow-response',
  'accepts-everything',
  'rejects-for-convenience',
  'late-stages',
  'bulk-closed',
  'deals-without-people',
  'dark-wins',
  'leaking-field',
  'test-records',
];
const OF_DATA = ALL_TOGETHER.filter((kind) => !OF_SALES.includes(kind));

/** What to simulate. */
export interface Wanted {
  readonly seed: string;
  readonly leads: number;
  readonly years: number;
  readonly faults: readonly FaultKind[];
}

const LARGE = { leads: 5000, years: 2 };
const SMALL = { leads: 2000, years: 1.5 };
/** One account in eighty of three months is won out of nowhere: that takes many accounts. */
const DENSE = { leads: 7000, years: 1.5 };

/** Twenty faulty companies, then five clean ones: seeds, and who has which faults, come from the base alone. */
export function companiesOf(base: string): Wanted[] {
  const seedOf = (i: number): string => sha256Hex(`${base}/${i}`);
  const random = createRandom(Number.parseInt(sha256Hex(`${base}/deal`).slice(0, 8), 16));
  const shuffled = (kinds: readonly FaultKind[]): FaultKind[] =>
    kinds
      .map((kind) => [random.uniform(), kind] as const)
      .sort(([a], [b]) => a - b)
      .map(([, kind]) => kind);
  /** Hands of cards: every kind is dealt once before any comes again, no hand has one twice. */
  const deal = (kinds: readonly FaultKind[], hands: number, size: number): FaultKind[][] => {
    const dealt: FaultKind[][] = [];
    let deck: FaultKind[] = [];
    while (dealt.length < hands) {
      const hand: FaultKind[] = [];
      while (hand.length < size) {
        if (deck.length === 0) deck = shuffled(kinds);
        const next = deck.findIndex((kind) => !hand.includes(kind));
        // What is left of a deck and is in the hand already waits for the next hand.
        if (next < 0) deck = [...deck, ...shuffled(kinds)];
        else hand.push(...deck.splice(next, 1));
      }
      dealt.push(hand);
    }
    return dealt;
  };
  const large = deal(OF_SALES, 8, 4).map((faults) => ({ ...(faults.includes('dark-wins') ? DENSE : LARGE), faults }));
  const small = deal(OF_DATA, 12, 3).map((faults) => ({ ...SMALL, faults }));
  const clean = [LARGE, SMALL, SMALL, LARGE, SMALL].map((size) => ({ ...size, faults: [] }));
  return [...large, ...small, ...clean].map((wanted, i) => ({ ...wanted, seed: seedOf(i) }));
}

/**
 * A planted fault, and the months that data can date it by: from which they have to look as they do under it (a rep who turns nobody away by chance cannot be told from one who has begun to take everybody), and in which it
 * touches anything at all (a field that is filled in after wins shows with the next win).
 */
export type Planted = PlannedFault & { readonly looksSoFrom?: string; readonly touchesFrom?: string };

/** Lives through a company and judges what arrived. Data health sees receipts alone; what was planted is for the grading. */
export function judged(wanted: Wanted): { readonly health: Health; readonly planted: readonly Planted[] } {
  const simulation = simulate(wanted);
  const check = new HealthCheck();
  const refusals: { readonly rep: string | undefined; readonly at: number }[] = [];
  const taken = new Set<string | undefined>();
  const buyers = new Set<string>();
  const firstWins: number[] = [];
  for (const receipt of receiptsOf(simulation)) {
    check.take(receipt);
    if (!('entry' in receipt)) continue;
    if (receipt.entry.kind === 'won' && receipt.entry.accountId !== undefined) {
      buyers.add(receipt.entry.accountId);
      if (receipt.entry.business === 'new') firstWins.push(receipt.entry.occurredAt);
    }
    if (receipt.entry.kind !== 'disposition') continue;
    // Who was taken once and let go later was not turned away.
    const { answer, rep, userId, occurredAt: at } = receipt.entry;
    if (answer === 'accepted') taken.add(userId);
    else if (TURNS_AWAY.has(answer) && !taken.has(userId)) refusals.push({ rep, at });
  }
  const planted = simulation.plan.faults.map((fault): Planted => {
    // A rival who bought is a customer who reads much, for all that anybody can tell.
    if (fault.kind === 'competitor' && buyers.has(RIVAL_ID)) return { ...fault, size: 0 };
    if (fault.kind === 'leaking-field')
      return { ...fault, touchesFrom: monthOf(Math.min(...firstWins.filter((at) => at >= fault.from), fault.until)) };
    if (fault.kind !== 'accepts-everything') return fault;
    const before = refusals.flatMap(({ rep, at }) => (rep === fault.place && at < fault.from ? [at] : []));
    const last = before.length === 0 ? simulation.company.settings.from : Math.max(...before);
    return { ...fault, looksSoFrom: monthOf(last) };
  });
  return { health: check.finish(), planted };
}

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

const TURNS_AWAY: ReadonlySet<string> = new Set(['rejected', 'invalid']);

/** What reading the company's journal comes to: entries as they are, broken lines as text. The ledger is asked about ids that come again; all others are new. */
function* receiptsOf({ companyEntries, accounts }: Simulation): Generator<Receipt> {
  const ledger = createLedger();
  const lines = new JournalLines('journal.ndjson', 'journal.ndjson', ledger);
  const held = new Map<string, Entry>();
  for (const entry of companyEntries) yield { verdict: 'accepted', entry };
  let line = 0;
  for (const { entries, broken } of accounts) {
    for (const entry of entries) {
      const ref = `${entry.source}\n${entry.id}`;
      const first = held.get(ref);
      held.set(ref, entry);
      if (first !== undefined) ledger.offer(first);
      const verdict = first === undefined ? 'accepted' : ledger.offer(entry);
      if (verdict === 'conflict') throw new Error(`the simulator gave two entries the id ${entry.id}`);
      yield { verdict, entry };
    }
    for (const text of broken) yield* lines.read(text, ++line);
  }
}
