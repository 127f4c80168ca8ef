// What leaves for other systems: where it goes, and the outbox with leases; reminders and escalations of hand-offs; who has read a version.
import type { Kysely, Migration } from 'kysely';
import { bigint } from '../columns-of-both.ts';

/** Creates endpoints and acknowledgements, makes the outbox anew (nothing ever filled the one before), and gives hand-offs their reminder. */
export const outgoing: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('endpoints')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('secret', 'text', (column) => column.notNull())
      .addColumn('kinds', 'text', (column) => column.notNull())
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addColumn('ended_at', bigint)
      .addColumn('ended_because', 'text')
      .execute();

    await db.schema.dropTable('outbox').execute();
    await db.schema
      .createTable('outbox')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('endpoint', 'text', (column) => column.notNull())
      .addColumn('message', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addColumn('due_at', bigint, (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('leased_until', bigint, (column) => column.notNull())
      .addColumn('fence', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('problem', 'text')
      .addColumn('ended_at', bigint)
      .execute();
    await db.schema.createIndex('outbox_by_due').on('outbox').columns(['state', 'due_at']).execute();
    await db.schema.createIndex('outbox_by_endpoint').on('outbox').columns(['endpoint', 'made_at']).execute();

    await db.schema.alterTable('handoffs').addColumn('remind_at', bigint).execute();
    await db.schema.alterTable('handoffs').addColumn('reminded_at', bigint).execute();
    await db.schema.alterTable('handoffs').addColumn('escalated_to', 'text').execute();
    await db.schema.createIndex('handoffs_by_reminder').on('handoffs').columns(['state', 'remind_at']).execute();
    await db.schema.createIndex('handoffs_by_rep').on('handoffs').columns(['rep', 'routed_at']).execute();

    await db.schema
      .createTable('acknowledgements')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('at', bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('acknowledgements_key', ['name', 'version', 'person'])
      .execute();
  },
};
