// What every journal holds a little of: people who turn out to be one, corrections, answers of reps, subscriptions, and what is written down about the definition itself.
import type { Random } from '../packages/core/src/base/random.ts';
import type { Entry } from '../packages/core/src/journal/entry.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Add = (source: string, entry: object, occurredAt: number, lag?: number) => Entry;

/** Adds the rest to what people and sales did. */
export function addRest(add: Add, random: Random, entries: readonly Entry[], from: number, until: number): void {
  addBehaviour(add, random, entries);
  addIdentity(add, random, entries);
  addSales(add, random, entries, until);
  addGovernance(add, from, until);
}

const of = (entries: readonly Entry[], kind: Entry['kind']): Entry[] => entries.filter((each) => each.kind === kind);
const whoOf = ({ userId, anonymousId }: Entry): object => (userId === undefined ? { anonymousId } : { userId });

function some(random: Random, entries: readonly Entry[], count: number): Entry[] {
  return Array.from({ length: count }, () => random.pick(entries));
}

function addBehaviour(add: Add, random: Random, entries: readonly Entry[]): void {
  const pricing = of(entries, 'page').filter((each) => 'path' in each && each.path === '/pricing');
  for (const page of pricing.filter(() => random.chance(0.4)))
    add(
      'web',
      { kind: 'dwell', ...whoOf(page), path: '/pricing', seconds: random.integer(5, 240) },
      page.occurredAt + 5 * MINUTE,
    );
  const used = of(entries, 'track').filter((each) => 'name' in each && each.name === 'Report Built');
  for (const each of some(random, used, 40))
    add(
      'app',
      { kind: 'screen', ...whoOf(each), name: 'Dashboard', properties: { reports: random.integer(1, 9) } },
      each.occurredAt + HOUR,
    );
}

function addIdentity(add: Add, random: Random, entries: readonly Entry[]): void {
  const known = of(entries, 'identify').filter((each) => each.userId !== undefined && each.email !== undefined);
  for (const each of some(random, known, 12))
    add('app', { kind: 'alias', userId: each.userId, previousId: `trial-${each.userId}` }, each.occurredAt + DAY);
  for (const each of some(random, known, 8)) {
    const merge = add(
      'crm',
      { kind: 'merge', userId: each.userId, from: { email: `old.${each.email}` } },
      each.occurredAt + 9 * DAY,
    );
    if (random.chance(0.25))
      add(
        'crm',
        { kind: 'unmerge', userId: each.userId, link: { source: merge.source, id: merge.id } },
        merge.occurredAt + 3 * DAY,
      );
  }
  for (const each of some(random, known, 4))
    add('crm', { kind: 'move', userId: each.userId, to: { accountId: 'co-new-job' } }, each.occurredAt + 100 * DAY);
  const accounts = [...new Set(entries.flatMap((each) => each.accountId ?? []))];
  for (const accountId of accounts.filter(() => random.chance(0.3)))
    add(
      'enrichment',
      { kind: 'group', accountId, account: { technologies: random.chance(0.5) ? ['crm', 'warehouse'] : ['crm'] } },
      random.pick(entries).occurredAt,
    );
  for (const flag of some(random, of(entries, 'flag'), 6))
    add(
      'ops',
      { kind: 'withdrawal', ...whoOf(flag), flagged: { source: flag.source, id: flag.id } },
      flag.occurredAt + 2 * DAY,
    );
}

function addSales(add: Add, random: Random, entries: readonly Entry[], until: number): void {
  const talks = of(entries, 'conversation');
  for (const talk of talks.filter(() => random.chance(0.5)))
    add(
      'calendar',
      { kind: 'meeting', ...whoOf(talk), owner: random.pick(['rep-1', 'rep-2', 'rep-3']) },
      talk.occurredAt + 4 * DAY,
    );
  for (const talk of talks) {
    const answer = random.pick(['accepted', 'accepted', 'sql', 'rejected', 'recycled', 'snoozed'] as const);
    const reason =
      answer === 'rejected' || answer === 'recycled'
        ? { reason: random.pick(['bad-timing', 'wrong-size', 'no-intent']) }
        : {};
    add(
      'crm',
      { kind: 'disposition', ...whoOf(talk), answer, ...reason, rep: random.pick(['rep-1', 'rep-2', 'rep-3']) },
      talk.occurredAt + HOUR,
      MINUTE,
    );
    for (const question of ['budget', 'authority', 'need', 'timing'])
      if (random.chance(0.3))
        add(
          'crm',
          {
            kind: 'evidence',
            ...whoOf(talk),
            framework: 'BANT',
            question,
            state: random.pick(['known', 'known', 'unknown', 'negative']),
          },
          talk.occurredAt + 2 * HOUR,
        );
  }
  for (const won of of(entries, 'won').filter((each) => each.occurredAt + 5 * DAY < until)) {
    const subscription = `plan-${won.accountId}`;
    add(
      'billing',
      { kind: 'subscription', ...whoOf(won), subscription, change: 'started', amountMinor: 90_000, currency: 'EUR' },
      won.occurredAt + 3 * DAY,
    );
    if (random.chance(0.2))
      add(
        'billing',
        { kind: 'subscription', ...whoOf(won), subscription, change: 'upgraded' },
        won.occurredAt + 40 * DAY,
      );
  }
  for (const talk of some(random, talks, 3)) add('ops', { kind: 'release', ...whoOf(talk) }, talk.occurredAt - 2 * DAY);
  const [first] = talks;
  if (first === undefined) return;
  const routed = { rep: 'rep-1', dueAt: first.occurredAt + DAY, rejectUntil: first.occurredAt + 5 * DAY };
  add('router', { kind: 'routed', ...whoOf(first), ...routed }, first.occurredAt);
  add('router', { kind: 'handed', ...whoOf(first), definition: 'daily-list' }, first.occurredAt);
}

/** About the definition itself: who put it in force, what was reviewed, what alarmed, who was held back. */
function addGovernance(add: Add, from: number, until: number): void {
  const digest = 'a'.repeat(64);
  add('ops', { kind: 'activation', definition: 'points', version: 1, digest, effectiveAt: from }, from);
  for (let at = from + 30 * DAY; at < until; at += 91 * DAY)
    add('ops', { kind: 'review', review: 'quarterly', decision: 'left as it is', by: ['marketing', 'sales'] }, at);
  add(
    'ops',
    { kind: 'alarm', alarm: 'fill-rate', state: 'raised', about: 'employees', owner: 'marketing ops' },
    from + 200 * DAY,
  );
  add(
    'ops',
    { kind: 'alarm', alarm: 'fill-rate', state: 'cleared', about: 'employees', owner: 'marketing ops' },
    from + 206 * DAY,
  );
  add(
    'ops',
    { kind: 'hold-back', accountId: 'co-001', definition: 'points', held: false, salt: 'autumn' },
    from + 60 * DAY,
  );
}
