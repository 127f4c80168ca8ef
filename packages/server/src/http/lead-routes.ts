// Leads: found by name, e-mail, company or id, and one of them with everything behind it.
import { happenedInWords } from '@baton/core/replay/happened-words';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { leadHistory } from '../live/lead-history.ts';
import { viewLead } from '../live/lead-view.ts';
import { labelsFor } from '../live/standings.ts';
import { factsOf } from '../queue/known-attributes.ts';
import { Refusal } from '../refusal.ts';
import { decisionsAbout } from '../store/decision-rows.ts';
import { handoffsOfLead } from '../store/queue-rows.ts';
import { findStandings } from '../store/standing-rows.ts';
import type { AppContext } from './app-context.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { shown } from './handoff-shape.ts';

const Row = z.object({
  lead: z.string(),
  definition: z.string(),
  account: z.string(),
  label: z.string(),
  company: z.string().nullable(),
  grade: z.string(),
  engagement: z.number(),
  usage: z.number(),
  open: z.array(z.string()),
  keptBack: z.array(z.string()),
  reasons: z.array(z.string()),
  source: z.string(),
  asOf: z.number(),
});
const Point = z.object({
  at: z.number(),
  definition: z.string(),
  grade: z.string(),
  engagement: z.number(),
  usage: z.number(),
});
const Cursor = z.object({ engagement: z.number(), lead: z.string(), definition: z.string() });
/** Entries of a timeline that are sent at once, the newest. */
const MOST_ENTRIES = 500;

/** Adds the routes. */
export function leadRoutes(context: AppContext) {
  const { store, inForce, clock } = context;
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/leads',
      {
        config: { permission: 'see-leads' },
        schema: {
          summary: 'Leads by their standing, the most engaged first',
          querystring: z.object({
            search: z.string().max(200).optional().describe('part of a name, e-mail, company or id'),
            definition: z.string().max(100).optional(),
            grade: z.enum(['A', 'B', 'C', 'D', '?']).optional(),
            cursor: z.string().max(500).optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: { 200: z.object({ leads: z.array(Row), next: z.string().nullable() }) },
        },
      },
      async (request) => {
        const { search, cursor, limit, ...rest } = request.query;
        const after = decodeCursor(cursor, Cursor);
        const rows = await findStandings(store.read, { text: search, ...rest, after, limit });
        const last = rows.length === limit ? rows.at(-1) : undefined;
        return {
          leads: rows.map((row) => ({
            lead: row.lead,
            definition: row.definition,
            account: row.account,
            label: row.label,
            company: row.company,
            grade: row.grade,
            engagement: row.engagement / 10,
            usage: row.usage / 10,
            open: JSON.parse(row.open) as string[],
            keptBack: JSON.parse(row.suppressed) as string[],
            reasons: JSON.parse(row.reasons) as string[],
            source: row.source,
            asOf: row.as_of,
          })),
          next:
            last === undefined
              ? null
              : encodeCursor({ engagement: last.engagement, lead: last.lead, definition: last.definition }),
        };
      },
    );
    app.get(
      '/leads/:lead',
      {
        config: { permission: 'see-leads' },
        schema: {
          summary: 'One lead as it stands: scores with every line, what would change them, the account, what happened',
          params: z.object({ lead: z.string().min(1).max(400) }),
          querystring: z.object({ at: z.coerce.number().int().optional().describe('as of this instant') }),
        },
      },
      async (request) => {
        const now = clock();
        const at = request.query.at ?? now;
        const held = await inForce.load(store.read);
        const view = await viewLead(store.read, held, request.params.lead, at);
        if (view === undefined) throw new Refusal(404, 'http-no-lead', 'nobody is known by this name');
        const decisions = (await decisionsAbout(store.read, view.lead)).filter((each) => each.at <= at);
        const words = new Map(held.rulebook.versions.map((version) => [version.ref.name, labelsFor(version)]));
        return {
          at,
          facts: factsOf(view.unit, { names: new Set(view.names), accountNames: new Set(view.accountNames) }),
          lead: view.lead,
          label: view.label,
          company: view.company ?? null,
          account: view.account,
          source: view.source,
          names: view.names,
          standings: view.standings,
          committee: view.committee,
          handoffs: (await handoffsOfLead(store.read, view.lead)).map(shown),
          happened: decisions.flatMap((each) => {
            if (each.kind === 'verdict') return [];
            const name =
              'definition' in each
                ? typeof each.definition === 'string'
                  ? each.definition
                  : each.definition.name
                : '';
            return { at: each.at, kind: each.kind, words: happenedInWords(each, words.get(name)) };
          }),
          timeline: view.timeline.slice(-MOST_ENTRIES),
          entries: view.timeline.length,
        };
      },
    );
    app.get(
      '/leads/:lead/history',
      {
        config: { permission: 'see-leads' },
        schema: {
          summary: 'How a lead’s scores went, as they were known then',
          params: z.object({ lead: z.string().min(1).max(400) }),
          querystring: z.object({ until: z.coerce.number().int().optional() }),
          response: { 200: z.object({ points: z.array(Point) }) },
        },
      },
      async (request) => {
        const until = request.query.until ?? clock();
        const points = await leadHistory(store.read, await inForce.load(store.read), request.params.lead, until);
        if (points === undefined) throw new Refusal(404, 'http-no-lead', 'nobody is known by this name');
        return {
          points: points.map((each) => ({ ...each, engagement: each.engagement / 10, usage: each.usage / 10 })),
        };
      },
    );
  };
}
