// Signing in and out, who I am, and the first person of all.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ROLES } from '../auth/policy.ts';
import { checkPassword, hashPassword, tokenDigest } from '../auth/secrets.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { addPerson, endSessions, personByEmail, personById } from '../store/people-rows.ts';
import { useSetupToken } from '../store/setup-rows.ts';
import type { PeopleTable } from '../store/tables.ts';
import { isSecure, personOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { FRESH_LASTS } from './sign-anew.ts';
import { giveSession, keepSession, sessionCookie } from './start-session.ts';
import { cookieName } from './who-asks.ts';

/** A password that somebody chooses. */
export const Password = z.string().min(12, 'should have 12 characters or more').max(200);
/** Somebody, as every page knows them. */
export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
});

/** Adds the routes. */
export function sessionRoutes(context: AppContext) {
  const { store, clock, random } = context;

  const start = (person: PeopleTable) => store.change((tx) => keepSession(tx, context, person, 'password'));

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.post(
      '/session',
      {
        config: { permission: 'anybody', rateLimit: { max: 10, timeWindow: 60_000 } },
        schema: {
          summary: 'Sign in with e-mail and password',
          body: z.object({ email: z.email(), password: z.string().max(200) }),
          response: { 200: Me },
        },
      },
      async (request, reply) => {
        const found = await personByEmail(store.read, request.body.email.trim().toLowerCase());
        const person = found?.disabled_at === null ? found : undefined;
        // The same work and the same answer for people who do not exist.
        if (!(await checkPassword(request.body.password, person?.password ?? undefined)) || person === undefined)
          throw new Refusal(401, 'http-wrong-password', 'e-mail and password do not belong together');
        giveSession(reply, context, await start(person));
        return meOf(person);
      },
    );
    app.delete(
      '/session',
      { config: { permission: 'own-session' }, schema: { summary: 'Sign out', response: { 204: z.void() } } },
      async (request, reply) => {
        const { session } = personOf(request);
        await store.change((tx) => endSessions(tx, { token: session }));
        return reply
          .clearCookie(cookieName(isSecure(context)), sessionCookie(context))
          .code(204)
          .send();
      },
    );
    app.get(
      '/me',
      {
        config: { permission: 'own-session' },
        schema: {
          summary: 'Who is signed in, and the service’s time, so that pages count down by it',
          response: {
            200: Me.extend({
              now: z.number(),
              signsBy: z
                .enum(['password', 'provider'])
                .describe('how one proves anew who one is, to sign a definition'),
              freshUntil: z.number().nullable().describe('until when that is proved'),
            }),
          },
        },
      },
      async (request) => {
        const { id, name, email, role, freshAt } = personOf(request);
        const person = await personById(store.read, id);
        const signsBy = person?.password == null ? ('provider' as const) : ('password' as const);
        return {
          id,
          name,
          email,
          role,
          now: clock(),
          signsBy,
          freshUntil: freshAt === null ? null : freshAt + FRESH_LASTS,
        };
      },
    );
    app.post(
      '/setup',
      {
        config: { permission: 'anybody', rateLimit: { max: 10, timeWindow: 60_000 } },
        schema: {
          summary: 'Make the first person, an admin, by the one-time link that the start printed',
          body: z.object({ token: z.string(), name: z.string().min(1).max(100), email: z.email(), password: Password }),
          response: { 200: Me },
        },
      },
      async (request, reply) => {
        const { token, name, email, password } = request.body;
        const person = {
          ...newPerson(random(8).toString('hex'), name, email, 'admin', clock()),
          password: await hashPassword(password, random, context.passwordCost),
        };
        await store.change(async (tx) => {
          if (!(await useSetupToken(tx, tokenDigest(token))))
            throw new Refusal(403, 'http-setup-done', 'this link has been used, or is none');
          await addPerson(tx, person);
          await note(tx, { at: clock(), actor: person.id, action: 'set-up', subject: person.id, details: {} });
        });
        giveSession(reply, context, await start(person));
        return meOf(person);
      },
    );
  };
}

/** A person without a password. */
export function newPerson(id: string, name: string, email: string, role: string, now: number): PeopleTable {
  return {
    id,
    email: email.trim().toLowerCase(),
    name: name.trim(),
    role,
    team: null,
    weight: 1,
    away_until: null,
    password: null,
    made_at: now,
    disabled_at: null,
  };
}

/** A row of the store as {@link Me}. */
export function meOf(person: PeopleTable): z.infer<typeof Me> {
  return { id: person.id, name: person.name, email: person.email, role: person.role as (typeof ROLES)[number] };
}
