// The contract: versions proposed, signed by both sides, brought into force, gone back to, and acknowledged by those who work by them.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  activationEntry,
  checkActivatable,
  checkGoingBack,
  checkProposable,
  checkSignable,
  validSignatures,
} from '../contract/contract.ts';
import { Refusal } from '../refusal.ts';
import { acknowledge } from '../store/acknowledgement-rows.ts';
import { note } from '../store/audit-rows.ts';
import type { Changing } from '../store/store.ts';
import type { SignaturesTable, VersionsTable } from '../store/tables.ts';
import { wakeAllAt } from '../store/unit-rows.ts';
import {
  activatedVersions,
  addSignature,
  addVersion,
  allVersions,
  changeVersion,
  signaturesOf,
  signaturesOnDigest,
} from '../store/version-rows.ts';
import { actorOf, personOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { Which, Whole } from './definition-shapes.ts';
import { proveAnew } from './sign-anew.ts';
import { versionSteps } from './version-steps.ts';

/** An activation lies so far ahead that no process has yet to hear of it (R5). */
const AHEAD = 10_000;
/** A signature needs the password again; of whom signs in elsewhere, a fresh sign-in. */
const Proof = z.object({ password: z.string().max(200).optional() });
const Signing = Proof.extend({ digest: z.string().length(64) });

/** Adds the routes. */
export function contractRoutes(context: AppContext) {
  const { store, intake, clock } = context;
  const { find, noted, whole, step } = versionSteps(context);

  /** The activation as an entry, and in the same transaction what it does to the versions; every unit is woken by it. */
  const bringIntoForce = async (
    request: FastifyRequest,
    row: VersionsTable,
    signatures: readonly SignaturesTable[],
    change: (tx: Changing, effectiveAt: number) => Promise<void>,
  ): Promise<void> => {
    const now = clock();
    const effectiveAt = now + AHEAD;
    await intake.command([activationEntry(row, signatures, effectiveAt, now)], async (tx) => {
      await change(tx, effectiveAt);
      for (const other of await activatedVersions(tx))
        if (other.name === row.name && other.version !== row.version)
          await changeVersion(tx, other, { state: 'superseded' });
      await wakeAllAt(tx, effectiveAt);
      await note(tx, noted(request, 'activated', row));
    });
  };

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
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
          summary: 'Sign the digest you looked at, for your side, with your password or after a fresh sign-in',
          params: Which,
          body: Signing,
          response: { 200: Whole },
        },
      },
      async (request) => {
        const signer = personOf(request);
        const isProved = await proveAnew(request, context, request.body.password);
        return step(request, 'signed', async (row, tx) => {
          checkSignable(row, request.body.digest, signer.id, await signaturesOf(tx, row.name, row.version));
          await isProved(tx);
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
        const row = await find(store.read, request.params);
        const signatures = validSignatures(row, await signaturesOf(store.read, row.name, row.version));
        await bringIntoForce(request, row, signatures, async (tx, effectiveAt) => {
          checkActivatable(await find(tx, request.params), await signaturesOf(tx, row.name, row.version));
          await changeVersion(tx, row, { state: 'in-force', effective_at: effectiveAt });
        });
        return whole(request, await find(store.read, request.params));
      },
    );
    app.post(
      '/definitions/:name/:version/go-back',
      {
        config: { permission: 'activate-definitions', rateLimit: { max: 10, timeWindow: 60_000 } },
        schema: {
          summary: 'Go back to a version that was in force: one person may, and every page says so for 14 days',
          params: Which,
          body: Proof,
          response: { 201: Whole },
        },
      },
      async (request, reply) => {
        const isProved = await proveAnew(request, context, request.body.password);
        const earlier = await find(store.read, request.params);
        checkGoingBack(earlier);
        const all = (await allVersions(store.read)).filter(({ name }) => name === earlier.name);
        const version = Math.max(...all.map((each) => each.version)) + 1;
        const now = clock();
        const row: VersionsTable = {
          ...earlier,
          version,
          state: 'in-force',
          author: actorOf(request).id,
          made_at: now,
          edited_at: now,
          effective_at: null,
        };
        const signatures = await signaturesOnDigest(store.read, row);
        await bringIntoForce(request, row, signatures, async (tx, effectiveAt) => {
          checkGoingBack(await find(tx, request.params));
          await isProved(tx);
          await addVersion(tx, { ...row, effective_at: effectiveAt });
        });
        return reply.code(201).send(await whole(request, await find(store.read, row)));
      },
    );
    app.post(
      '/definitions/:name/:version/acknowledge',
      {
        config: { permission: 'acknowledge-definitions' },
        schema: {
          summary: 'Say that you have read a version in force',
          params: Which,
          response: { 200: Whole },
        },
      },
      async (request) => {
        const person = personOf(request).id;
        const row = await find(store.read, request.params);
        if (row.effective_at === null)
          throw new Refusal(409, 'contract-not-in-force', 'this version has not come into force');
        const { name, version } = row;
        await intake.aside((tx) => acknowledge(tx, { name, version, person, at: clock() }));
        return whole(request, row);
      },
    );
  };
}
