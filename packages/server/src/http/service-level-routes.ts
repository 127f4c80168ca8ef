// How the service watches over the agreed times: when reps are reminded, who is told of a breach.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { personById } from '../store/people-rows.ts';
import { serviceLevel, setServiceLevel } from '../store/setting-rows.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';

const Level = z.object({
  remindAfter: z.number().min(0).max(1).describe('share of the time to answer after which the rep is reminded'),
  escalateTo: z.string().max(100).nullable().describe('id of the person who is told of every breach'),
});

/** Adds the routes. */
export function serviceLevelRoutes({ store, intake, clock }: AppContext) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/service-level',
      {
        config: { permission: 'see-queue' },
        schema: { summary: 'When reps are reminded, and who is told of breaches', response: { 200: Level } },
      },
      async () => serviceLevel(store.read),
    );
    app.put(
      '/service-level',
      {
        config: { permission: 'set-service-level' },
        schema: {
          summary: 'Set it, for all hand-offs whose clock starts from now on',
          body: Level,
          response: { 200: Level },
        },
      },
      async (request) => {
        const { escalateTo, remindAfter } = request.body;
        await intake.aside(async (tx) => {
          const person = escalateTo === null ? undefined : await personById(tx, escalateTo);
          if (escalateTo !== null && (person === undefined || person.disabled_at !== null))
            throw new Refusal(400, 'queue-nobody', 'nobody who can sign in has this id');
          await setServiceLevel(tx, request.body);
          const actor = actorOf(request).id;
          const details = { remindAfter, escalateTo };
          await note(tx, { at: clock(), actor, action: 'service-level-set', subject: 'service-level', details });
        });
        return request.body;
      },
    );
  };
}
