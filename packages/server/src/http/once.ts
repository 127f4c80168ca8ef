// Calls that may be repeated (P9): the same Idempotency-Key with the same content has its effect once and the same answer; with other content it is refused.

import { digest } from '@baton/core/base/digest';
import { DAY } from '@baton/core/base/duration';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import { keepAnswer, usedFor } from '../store/idempotency-rows.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';

/** Keys are remembered so long. */
const REMEMBERED = 7 * DAY;

/** The id that entries of this call carry: made of the caller's key, so that a repeated call makes the same entry; else a new one. */
export function entryIdOf(request: FastifyRequest, context: AppContext): string {
  const key = keyOf(request);
  return key === undefined
    ? context.random(16).toString('hex')
    : `call:${digest([actorOf(request).id, key]).slice(0, 32)}`;
}

/** Does `work` once for a key; answers a repeated call as the first was answered. */
export async function once<T>(request: FastifyRequest, context: AppContext, work: () => Promise<T>): Promise<T> {
  const key = keyOf(request);
  if (key === undefined) return work();
  const actor = actorOf(request).id;
  const { store, clock } = context;
  const content = digest([request.method, request.url, request.body ?? null]);
  const since = clock() - REMEMBERED;
  const held = await usedFor(store.read, actor, key, since);
  if (held !== undefined) {
    if (held.request !== content)
      throw new Refusal(422, 'http-key-reused', 'this Idempotency-Key was used for another call');
    if (held.body === '')
      throw new Refusal(410, 'http-erased', 'the answer named somebody who was erased', {
        hint: 'the call had its effect',
      });
    if (held.body !== null) return JSON.parse(held.body) as T;
  }
  const answer = await work();
  const kept = { actor, key, request: content, status: 200, body: JSON.stringify(answer ?? null), made_at: clock() };
  await context.intake.aside((tx) => keepAnswer(tx, kept, since));
  return answer;
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return undefined;
  if (key.length > 200) throw new Refusal(400, 'http-invalid', 'an Idempotency-Key may have 200 characters');
  return key;
}
