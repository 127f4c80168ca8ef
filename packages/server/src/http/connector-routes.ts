// Connectors to CRMs: made as drafts, looked at by a dry run, switched on, paused, ended; and what is behind, and why.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CONNECTOR_KINDS, type ConnectorKind, Settings } from '../connectors/connector-settings.ts';
import { CrmProblem } from '../connectors/crm.ts';
import { previewOf } from '../connectors/preview.ts';
import { checkedUrl, ForbiddenAddress, readAllowed } from '../outgoing/checked-address.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { addConnector, changeConnector, forgetRead } from '../store/connector-rows.ts';
import { leadsWithSales, noteChanged } from '../store/crm-write-rows.ts';
import type { ConnectorsTable } from '../store/tables.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { openConnector } from './connector-lead-routes.ts';
import { ConnectorShape, secretsOf, shownConnectors } from './connector-shape.ts';

const Which = z.object({ id: z.string().max(100) });
const Diff = z.object({ field: z.string(), from: z.string(), to: z.string() });
const Preview = z.object({
  missing: z.array(z.string()).describe('fields that the CRM does not have: create them there first'),
  rows: z.array(
    z.object({
      lead: z.string(),
      record: z.string().nullable().describe('null where the CRM knows nobody of the lead’s names'),
      fields: z.array(Diff).describe('what would change'),
      task: z.object({ subject: z.string(), rep: z.string().nullable() }).nullable(),
    }),
  ),
});

