// The journal, who is who, what was decided, and what came in: the first shelves.
import type { Kysely, Migration } from 'kysely';
import { bigint, numbered } from '../columns-of-both.ts';

/** Creates the journal and all that is derived from it. */
export const journalAndDecisions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await numbered(db, db.schema.createTable('entries'), 'position')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject', bigint)
      .addColumn('occurred_at', bigint, (column) => column.notNull())
      .addColumn('admitted_at', bigint, (column) => column.notNull())
      .addColumn('seq', bigint, (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addUniqueConstraint('entries_once', ['source', 'id'])
      .execute();
    await db.schema.createIndex('entries_by_subject').on('entries').column('subject').execute();

    await numbered(db, db.schema.createTable('identifiers'), 'id')
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .addColumn('unit', bigint, (column) => column.notNull())
      .execute();
    await db.schema.createIndex('identifiers_by_unit').on('identifiers').column('unit').execute();

    await db.schema
      .createTable('units')
      .addColumn('id', bigint, (column) => column.primaryKey())
      .addColumn('version', bigint, (column) => column.notNull())
      .addColumn('clock', bigint, (column) => column.notNull())
      .addColumn('seq', bigint, (column) => column.notNull())
      .addColumn('entries', bigint, (column) => column.notNull())
      .addColumn('next_deadline', bigint)
      .addColumn('stuck', 'text')
      .execute();
    await db.schema.createIndex('units_by_deadline').on('units').column('next_deadline').execute();

    await db.schema
      .createTable('awaited')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('subject', bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('awaited_key', ['source', 'id', 'subject'])
      .execute();

    await numbered(db, db.schema.createTable('decisions'), 'position')
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('at', bigint, (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('lead', 'text')
      .addColumn('handoff', 'text')
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('decisions_by_lead').on('decisions').column('lead').execute();
    await db.schema.createIndex('decisions_by_handoff').on('decisions').column('handoff').execute();

    await db.schema
      .createTable('handoffs')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('lead', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('definition', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('gate', 'text', (column) => column.notNull())
      .addColumn('grade', 'text', (column) => column.notNull())
      .addColumn('engagement', 'integer', (column) => column.notNull())
      .addColumn('usage', 'integer', (column) => column.notNull())
      .addColumn('raises_hand', 'integer', (column) => column.notNull())
      .addColumn('opened_at', bigint, (column) => column.notNull())
      .addColumn('rep', 'text')
      .addColumn('routed_at', bigint)
      .addColumn('due_at', bigint)
      .addColumn('reject_until', bigint)
      .addColumn('answered_at', bigint)
      .addColumn('breached_at', bigint)
      .addColumn('snoozed_until', bigint)
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('disputes', 'text')
      .addColumn('sql_at', bigint)
      .addColumn('closed_at', bigint)
      .addColumn('because', 'text')
      .addColumn('changed', bigint, (column) => column.notNull())
      .execute();
    await db.schema.createIndex('handoffs_by_state').on('handoffs').columns(['state', 'due_at']).execute();
    await db.schema.createIndex('handoffs_by_lead').on('handoffs').column('lead').execute();
    await db.schema.createIndex('handoffs_by_change').on('handoffs').column('changed').execute();

    await db.schema
      .createTable('standings')
      .addColumn('lead', 'text', (column) => column.notNull())
      .addColumn('definition', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('company', 'text')
      .addColumn('grade', 'text', (column) => column.notNull())
      .addColumn('engagement', 'integer', (column) => column.notNull())
      .addColumn('usage', 'integer', (column) => column.notNull())
      .addColumn('open', 'text', (column) => column.notNull())
      .addColumn('suppressed', 'text', (column) => column.notNull())
      .addColumn('reasons', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('as_of', bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('standings_key', ['lead', 'definition'])
      .execute();

    await db.schema
      .createTable('ledger')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('hour', bigint, (column) => column.notNull())
      .addColumn('accepted', bigint, (column) => column.notNull())
      .addColumn('duplicate', bigint, (column) => column.notNull())
      .addColumn('conflict', bigint, (column) => column.notNull())
      .addColumn('refused', bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('ledger_key', ['source', 'hour'])
      .execute();

    await numbered(db, db.schema.createTable('shelf'), 'id')
      .addColumn('received_at', bigint, (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('verdict', 'text', (column) => column.notNull())
      .addColumn('raw', 'text', (column) => column.notNull())
      .addColumn('problems', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('outbox')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('due_at', bigint, (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('leased_until', bigint, (column) => column.notNull())
      .addColumn('fence', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('outbox_by_due').on('outbox').columns(['state', 'due_at']).execute();
  },
};
