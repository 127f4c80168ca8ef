// A mail server that takes what it is given, for tests: it can refuse, put off, or break off where a test says so, and gives mails back as a mail program reads them.
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as it came. */
export interface SunkMail {
  readonly from: string;
  readonly to: string;
  readonly raw: string;
  readonly at: number;
}

/** What the server does about the next mail: takes it; answers a code; or breaks off after the mail has come, before it says anything (`keep` whether it was taken nevertheless). */
export type Answer = 'take' | number | { readonly breakOff: true; readonly keep: boolean };

/** A running sink. */
export interface SmtpSink {
  readonly url: string;
  readonly mails: SunkMail[];
  /** Answers to the next mails, in order; `take` once there are none. */
  readonly answers: Answer[];
  /** The mails as a mail program reads them. */
  read(): Promise<Email[]>;
  stop(): Promise<void>;
}

/** Starts one. `delay`: milliseconds before it answers. */
export async function startSmtpSink(delay = 0): Promise<SmtpSink> {
  const mails: SunkMail[] = [];
  const answers: Answer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const answer = answers.shift() ?? 'take';
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : (mailFrom?.address ?? '');
        const mail = {
          from,
          to: rcptTo[0]?.address ?? '',
          raw: Buffer.concat(chunks).toString('utf8'),
          at: Date.now(),
        };
        if (answer === 'take' || (typeof answer === 'object' && answer.keep)) mails.push(mail);
        if (typeof answer === 'object') {
          for (const connection of server.connections)
            (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
          return;
        }
        const say = () =>
          answer === 'take' ? done() : done(Object.assign(new Error('not so'), { responseCode: answer }));
        if (delay === 0) say();
        else setTimeout(say, delay);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answers,
    read: () => Promise.all(mails.map(({ raw }) => PostalMime.parse(raw))),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
