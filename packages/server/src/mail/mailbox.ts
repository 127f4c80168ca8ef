// The mailbox that bounces and replies come to, read by IMAP. A mail is marked as read once what it says is durable: a mailbox that breaks off is read again, and says nothing twice.
import { ImapFlow } from 'imapflow';

/** Mails of one look at most. */
const MOST = 200;
const LOOPBACK = ['localhost', '127.0.0.1'];

/** Hands every unread mail to `take`, then marks it as read; returns how many. `address` is `imaps://user:password@host/FOLDER`. */
export async function readMailbox(address: string, take: (raw: string) => Promise<void>): Promise<number> {
  const { hostname, port, protocol, username, password, pathname } = new URL(address);
  const secure = protocol === 'imaps:';
  const client = new ImapFlow({
    host: hostname,
    port: port === '' ? (secure ? 993 : 143) : Number(port),
    secure,
    // A password goes over the network only where nobody can read it.
    doSTARTTLS: secure || LOOPBACK.includes(hostname) ? false : true,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    socketTimeout: 60_000,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    const lock = await client.getMailboxLock(decodeURIComponent(pathname.slice(1)) || 'INBOX');
    try {
      const unread = (await client.search({ seen: false }, { uid: true })) || [];
      for (const uid of unread.slice(0, MOST)) {
        const mail = await client.fetchOne(String(uid), { source: true }, { uid: true });
        if (mail !== false && mail.source !== undefined) await take(mail.source.toString('latin1'));
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      }
      return Math.min(unread.length, MOST);
    } finally {
      lock.release();
    }
  } finally {
    await client.logout();
  }
}
