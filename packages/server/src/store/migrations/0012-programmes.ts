// Nurture programmes: versions with their states over time, who is in them, and what they decided.
import type { Kysely, Migration } from 'kysely';
import { bigint } from '../columns-of-both.ts';

/** Creates the tables of programmes. */
export const programmes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    let versions = db.schema
      .createTable('programmes')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull());
    for (const column of ['digest', 'definition', 'title', 'text', 'tests', 'templates', 'reads', 'state', 'author'])
      versions = versions.addColumn(column, 'text', (each) => each.notNull());
    await versions
      .addColumn('made_at', bigint, (column) => column.notNull())
      .addColumn('edited_at', bigint, (column) => column.notNull())
      .addColumn('effective_at', bigint)
      .addPrimaryKeyConstraint('programmes_key', ['name', 'version'])
      .execute();
    await db.schema
      .createTable('programme_states')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('at', bigint, (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('programme_states_key', ['name', 'version', 'at'])
      .execute();

    await db.schema
      .createTable('enrolments')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('programme', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('lead', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('unit', bigint, (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('at', bigint, (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('arm', 'text', (column) => column.notNull())
      .addColumn('step', 'text')
      .addColumn('due_at', bigint)
      .addColumn('ended_at', bigint)
      .addColumn('ended_by', 'text')
      .addColumn('qualified_at', bigint)
      .addColumn('opportunity_at', bigint)
      .addColumn('won_at', bigint)
      .execute();
    await db.schema.createIndex('enrolments_by_programme').on('enrolments').columns(['programme', 'at']).execute();
    await db.schema.createIndex('enrolments_by_lead').on('enrolments').column('lead').execute();

    await db.schema
      .createTable('programme_decisions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', bigint, (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('programme', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('lead', 'text', (column) => column.notNull())
      .addColumn('enrolment', 'text')
      .addColumn('step', 'text')
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('programme_decisions_by_programme')
      .on('programme_decisions')
      .columns(['programme', 'kind', 'step'])
      .execute();
    await db.schema.createIndex('programme_decisions_by_lead').on('programme_decisions').column('lead').execute();
  },
};
