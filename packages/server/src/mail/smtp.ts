// Hands mails to a mail server by SMTP, and says which of four things came of it: taken, refused for good, not now, or not known — the connection broke off after the mail had begun to leave.
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { WrittenMail } from './write-mail.ts';

/** What came of it. */
export type Handed =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly problem: string }
  | { readonly kind: 'later'; readonly problem: string }
  | { readonly kind: 'unknown'; readonly problem: string };

/** A mail with its envelope. */
export interface Envelope extends WrittenMail {
  /** Stable: what is sent twice under one id is one mail. */
  readonly messageId: string;
  readonly from: string;
  readonly replyTo: string | undefined;
  readonly to: string;
  readonly at: number;
}

/** Who sends, and how long one waits for the server. */
const WAITS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 } as const;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
/** One mailbox, no list and no second line. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

/** One mail server. */
export class Smtp {
  private readonly url: URL;

  /** `address` is `smtp://user:password@host:587`, or `smtps://` where TLS comes first. */
  constructor(address: string) {
    this.url = new URL(address);
  }

  /** Hands one mail over. Never throws. */
  async send(envelope: Envelope): Promise<Handed> {
    if (!ADDRESS.test(envelope.to)) return { kind: 'refused', problem: 'this is no address' };
    const raw = await rawOf(envelope);
    const connection = this.connection();
    let begun = false;
    const message = new Readable({
      read() {
        // Read from once the server has said that it listens, and not before.
        begun = true;
        this.push(raw);
        this.push(null);
      },
    });
    try {
      await this.open(connection);
      const { from, to } = { from: addressIn(envelope.from), to: envelope.to };
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.send({ from, to: [to] }, message, (error) => (error ? reject(error) : resolve()));
      });
      connection.quit();
      return { kind: 'taken' };
    } catch (error) {
      connection.close();
      return handedBy(error as SmtpError, begun);
    }
  }

  private connection(): SMTPConnection {
    const { hostname, port, protocol, username } = this.url;
    const secure = protocol === 'smtps:';
    const connection = new SMTPConnection({
      host: hostname,
      port: port === '' ? (secure ? 465 : 587) : Number(port),
      secure,
      // A password goes over the network only where nobody can read it.
      requireTLS: !secure && username !== '' && !LOOPBACK.includes(hostname),
      ...WAITS,
    });
    return connection;
  }

  private async open(connection: SMTPConnection): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    const { username, password } = this.url;
    if (username === '') return;
    const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    await new Promise<void>((resolve, reject) => {
      connection.login({ ...credentials, credentials }, (error) => (error ? reject(error) : resolve()));
    });
  }
}

interface SmtpError extends Error {
  readonly responseCode?: number;
  readonly response?: string;
  readonly code?: string;
}

function handedBy({ responseCode, response, message, code }: SmtpError, begun: boolean): Handed {
  const problem = (response ?? `${code ?? ''} ${message}`).trim().replaceAll(/\s+/g, ' ').slice(0, 300);
  if (responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH') return { kind: 'refused', problem };
  if (responseCode !== undefined && responseCode >= 400) return { kind: 'later', problem };
  return begun ? { kind: 'unknown', problem: `the connection broke off: ${problem}` } : { kind: 'later', problem };
}

function addressIn(mailbox: string): string {
  return /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox;
}

function rawOf({ from, replyTo, to, subject, text, html, headers, messageId, at }: Envelope): Promise<Buffer> {
  const composer = new MailComposer({
    from,
    to: { name: '', address: to },
    ...(replyTo !== undefined && { replyTo }),
    subject,
    text,
    html,
    messageId,
    date: new Date(at),
    headers,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
