// Sends one message to one endpoint and says what came of it. Follows no redirect, reads little of the answer.
import { Agent, request } from 'undici';
import { type Allowed, checkedLookup, checkedUrl, ForbiddenAddress, type Resolve } from './checked-address.ts';
import { signedHeaders } from './webhook-signature.ts';

/** An endpoint that takes longer has not answered. */
const PATIENCE = 15_000;
/** So much of an answer is kept to say what went wrong. */
const KEPT = 300;

/** What came of an attempt: taken, not taken (try again), or never to be tried again. */
export type Outcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly problem: string }
  | { readonly kind: 'gone'; readonly problem: string };

/** What is sent, and where. */
export interface Sending {
  readonly url: string;
  readonly secret: string;
  readonly message: string;
  readonly body: string;
}

/** Sends by HTTP to checked addresses alone. */
export class WebhookSender {
  private readonly agent: Agent;

  constructor(
    private readonly allowed: Allowed,
    resolve?: Resolve,
  ) {
    this.agent = new Agent({
      connect: { lookup: checkedLookup(allowed, resolve), timeout: PATIENCE },
      headersTimeout: PATIENCE,
      bodyTimeout: PATIENCE,
      maxResponseSize: 64 * 1024,
    });
  }

  async send({ url, secret, message, body }: Sending, at: number): Promise<Outcome> {
    try {
      const { statusCode, body: answer } = await request(checkedUrl(url, this.allowed), {
        method: 'POST',
        dispatcher: this.agent,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Baton (webhooks)',
          ...signedHeaders(secret, message, at, body),
        },
        body,
      });
      if (statusCode >= 200 && statusCode < 300) {
        // Whatever else it says: it has the message.
        await answer.dump().catch(() => {});
        return { kind: 'taken' };
      }
      const said = (await answer.text()).slice(0, KEPT);
      if (statusCode === 410) return { kind: 'gone', problem: 'the endpoint answered 410: it wants nothing more' };
      return { kind: 'failed', problem: `the endpoint answered ${statusCode}${said === '' ? '' : `: ${said}`}` };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof ForbiddenAddress ? error.cause : error;
      if (cause instanceof ForbiddenAddress) return { kind: 'failed', problem: cause.message };
      return {
        kind: 'failed',
        problem: `nothing came back: ${cause instanceof Error ? cause.message : String(cause)}`,
      };
    }
  }

  close(): Promise<void> {
    return this.agent.close();
  }
}
