// Who signs a version, or goes back to one, proves anew who they are: by the password, or, who has none, at the identity provider a moment ago.
import { MINUTE } from '@baton/core/base/duration';
import type { FastifyRequest } from 'fastify';
import { checkPassword } from '../auth/secrets.ts';
import { Refusal } from '../refusal.ts';
import { personByEmail, useFreshness } from '../store/people-rows.ts';
import type { Changing } from '../store/store.ts';
import { personOf } from './api.ts';
import type { AppContext } from './app-context.ts';

/** So long one may look at what one signs. */
export const FRESH_LASTS = 5 * MINUTE;

/** Throws where the password is wrong. What it gives is called in the signature's transaction: what was proved at the provider serves one signature. */
export async function proveAnew(
  request: FastifyRequest,
  { store, clock }: AppContext,
  password: string | undefined,
): Promise<(tx: Changing) => Promise<void>> {
  const signer = personOf(request);
  if (password !== undefined) {
    const person = await personByEmail(store.read, signer.email);
    if (await checkPassword(password, person?.password ?? undefined)) return async () => {};
    throw new Refusal(403, 'http-wrong-password', 'this is not your password; nothing was done');
  }
  return async (tx) => {
    if (await useFreshness(tx, signer.session, clock() - FRESH_LASTS)) return;
    throw new Refusal(403, 'http-not-fresh', 'this needs your password, or that you sign in anew', {
      hint: 'sign in once more at your identity provider; that serves one signature within five minutes',
    });
  };
}
