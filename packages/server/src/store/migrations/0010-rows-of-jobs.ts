// Jobs keep what their numbers were counted from, apart from the numbers: it is many times as much.
import type { Kysely, Migration } from 'kysely';

/** Adds the column. */
export const rowsOfJobs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('jobs').addColumn('rows', 'text').execute();
  },
};
