// What all routes of versions share: finding one, noting what was done to it, showing it, and a step of its way in one transaction.
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import type { Changing, Reading } from '../store/store.ts';
import type { VersionsTable } from '../store/tables.ts';
import { versionOf } from '../store/version-rows.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import type { Which } from './definition-shapes.ts';
import { wholeOf } from './version-view.ts';

/** The steps over one context. */
export function versionSteps({ store, intake, clock }: AppContext) {
  /** The version, or a 404. */
  const find = async (read: Reading, { name, version }: z.infer<typeof Which>): Promise<VersionsTable> => {
    const row = await versionOf(read, name, version);
    if (row === undefined) throw new Refusal(404, 'http-not-found', 'there is no such version');
    return row;
  };
  /** The line of the audit log. */
  const noted = (request: FastifyRequest, action: string, row: VersionsTable) => ({
    at: clock(),
    actor: actorOf(request).id,
    action,
    subject: `${row.name} ${row.version}`,
    details: { digest: row.digest },
  });
  const whole = (request: FastifyRequest, row: VersionsTable) => wholeOf(store.read, row, actorOf(request), clock());
  /** Checked and done on the row in one transaction, and noted; then the version as it is. */
  const step = async (
    request: FastifyRequest<{ Params: z.infer<typeof Which> }>,
    action: string,
    work: (row: VersionsTable, tx: Changing) => Promise<VersionsTable>,
  ) => {
    await intake.aside(async (tx) => {
      const done = await work(await find(tx, request.params), tx);
      await note(tx, noted(request, action, done));
    });
    return whole(request, await find(store.read, request.params));
  };
  return { find, noted, whole, step };
}
