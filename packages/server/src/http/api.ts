// Everything behind /api/v1: who asks, what they may, and where calls come from. A route that names no permission is answered by nobody.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Actor, may, PERMISSIONS, type Permission } from '../auth/policy.ts';
import { Refusal } from '../refusal.ts';
import type { AppContext } from './app-context.ts';
import { whoAsks } from './who-asks.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route; `anybody` needs no session. */
    permission?: Permission | 'anybody';
  }
  interface FastifyRequest {
    actor: Actor | undefined;
  }
}

/** Whether people reach the service by HTTPS. */
export function isSecure({ config }: AppContext): boolean {
  return config.BATON_SECURE_COOKIES ?? config.BATON_URL?.startsWith('https:') ?? false;
}

/** Adds what all routes of the API share. */
export function guardApi(app: FastifyInstance, context: AppContext): void {
  app.decorateRequest('actor', undefined);
  app.addHook('onRoute', (route) => {
    const permission = route.config?.permission;
    if (permission !== 'anybody' && (permission === undefined || !(permission in PERMISSIONS)))
      throw new RangeError(`the route ${String(route.method)} ${route.url} says nothing of who may call it`);
  });
  // PostgreSQL holds no NUL in a text; nobody means one.
  app.addHook('preValidation', async (request) => {
    if (/%00/.test(request.url) || /\\u0000/.test(JSON.stringify(request.body) ?? ''))
      throw new Refusal(400, 'http-invalid', 'a text holds the character NUL');
  });
  app.addHook('onRequest', async (request) => {
    const permission = request.routeOptions.config.permission;
    request.actor = await whoAsks(request, context.store.read, context.clock, isSecure(context));
    if (request.actor?.kind === 'key') context.keyUse.used(request.actor.id, context.clock());
    if (permission === 'anybody') {
      checkOrigin(request);
      return;
    }
    if (request.actor === undefined)
      throw new Refusal(401, 'http-not-signed-in', 'nobody is signed in', {
        hint: 'sign in, or send a secret key',
      });
    checkOrigin(request);
    if (permission === undefined || !may(request.actor, permission))
      throw new Refusal(403, 'http-not-allowed', 'you may not do this', {
        hint: permission === undefined ? '' : `it takes one of ${PERMISSIONS[permission].roles.join(', ')}`,
      });
  });
}

/** The one who asks; the route's permission has seen to it that there is one. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === undefined) throw new Refusal(401, 'http-not-signed-in', 'nobody is signed in');
  return request.actor;
}

/** The person who asks: keys sign nothing and own no work. */
export function personOf(request: FastifyRequest): Actor & { readonly kind: 'person' } {
  const actor = actorOf(request);
  if (actor.kind !== 'person') throw new Refusal(403, 'http-person-needed', 'only a person can do this');
  return actor;
}

/** What changes something comes from our own pages, or from a program with a key: never from another site's page (CSRF). */
function checkOrigin(request: FastifyRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.actor?.kind === 'key') return;
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isOurs = site === undefined || site === 'same-origin' || site === 'none';
  const isSame = origin === undefined || origin.replace(/^https?:\/\//, '') === host;
  if (isOurs && isSame && request.headers['x-baton'] !== undefined) return;
  throw new Refusal(403, 'http-cross-site', 'this call does not come from Baton’s own pages', {
    hint: 'programs use a secret key; pages send the header x-baton',
  });
}
