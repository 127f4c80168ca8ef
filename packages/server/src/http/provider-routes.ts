// The way to an identity provider and back. Both ends are pages that a browser goes to: what fails leads to the page to sign in, which says why.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Errand, IdentityProvider } from '../auth/identity-provider.ts';
import { personFor } from '../auth/sign-in-elsewhere.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { freshenSession } from '../store/people-rows.ts';
import { isSecure } from './api.ts';
import type { AppContext } from './app-context.ts';
import { newPerson } from './session-routes.ts';
import { giveSession, keepSession } from './start-session.ts';

const BACK = '/api/v1/session/provider/back';
/** Seconds that somebody may take at the provider. */
const ERRAND_LASTS = 600;
const ErrandShape = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  again: z.string().optional(),
});

/** Adds the routes; `/session/ways` always, the others where a provider is configured. */
export function providerRoutes(context: AppContext) {
  const { config, store, clock, random } = context;
  const { BATON_OIDC_ISSUER: issuer, BATON_URL: home } = config;
  const secure = isSecure(context);
  const cookieName = secure ? '__Host-baton-errand' : 'baton-errand';
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: ERRAND_LASTS } as const;
  const rateLimit = { max: 60, timeWindow: 60_000 };

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/session/ways',
      {
        config: { permission: 'anybody' },
        schema: {
          summary: 'How one may sign in: by password always, by an identity provider where one is configured',
          response: { 200: z.object({ provider: z.object({ name: z.string() }).nullable() }) },
        },
      },
      async () => ({ provider: issuer === undefined ? null : { name: config.BATON_OIDC_NAME } }),
    );
    if (issuer === undefined || home === undefined) return;
    const provider = new IdentityProvider({ ...config, BATON_OIDC_ISSUER: issuer }, new URL(BACK, home).href);

    app.get(
      '/session/provider',
      {
        config: { permission: 'anybody', rateLimit },
        schema: {
          summary: 'Go to the identity provider to sign in; with `again` to prove anew who one is, before a signature',
          querystring: z.object({ to: z.string().max(500).optional(), again: z.literal('true').optional() }),
        },
      },
      (request, reply) =>
        orSay(request, reply, async () => {
          const { to, again } = request.query;
          const { actor } = request;
          if (again !== undefined && actor?.kind !== 'person')
            throw new Refusal(401, 'http-not-signed-in', 'nobody is signed in');
          const session = again !== undefined && actor?.kind === 'person' ? actor.session : undefined;
          const { url, errand } = await provider.begin(ownPath(to, home), session);
          reply.setCookie(cookieName, Buffer.from(JSON.stringify(errand)).toString('base64url'), cookie);
          return url.href;
        }),
    );
    app.get(
      '/session/provider/back',
      {
        config: { permission: 'anybody', rateLimit },
        schema: { summary: 'Where the identity provider sends people back to' },
      },
      (request, reply) =>
        orSay(request, reply, async () => {
          const errand = errandOf(request.cookies[cookieName]);
          reply.clearCookie(cookieName, cookie);
          const query = request.url.slice(request.url.indexOf('?'));
          const claims = await provider.finish(query, errand);
          const make = (name: string, email: string, role: string) =>
            newPerson(random(8).toString('hex'), name.slice(0, 100), email, role, clock());
          const token = await store.change(async (tx) => {
            const person = await personFor(tx, claims, config, make, clock());
            if (errand.again === undefined) return keepSession(tx, context, person, 'provider');
            const { actor } = request;
            if (actor?.kind !== 'person' || actor.session !== errand.again || actor.id !== person.id)
              throw new Refusal(403, 'http-somebody-else', 'somebody else signed in there than is signed in here');
            await freshenSession(tx, actor.session, clock());
            await note(tx, { at: clock(), actor: actor.id, action: 'proved-anew', subject: actor.id, details: {} });
            return undefined;
          });
          if (token !== undefined) giveSession(reply, context, token);
          return errand.to;
        }),
    );
  };

  /** Sends a browser on: where `work` says, or to the page that tells why not. */
  async function orSay(request: FastifyRequest, reply: FastifyReply, work: () => Promise<string>) {
    try {
      return reply.redirect(await work());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      request.log.warn({ code: error.code, hint: error.more.hint }, 'not signed in');
      return reply.redirect(`/sign-in?problem=${error.code}`);
    }
  }
}

/** What the browser kept; throws where it kept nothing, as whoever was sent a link to the way back. */
function errandOf(text: string | undefined): Errand {
  try {
    return ErrandShape.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')));
  } catch {
    throw new Refusal(403, 'http-provider-refused', 'this browser did not begin to sign in, or too long ago');
  }
}

/** An address of ours: a link may not send anybody elsewhere. */
function ownPath(to: string | undefined, home: string): string {
  const url = URL.canParse(to ?? '/', home) ? new URL(to ?? '/', home) : new URL(home);
  return url.origin === new URL(home).origin ? url.pathname + url.search : '/';
}
