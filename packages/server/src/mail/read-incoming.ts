// A mail out of the mailbox, read for one question: did one of ours bounce (RFC 3464), draw a complaint (RFC 5965), or an answer that a person wrote? Everything else is for people and left alone.
import type { ProviderEvent } from './provider-events.ts';

/** More of a mail is not looked at: reports stand at its beginning. */
const LONGEST = 256 * 1024;

/** What a mail says of one of ours; undefined where it says nothing. `at` is when it was read. */
export function readIncoming(raw: string, at: number): ProviderEvent | undefined {
  const text = raw.slice(0, LONGEST).replaceAll('\0', '').replaceAll('\r\n', '\n');
  const end = text.indexOf('\n\n');
  const head = headersOf(end < 0 ? text : text.slice(0, end));
  const body = end < 0 ? '' : text.slice(end);
  const type = head.get('content-type') ?? '';
  const id = head.get('message-id')?.trim();
  const mail = mailCited(body);
  if (/report-type="?delivery-status/i.test(type)) return bounceIn(body, mail, id, at);
  if (/report-type="?feedback-report/i.test(type) && mail !== undefined)
    return { kind: 'complained', id: id ?? mail, at, mail };
  const answered = mailCited(`${head.get('in-reply-to') ?? ''} ${head.get('references') ?? ''}`);
  if (answered === undefined || isAutomatic(head)) return undefined;
  return { kind: 'replied', id: id ?? answered, at, mail: answered };
}

function bounceIn(
  body: string,
  mail: string | undefined,
  id: string | undefined,
  at: number,
): ProviderEvent | undefined {
  const [action, status] = ['action', 'status'].map((name) => fieldIn(body, name));
  const email = /;\s*<?([^\s<>]+@[^\s<>]+?)>?\s*$/.exec(fieldIn(body, 'final-recipient') ?? '')?.[1]?.toLowerCase();
  // `delayed` and `relayed` are no bounces, and what names neither mail nor address is of nobody.
  if (action?.toLowerCase() !== 'failed' || (mail === undefined && email === undefined)) return undefined;
  const reason = fieldIn(body, 'diagnostic-code') ?? status;
  return {
    kind: 'bounced',
    id: id ?? mail ?? email ?? '',
    at,
    // A full mailbox (5.2.2) and a mail refused for its content (5.7.x) say nothing against the address.
    isHard: /^5\./.test(status ?? '') && !/^5\.(2\.2|7\.)/.test(status ?? ''),
    ...(mail !== undefined && { mail }),
    ...(email !== undefined && { email }),
    ...(reason !== undefined && { reason }),
  };
}

/** Answers that machines give: out of office, tickets, lists (RFC 3834 and what came before it). */
function isAutomatic(head: ReadonlyMap<string, string>): boolean {
  const submitted = head.get('auto-submitted')?.trim().toLowerCase();
  return (
    (submitted !== undefined && submitted !== 'no') ||
    head.has('x-autoreply') ||
    head.has('x-autorespond') ||
    head.has('list-id') ||
    /^(bulk|auto_reply|junk|list)$/i.test(head.get('precedence')?.trim() ?? '') ||
    /\b(mailer-daemon|postmaster)@/i.test(head.get('from') ?? '')
  );
}

/** The id of one of our mails in a text that cites its Message-ID. */
function mailCited(text: string): string | undefined {
  return /<([0-9a-f]{32})@[^\s<>]+>/.exec(text)?.[1];
}

function fieldIn(body: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(body)?.[1]?.trim();
}

/** Headers by name in small letters, unfolded; the first of each name. */
function headersOf(head: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).toLowerCase();
    if (colon > 0 && !found.has(name)) found.set(name, line.slice(colon + 1).trim());
  }
  return found;
}
