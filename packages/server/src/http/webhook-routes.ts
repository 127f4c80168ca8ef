// Webhooks to other systems: where they go, what waits, what was given up and is sent again.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { checkedUrl, ForbiddenAddress, readAllowed } from '../outgoing/checked-address.ts';
import { MESSAGE_KINDS } from '../outgoing/messages.ts';
import { secretOf } from '../outgoing/webhook-signature.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { addEndpoint, allEndpoints, endEndpoint } from '../store/endpoint-rows.ts';
import { backlog, dropWaiting, messagesOf, OUTBOX_STATES, putOut, sendAgain } from '../store/outbox-rows.ts';
import type { EndpointsTable } from '../store/tables.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';

const Which = z.object({ id: z.string().max(100) });
const Endpoint = z.object({
  id: z.string(),
  url: z.string(),
  label: z.string(),
  kinds: z.array(z.string()),
  madeAt: z.number(),
  endedAt: z.number().nullable(),
  endedBecause: z.string().nullable(),
  waiting: z.number(),
  oldestWaiting: z.number().nullable().describe('when the oldest message that waits was made'),
  dead: z.number().describe('messages that were given up'),
});
const Sent = z.object({
  id: z.string().describe('the message’s id, the same at every attempt'),
  kind: z.string(),
  state: z.enum(OUTBOX_STATES),
  attempts: z.number(),
  madeAt: z.number(),
  dueAt: z.number(),
  endedAt: z.number().nullable(),
  problem: z.string().nullable(),
});

/** Adds the routes. */
export function webhookRoutes({ config, store, intake, clock, random }: AppContext) {
  const allowed = readAllowed(config.BATON_OUTGOING_ALLOW);
  const shownAll = async (): Promise<z.infer<typeof Endpoint>[]> => {
    const behind = await backlog(store.read);
    return (await allEndpoints(store.read)).map((row) => {
      const of = (state: string) => behind.find((each) => each.endpoint === row.id && each.state === state);
      const waiting = of('waiting');
      return {
        id: row.id,
        url: row.url,
        label: row.label,
        kinds: JSON.parse(row.kinds) as string[],
        madeAt: row.made_at,
        endedAt: row.ended_at,
        endedBecause: row.ended_because,
        waiting: waiting?.count ?? 0,
        oldestWaiting: waiting?.oldest ?? null,
        dead: of('dead')?.count ?? 0,
      };
    });
  };
  const found = async (id: string): Promise<z.infer<typeof Endpoint>> => {
    const row = (await shownAll()).find((each) => each.id === id);
    if (row === undefined) throw new Refusal(404, 'http-not-found', 'there is no such webhook');
    return row;
  };

  const addressOf = (text: string): string => {
    try {
      return checkedUrl(text, allowed).href;
    } catch (error) {
      if (!(error instanceof ForbiddenAddress)) throw error;
      throw new Refusal(400, 'outgoing-address', error.message, {
        hint: 'a public https address, or one that BATON_OUTGOING_ALLOW names',
      });
    }
  };

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/webhooks',
      {
        config: { permission: 'manage-integrations' },
        schema: {
          summary: 'Webhooks, with what waits and what was given up',
          response: { 200: z.object({ webhooks: z.array(Endpoint), kinds: z.array(z.string()) }) },
        },
      },
      async () => ({ webhooks: await shownAll(), kinds: [...MESSAGE_KINDS] }),
    );
    app.post(
      '/webhooks',
      {
        config: { permission: 'manage-integrations' },
        schema: {
          summary: 'A new webhook; its secret is told this once',
          body: z.object({
            url: z.string().max(2000),
            label: z.string().min(1).max(100),
            kinds: z.array(z.enum(MESSAGE_KINDS)).min(1).describe('what it is told'),
          }),
          response: { 201: Endpoint.extend({ secret: z.string() }) },
        },
      },
      async (request, reply) => {
        const { label, kinds } = request.body;
        const url = addressOf(request.body.url);
        const secret = secretOf(random(24));
        const row: EndpointsTable = {
          id: random(12).toString('hex'),
          url,
          secret,
          kinds: JSON.stringify([...new Set(kinds)]),
          label,
          made_by: actorOf(request).id,
          made_at: clock(),
          ended_at: null,
          ended_because: null,
        };
        await intake.aside(async (tx) => {
          await addEndpoint(tx, row);
          const details = { host: new URL(url).host };
          await note(tx, { at: clock(), actor: row.made_by, action: 'webhook-made', subject: row.id, details });
        });
        return reply.code(201).send({ ...(await found(row.id)), secret });
      },
    );
    app.delete(
      '/webhooks/:id',
      {
        config: { permission: 'manage-integrations' },
        schema: { summary: 'End a webhook; what waits for it is given up', params: Which, response: { 200: Endpoint } },
      },
      async (request) => {
        const { id } = request.params;
        const actor = actorOf(request).id;
        await found(id);
        await intake.aside(async (tx) => {
          if (!(await endEndpoint(tx, id, 'ended by a person', clock()))) return;
          await dropWaiting(tx, id, 'the webhook was ended', clock());
          await note(tx, { at: clock(), actor, action: 'webhook-ended', subject: id, details: {} });
        });
        return found(id);
      },
    );
    app.post(
      '/webhooks/:id/test',
      {
        config: { permission: 'manage-integrations' },
        schema: {
          summary: 'Send a message of the kind "test"',
          params: Which,
          response: { 202: Sent.pick({ id: true }) },
        },
      },
      async (request, reply) => {
        const { id, endedAt } = await found(request.params.id);
        if (endedAt !== null) throw new Refusal(409, 'outgoing-ended', 'this webhook was ended');
        const now = clock();
        const message = `test:${random(8).toString('hex')}`;
        const body = JSON.stringify({ type: 'test', timestamp: new Date(now).toISOString(), data: { webhook: id } });
        await intake.aside((tx) => putOut(tx, [{ endpoint: id, message, kind: 'test', body }], now));
        return reply.code(202).send({ id: message });
      },
    );
    app.get(
      '/webhooks/:id/messages',
      {
        config: { permission: 'manage-integrations' },
        schema: {
          summary: 'Its messages, the newest first',
          params: Which,
          querystring: z.object({
            state: z.enum(OUTBOX_STATES).optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: { 200: z.object({ messages: z.array(Sent) }) },
        },
      },
      async (request) => {
        const { state, limit } = request.query;
        const { id } = await found(request.params.id);
        const rows = await messagesOf(store.read, id, state, limit);
        return {
          messages: rows.map((row) => ({
            id: row.message,
            kind: row.kind,
            state: row.state as (typeof OUTBOX_STATES)[number],
            attempts: row.attempts,
            madeAt: row.made_at,
            dueAt: row.due_at,
            endedAt: row.ended_at,
            problem: row.problem,
          })),
        };
      },
    );
    app.post(
      '/webhooks/:id/replay',
      {
        config: { permission: 'manage-integrations' },
        schema: {
          summary: 'Send one message again, or all that were given up',
          params: Which,
          body: z.object({ message: z.string().max(200).optional() }),
          response: { 200: z.object({ again: z.number() }) },
        },
      },
      async (request) => {
        const { id, endedAt } = await found(request.params.id);
        if (endedAt !== null) throw new Refusal(409, 'outgoing-ended', 'this webhook was ended');
        return { again: await intake.aside((tx) => sendAgain(tx, id, request.body.message, clock())) };
      },
    );
  };
}
