// Beginning a session: its token, its cookie, its line in the audit log. However somebody signed in.
import { DAY } from '@baton/core/base/duration';
import type { FastifyReply } from 'fastify';
import { newToken, tokenDigest } from '../auth/secrets.ts';
import { note } from '../store/audit-rows.ts';
import { addSession } from '../store/people-rows.ts';
import type { Changing } from '../store/store.ts';
import type { PeopleTable } from '../store/tables.ts';
import { isSecure } from './api.ts';
import type { AppContext } from './app-context.ts';
import { cookieName } from './who-asks.ts';

const SESSION_LASTS = 14 * DAY;

/** Attributes of the session's cookie. */
export function sessionCookie(context: AppContext) {
  const secure = isSecure(context);
  return { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: SESSION_LASTS / 1000 } as const;
}

/** Keeps a new session in a transaction; returns its token. `by` tells how the person signed in. */
export async function keepSession(
  tx: Changing,
  { clock, random }: AppContext,
  person: PeopleTable,
  by: 'password' | 'provider',
): Promise<string> {
  const token = newToken('bs', random);
  const now = clock();
  await addSession(tx, {
    token: tokenDigest(token),
    person: person.id,
    made_at: now,
    expires_at: now + SESSION_LASTS,
    confirmed_at: now,
    fresh_at: null,
  });
  const details = by === 'password' ? {} : { by };
  await note(tx, { at: now, actor: person.id, action: 'signed-in', subject: person.id, details });
  return token;
}

/** Gives the browser its session. */
export function giveSession(reply: FastifyReply, context: AppContext, token: string): void {
  reply.setCookie(cookieName(isSecure(context)), token, sessionCookie(context));
}
