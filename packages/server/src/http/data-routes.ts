// What comes in: facts from systems of record, the ledger, what was refused, and the keys that trackers use.
import { DAY } from '@baton/core/base/duration';
import { isObject } from '@baton/core/journal/field-reader';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SCOPES } from '../auth/policy.ts';
import { newToken, tokenDigest } from '../auth/secrets.ts';
import { MOST_EVENTS } from '../ingest/read-body.ts';
import { takeCalls } from '../ingest/take-calls.ts';
import { BATON } from '../live/router.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { addKey, allKeys, revokeKey } from '../store/key-rows.ts';
import { closeShelved, ledgerSince, shelvedById, shelvedPage } from '../store/shelf-rows.ts';
import type { KeysTable } from '../store/tables.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';

const Receipt = z.object({
  verdict: z.string(),
  id: z.string().optional(),
  problems: z.array(z.unknown()).readonly().optional(),
});
const Key = z.object({
  id: z.string(),
  kind: z.string(),
  shown: z.string(),
  label: z.string(),
  source: z.string().nullable(),
  scopes: z.array(z.string()),
  origins: z.array(z.string()),
  madeAt: z.number(),
  expiresAt: z.number().nullable(),
  revokedAt: z.number().nullable(),
  usedAt: z.number().nullable().describe('to the minute or so'),
});
const Source = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,60}$/i, 'letters, digits, dots and dashes');

