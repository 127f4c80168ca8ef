// Random histories: contents at colliding instants, late or in time, then the entries that answer the hand-offs they lead to.
import type { Entry, Instant } from '@baton/core/journal/entry';
import type { OpenedHandoff } from '../oracle.ts';
import type { Chance } from './chance.ts';
import { behaviour, type Content, content, disposition, type subjectAlone } from './entries.ts';
import type { Cast } from './people.ts';
import { SOURCES } from './vocabulary.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An hour before Berlin's clocks go forward, on a Friday, is a week away. */
export const START: Instant = Date.UTC(2025, 2, 21, 9);

/** From 5 to 40 entries over up to six weeks. */
export function history(by: Chance, who: Cast): Entry[] {
  const entries: Entry[] = by.happens(0.01) ? sharedByMany(by, who) : [];
  let now = START;
  const count = by.pick([6, 12, 20, 20, 30]);
  for (let i = 0; i < count; i++) {
    now += by.weighted([
      [0, 4],
      [1000, 1],
      [MINUTE, 2],
      [HOUR, 3],
      [7 * HOUR + 1234, 3],
      [DAY, 4],
      [3 * DAY, 2],
      [11 * DAY, 0.5],
    ] as const);
    const what = content(by, who, entries);
    const isTalk = what.kind === 'conversation' || what.kind === 'touch';
    entries.push(at(by, `e${i}`, now, isTalk && by.happens(0.4) ? by.whole(160, 185) * DAY : lag(by), what));
  }
  return by.happens(0.2) ? [...entries, flagBeforehand(by, entries)] : entries;
}

/** A flag that is known before what it names: facts of sales, where there are some. */
function flagBeforehand(by: Chance, entries: readonly Entry[]): Entry {
  const facts = entries.filter(({ kind }) => kind === 'won' || kind === 'lost' || kind === 'subscription');
  const named = by.pick(facts.length > 0 ? facts : entries);
  const { source, id, userId, email } = named;
  const who = userId !== undefined ? { userId } : email !== undefined ? { email } : { domain: 'acme.example' };
  return at(by, 'beforehand', START, 0, { kind: 'flag', ...who, flag: 'test', entries: [{ source, id }] });
}

/** One identifier with more than 20 others (I4). */
function sharedByMany(by: Chance, who: Cast): Entry[] {
  const { userId } = by.pick(who.people);
  return Array.from({ length: by.whole(20, 22) }, (_, i) =>
    at(by, `m${i}`, START, 0, behaviour(by, { userId, anonymousId: `m${i}` })),
  );
}

/** How long an entry took to come in: mostly no time, sometimes beyond what is fresh. */
function lag(by: Chance): number {
  return by.weighted([
    [0, 14],
    [30_000, 2],
    [MINUTE, 1],
    [2 * HOUR, 2],
    [71 * HOUR, 1],
    [72 * HOUR, 1],
    [200 * HOUR, 1],
  ] as const);
}

function at(by: Chance, id: string, admittedAt: Instant, late: number, what: Content): Entry {
  const occurredAt = admittedAt - late;
  const knownAt = by.pick([occurredAt, admittedAt, admittedAt]);
  const source = by.weighted([
    [SOURCES[0] ?? '', 3],
    [SOURCES[1] ?? '', 1],
  ]);
  const due =
    what.kind === 'routed' && what.rejectUntil === 0 ? { dueAt: admittedAt + HOUR, rejectUntil: admittedAt + DAY } : {};
  return { ...what, ...due, id, source, occurredAt, knownAt, admittedAt } as Entry;
}

