// Mail: what is sent to people who are known, who opens and follows it, and which machines do so at once. Opens accompany interest in mail, and cause nothing.
import { DAY, HOUR } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import { intensityAt } from '../people/intent.ts';
import type { Draft, Trail } from './draft.ts';

/** Whoever opens nothing for so many mails in a row is not written to any more. */
const PATIENCE = 12;
/** In so many parts the list is written to, one a day. */
const PARTS = 3;
const SCANNER = 'Mozilla/4.0 (compatible; MailGuard/7.1)';
const PROXY = 'Mozilla/5.0 (MailPrivacyProxy)';
const PEOPLE_AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/17.5',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15',
];

/** A year and more of newsletters to one person, with what people and machines do to them. */
export function addMails(
  draft: Draft,
  random: Random,
  company: Company,
  trail: Trail,
  scansMail: (at: Instant) => boolean,
): void {
  const { account } = draft;
  const { person } = trail;
  if (random.chance(0.3)) return;
  const agent = random.pick(PEOPLE_AGENTS);
  let unopened = 0;
  const { until } = company.settings;
  const part = account.index % PARTS;
  for (let day = nextMailing(trail.knownAt, part); day < until; day = nextMailing(day + DAY, part)) {
    const sentAt = Math.floor(day + random.uniform() * HOUR);
    const mail = `news-${new Date(day).toISOString().slice(0, 7)}`;
    const add = (name: string, at: Instant, userAgent?: string) =>
      draft.add(
        'mail',
        {
          kind: 'track',
          userId: person.id,
          name,
          properties: userAgent === undefined ? { mail } : { mail, userAgent },
        },
        at,
      );
    if (add('Email Delivered', sentAt) === undefined) return;
    if (scansMail(sentAt)) scan(add, random, trail, sentAt);
    else if (person.prefetches) {
      const open = add('Email Opened', sentAt + 2000 + random.exponential(20_000), PROXY);
      if (open !== undefined) note(trail, open, 5);
    }
    const interest = 0.17 + 0.45 * intensityAt(account.intent, sentAt) + (person.isReader ? 0.4 : 0);
    if (!random.chance(Math.min(0.9, interest * person.mailHabit))) {
      unopened += 1;
      if (unopened >= PATIENCE) return;
      continue;
    }
    unopened = 0;
    const openedAt = company.time.browsing(random, sentAt + 90_000 + openedAfter(random), account);
    const open = add('Email Opened', openedAt, agent);
    if (open !== undefined) trail.points.push({ at: open.occurredAt, points: 5 });
    if (random.chance(0.22)) {
      const click = add('Email Link Clicked', openedAt + (3 + random.exponential(25)) * 1000, agent);
      if (click !== undefined) trail.points.push({ at: click.occurredAt, points: 5 });
    }
    if (random.chance(0.012)) {
      const left = draft.add(
        'mail',
        { kind: 'track', userId: person.id, name: 'Unsubscribed', properties: { mail } },
        openedAt + 40_000,
      );
      if (left !== undefined) trail.unsubscribedAt = left.occurredAt;
      return;
    }
  }
}

/** A gateway opens the mail and follows every link within a few seconds. */
function scan(
  add: (name: string, at: Instant, userAgent?: string) => ReturnType<Draft['add']>,
  random: Random,
  trail: Trail,
  sentAt: Instant,
): void {
  const start = sentAt + 800 + random.exponential(2500);
  for (let i = 0; i < 3; i++) {
    const entry = add(
      i === 0 ? 'Email Opened' : 'Email Link Clicked',
      start + i * (80 + random.uniform() * 400),
      SCANNER,
    );
    if (entry !== undefined) note(trail, entry, 5);
  }
}

/** The point table of yesterday knows no machines. */
function note(trail: Trail, entry: NonNullable<ReturnType<Draft['add']>>, points: number): void {
  trail.machine.push({ source: entry.source, id: entry.id });
  trail.points.push({ at: entry.occurredAt, points });
}

/** Most who open a mail do so within hours, others when they come round to it. */
function openedAfter(random: Random): number {
  return random.chance(0.6) ? random.exponential(2.5) * HOUR : random.exponential(3) * DAY;
}

/** The newsletter goes out in the first week of the month, in the morning: to a third of the list on the first Tuesday, to the others on the days after. */
function nextMailing(after: Instant, part: number): Instant {
  const date = new Date(after);
  for (let ahead = 0; ; ahead++) {
    const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1);
    const tuesday = first + ((9 - new Date(first).getUTCDay()) % 7) * DAY;
    const at = tuesday + part * DAY + 8 * HOUR;
    if (at > after) return at;
  }
}
