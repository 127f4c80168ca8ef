// Mails of programmes: what became of each, how one would look, one to oneself, and whether others believe that they are ours.
import { change, get } from './call.ts';
import { versionPath } from './programmes.ts';

export interface Mail {
  readonly id: string;
  readonly programme: string;
  readonly version: number;
  readonly step: string;
  readonly mail: string;
  readonly lead: string;
  readonly address: string;
  readonly state: string;
  readonly problem: string | null;
  readonly decidedAt: number;
  readonly dueAt: number;
  readonly attempts: number;
  readonly sendingAt: number | null;
  readonly endedAt: number | null;
  readonly openedAt: number | null;
  readonly clickedAt: number | null;
}

export interface Mails {
  readonly mails: readonly Mail[];
  readonly next: string | null;
  /** All mails by state. */
  readonly counts: Readonly<Record<string, number>>;
  /** Whether a mail server is configured. */
  readonly sends: boolean;
}

export interface MailSearch {
  readonly programme?: string | undefined;
  readonly state?: string | undefined;
  readonly lead?: string | undefined;
  readonly after?: string | undefined;
}

/** Which mail, and as for whom: a name of a lead; fallbacks where absent. */
export interface MailAsked {
  readonly mail: string;
  readonly lead?: string;
}

export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly to: string | null;
}

export interface SenderRecord {
  readonly record: string;
  readonly state: 'ok' | 'weak' | 'missing' | 'wrong' | 'unknown';
  readonly name: string;
  readonly found: string | null;
  readonly words: string;
}

/** Mails, the newest first. */
export const readMails = (search: MailSearch): Promise<Mails> => get('/mails', { ...search, limit: 25 });

/** A mail as a lead would get it. */
export const previewMail = (name: string, version: number, asked: MailAsked): Promise<WrittenMail> =>
  change('POST', `${versionPath(name, version)}/preview`, asked);

/** Sends a mail to oneself. */
export const testMail = (name: string, version: number, asked: MailAsked, once: string): Promise<{ to: string }> =>
  change('POST', `${versionPath(name, version)}/test`, asked, once);

/** SPF, DKIM and DMARC of the domain that mails are from. */
export const readSenderRecords = (
  selector: string | undefined,
): Promise<{ domain: string; records: readonly SenderRecord[] }> => get('/mail/records', { selector });
