// Looks at mails that went out with nothing but the entries and the kernel's decisions at hand, and names every rule that one of them breaks. For one company whose people all have a user id, whose history is uncorrected.
import type { Entry } from '@baton/core/journal/entry';
import type { Decision } from '@baton/core/kernel/decision';
import type { NurtureDecision } from '@baton/core/nurture/moving/nurture-decision';
import type { Programme } from '@baton/core/nurture/programme/programme';
import type { Send } from './nurture-cases.ts';

const HOUR = 3_600_000;
const CLOSES = ['rejected', 'invalid', 'recycled', 'lapsed', 'won', 'lost', 'recalled', 'merged'];
const GIVES_BACK = ['rejected', 'recycled', 'lapsed'];

/** What a company went through. `at` tells the instant of an entry: when it was admitted, or could be known. */
export interface Played {
  readonly programmes: readonly Programme[];
  readonly entries: readonly Entry[];
  readonly decisions: readonly Decision[];
  readonly told: readonly NurtureDecision[];
  readonly at: (entry: Entry) => number;
}

/** Every rule that some mail breaks, with the mail. What is known at the very instant of a mail may have come before it or after: only what is broken either way is told. */
export function brokenRules(played: Played): string[] {
  const earlier = <T extends { readonly at: number }>(each: T): T => ({ ...each, at: each.at - 1 });
  const before = { ...played, decisions: played.decisions.map(earlier), at: (entry: Entry) => played.at(entry) - 1 };
  const either = new Set(brokenBy(before));
  return brokenBy(played).filter((told) => either.has(told));
}

function brokenBy(played: Played): string[] {
  const sends = played.told.filter((each): each is Send => each.kind === 'send');
  return sends.flatMap((send) => [
    ...saidNo(played, send),
    ...belongsToSales(played, send),
    ...overTheCap(played, send, sends),
    ...atNight(played, send),
    ...twice(send, sends),
    ...heldOut(played, send),
  ]);
}

const broken = (rule: string, { lead, at, step }: Send): string[] => [
  `${rule}: ${lead} ${step} ${new Date(at).toISOString()}`,
];

function saidNo({ entries, at, programmes, told, decisions }: Played, send: Send): string[] {
  const programme = programmes.find(({ name }) => name === send.programme) as Programme;
  const own = entries.filter((entry) => `user:${entry.userId}` === send.lead && at(entry) < send.at);
  const named = (...names: string[]): Entry[] =>
    own.filter((entry) => entry.kind === 'track' && names.includes(entry.name ?? ''));
  const found: string[] = [];
  if (named('Email Bounced').length > 0) found.push(...broken('bounced', send));
  if (named('Email Marked as Spam').length > 0) found.push(...broken('complained', send));
  const words = own.filter(
    (entry) =>
      (entry.kind === 'consent' && entry.purpose === programme.purpose) ||
      (entry.kind === 'track' && entry.name === 'Unsubscribed'),
  );
  const last = words.reduce<Entry | undefined>(
    (a, b) => (a === undefined || b.occurredAt >= a.occurredAt ? b : a),
    undefined,
  );
  if (last !== undefined && !(last.kind === 'consent' && last.state === 'given'))
    found.push(...broken('unsubscribed', send));
  const replied = Math.max(...named('Email Replied', 'Message Received').map(at));
  const back = decisions.some((each) => GIVES_BACK.includes(each.kind) && each.at >= replied && each.at <= send.at);
  if (replied > Number.NEGATIVE_INFINITY && !back) found.push(...broken('replied', send));
  const stops = told.filter(
    (each) =>
      each.kind === 'stopped' && each.lead === send.lead && each.programme === send.programme && each.at < send.at,
  );
  const begun = begunAt(told, send);
  if (stops.some((stop) => stop.at > begun)) found.push(...broken('stopped', send));
  return found;
}

function begunAt(told: readonly NurtureDecision[], send: Send): number {
  const begun = told.filter(
    (each) =>
      each.kind === 'enrolled' && each.lead === send.lead && each.programme === send.programme && each.at <= send.at,
  );
  return begun.at(-1)?.at ?? Number.POSITIVE_INFINITY;
}

