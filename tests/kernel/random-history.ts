// Random small histories for the kernel's properties: few people, few companies, hours that collide, every kind of entry the kernel reads.
import type { Random } from '@baton/core/base/random';
import type { Entry } from '@baton/core/journal/entry';

const HOUR = 3_600_000;
const START = Date.UTC(2025, 0, 6);

const NAMES = [
  'Demo Requested',
  'Webinar Attended',
  'Content Downloaded',
  'Trial Started',
  'Report Built',
  'Source Connected',
  'Teammate Invited',
  'Email Opened',
  'Unsubscribed',
  'Pricing Question Asked',
];
const PATHS = ['/pricing', '/compare/a', '/customers/b', '/customers/c', '/careers', '/blog'];

/** A history of `size` entries, in the order they became known. */
export function randomHistory(random: Random, size: number): Entry[] {
  const entries: Entry[] = [];
  const cited = (): { source: string; id: string } => {
    const entry = entries.length === 0 ? undefined : random.pick(entries);
    return { source: entry?.source ?? 'web', id: entry?.id ?? 'none' };
  };
  let known = START;
  for (let i = 0; i < size; i++) {
    known += random.chance(0.15) ? 0 : Math.floor(random.exponential(random.chance(0.1) ? 300 : 9)) * HOUR;
    const occurredAt = random.chance(0.15)
      ? known - random.integer(0, 400) * HOUR
      : known - (random.chance(0.3) ? random.integer(0, 90) * 1000 : 0);
    entries.push({
      source: random.pick(['web', 'crm']),
      id: `e${String(i).padStart(3, '0')}`,
      occurredAt,
      knownAt: known,
      ...who(random),
      ...what(random, known, cited),
    } as unknown as Entry);
  }
  return entries;
}

function who(random: Random): object {
  const user = `u${random.integer(1, 4)}`;
  const roll = random.uniform();
  const company = random.chance(0.25) ? { accountId: random.pick(['a', 'b']) } : {};
  if (roll < 0.62) return { userId: user, ...company };
  if (roll < 0.74) return { anonymousId: `x${random.integer(1, 3)}` };
  if (roll < 0.82) return { userId: user, anonymousId: `x${random.integer(1, 3)}` };
  if (roll < 0.9)
    return {
      userId: user,
      email: random.pick([`${user}@one.example`, `${user}@two.example`, `${user}@gmail.com`, 'info@one.example']),
    };
  if (roll < 0.95) return { accountId: random.pick(['a', 'b']) };
  return { accountId: random.pick(['a', 'b']), domain: random.pick(['one.example', 'two.example']) };
}

function what(random: Random, known: number, cited: () => object): object {
  const roll = random.uniform();
  if (roll < 0.3) return { kind: 'page', path: random.pick(PATHS) };
  if (roll < 0.55) return { kind: 'track', name: random.pick(NAMES) };
  if (roll < 0.68) {
    return {
      kind: 'identify',
      lead: {
        seniority: random.pick(['vp', 'manager', 'intern', null]),
        ...(random.chance(0.2) && { role: random.pick(['champion', 'economic-buyer']) }),
      },
      account: {
        employees: random.pick([12, 250, 900]),
        industry: random.pick(['Software', 'Agency']),
        country: random.pick(['DE', 'BR']),
        ...(random.chance(0.1) && { type: random.pick(['Competitor', null]) }),
      },
    };
  }
  if (roll < 0.8) {
    return random.pick([
      {
        kind: 'disposition',
        answer: random.pick(['accepted', 'rejected', 'recycled', 'invalid', 'sql', 'snoozed']),
        reason: random.pick(['bad-timing', 'no-intent']),
      },
      {
        kind: 'routed',
        rep: 'r',
        dueAt: known + random.integer(-2, 60) * HOUR,
        rejectUntil: known + random.integer(0, 120) * HOUR,
      },
      { kind: 'release' },
      { kind: 'handed', definition: 'enterprise' },
    ]);
  }
  if (roll < 0.87) {
    const deal = random.pick(['d1', 'd2']);
    return random.pick([
      { kind: 'conversation' },
      { kind: 'touch' },
      { kind: 'meeting' },
      { kind: 'opportunity', deal },
      { kind: 'won', deal },
      { kind: 'lost', deal },
      { kind: 'lost', deal },
      { kind: 'reopened', deal },
    ]);
  }
  if (roll < 0.92) {
    return random.pick([
      { kind: 'flag', flag: 'machine', entries: [cited(), cited()] },
      { kind: 'withdrawal', flagged: cited() },
      { kind: 'flag', flag: random.pick(['competitor', 'internal']) },
    ]);
  }
  return random.pick([
    { kind: 'alias', previousId: random.pick(['x1', 'u2', 'u9']) },
    { kind: 'merge', from: { userId: `u${random.integer(1, 4)}` } },
    { kind: 'merge', from: { accountId: random.pick(['a', 'b']) } },
    { kind: 'unmerge', link: cited() },
    { kind: 'move', to: { accountId: random.pick(['a', 'b', 'c']) } },
  ]);
}
