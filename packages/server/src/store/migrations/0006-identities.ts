// Who signs in by an identity provider: its name for a person, bound to ours at the first sign-in; and sessions that were made fresh there.
import type { Kysely, Migration } from 'kysely';
import { bigint } from '../columns-of-both.ts';

/** Creates the identities; a session remembers when its person last proved anew who they are. */
export const identities: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('identities')
      .addColumn('issuer', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addPrimaryKeyConstraint('identities_key', ['issuer', 'subject'])
      .addUniqueConstraint('identities_of', ['issuer', 'person'])
      .execute();
    await db.schema.alterTable('sessions').addColumn('fresh_at', bigint).execute();
  },
};
