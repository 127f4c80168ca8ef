// What an entry says of how it came about: what was done, on which mail, by which link, with which program and from where. Senders have many names for the same.
import type { BehaviourEntry, Entry, Json } from '../../journal/entry.ts';
import { own } from '../../journal/json.ts';

/** What was done, as far as hygiene cares. */
export type Deed = 'sending' | 'delivery' | 'open' | 'click' | 'page' | 'other';

const MAIL_DEEDS: Readonly<Record<string, Deed>> = {
  'Email Sent': 'sending',
  'Email Delivered': 'delivery',
  'Email Opened': 'open',
  'Email Link Clicked': 'click',
};

/** Whether an entry tells behaviour. */
export function isBehaviour(entry: Entry): entry is BehaviourEntry {
  return entry.kind === 'track' || entry.kind === 'page' || entry.kind === 'screen' || entry.kind === 'dwell';
}

/** The deed of an entry. */
export function deedOf(entry: BehaviourEntry): Deed {
  if (entry.kind === 'page') return 'page';
  return entry.kind === 'track' && Object.hasOwn(MAIL_DEEDS, entry.name ?? '')
    ? (MAIL_DEEDS[entry.name ?? ''] as Deed)
    : 'other';
}

const AGENTS = ['userAgent', 'user_agent', 'useragent', 'User Agent', 'user-agent'];
const ADDRESSES = ['ip', 'ipAddress', 'ip_address', 'IP', 'IP Address', 'remoteAddress', 'remote_ip'];
const LINKS = ['link', 'linkUrl', 'link_url', 'href', 'url', 'Link', 'URL', 'Clicked Link'];
const MAILS = [
  'mail',
  'mailId',
  'mail_id',
  'emailId',
  'email_id',
  'messageId',
  'message_id',
  'sg_message_id',
  'campaignId',
  'campaign_id',
  'emailCampaignId',
  'Campaign Name',
  'subject',
];

/** The first of these properties that holds a text or a number. */
function firstOf(entry: BehaviourEntry, names: readonly string[]): string | undefined {
  const { properties } = entry;
  if (properties === undefined) return undefined;
  for (const name of names) {
    const value: Json | undefined = own(properties, name);
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

/** The program that did it, in its own words. */
export function agentOf(entry: BehaviourEntry): string | undefined {
  return firstOf(entry, AGENTS);
}

/** The address it came from. */
export function addressOf(entry: BehaviourEntry): string | undefined {
  return firstOf(entry, ADDRESSES);
}

/** The link that was followed, or the page that was seen. */
export function linkOf(entry: BehaviourEntry): string | undefined {
  return entry.url ?? firstOf(entry, LINKS) ?? entry.path;
}

/** The mail it was done to: entries of one mail to one person share it. */
export function mailOf(entry: BehaviourEntry): string | undefined {
  return firstOf(entry, MAILS) ?? entry.campaign?.name;
}
