// Webhooks to other systems: where they go, what waits, what was given up and is sent again.
import { change, get } from './call.ts';

export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly label: string;
  readonly kinds: readonly string[];
  readonly madeAt: number;
  readonly endedAt: number | null;
  readonly endedBecause: string | null;
  readonly waiting: number;
  /** When the oldest message that waits was made. */
  readonly oldestWaiting: number | null;
  /** Messages that were given up. */
  readonly dead: number;
}

export interface WebhookMessage {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly attempts: number;
  readonly madeAt: number;
  readonly dueAt: number;
  readonly endedAt: number | null;
  readonly problem: string | null;
}

export interface NewWebhook {
  readonly url: string;
  readonly label: string;
  readonly kinds: readonly string[];
}

const pathOf = (id: string): string => `/webhooks/${encodeURIComponent(id)}`;

/** All webhooks, and the kinds of messages there are. */
export const readWebhooks = (): Promise<{ webhooks: readonly Webhook[]; kinds: readonly string[] }> => get('/webhooks');

/** Makes one; its secret is in this answer alone. */
export const makeWebhook = (webhook: NewWebhook): Promise<Webhook & { secret: string }> =>
  change('POST', '/webhooks', webhook);

/** Ends one; what waits for it is given up. */
export const endWebhook = (id: string): Promise<Webhook> => change('DELETE', pathOf(id));

/** Sends a message of the kind `test`. */
export const testWebhook = (id: string): Promise<{ id: string }> => change('POST', `${pathOf(id)}/test`);

/** Its messages, the newest first. */
export const readWebhookMessages = (
  id: string,
  state: string | undefined,
): Promise<{ messages: readonly WebhookMessage[] }> => get(`${pathOf(id)}/messages`, { state });

/** Sends one message again, or all that were given up. */
export const replayWebhook = (id: string, message?: string): Promise<{ again: number }> =>
  change('POST', `${pathOf(id)}/replay`, message === undefined ? {} : { message });
