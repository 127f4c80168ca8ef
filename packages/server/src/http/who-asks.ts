// Who asks: the person of a session's cookie, or the program of a secret key.
import type { FastifyRequest } from 'fastify';
import type { Actor, Role, Scope } from '../auth/policy.ts';
import { looksLikeToken, tokenDigest } from '../auth/secrets.ts';
import type { Clock } from '../clock.ts';
import { liveKey } from '../store/key-rows.ts';
import { sessionWithPerson } from '../store/people-rows.ts';
import type { Reading } from '../store/store.ts';

/** The cookie's name: `__Host-` binds it to this host and to HTTPS, where there is HTTPS. */
export function cookieName(isSecure: boolean): string {
  return isSecure ? '__Host-baton' : 'baton';
}

/** The one who asks, or undefined for nobody. */
export async function whoAsks(
  request: FastifyRequest,
  read: Reading,
  clock: Clock,
  isSecure: boolean,
): Promise<Actor | undefined> {
  const { authorization } = request.headers;
  if (authorization?.startsWith('Bearer ')) return programOf(authorization.slice(7), read, clock());
  const token = request.cookies[cookieName(isSecure)];
  if (token === undefined || !looksLikeToken('bs', token)) return undefined;
  const found = await sessionWithPerson(read, tokenDigest(token), clock());
  if (found === undefined) return undefined;
  const { person, session } = found;
  return {
    kind: 'person',
    id: person.id,
    name: person.name,
    email: person.email,
    role: person.role as Role,
    confirmedAt: session.confirmed_at,
    freshAt: session.fresh_at,
    session: session.token,
  };
}

async function programOf(key: string, read: Reading, now: number): Promise<Actor | undefined> {
  if (!looksLikeToken('sk', key)) return undefined;
  const found = await liveKey(read, tokenDigest(key), now);
  if (found?.kind !== 'secret') return undefined;
  return { kind: 'key', id: found.id, name: found.label, scopes: JSON.parse(found.scopes) as Scope[] };
}
