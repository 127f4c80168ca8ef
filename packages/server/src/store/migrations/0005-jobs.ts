// Long work in the background, with its progress and its result.
import type { Kysely, Migration } from 'kysely';
import { bigint } from '../columns-of-both.ts';

/** Creates the jobs. */
export const jobs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('jobs')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('params', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('progress', 'integer', (column) => column.notNull())
      .addColumn('doing', 'text', (column) => column.notNull())
      .addColumn('result', 'text')
      .addColumn('page', 'text')
      .addColumn('problem', 'text')
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addColumn('ended_at', bigint)
      .execute();
  },
};
