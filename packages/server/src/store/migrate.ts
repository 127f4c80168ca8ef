// Brings a database up to what this program knows, under a lock; refuses one that a newer program has changed.
import { type Kysely, type Migration, Migrator } from 'kysely';
import { journalAndDecisions } from './migrations/0001-journal-and-decisions.ts';
import { contract } from './migrations/0002-contract.ts';
import { peopleAndKeys } from './migrations/0003-people-and-keys.ts';
import { twoSignatures } from './migrations/0004-two-signatures.ts';
import { jobs } from './migrations/0005-jobs.ts';
import { identities } from './migrations/0006-identities.ts';
import { outgoing } from './migrations/0007-outgoing.ts';
import { uploadsAndKeyUse } from './migrations/0008-uploads-and-key-use.ts';
import { entriesOfNobody } from './migrations/0009-entries-of-nobody.ts';
import { rowsOfJobs } from './migrations/0010-rows-of-jobs.ts';
import { erasures } from './migrations/0011-erasures.ts';
import { programmes } from './migrations/0012-programmes.ts';
import { mails } from './migrations/0013-mails.ts';
import { leasedJobs } from './migrations/0014-leased-jobs.ts';
import { connectors } from './migrations/0016-connectors.ts';

/** Every migration by the name that tells its story, in order. Released ones never change. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-journal-and-decisions': journalAndDecisions,
  '0002-contract': contract,
  '0003-people-and-keys': peopleAndKeys,
  '0004-two-signatures': twoSignatures,
  '0005-jobs': jobs,
  '0006-identities': identities,
  '0007-outgoing': outgoing,
  '0008-uploads-and-key-use': uploadsAndKeyUse,
  '0009-entries-of-nobody': entriesOfNobody,
  '0010-rows-of-jobs': rowsOfJobs,
  '0011-erasures': erasures,
  '0012-programmes': programmes,
  '0013-mails': mails,
  '0014-leased-jobs': leasedJobs,
  '0016-connectors': connectors,
};

/** What a start cannot go on from; `exit` is the process's exit code. */
export class CannotStart extends Error {
  constructor(
    message: string,
    readonly exit: number,
  ) {
    super(message);
  }
}

/** Runs what is missing, up to `last` where one is named. Two processes at once are fine: one waits. */
export async function migrate(db: Kysely<unknown>, last?: string): Promise<void> {
  const known = new Set(Object.keys(MIGRATIONS));
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const applied = await appliedNames(db);
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new CannotStart(
      `This database was changed by a newer Baton (${unknown.join(', ')}). Start that version, or restore a backup from before.`,
      1,
    );
  }
  const { error } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last));
  if (error !== undefined) throw error;
}

async function appliedNames(db: Kysely<unknown>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await (db as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}
