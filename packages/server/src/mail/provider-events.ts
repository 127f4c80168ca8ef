// What mail providers post of bounces, complaints and replies, in Baton's own words or in theirs: Postmark, SendGrid, Mailgun, Amazon SES. Field names are those of their documentation.
import { isObject } from '@baton/core/journal/field-reader';
import { Refusal } from '../refusal.ts';
import type { CameBack } from './mail-entries.ts';

/** An event, with how the provider names the mail. */
export interface ProviderEvent extends CameBack {
  /** The id of the mail within its Message-ID; absent where the provider says none. */
  readonly mail?: string;
  readonly email?: string;
}

const KINDS = ['bounced', 'complained', 'replied', 'unsubscribed'] as const;
/** Most events of one post. */
const MOST = 1000;

type Row = Readonly<Record<string, unknown>>;
type Reader = (row: Row, at: number) => Omit<ProviderEvent, 'id'> | undefined;

/** Reads a post. Throws a 400 where it is no JSON; what is no event for us is left out. */
export function readProviderEvents(body: unknown, now: number): ProviderEvent[] {
  const value = parsed(body);
  const rows = (Array.isArray(value) ? value : isObject(value) && Array.isArray(value.events) ? value.events : [value])
    .filter(isObject)
    .slice(0, MOST) as Row[];
  return rows.flatMap((row) => {
    const event = [own, postmark, sendgrid, mailgun, ses]
      .map((read) => read(row, now))
      .find((each) => each !== undefined);
    if (event === undefined) return [];
    const id = text(row.id) ?? text(row.ID) ?? text(row.sg_event_id) ?? `${event.mail ?? event.email ?? ''}`;
    return [{ id, ...event }];
  });
}

function parsed(body: unknown): unknown {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : '');
    // Amazon SNS wraps what it delivers.
    return isObject(value) && typeof value.Message === 'string' ? (JSON.parse(value.Message) as unknown) : value;
  } catch {
    throw new Refusal(400, 'http-invalid', 'the body is no JSON');
  }
}

const own: Reader = (row, now) => {
  const kind = KINDS.find((each) => each === row.kind);
  if (kind === undefined) return undefined;
  return {
    kind,
    at: instant(row.at) ?? now,
    ...named(text(row.mail) ?? text(row.messageId), text(row.email)),
    ...(kind === 'bounced' && { isHard: row.type !== 'soft' }),
    ...reasonIn(row.reason),
  };
};

const postmark: Reader = (row, now) => {
  const kind = row.RecordType === 'Bounce' ? 'bounced' : row.RecordType === 'SpamComplaint' ? 'complained' : undefined;
  if (kind === undefined) return undefined;
  const isHard = row.Type === 'HardBounce' || row.Type === 'BadEmailAddress';
  const at = instant(row.BouncedAt) ?? now;
  const metadata = isObject(row.Metadata) ? text(row.Metadata.mail) : undefined;
  return { kind, at, ...named(metadata, text(row.Email)), isHard, ...reasonIn(row.Description) };
};

const sendgrid: Reader = (row, now) => {
  const kinds: Readonly<Record<string, CameBack['kind']>> = { bounce: 'bounced', spamreport: 'complained' };
  const kind = kinds[text(row.event) ?? ''];
  if (kind === undefined) return undefined;
  const at = typeof row.timestamp === 'number' ? row.timestamp * 1000 : now;
  const isHard = row.type !== 'blocked';
  return { kind, at, ...named(text(row['smtp-id']), text(row.email)), isHard, ...reasonIn(row.reason) };
};

const mailgun: Reader = (row, now) => {
  const data = isObject(row['event-data']) ? (row['event-data'] as Row) : undefined;
  const kind = data?.event === 'failed' ? 'bounced' : data?.event === 'complained' ? 'complained' : undefined;
  if (data === undefined || kind === undefined) return undefined;
  const message = isObject(data.message) ? (data.message as Row) : {};
  const headers = isObject(message.headers) ? (message.headers as Row) : {};
  const at = typeof data.timestamp === 'number' ? Math.round(data.timestamp * 1000) : now;
  const isHard = data.severity === 'permanent';
  return { kind, at, ...named(text(headers['message-id']), text(data.recipient)), isHard, ...reasonIn(data.reason) };
};

const ses: Reader = (row, now) => {
  const type = row.notificationType ?? row.eventType;
  const kind = type === 'Bounce' ? 'bounced' : type === 'Complaint' ? 'complained' : undefined;
  if (kind === undefined) return undefined;
  const told = (isObject(row.bounce) ? row.bounce : isObject(row.complaint) ? row.complaint : {}) as Row;
  const people = told.bouncedRecipients ?? told.complainedRecipients;
  const first: unknown = Array.isArray(people) ? people[0] : undefined;
  const mail = (isObject(row.mail) ? row.mail : {}) as Row;
  const headers = (isObject(mail.commonHeaders) ? mail.commonHeaders : {}) as Row;
  const isHard = told.bounceType === 'Permanent';
  const email = isObject(first) ? text(first.emailAddress) : undefined;
  return { kind, at: instant(told.timestamp) ?? now, ...named(text(headers.messageId), email), isHard };
};

/** The mail's id within a Message-ID, and the address. */
function named(message: string | undefined, email: string | undefined): Pick<ProviderEvent, 'mail' | 'email'> {
  const mail = mailIdIn(message ?? '');
  return { ...(mail !== undefined && { mail }), ...(email?.includes('@') && { email: email.trim().toLowerCase() }) };
}

/** Our id in a text that cites a Message-ID of ours. */
export function mailIdIn(message: string): string | undefined {
  return /(?:^|[<\s])([0-9a-f]{32})(?:@|$)/.exec(message)?.[1];
}

function reasonIn(reason: unknown): Pick<CameBack, 'reason'> {
  return typeof reason === 'string' && reason !== '' ? { reason: reason.replaceAll('\0', '') } : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 1000 && !value.includes('\0')
    ? value
    : typeof value === 'number'
      ? String(value)
      : undefined;
}

function instant(value: unknown): number | undefined {
  const at = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isInteger(at) && at > 0 ? at : undefined;
}
