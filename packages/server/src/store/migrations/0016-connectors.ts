// Connectors to CRMs: where they go, how far each object was read, what was read, what was told of it, and which leads are still to be written.
import type { Kysely, Migration } from 'kysely';
import { bigint } from '../columns-of-both.ts';

/** Creates the tables. */
export const connectors: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('connectors')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('settings', 'text', (column) => column.notNull())
      .addColumn('secrets', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('problem', 'text')
      .addColumn('problem_at', bigint)
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('due_at', bigint, (column) => column.notNull())
      .addColumn('read_at', bigint)
      .addColumn('wrote_at', bigint)
      .addColumn('leased_until', bigint, (column) => column.notNull())
      .addColumn('fence', 'integer', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addColumn('ended_at', bigint)
      .execute();

    await db.schema
      .createTable('crm_cursors')
      .addColumn('connector', 'text', (column) => column.notNull())
      .addColumn('object', 'text', (column) => column.notNull())
      .addColumn('modified_at', bigint, (column) => column.notNull())
      .addColumn('looked_at', bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('crm_cursors_key', ['connector', 'object'])
      .execute();

    await db.schema
      .createTable('crm_records')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('connector', 'text', (column) => column.notNull())
      .addColumn('object', 'text', (column) => column.notNull())
      .addColumn('record', 'text', (column) => column.notNull())
      .addColumn('named', 'text', (column) => column.notNull())
      .addColumn('modified_at', bigint, (column) => column.notNull())
      .addColumn('cells', 'text', (column) => column.notNull())
      .addColumn('gone', 'integer', (column) => column.notNull())
      .addColumn('fresh', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('crm_records_by_object').on('crm_records').columns(['connector', 'object']).execute();

    await db.schema
      .createTable('crm_told')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('connector', 'text', (column) => column.notNull())
      .addColumn('number', bigint, (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('crm_writes')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('connector', 'text', (column) => column.notNull())
      .addColumn('lead', 'text', (column) => column.notNull())
      .addColumn('changed', 'integer', (column) => column.notNull())
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addColumn('due_at', bigint, (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('problem', 'text')
      .addColumn('written', 'text', (column) => column.notNull())
      .addColumn('ended_at', bigint)
      .execute();
    await db.schema
      .createIndex('crm_writes_by_due')
      .on('crm_writes')
      .columns(['connector', 'state', 'due_at'])
      .execute();
  },
};