/** Adds the routes. */
export function connectorRoutes(context: AppContext) {
  const { config, store, intake, inForce, clock, random, crms } = context;
  const allowed = readAllowed(config.BATON_OUTGOING_ALLOW);
  const shown = async (id: string): Promise<z.infer<typeof ConnectorShape>> => {
    const found = (await shownConnectors(store.read)).find((each) => each.id === id);
    if (found === undefined) throw new Refusal(404, 'http-not-found', 'there is no such connector');
    return found;
  };
  const rowOf = (id: string): Promise<ConnectorsTable> => openConnector(store.read, id);
  const checked = (kind: ConnectorKind, settings: Settings): Settings => {
    if (kind === 'salesforce' && settings.url === undefined)
      throw new Refusal(400, 'http-invalid', 'Salesforce needs the address of the company’s own domain', {
        hint: 'url: https://yourcompany.my.salesforce.com',
      });
    try {
      if (settings.url !== undefined) checkedUrl(settings.url, allowed);
    } catch (error) {
      if (!(error instanceof ForbiddenAddress)) throw error;
      throw new Refusal(400, 'outgoing-address', error.message, {
        hint: 'a public https address, or one that BATON_OUTGOING_ALLOW names',
      });
    }
    return settings;
  };
  const change = async (id: string, by: string, action: string, what: Partial<ConnectorsTable>): Promise<void> =>
    intake.aside(async (tx) => {
      await changeConnector(tx, id, what);
      await note(tx, { at: clock(), actor: by, action, subject: id, details: {} });
    });
  const integrations = { permission: 'manage-integrations' } as const;

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/connectors',
      {
        config: integrations,
        schema: {
          summary: 'Connectors to CRMs, with what is behind and why',
          response: { 200: z.object({ connectors: z.array(ConnectorShape) }) },
        },
      },
      async () => ({ connectors: await shownConnectors(store.read) }),
    );
    app.post(
      '/connectors',
      {
        config: integrations,
        schema: {
          summary: 'A new connector, as a draft: nothing is written before it is switched on',
          body: z.object({
            kind: z.enum(CONNECTOR_KINDS),
            label: z.string().min(1).max(100),
            settings: Settings,
            secrets: z.record(z.string().max(40), z.string().max(4000)).describe('shown to nobody again'),
          }),
          response: { 201: ConnectorShape },
        },
      },
      async (request, reply) => {
        const { kind, label, settings, secrets } = request.body;
        const now = clock();
        const row: ConnectorsTable = {
          id: random(12).toString('hex'),
          kind,
          label,
          settings: JSON.stringify(checked(kind, settings)),
          secrets: secretsOf(kind, secrets),
          state: 'draft',
          problem: null,
          problem_at: null,
          failures: 0,
          due_at: now,
          read_at: null,
          wrote_at: null,
          leased_until: 0,
          fence: 0,
          made_by: actorOf(request).id,
          made_at: now,
          ended_at: null,
        };
        await intake.aside(async (tx) => {
          await addConnector(tx, row);
          const details = { kind };
          await note(tx, { at: now, actor: row.made_by, action: 'connector-made', subject: row.id, details });
        });
        return reply.code(201).send(await shown(row.id));
      },
    );
    app.put(
      '/connectors/:id',
      {
        config: integrations,
        schema: {
          summary: 'Change what a connector writes and reads, or what it signs in by',
          params: Which,
          body: z.object({
            settings: Settings,
            secrets: z
              .record(z.string().max(40), z.string().max(4000))
              .optional()
              .describe('as they were where absent'),
          }),
          response: { 200: ConnectorShape },
        },
      },
      async (request) => {
        const row = await rowOf(request.params.id);
        const { settings, secrets } = request.body;
        const kind = row.kind as ConnectorKind;
        await change(row.id, actorOf(request).id, 'connector-changed', {
          settings: JSON.stringify(checked(kind, settings)),
          ...(secrets === undefined ? {} : { secrets: secretsOf(kind, secrets) }),
          due_at: clock(),
        });
        return shown(row.id);
      },
    );
    app.post(
      '/connectors/:id/preview',
      {
        config: integrations,
        schema: {
          summary: 'A dry run: what would be written to the leads of the newest hand-offs, field by field',
          params: Which,
          body: z.object({ limit: z.number().int().min(1).max(50).default(10) }),
          response: { 200: Preview },
        },
      },
      async (request) => {
        const row = await rowOf(request.params.id);
        try {
          const found = await previewOf(
            { store, inForce, clock, base: config.BATON_URL },
            crms,
            row,
            request.body.limit,
          );
          return {
            missing: [...found.missing],
            rows: found.rows.map((each) => ({ ...each, fields: [...each.fields] })),
          };
        } catch (error) {
          if (!(error instanceof CrmProblem)) throw error;
          throw new Refusal(502, 'crm-unreached', error.message, {
            hint: 'look at the address, the scopes and the secrets',
          });
        }
      },
    );
    for (const [verb, state, summary] of [
      ['start', 'on', 'Switch a connector on, or let it go on'],
      ['pause', 'paused', 'Pause a connector: what changes meanwhile waits'],
    ] as const)
      app.post(
        `/connectors/:id/${verb}`,
        { config: integrations, schema: { summary, params: Which, response: { 200: ConnectorShape } } },
        async (request) => {
          const row = await rowOf(request.params.id);
          const what = { state, due_at: clock(), leased_until: 0, fence: row.fence + 1, failures: 0 };
          if (row.state === 'draft' && state === 'on')
            await intake.aside(async (tx) => noteChanged(tx, row.id, await leadsWithSales(tx), clock()));
          await change(row.id, actorOf(request).id, `connector-${verb === 'start' ? 'started' : 'paused'}`, what);
          return shown(row.id);
        },
      );
    app.delete(
      '/connectors/:id',
      {
        config: integrations,
        schema: {
          summary: 'Disconnect: its secrets and what it read are forgotten; the journal stays',
          params: Which,
          response: { 200: ConnectorShape },
        },
      },
      async (request) => {
        const { id } = await rowOf(request.params.id);
        const actor = actorOf(request).id;
        await intake.aside(async (tx) => {
          await changeConnector(tx, id, { state: 'ended', secrets: '{}', ended_at: clock(), problem: null });
          await forgetRead(tx, id);
          await note(tx, { at: clock(), actor, action: 'connector-ended', subject: id, details: {} });
        });
        crms.forget(id);
        return shown(id);
      },
    );
  };
}