function belongsToSales({ entries, decisions, told, at }: Played, send: Send): string[] {
  const found: string[] = [];
  const opened = decisions.filter((each) => each.kind === 'hand-off' && each.at < send.at);
  const isOpen = opened.some(
    ({ id }) =>
      !decisions.some(
        (each) => 'handoff' in each && each.handoff === id && CLOSES.includes(each.kind) && each.at <= send.at,
      ),
  );
  if (isOpen) found.push(...broken('handed over', send));
  const begun = begunAt(told, send);
  if (begun > send.at) found.push(...broken('never enrolled', send));
  const worked = entries.filter((entry) => ['conversation', 'touch', 'meeting'].includes(entry.kind));
  if (worked.some((entry) => at(entry) > begun && at(entry) < send.at)) found.push(...broken('sales works it', send));
  const deals = new Map<string, Entry>();
  for (const entry of entries) {
    if (!('deal' in entry) || at(entry) >= send.at) continue;
    const held = deals.get(entry.deal);
    const isLater =
      held === undefined ||
      entry.occurredAt > held.occurredAt ||
      (entry.occurredAt === held.occurredAt && entry.id > held.id);
    if (isLater) deals.set(entry.deal, entry);
  }
  if ([...deals.values()].some(({ kind }) => kind !== 'lost')) found.push(...broken('has a deal', send));
  const verdict = decisions.findLast((each) => each.kind === 'verdict' && each.lead === send.lead && each.at < send.at);
  if (verdict?.kind === 'verdict' && verdict.disqualified.length > 0) found.push(...broken('disqualified', send));
  return found;
}

function overTheCap({ programmes }: Played, send: Send, sends: readonly Send[]): string[] {
  const caps = programmes.flatMap(({ send: { atMost } }) => atMost);
  const own = sends.filter(({ lead, at }) => lead === send.lead && at <= send.at);
  return caps.flatMap(({ count, within }) =>
    own.filter(({ at }) => at > send.at - within * HOUR).length > count
      ? broken(`over ${count} per ${within}h`, send)
      : [],
  );
}

function atNight({ programmes, entries, at }: Played, send: Send): string[] {
  const { calendar, zones } = (programmes.find(({ name }) => name === send.programme) as Programme).send;
  const latest = (root: 'lead' | 'account', name: string): unknown => {
    const given = entries.filter(
      (entry) =>
        (entry.kind === 'identify' || entry.kind === 'group') &&
        (root === 'account' || `user:${entry.userId}` === send.lead) &&
        at(entry) <= send.at &&
        entry[root]?.[name] !== undefined,
    );
    const last = given.reduce<Entry | undefined>(
      (a, b) =>
        a === undefined || b.occurredAt > a.occurredAt || (b.occurredAt === a.occurredAt && b.id > a.id) ? b : a,
      undefined,
    );
    return last !== undefined && 'lead' in last
      ? (last[root] as Record<string, unknown>)[name]
      : (last as never)?.[root]?.[name];
  };
  const zoneIn = (country: unknown): string | undefined => zones[String(country)];
  const ofPlace = zoneIn(latest('lead', 'country')) ?? zoneIn(latest('account', 'country')) ?? calendar.zone;
  const wanted = String(latest('lead', 'timezone') ?? ofPlace);
  const zone = isZone(wanted) ? wanted : calendar.zone;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(send.at);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  const minutes = Number(part('hour')) * 60 + Number(part('minute'));
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday'));
  const isOpen = calendar.week[day]?.some(([from, until]) => from <= minutes && minutes < until) ?? false;
  return isOpen ? [] : broken(`quiet hours in ${zone}`, send);
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

function twice(send: Send, sends: readonly Send[]): string[] {
  const same = sends.filter(
    ({ lead, programme, step, number }) =>
      lead === send.lead && programme === send.programme && step === send.step && number === send.number,
  );
  return same.length > 1 ? broken('sent twice', send) : [];
}

function heldOut({ told }: Played, send: Send): string[] {
  const begun = told.findLast(
    (each) =>
      each.kind === 'enrolled' && each.lead === send.lead && each.programme === send.programme && each.at <= send.at,
  );
  return begun?.kind === 'enrolled' && begun.arm === 'held-out' ? broken('held out', send) : [];
}
