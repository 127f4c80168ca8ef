// Identifiers of people and companies: their one written form, and which of them many people share (I1, I4, I7).
import { DISPOSABLE_DOMAINS } from './disposable-domains.ts';
import type { Identity } from './entry.ts';
import { FREE_MAIL_DOMAINS } from './free-mail-domains.ts';

/** Local parts of mailboxes that are read by several people. Collected from RFC 2142 and common practice, November 2026. */
const ROLE_LOCAL_PARTS: ReadonlySet<string> = new Set(
  'abuse accounting accounts admin administrator billing careers compliance contact customerservice enquiries finance hello help helpdesk hostmaster hr info inquiries it jobs mail marketing media news newsletter no-reply noc noreply office orders postmaster press privacy purchasing reception recruiting recruitment root sales security service sysadmin support team tech webmaster welcome'.split(
    ' ',
  ),
);

/** Texts that trackers and exports put where an id should be. */
const BLOCKED: ReadonlySet<string> = new Set([
  '',
  'null',
  'undefined',
  'none',
  'nil',
  'nan',
  'anonymous',
  'anon',
  'guest',
  'unknown',
  'n/a',
  'na',
  '-',
  '-1',
  'true',
  'false',
  'test',
  '[object object]',
  'user',
  'id',
  'userid',
  'user_id',
  'email',
  'distinct_id',
]);

/** The identifiers of an entry with their prefixes, in the order of I1; the first is its subject. */
export function identifiersOf(identity: Identity): string[] {
  const found: string[] = [];
  if (identity.userId !== undefined) found.push(`user:${identity.userId}`);
  if (identity.email !== undefined) found.push(`email:${identity.email}`);
  if (identity.anonymousId !== undefined) found.push(`anon:${identity.anonymousId}`);
  if (identity.accountId !== undefined) found.push(`company:${identity.accountId}`);
  if (identity.domain !== undefined) found.push(`domain:${identity.domain}`);
  return found;
}

/** The identifier an entry is about, or undefined where it names nobody. */
export function subjectOf(identity: Identity): string | undefined {
  if (identity.userId !== undefined) return `user:${identity.userId}`;
  if (identity.email !== undefined) return `email:${identity.email}`;
  if (identity.anonymousId !== undefined) return `anon:${identity.anonymousId}`;
  if (identity.accountId !== undefined) return `company:${identity.accountId}`;
  return identity.domain === undefined ? undefined : `domain:${identity.domain}`;
}

/** Whether an e-mail is a mailbox that several people read (`info@…`). */
export function isRoleAddress(email: string): boolean {
  const at = email.lastIndexOf('@');
  return at > 0 && ROLE_LOCAL_PARTS.has(email.slice(0, at).toLowerCase());
}

/** Whether a domain belongs to nobody's company: free mail, or disposable. */
export function isSharedDomain(domain: string): boolean {
  return FREE_MAIL_DOMAINS.has(domain) || DISPOSABLE_DOMAINS.has(domain);
}

/** Whether a text is a placeholder and no identifier. */
export function isBlockedIdentifier(text: string): boolean {
  const plain = text.trim().toLowerCase();
  return BLOCKED.has(plain) || /^[0\-\s.]*$/.test(plain);
}

/** The written form of an e-mail: trimmed, NFC, lower-case; null where it is none. */
export function normaliseEmail(text: string): string | null {
  const plain = text.trim().normalize('NFC').toLowerCase();
  return plain.length <= 320 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(plain) ? plain : null;
}

/** The written form of a domain, out of a domain or a web address: lower-case, without scheme, www, port and path; null where it is none. */
export function normaliseDomain(text: string): string | null {
  const plain = text
    .trim()
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  return plain.length <= 253 && /^[^\s@.]+(\.[^\s@.]+)+$/.test(plain) ? plain : null;
}
