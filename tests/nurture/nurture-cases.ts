// Programmes and random histories for the properties of nurturing: every way to enrol, every way to stop, mails that follow each other closely.
import { readFileSync } from 'node:fs';
import type { Random } from '@baton/core/base/random';
import type { Definition } from '@baton/core/definition/definition';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import type { Entry } from '@baton/core/journal/entry';
import type { NurtureDecision } from '@baton/core/nurture/moving/nurture-decision';
import type { Programme } from '@baton/core/nurture/programme/programme';
import { parseProgramme } from '@baton/core/nurture/reading/parse-programme';
import { randomHistory } from '../kernel/random-history.ts';

const read = (path: string): string => readFileSync(new URL(`../../examples/${path}`, import.meta.url), 'utf8');

/** The enterprise definition, or one that nurtures first. */
export function definitionOf(edit: (text: string) => string = (text) => text): Definition {
  const parsed = parseDefinition(edit(read('definitions/enterprise/definition.yaml')));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** A programme out of its text. */
export function programmeOf(text: string): Programme {
  const parsed = parseProgramme(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** The example, changed. */
export function exampleOf(edit: (text: string) => string = (text) => text): Programme {
  return programmeOf(edit(read('programmes/pricing-guide/programme.yaml')));
}

export const direct = definitionOf();
export const nurtureFirst = definitionOf((text) =>
  text.replace('mode: direct', 'mode: nurture-first\n  ready: { engagement: 60 }'),
);

const HEAD = 'language: 1\ndefinition: enterprise\n';
const ALWAYS = "{ open: { mon-sun: '00:00-24:00' } }";

/** A programme of every kind of step, for everybody, in quick succession. */
export const WELCOME = `programme: welcome\n${HEAD}purpose: news\nconsent: opt-out
enrol: { nurture: any, recycled: any, segment: 'lead.seniority in ["vp", "manager"]', again: 3d }
assets:
  demo: { signal: demo }
mails: { one: { subject: One }, two: { subject: Two, offers: demo }, three: { subject: Three } }
steps:
  first:  { mail: one }
  opened: { did: newsletter, within: 12h, then: third, else: next }
  next:   { wait: 1h, mail: two }
  who:    { is: 'lead.seniority == "vp"', then: third, else: end }
  third:  { wait: 2 business hours, mail: three }
send: { calendar: ${ALWAYS}, atMost: [2 per 3d, 6 per 30d] }
holdOut: { share: 40%, salt: s }
`;

/** Two programmes that run together: whoever lacks a step or was given back; and everybody, in quick succession. */
export const TOGETHER: readonly Programme[] = [
  exampleOf((text) => text.replace('again: 180d', 'again: 5d').replace('  only: \'lead.seniority != "intern"\'\n', '')),
  programmeOf(WELCOME),
];

const SAYS = ['Unsubscribed', 'Email Replied', 'Email Bounced', 'Email Marked as Spam'];

/** A random history in which people have addresses and say something to their mails now and then. */
export function nurtureHistory(random: Random, size: number): Entry[] {
  return randomHistory(random, size).map((entry) => {
    const who = entry.userId === undefined ? {} : { email: `${entry.userId}@one.example` };
    if (entry.kind === 'identify') return { ...entry, ...who, lead: { ...entry.lead, ...zoneOf(random) } };
    if (entry.kind !== 'track' || !random.chance(0.25)) return entry;
    if (random.chance(0.3))
      return {
        ...base(entry),
        kind: 'consent',
        purpose: random.pick(['news', 'product-news']),
        state: random.pick(['given', 'given', 'withdrawn']),
      } as Entry;
    return { ...entry, name: random.pick(SAYS) };
  });
}

function zoneOf(random: Random): object {
  if (random.chance(0.3)) return { timezone: random.pick(['Asia/Tokyo', 'America/New_York', 'No/Where']) };
  return random.chance(0.1) ? { unsubscribed: random.chance(0.5) } : {};
}

function base({ source, id, occurredAt, knownAt, userId, email, anonymousId, accountId, domain }: Entry): object {
  return { source, id, occurredAt, knownAt, userId, email, anonymousId, accountId, domain };
}

/** A mail that went out. */
export type Send = Extract<NurtureDecision, { readonly kind: 'send' }>;