/** What follows the hand-offs: routing, answers, talks, closings, flags, and new interest. */
export function answers(by: Chance, opened: readonly OpenedHandoff[], entries: readonly Entry[]): Entry[] {
  return opened.slice(0, 6).flatMap((handoff, i) => {
    let n = 0;
    const soon = (delay: number, late: number, what: Content): Entry => {
      const admittedAt = Math.max(handoff.openedAt + delay, handoff.openedAt);
      return at(by, `h${i}-${n++}`, admittedAt, Math.min(late, delay + DAY), what);
    };
    return [
      ...(by.happens(0.75) ? [soon(by.pick([0, 1, 1000, MINUTE, 3 * HOUR]), 0, routed(by, handoff))] : []),
      ...Array.from({ length: by.pick([0, 1, 1, 2, 3]) }, () =>
        soon(delay(by), by.pick([0, 0, HOUR, 2 * DAY, 5 * DAY]), answer(by, handoff)),
      ),
      ...(by.happens(0.25)
        ? [soon(delay(by), by.pick([0, HOUR, 2 * DAY]), { kind: 'conversation', ...leadOf(handoff) })]
        : []),
      ...(by.happens(0.12) ? [soon(delay(by), by.pick([0, 2 * DAY]), closing(by, handoff))] : []),
      ...(by.happens(0.3) ? flags(by, handoff, entries, soon) : []),
      ...(by.happens(0.6)
        ? Array.from({ length: 3 }, () => soon(delay(by) + by.pick([0, 10 * DAY]), 0, behaviour(by, leadOf(handoff))))
        : []),
    ];
  });
}

function delay(by: Chance): number {
  return by.weighted([
    [0, 1],
    [MINUTE, 1],
    [2 * HOUR, 3],
    [24 * HOUR, 3],
    [50 * HOUR, 3],
    [6 * DAY, 3],
    [12 * DAY, 1],
  ] as const);
}

function leadOf({ lead }: OpenedHandoff): ReturnType<typeof subjectAlone> {
  const id = lead.slice(lead.indexOf(':') + 1);
  return lead.startsWith('user:') ? { userId: id } : lead.startsWith('email:') ? { email: id } : { anonymousId: id };
}

function routed(by: Chance, handoff: OpenedHandoff): Content {
  const dueAt =
    handoff.openedAt +
    by.weighted([
      [2 * HOUR, 4],
      [24 * HOUR, 4],
      [50 * HOUR, 2],
      [0, 0.5],
      [-HOUR, 0.3],
    ] as const);
  const rejectUntil = dueAt + by.pick([0, 24 * HOUR, 48 * HOUR, 120 * HOUR]);
  const cited = by.happens(0.4) ? { handoff: handoff.id } : {};
  return { kind: 'routed', ...leadOf(handoff), rep: by.pick(['r1', 'r2']), dueAt, rejectUntil, ...cited };
}

function answer(by: Chance, handoff: OpenedHandoff): Content {
  const what = disposition(by, leadOf(handoff));
  return by.happens(0.5) ? ({ ...what, handoff: handoff.id } as Content) : what;
}

function closing(by: Chance, handoff: OpenedHandoff): Content {
  return by.happens(0.6)
    ? { kind: by.pick(['won', 'lost', 'lost']), ...leadOf(handoff), deal: 'deal-of-it' }
    : { kind: 'subscription', ...leadOf(handoff), subscription: 'of-it', change: 'started' };
}

/** The evidence of the hand-off turns out to be a machine's; perhaps that is taken back. */
function flags(
  by: Chance,
  handoff: OpenedHandoff,
  entries: readonly Entry[],
  soon: (delay: number, late: number, what: Content) => Entry,
): Entry[] {
  const before = entries.filter((each) => (each.admittedAt ?? 0) <= handoff.openedAt && 'properties' in each);
  const named = by.happens(0.5) ? before : before.filter((each) => each.id === handoff.because?.id);
  const because = handoff.because === undefined ? [] : [handoff.because];
  const cited = [...because, ...named.map(({ source, id }) => ({ source, id }))];
  const flag = soon(delay(by), 0, { kind: 'flag', ...leadOf(handoff), flag: 'machine', entries: cited });
  if (!by.happens(0.3)) return [flag];
  const { source, id } = flag;
  return [flag, soon(delay(by), 0, { kind: 'withdrawal', ...leadOf(handoff), flagged: { source, id } })];
}