/** Adds the routes. */
export function dataRoutes(context: AppContext) {
  const { store, intake, clock, random } = context;
  const newId = () => random(16).toString('hex');
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.post(
      '/import',
      {
        config: { permission: 'post-facts' },
        schema: {
          summary: 'Entries of any kind, in Baton’s shape or Segment’s, a receipt for each',
          body: z.object({ source: Source, entries: z.array(z.unknown()).min(1).max(MOST_EVENTS) }),
          response: { 200: z.object({ receipts: z.array(Receipt) }) },
        },
      },
      async (request) => {
        const { source, entries } = request.body;
        if (source === BATON) throw new Refusal(400, 'http-own-source', 'this source is Baton’s own');
        return { receipts: await takeCalls(intake, entries, { source, receivedAt: clock(), newId }) };
      },
    );
    app.get(
      '/ledger',
      {
        config: { permission: 'see-ledger' },
        schema: {
          summary: 'What was received, by source and hour: accepted + duplicate + conflict + refused',
          querystring: z.object({ since: z.coerce.number().int().optional() }),
          response: {
            200: z.object({
              hours: z.array(
                z.object({
                  source: z.string(),
                  hour: z.number(),
                  received: z.number(),
                  accepted: z.number(),
                  duplicate: z.number(),
                  conflict: z.number(),
                  refused: z.number(),
                }),
              ),
            }),
          },
        },
      },
      async (request) => ({
        hours: (await ledgerSince(store.read, request.query.since ?? clock() - 7 * DAY)).map((row) => ({
          ...row,
          received: row.accepted + row.duplicate + row.conflict + row.refused,
        })),
      }),
    );
    app.get(
      '/refused',
      {
        config: { permission: 'see-ledger' },
        schema: {
          summary: 'What was refused and waits to be mended, the newest first',
          querystring: z.object({
            before: z.coerce.number().int().optional(),
            limit: z.coerce.number().min(1).max(200).default(50),
          }),
          response: {
            200: z.object({
              refused: z.array(
                z.object({
                  id: z.number(),
                  receivedAt: z.number(),
                  source: z.string(),
                  verdict: z.string(),
                  raw: z.string(),
                  problems: z.array(z.unknown()).readonly(),
                  state: z.string(),
                }),
              ),
            }),
          },
        },
      },
      async (request) => ({
        refused: (await shelvedPage(store.read, request.query.before, request.query.limit)).map((row) => ({
          id: row.id,
          receivedAt: row.received_at,
          source: row.source,
          verdict: row.verdict,
          raw: row.raw,
          problems: JSON.parse(row.problems) as unknown[],
          state: row.state,
        })),
      }),
    );
    app.post(
      '/refused/:id/replay',
      {
        config: { permission: 'mend-refused' },
        schema: {
          summary: 'Send something refused again, mended',
          params: z.object({ id: z.coerce.number().int() }),
          body: z.object({ entry: z.unknown().describe('as mended; as it was where absent').optional() }),
          response: { 200: Receipt },
        },
      },
      async (request) => {
        const row = await shelvedById(store.read, request.params.id);
        if (row === undefined || row.state !== 'open')
          throw new Refusal(409, 'shelf-closed', 'this has been mended already, or is none');
        const mended = isObject(request.body.entry) ? request.body.entry : (JSON.parse(row.raw) as unknown);
        const [receipt] = await takeCalls(intake, [mended], { source: row.source, receivedAt: row.received_at, newId });
        if (receipt === undefined || receipt.verdict === 'refused')
          throw new Refusal(422, 'shelf-still-refused', 'it is still refused', {
            problems: receipt?.verdict === 'refused' ? receipt.problems : [],
          });
        await intake.aside(async (tx) => {
          await closeShelved(tx, row.id, 'mended');
          const actor = actorOf(request).id;
          await note(tx, { at: clock(), actor, action: 'mended', subject: `refused ${row.id}`, details: {} });
        });
        return receipt;
      },
    );
    app.get(
      '/keys',
      {
        config: { permission: 'manage-keys' },
        schema: { summary: 'All keys, without what is secret', response: { 200: z.object({ keys: z.array(Key) }) } },
      },
      async () => ({ keys: (await allKeys(store.read)).map(keyShown) }),
    );
    app.post(
      '/keys',
      {
        config: { permission: 'manage-keys' },
        schema: {
          summary: 'A new key: a public write key of a source, or a secret key with scopes. It is shown once.',
          body: z.discriminatedUnion('kind', [
            z.object({
              kind: z.literal('write'),
              label: z.string().min(1).max(100),
              source: Source,
              origins: z.array(z.url()).max(50).default([]),
            }),
            z.object({
              kind: z.literal('secret'),
              label: z.string().min(1).max(100),
              scopes: z.array(z.enum(SCOPES)).min(1),
              expiresAt: z.number().int().optional(),
            }),
          ]),
          response: { 201: Key.extend({ key: z.string() }) },
        },
      },
      async (request, reply) => {
        const { body } = request;
        const key = newToken(body.kind === 'write' ? 'wk' : 'sk', random);
        const row: KeysTable = {
          id: random(8).toString('hex'),
          kind: body.kind,
          hash: tokenDigest(key),
          shown: `${key.slice(0, 7)}…`,
          label: body.label,
          source: body.kind === 'write' ? body.source : null,
          scopes: JSON.stringify(body.kind === 'secret' ? body.scopes : []),
          origins: JSON.stringify(body.kind === 'write' ? body.origins : []),
          made_by: actorOf(request).id,
          made_at: clock(),
          expires_at: body.kind === 'secret' ? (body.expiresAt ?? null) : null,
          revoked_at: null,
          used_at: null,
        };
        await intake.aside(async (tx) => {
          await addKey(tx, row);
          const details = { kind: row.kind };
          await note(tx, { at: row.made_at, actor: row.made_by, action: 'made-key', subject: row.id, details });
        });
        return reply.code(201).send({ ...keyShown(row), key });
      },
    );
    app.delete(
      '/keys/:id',
      {
        config: { permission: 'manage-keys' },
        schema: { summary: 'Revoke a key', params: z.object({ id: z.string().max(100) }), response: { 204: z.void() } },
      },
      async (request, reply) => {
        const { id } = request.params;
        await intake.aside(async (tx) => {
          if (!(await revokeKey(tx, id, clock()))) throw new Refusal(404, 'http-not-found', 'there is no such key');
          await note(tx, { at: clock(), actor: actorOf(request).id, action: 'revoked-key', subject: id, details: {} });
        });
        return reply.code(204).send();
      },
    );
  };
}

function keyShown(row: KeysTable): z.infer<typeof Key> {
  return {
    id: row.id,
    kind: row.kind,
    shown: row.shown,
    label: row.label,
    source: row.source,
    scopes: JSON.parse(row.scopes) as string[],
    origins: JSON.parse(row.origins) as string[],
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    usedAt: row.used_at,
  };
}
