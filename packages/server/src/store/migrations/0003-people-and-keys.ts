// Who may do what: people, their sessions, keys, what they did, and answers to repeated calls.
import type { Kysely, Migration } from 'kysely';
import { bigint, numbered } from '../columns-of-both.ts';

/** Creates people, sessions, keys, the audit log and idempotency. */
export const peopleAndKeys: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('people')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('email', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('team', 'text')
      .addColumn('weight', 'integer', (column) => column.notNull())
      .addColumn('away_until', bigint)
      .addColumn('password', 'text')
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addColumn('disabled_at', bigint)
      .execute();

    await db.schema
      .createTable('sessions')
      .addColumn('token', 'text', (column) => column.primaryKey())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addColumn('expires_at', bigint, (column) => column.notNull())
      .addColumn('confirmed_at', bigint, (column) => column.notNull())
      .execute();
    await db.schema.createIndex('sessions_of').on('sessions').column('person').execute();

    await db.schema
      .createTable('keys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull().unique())
      .addColumn('shown', 'text', (column) => column.notNull())
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('source', 'text')
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('origins', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addColumn('expires_at', bigint)
      .addColumn('revoked_at', bigint)
      .execute();

    await numbered(db, db.schema.createTable('audit'), 'position')
      .addColumn('at', bigint, (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('details', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull().unique())
      .execute();

    await db.schema
      .createTable('idempotency')
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('request', 'text', (column) => column.notNull())
      .addColumn('status', 'integer')
      .addColumn('body', 'text')
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('idempotency_key', ['actor', 'key'])
      .execute();

    await db.schema
      .createTable('settings')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
  },
};
