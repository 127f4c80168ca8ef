// The audit log, read and verified.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { auditActions, auditPage, verifyAudit } from '../store/audit-rows.ts';
import type { AppContext } from './app-context.ts';

const Line = z.object({
  position: z.number(),
  at: z.number(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
  hash: z.string(),
});

/** Adds the routes. */
export function auditRoutes({ store }: AppContext) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/audit',
      {
        config: { permission: 'see-audit' },
        schema: {
          summary: 'Who did what, the newest first',
          querystring: z.object({
            actor: z.string().max(100).optional(),
            action: z.string().max(100).optional(),
            subject: z.string().max(200).optional().describe('what it was done to: an id'),
            before: z.coerce.number().int().optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: { 200: z.object({ lines: z.array(Line), actions: z.array(z.string()) }) },
        },
      },
      async (request) => ({
        lines: (await auditPage(store.read, request.query)).map((line) => ({
          ...line,
          details: JSON.parse(line.details) as Record<string, unknown>,
        })),
        actions: await auditActions(store.read),
      }),
    );
    app.get(
      '/audit/verification',
      {
        config: { permission: 'see-audit' },
        schema: {
          summary: 'Whether every line follows from the one before; its head, to be kept elsewhere',
          response: {
            200: z.union([
              z.object({ head: z.string(), lines: z.number() }),
              z.object({ brokenAt: z.number().describe('position of the first line that does not') }),
            ]),
          },
        },
      },
      async () => verifyAudit(store.read),
    );
  };
}
