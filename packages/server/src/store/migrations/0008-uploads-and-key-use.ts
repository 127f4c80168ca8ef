// Folders of exports that people sent, until they are brought in; and when keys were last used.
import type { Kysely, Migration } from 'kysely';
import { bigint } from '../columns-of-both.ts';

/** Creates the uploads, and remembers the use of keys. */
export const uploadsAndKeyUse: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('uploads')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('answers', 'text', (column) => column.notNull())
      .addColumn('plan', 'text')
      .addColumn('bringing', 'text')
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', bigint, (column) => column.notNull())
      .execute();
    await db.schema.alterTable('keys').addColumn('used_at', bigint).execute();
  },
};
