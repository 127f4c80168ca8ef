// A mailbox for tests: speaks as much IMAP (RFC 3501) as reading unread mails and marking them takes.
import { createServer, type Socket } from 'node:net';

/** A running mailbox. */
export interface ImapMailbox {
  readonly url: string;
  /** Mails by position; the uid is the position + 1. */
  readonly mails: { readonly raw: string; seen: boolean }[];
  stop(): Promise<void>;
}

export async function startImapMailbox(): Promise<ImapMailbox> {
  const mails: ImapMailbox['mails'] = [];
  const sockets = new Set<Socket>();
  const answer = (line: string, say: (text: string) => void): void => {
    const [tag = '', ...words] = line.split(' ');
    const command = words.join(' ');
    const uid = Number(/^UID (?:FETCH|STORE) (\d+)/i.exec(command)?.[1] ?? 0);
    const mail = mails[uid - 1];
    if (/^(SELECT|EXAMINE)/i.test(command))
      say(
        `* FLAGS (\\Seen)\r\n* ${mails.length} EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT ${mails.length + 1}] x`,
      );
    else if (/^CAPABILITY/i.test(command)) say('* CAPABILITY IMAP4rev1');
    else if (/^LIST|^LSUB/i.test(command)) say('* LIST () "/" INBOX');
    else if (/^UID SEARCH/i.test(command))
      say(`* SEARCH${mails.map(({ seen }, i) => (seen ? '' : ` ${i + 1}`)).join('')}`);
    else if (/^UID FETCH/i.test(command) && mail !== undefined)
      say(`* ${uid} FETCH (UID ${uid} BODY[] {${Buffer.byteLength(mail.raw)}}\r\n${mail.raw})`);
    else if (/^UID STORE/i.test(command) && mail !== undefined) {
      mail.seen = true;
      say(`* ${uid} FETCH (UID ${uid} FLAGS (\\Seen))`);
    } else if (/^LOGOUT/i.test(command)) say('* BYE x');
    say(/^(SELECT|EXAMINE)/i.test(command) ? `${tag} OK [READ-WRITE] done` : `${tag} OK done`);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    let held = '';
    socket.on('data', (chunk) => {
      held += chunk.toString('latin1');
      for (let end = held.indexOf('\r\n'); end >= 0; end = held.indexOf('\r\n')) {
        const line = held.slice(0, end);
        held = held.slice(end + 2);
        answer(line, (text) => socket.write(`${text}\r\n`));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `imap://user:password@127.0.0.1:${port}/INBOX`,
    mails,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
