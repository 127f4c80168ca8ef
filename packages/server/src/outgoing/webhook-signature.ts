// Signatures of webhooks as standardwebhooks.com (1.0) has them: HMAC-SHA256 over `id.timestamp.body`, in base64 behind `v1,`.
import { createHmac } from 'node:crypto';

/** Before a secret as it is shown. */
const PREFIX = 'whsec_';

/** A secret made of 24 random bytes. */
export function secretOf(bytes: Buffer): string {
  return PREFIX + bytes.toString('base64');
}

/** The headers that a receiver verifies. `at` in milliseconds since 1970; it is sent in seconds. */
export function signedHeaders(secret: string, id: string, at: number, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
