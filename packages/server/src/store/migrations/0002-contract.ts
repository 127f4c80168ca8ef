// Definitions as a contract: versions with their text, and who signed which digest.
import type { Kysely, Migration } from 'kysely';
import { bigint, numbered } from '../columns-of-both.ts';

/** Creates versions of definitions and their signatures. */
export const contract: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('versions')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('tests', 'text', (column) => column.notNull())
      .addColumn('readme', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('author', 'text', (column) => column.notNull())
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addColumn('edited_at', bigint, (column) => column.notNull())
      .addColumn('backtest', 'text')
      .addColumn('effective_at', bigint)
      .addColumn('rank', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('versions_key', ['name', 'version'])
      .execute();

    await numbered(db, db.schema.createTable('signatures'), 'id')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('function', 'text', (column) => column.notNull())
      .addColumn('signed_at', bigint, (column) => column.notNull())
      .addColumn('voided_at', bigint)
      .addColumn('voided_because', 'text')
      .execute();
    await db.schema.createIndex('signatures_of').on('signatures').columns(['name', 'version']).execute();
  },
};
