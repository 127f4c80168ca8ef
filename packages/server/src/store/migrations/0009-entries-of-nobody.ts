// Entries that are about nobody (reviews, alarms, activations, spend) are few, and found without reading the others.
import type { Kysely, Migration } from 'kysely';

/** Creates the index. */
export const entriesOfNobody: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createIndex('entries_of_nobody')
      .on('entries')
      .column('kind')
      .where('subject' as never, 'is', null)
      .execute();
  },
};
