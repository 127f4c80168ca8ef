// What people and their mail servers do with our mails, as entries of the journal: opened, followed a link, left, came back, bounced, complained, replied. Programmes and scores hear of it as of anything else.
import type { Entry, Identity } from '@baton/core/journal/entry';
import { BATON, identityOfLead } from '../live/router.ts';
import type { MailsTable } from '../store/tables.ts';

type Of = Pick<MailsTable, 'id' | 'lead' | 'programme' | 'step' | 'purpose'>;

/** Who fetched something: what the rules that tell machines from people read. */
export interface Fetched {
  readonly at: number;
  readonly userAgent: string | undefined;
  readonly ip: string | undefined;
}

const SECOND = 1000;
const MINUTE = 60_000;

/** A mail left; machines are told from people by how soon after it they come. */
export function sentEntry(mail: Of, at: number): Entry {
  return track('Email Sent', mail, `mail-sent:${mail.id}`, at, {});
}

/** It was opened; one entry a minute at most. */
export function openedEntry(mail: Of, fetched: Fetched): Entry {
  const id = `mail-opened:${mail.id}:${Math.floor(fetched.at / MINUTE)}`;
  return track('Email Opened', mail, id, fetched.at, agentOf(fetched));
}

/** A link of it was followed; one entry a second and link at most. */
export function clickedEntry(mail: Of, link: string, url: string, fetched: Fetched): Entry {
  const id = `mail-clicked:${mail.id}:${link}:${Math.floor(fetched.at / SECOND)}`;
  return track('Email Link Clicked', mail, id, fetched.at, { link: url, asset: link, ...agentOf(fetched) });
}

/** Somebody wants no more mail: of its purpose, or any. */
export function leftEntry(mail: Of, everything: boolean, at: number): Entry {
  const scope = everything ? {} : { purpose: mail.purpose };
  const id = `mail-left:${mail.id}:${everything ? 'all' : 'purpose'}:${at}`;
  return track('Unsubscribed', mail, id, at, scope);
}

/** Somebody wants mail of this purpose again. */
export function returnedEntry(mail: Of, at: number): Entry {
  const id = `mail-returned:${mail.id}:${at}`;
  return { ...base(identityOfLead(mail.lead), id, at), kind: 'consent', purpose: mail.purpose, state: 'given' };
}

/** What came back of a mail, or of an address where the mail is not known. */
export interface CameBack {
  readonly kind: 'bounced' | 'complained' | 'replied' | 'unsubscribed';
  /** Names the event, so that it is taken once. */
  readonly id: string;
  readonly at: number;
  /** Of bounces: whether it will never be taken. */
  readonly isHard?: boolean;
  readonly reason?: string;
}

const NAMES = {
  bounced: 'Email Bounced',
  complained: 'Email Marked as Spam',
  replied: 'Email Replied',
  unsubscribed: 'Unsubscribed',
} as const;

/** The entry of it. `to` is the mail, or the address that the provider names. */
export function cameBackEntry(to: Of | { readonly email: string }, { kind, id, at, isHard, reason }: CameBack): Entry {
  const properties = {
    ...(kind === 'bounced' && { type: isHard === true ? 'hard' : 'soft' }),
    ...(reason !== undefined && { reason: reason.slice(0, 300) }),
  };
  const called = `mail-${kind}:${id}`;
  if ('id' in to) return track(NAMES[kind], to, called, at, properties);
  return { ...base({ email: to.email }, called, at), kind: 'track', name: NAMES[kind], properties };
}

function track(name: string, mail: Of, id: string, at: number, more: Readonly<Record<string, string>>): Entry {
  const { lead, programme, step } = mail;
  return {
    ...base(identityOfLead(lead), id, at),
    kind: 'track',
    name,
    properties: { mail: mail.id, programme, step, ...more },
  };
}

function base(identity: Identity, id: string, at: number) {
  return { source: BATON, id, ...identity, occurredAt: at, knownAt: at };
}

function agentOf({ userAgent, ip }: Fetched): Record<string, string> {
  return {
    ...(userAgent !== undefined && userAgent !== '' && { userAgent: userAgent.slice(0, 500) }),
    ...(ip !== undefined && { ip }),
  };
}
