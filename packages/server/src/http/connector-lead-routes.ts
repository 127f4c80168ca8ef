// Leads that a connector has to write: which wait, which were given up and why, and all of those once more.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { connectorCalled } from '../store/connector-rows.ts';
import { WRITE_STATES, writeAgain, writesOf } from '../store/crm-write-rows.ts';
import type { Reading } from '../store/store.ts';
import type { ConnectorsTable } from '../store/tables.ts';
import type { AppContext } from './app-context.ts';

const Which = z.object({ id: z.string().max(100) });
const Waiting = z.object({
  lead: z.string(),
  state: z.enum(WRITE_STATES),
  attempts: z.number(),
  madeAt: z.number(),
  dueAt: z.number(),
  endedAt: z.number().nullable(),
  problem: z.string().nullable(),
});

/** A connector that was not ended. */
export async function openConnector(read: Reading, id: string): Promise<ConnectorsTable> {
  const row = await connectorCalled(read, id);
  if (row === undefined) throw new Refusal(404, 'http-not-found', 'there is no such connector');
  if (row.state === 'ended') throw new Refusal(409, 'crm-ended', 'this connector was ended');
  return row;
}

/** Adds the routes. */
export function connectorLeadRoutes({ store, intake, clock }: AppContext) {
  const rowOf = (id: string): Promise<ConnectorsTable> => openConnector(store.read, id);
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/connectors/:id/leads',
      {
        config: { permission: 'manage-integrations' },
        schema: {
          summary: 'Leads that wait to be written, were written, or were given up',
          params: Which,
          querystring: z.object({
            state: z.enum(WRITE_STATES).optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: { 200: z.object({ leads: z.array(Waiting) }) },
        },
      },
      async (request) => {
        const { id } = await rowOf(request.params.id);
        const rows = await writesOf(store.read, id, request.query.state, request.query.limit);
        return {
          leads: rows.map((row) => ({
            lead: row.lead,
            state: row.state as (typeof WRITE_STATES)[number],
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
      '/connectors/:id/retry',
      {
        config: { permission: 'manage-integrations' },
        schema: {
          summary: 'Write all leads again that were given up, or that the CRM did not know',
          params: Which,
          response: { 200: z.object({ again: z.number() }) },
        },
      },
      async (request) => {
        const { id } = await rowOf(request.params.id);
        return { again: await intake.aside((tx) => writeAgain(tx, id, ['dead', 'unmatched'], clock())) };
      },
    );
  };
}
