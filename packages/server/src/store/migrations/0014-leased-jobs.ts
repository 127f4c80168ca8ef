// Jobs are leased by the process that works on them: what a dead process had is taken over by another.
import type { Kysely, Migration } from 'kysely';
import { bigint } from '../columns-of-both.ts';

/** Adds who has a job, until when, and how often it was begun. */
export const leasedJobs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('jobs').addColumn('holder', 'text').execute();
    await db.schema
      .alterTable('jobs')
      .addColumn('held_until', bigint, (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .alterTable('jobs')
      .addColumn('begun', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
