// Mails that leave: written where they are decided, leased by whoever sends them, and kept as what became of them.
import type { Kysely, Migration } from 'kysely';
import { bigint } from '../columns-of-both.ts';

/** Creates the table of mails. */
export const mails: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    let table = db.schema.createTable('mails').addColumn('id', 'text', (column) => column.primaryKey());
    for (const column of ['enrolment', 'programme', 'step', 'mail', 'lead', 'address', 'domain', 'zone', 'purpose'])
      table = table.addColumn(column, 'text', (each) => each.notNull());
    for (const column of ['version', 'number', 'attempts', 'fence'])
      table = table.addColumn(column, 'integer', (each) => each.notNull());
    for (const column of ['unit', 'decided_at', 'due_at', 'leased_until'])
      table = table.addColumn(column, bigint, (each) => each.notNull());
    for (const column of ['sending_at', 'ended_at', 'opened_at', 'clicked_at']) table = table.addColumn(column, bigint);
    await table
      .addColumn('variables', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('problem', 'text')
      .execute();
    await db.schema.createIndex('mails_by_due').on('mails').columns(['state', 'due_at']).execute();
    await db.schema.createIndex('mails_by_unit').on('mails').columns(['unit', 'state']).execute();
    await db.schema.createIndex('mails_by_domain').on('mails').columns(['domain', 'sending_at']).execute();
    await db.schema.createIndex('mails_by_address').on('mails').columns(['address', 'sending_at']).execute();
    await db.schema.createIndex('mails_by_programme').on('mails').columns(['programme', 'decided_at']).execute();
  },
};
