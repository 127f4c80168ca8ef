// Definitions as a contract: read by everybody, drafted by either side, signed by both.
import { diffDefinitions } from '@baton/core/definition/diff';
import { describeDefinition, renderMarkdown } from '@baton/core/definition/plain-language';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { checkPassword } from '../auth/secrets.ts';
import {
  activationEntry,
  checkActivatable,
  checkEditable,
  checkFolder,
  checkProposable,
  checkSignable,
  validSignatures,
} from '../contract/contract.ts';
import { newDraft } from '../contract/new-draft.ts';
import { storedDefinition } from '../live/stored-definition.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { personByEmail } from '../store/people-rows.ts';
import type { Changing, Reading } from '../store/store.ts';
import type { VersionsTable } from '../store/tables.ts';
import { wakeAllAt } from '../store/unit-rows.ts';
import {
  activatedVersions,
  addSignature,
  allVersions,
  changeVersion,
  signaturesOf,
  versionOf,
} from '../store/version-rows.ts';
import { actorOf, personOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { Summary, summaryOf, Texts, Which, Whole } from './definition-shapes.ts';

/** An activation lies so far ahead that no process has yet to hear of it (R5). */
const AHEAD = 10_000;
/** A signature needs the password again. */
const Signing = z.object({ digest: z.string().length(64), password: z.string().max(200) });

/** Adds the routes. */
export function definitionRoutes(context: AppContext) {
  const { store, intake, clock } = context;

  const find = async (read: Reading, { name, version }: z.infer<typeof Which>): Promise<VersionsTable> => {
    const row = await versionOf(read, name, version);
    if (row === undefined) throw new Refusal(404, 'http-not-found', 'there is no such version');
    return row;
  };
  const noted = (request: FastifyRequest, action: string, row: VersionsTable) => ({
    at: clock(),
    actor: actorOf(request).id,
    action,
    subject: `${row.name} ${row.version}`,
    details: { digest: row.digest },
  });
  const whole = async (row: VersionsTable): Promise<z.infer<typeof Whole>> => {
    const { definition, warnings, tests } = checkFolder(row);
    const inForce = (await activatedVersions(store.read)).filter(({ name }) => name === row.name).at(-1);
    const before = inForce === undefined || inForce.version === row.version ? undefined : storedDefinition(inForce);
    return {
      ...summaryOf(row),
      text: row.text,
      tests: row.tests,
      readme: row.readme,
      words: renderMarkdown(describeDefinition(definition)),
      warnings: [...warnings],
      results: [...tests],
      signatures: (await signaturesOf(store.read, row.name, row.version)).map((each) => ({
        by: each.person,
        name: each.person_name ?? each.person,
        function: each.function,
        digest: each.digest,
        at: each.signed_at,
        voidedAt: each.voided_at,
        voidedBecause: each.voided_because,
      })),
      changes: before === undefined ? [] : diffDefinitions(before, definition),
    };
  };

  /** One step of a version's way: checked and done on the row in one transaction, and noted; then the version as it is. */
  const step = async (
    request: FastifyRequest<{ Params: z.infer<typeof Which> }>,
    action: string,
    work: (row: VersionsTable, tx: Changing) => Promise<VersionsTable>,
  ) => {
    await intake.aside(async (tx) => {
      const done = await work(await find(tx, request.params), tx);
      await note(tx, noted(request, action, done));
    });
    return whole(await find(store.read, request.params));
  };

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/definitions',
      {
        config: { permission: 'see-definitions' },
        schema: {
          summary: 'All versions of all definitions',
          response: { 200: z.object({ versions: z.array(Summary) }) },
        },
      },
      async () => ({ versions: (await allVersions(store.read)).map(summaryOf) }),
    );
    app.post(
      '/definitions',
      {
        config: { permission: 'write-definitions' },
        schema: { summary: 'A new draft; its name is the one the text gives', body: Texts, response: { 201: Whole } },
      },
      async (request, reply) => {
        const row = await intake.aside((tx) => newDraft(tx, request.body, actorOf(request).id, clock()));
        return reply.code(201).send(await whole(row));
      },
    );
    app.get(
      '/definitions/:name/:version',
      {
        config: { permission: 'see-definitions' },
        schema: {
          summary: 'One version with its text, words, stories and signatures',
          params: Which,
          response: { 200: Whole },
        },
      },
      async (request) => whole(await find(store.read, request.params)),
    );
    app.put(
      '/definitions/:name/:version',
      {
        config: { permission: 'write-definitions' },
        schema: {
          summary: 'Edit a draft or a proposal; what was signed is void',
          params: Which,
          body: Texts,
          response: { 200: Whole },
        },
      },
      async (request) => {
        const { definition, digest } = checkFolder(request.body);
        if (definition.name !== request.params.name)
          throw new Refusal(409, 'contract-name', `the text defines ${definition.name}`, {
            hint: 'make a new draft',
          });
        return step(request, 'edited', async (row, tx) => {
          checkEditable(row);
          const kept =
            row.digest === digest ? { backtest: row.backtest, state: row.state } : { backtest: null, state: 'draft' };
          await changeVersion(tx, row, { ...request.body, digest, ...kept, edited_at: clock() });
          return { ...row, digest };
        });
      },
    );
    app.post(
      '/definitions/:name/:version/propose',
      {
        config: { permission: 'write-definitions' },
        schema: {
          summary: 'Propose a draft for signing: its stories have to pass',
          params: Which,
          response: { 200: Whole },
        },
      },
      async (request) =>
        step(request, 'proposed', async (row, tx) => {
          checkProposable(row);
          await changeVersion(tx, row, { state: 'proposed' });
          return row;
        }),
    );
    app.post(
      '/definitions/:name/:version/sign',
      {
        config: { permission: 'sign-definitions', rateLimit: { max: 10, timeWindow: 60_000 } },
        schema: {
          summary: 'Sign the digest you looked at, for your side, with your password',
          params: Which,
          body: Signing,
          response: { 200: Whole },
        },
      },
      async (request) => {
        const signer = personOf(request);
        const person = await personByEmail(store.read, signer.email);
        if (!(await checkPassword(request.body.password, person?.password ?? undefined)))
          throw new Refusal(403, 'http-wrong-password', 'this is not your password; nothing was signed');
        return step(request, 'signed', async (row, tx) => {
          checkSignable(row, request.body.digest, signer.id, await signaturesOf(tx, row.name, row.version));
          const { name, version, digest } = row;
          const side = signer.role;
          await addSignature(tx, { name, version, digest, person: signer.id, function: side, signed_at: clock() });
          return row;
        });
      },
    );
    app.post(
      '/definitions/:name/:version/activate',
      {
        config: { permission: 'activate-definitions' },
        schema: {
          summary: 'Bring a version into force that both sides have signed',
          params: Which,
          response: { 200: Whole },
        },
      },
      async (request) => {
        const now = clock();
        const row = await find(store.read, request.params);
        const signatures = validSignatures(row, await signaturesOf(store.read, row.name, row.version));
        const effectiveAt = now + AHEAD;
        await intake.command([activationEntry(row, signatures, effectiveAt, now)], async (tx) => {
          const locked = await find(tx, request.params);
          checkActivatable(locked, await signaturesOf(tx, row.name, row.version));
          await changeVersion(tx, row, { state: 'in-force', effective_at: effectiveAt });
          for (const other of await activatedVersions(tx))
            if (other.name === row.name && other.version !== row.version)
              await changeVersion(tx, other, { state: 'superseded' });
          await wakeAllAt(tx, effectiveAt);
          await note(tx, noted(request, 'activated', row));
        });
        return whole(await find(store.read, request.params));
      },
    );
  };
}
