// The demo company's past, lived through in minutes: a simulated year goes through the same door as everything else, on a clock of its own, while its reps answer what they are handed.
import { DAY, HOUR } from '@baton/core/base/duration';
import type { Random } from '@baton/core/base/random';
import type { Entry } from '@baton/core/journal/entry';
import { reviewEntry } from '@baton/core/reports/review/review-entries';
import { simulate } from '@baton/core/simulate/simulate';
import type { Intake } from '../ingest/intake.ts';
import { dispositionEntry } from '../queue/commands.ts';
import { queueOf } from '../store/queue-rows.ts';
import type { Store } from '../store/store.ts';

/** How long this morning is, and how many accounts are busy in it. */
const MORNING = 5 * HOUR;
const TOGETHER = 10;
const BUSIEST = 200;
/** What is wrong with the company, for a diagnosis to find. */
const FAULTS = ['dark-wins', 'junk-campaign', 'slow-response', 'late-stages'] as const;
/** What people do; deals and talks are sales' business. */
const DONE_BY_PEOPLE: ReadonlySet<Entry['kind']> = new Set([
  'page',
  'track',
  'identify',
  'group',
  'alias',
  'screen',
  'dwell',
]);

/** The demo company's entries, those of the past in the order they came to be known, and those that are still to come. */
export interface DemoHistory {
  readonly past: readonly Entry[];
  /** The month to come of the accounts that will be busiest in it: what happens this morning, so that somebody waits in the queue. */
  readonly thisMorning: readonly Entry[];
  readonly toCome: readonly Entry[];
  readonly from: number;
}

/** Makes up the company: a year until `now`, and a month beyond. */
export function makeHistory(seed: string, leads: number, now: number): DemoHistory {
  const until = Math.ceil(now / HOUR) * HOUR + 30 * DAY;
  const company = simulate({ seed, leads: Math.round((leads * 13) / 12), years: 13 / 12, until, faults: FAULTS });
  const entries = [...company.companyEntries];
  const busy: (readonly Entry[])[] = [];
  for (const account of company.accounts) {
    entries.push(...account.entries);
    const ahead = account.entries.filter(({ kind, knownAt }) => knownAt > now && DONE_BY_PEOPLE.has(kind));
    if (ahead.length > 0) busy.push(ahead);
  }
  const busiest = busy.sort((a, b) => b.length - a.length).slice(0, BUSIEST);
  const early = new Set(busiest.flat());
  // What the company's own CRM recorded as handed over is another rule's business.
  const recorded = entries.filter(({ kind }) => kind !== 'handed').sort((a, b) => a.knownAt - b.knownAt);
  const from = recorded[0]?.knownAt ?? now;
  const ours = [...recorded, ...reviewsHeld(from)].sort((a, b) => a.knownAt - b.knownAt);
  return {
    past: ours.filter(({ knownAt }) => knownAt <= now),
    thisMorning: busiest.flatMap((each) => squeezed(each, now)).sort((a, b) => a.knownAt - b.knownAt),
    toCome: ours.filter((entry) => entry.knownAt > now && DONE_BY_PEOPLE.has(entry.kind) && !early.has(entry)),
    from,
  };
}

/** What both sides decided in the months and quarters before; the newest reviews have yet to be held. */
function reviewsHeld(from: number): Entry[] {
  const by = ['Marketing', 'Sales'];
  const monthly = Array.from({ length: 10 }, (_, i) =>
    reviewEntry({ review: 'monthly', decision: 'The rate is as it should be.', by }, from + 31 * (i + 1) * DAY),
  );
  const quarterly = [92, 183, 270].map((days) =>
    reviewEntry({ review: 'quarterly', decision: 'Keep the definition for another quarter.', by }, from + days * DAY),
  );
  return [...monthly, ...quarterly];
}

/** The same entries in the same order, all within the last hours. */
function squeezed(entries: readonly Entry[], now: number): Entry[] {
  return entries.map((entry, i) => {
    const at = Math.round(now - MORNING + (MORNING * (i + 1)) / (entries.length + 1));
    return { ...entry, occurredAt: at, knownAt: at };
  });
}

/** What living through the past needs of the service. */
export interface Surroundings {
  readonly store: Store;
  readonly intake: Intake;
  readonly random: Random;
  /** Sets the service's clock. */
  readonly setClock: (now: number) => void;
  /** Told how far it is, 0 to 1. */
  readonly tell: (share: number) => void;
  readonly reasons: readonly string[];
}

/** Lives through the past day by day. */
export async function liveThrough(
  { past, thisMorning, from }: DemoHistory,
  now: number,
  around: Surroundings,
): Promise<void> {
  const { intake, setClock, tell } = around;
  let next = 0;
  for (let day = from; day < now; day += DAY) {
    const end = Math.min(now, day + DAY);
    const first = next;
    while (next < past.length && (past[next] as Entry).knownAt <= end) next += 1;
    setClock(end);
    await intake.offer({ entries: past.slice(first, next), refused: [] });
    await answerQueue(end, around);
    await intake.wake();
    tell((end - from) / (now - from));
  }
  for (let first = 0; first < thisMorning.length; first += TOGETHER) {
    const entries = thisMorning.slice(first, first + TOGETHER);
    setClock(entries.at(-1)?.knownAt ?? now);
    await intake.offer({ entries, refused: [] });
  }
}

/** Reps answer most of what is due soon: they accept two in three, reject one in five, and leave the rest to silence. */
async function answerQueue(now: number, { store, intake, random, reasons }: Surroundings): Promise<void> {
  const open = await queueOf(store.read, { states: ['open'], limit: 200 });
  const entries = open.flatMap((row) => {
    const draw = random.uniform();
    if (row.due_at === null || row.due_at > now + DAY || draw > 0.87) return [];
    const answer = draw < 0.2 ? 'rejected' : 'accepted';
    if (answer === 'rejected' && (row.reject_until ?? 0) <= now) return [];
    const reason = answer === 'rejected' ? reasons[random.integer(0, reasons.length - 1)] : undefined;
    return dispositionEntry(row, { answer, reason }, { id: `demo:${row.id}`, by: row.rep ?? 'nobody', at: now });
  });
  if (entries.length > 0) await intake.offer({ entries, refused: [] });
}
