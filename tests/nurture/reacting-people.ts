// People who react to mails, so that what a programme adds is known: some would have come back anyway, some come back because of a mail. The same person lives with mails and without them.
import { createRandom, type Random } from '@baton/core/base/random';
import type { Entry } from '@baton/core/journal/entry';
import { SignatureBook } from '@baton/core/kernel/columns/signature-book';
import type { Decision } from '@baton/core/kernel/decision';
import type { Admitted } from '@baton/core/kernel/live/live-unit';
import type { NurtureDecision } from '@baton/core/nurture/moving/nurture-decision';
import type { Programme } from '@baton/core/nurture/programme/programme';
import type { ProgrammeBook } from '@baton/core/nurture/programme/programme-book';
import { LiveProgrammes } from '@baton/core/nurture/replaying/live-programmes';
import type { Enrolled } from '@baton/core/nurture/replaying/uplift';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const START = Date.UTC(2025, 0, 6, 9);

/** How people are. */
export interface Habits {
  /** Comes back to the pricing page within 50 days whatever is sent. */
  readonly anyway: number;
  /** Comes back because of a mail, for each mail. */
  readonly byMail: number;
  readonly unsubscribes: number;
  readonly replies: number;
  readonly reads: number;
  /** Is talked to by sales, or gets a deal, sometime in between. */
  readonly sales?: number;
}

/** What became of one account of one person. */
export interface Lived {
  readonly entries: readonly Entry[];
  readonly decisions: readonly Decision[];
  readonly told: readonly NurtureDecision[];
  readonly enrolled: Enrolled | undefined;
}

/** Lives one person's half year. Everything is drawn by the seed and the person: another draw of the hold-out changes only what follows from mails. */
export function live(
  book: ProgrammeBook,
  signatures: SignatureBook,
  seed: number,
  person: number,
  habits: Habits,
): Lived {
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(person + 1, 0x85ebca6b));
  const waiting: { at: number; entry: object }[] = [];
  const entries: Entry[] = [];
  const decisions: Decision[] = [];
  const told: NurtureDecision[] = [];
  const unit = new LiveProgrammes(
    book,
    signatures,
    (each) => decisions.push(each),
    (decision) => {
      told.push(decision);
      if (decision.kind === 'send')
        react(createRandom(seed * 7919 + person * 31 + told.length), decision.at, habits, (at, entry) =>
          waiting.push({ at, entry }),
        );
    },
  );
  const begin = START + random.uniform() * 60 * DAY;
  const plan = (at: number, entry: object): void => void waiting.push({ at, entry });
  plan(begin, {
    kind: 'identify',
    lead: { seniority: 'director', country: random.pick(['DE', 'US', 'GB']) },
    account: { employees: 400, industry: 'Software', country: 'DE' },
  });
  plan(begin + HOUR, { kind: 'page', path: '/pricing' });
  plan(begin + 3 * HOUR, { kind: 'page', path: '/pricing' });
  plan(begin + DAY, { kind: 'page', path: '/compare/rival' });
  if (random.chance(habits.anyway))
    plan(begin + DAY + random.uniform() * 50 * DAY, { kind: 'track', name: 'Demo Requested' });
  if (random.chance(habits.sales ?? 0)) plan(begin + random.uniform() * 40 * DAY, { kind: 'conversation' });
  if (random.chance(habits.sales ?? 0)) plan(begin + random.uniform() * 40 * DAY, { kind: 'opportunity', deal: 'd' });
  const until = begin + 120 * DAY;
  for (;;) {
    waiting.sort((a, b) => a.at - b.at);
    const next = waiting[0];
    const at = Math.floor(next?.at ?? Number.POSITIVE_INFINITY);
    if (unit.nextDeadline < Math.min(at, until)) {
      unit.wake(unit.nextDeadline);
      continue;
    }
    if (next === undefined || at > until) break;
    waiting.shift();
    const entry = {
      source: 'web',
      id: `e${person}-${entries.length}`,
      userId: `p${seed}-${person}`,
      email: `p${seed}-${person}@gmail.com`,
      occurredAt: at,
      knownAt: at,
      ...next.entry,
    } as Entry;
    entries.push(entry);
    unit.admit({ ...entry, admittedAt: at, seq: entries.length } as Admitted);
  }
  if (unit.stuck !== undefined) throw unit.stuck.error;
  return { entries, decisions, told, enrolled: enrolledOf(told, decisions) };
}

function react(random: Random, at: number, habits: Habits, plan: (at: number, entry: object) => void): void {
  const later = at + (1 + random.exponential(20)) * HOUR;
  const [comes, leaves, answers, reads] = [random.uniform(), random.uniform(), random.uniform(), random.uniform()];
  if (reads < habits.reads)
    plan(later, { kind: 'track', name: 'Content Downloaded', properties: { asset: 'pricing-guide' } });
  if (comes < habits.byMail) plan(later + DAY, { kind: 'track', name: 'Demo Requested' });
  if (leaves < habits.unsubscribes) plan(later, { kind: 'track', name: 'Unsubscribed' });
  else if (answers < habits.replies) plan(later, { kind: 'track', name: 'Email Replied' });
}

function enrolledOf(told: readonly NurtureDecision[], decisions: readonly Decision[]): Enrolled | undefined {
  const first = told.find((each) => each.kind === 'enrolled');
  if (first?.kind !== 'enrolled') return undefined;
  const handed = decisions.find((each) => each.kind === 'hand-off' && each.at > first.at);
  const { lead, at, arm } = first;
  const never = Number.POSITIVE_INFINITY;
  return { lead, account: lead, at, arm, reached: { qualified: handed?.at ?? never, opportunity: never, won: never } };
}

/** Many people under one book. */
export function liveMany(book: ProgrammeBook, seed: number, people: number, habits: Habits): Lived[] {
  const signatures = new SignatureBook(book.rulebook);
  return Array.from({ length: people }, (_, person) => live(book, signatures, seed, person, habits));
}

/** The programme with another share held out. */
export function holdingOut(programme: Programme, share: number, salt: string): Programme {
  return { ...programme, holdOut: { share, salt } };
}
