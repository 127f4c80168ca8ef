// Tokens in mails: who opened, followed a link, or wants no more. Each is signed, and holds all that is done by it: where a link leads stands inside, so that nobody can make it lead elsewhere.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token says. `mail` is the mail's id. */
export type MailToken =
  | { readonly kind: 'open'; readonly mail: string }
  | { readonly kind: 'click'; readonly mail: string; readonly link: string; readonly url: string }
  | { readonly kind: 'leave'; readonly mail: string };

/** Longer ones are none of ours. */
const LONGEST = 4000;

/** Makes and reads tokens under one key. */
export class MailTokens {
  constructor(private readonly key: string) {}

  sign(token: MailToken): string {
    const said = Buffer.from(JSON.stringify(token)).toString('base64url');
    return `${said}.${this.signature(said)}`;
  }

  /** What a token says; undefined where it is not signed by us, byte for byte. */
  read(text: string): MailToken | undefined {
    const dot = text.lastIndexOf('.');
    if (dot < 1 || text.length > LONGEST) return undefined;
    const said = text.slice(0, dot);
    const [given, due] = [Buffer.from(text.slice(dot + 1)), Buffer.from(this.signature(said))];
    if (given.length !== due.length || !timingSafeEqual(given, due)) return undefined;
    return JSON.parse(Buffer.from(said, 'base64url').toString('utf8')) as MailToken;
  }

  private signature(said: string): string {
    return createHmac('sha256', this.key).update(`baton mail 1\n${said}`).digest('base64url');
  }
}
