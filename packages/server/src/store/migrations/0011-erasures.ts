// What was erased, and that nothing else ever changes in the journal: its rows are appended, and emptied by an erasure that stands in its own table, or not at all.
import { type Kysely, type Migration, sql } from 'kysely';
import { bigint, isSqlite, numbered } from '../columns-of-both.ts';

const REFUSED = 'the journal is only appended to: a row may be emptied by an erasure, and by nothing else';
const STAYS = ['position', 'source', 'payload', 'kind', 'subject', 'occurred_at', 'admitted_at', 'seq'];

/** Creates the table of erasures, marks what they touched, and guards the journal. */
export const erasures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await numbered(db, db.schema.createTable('erasures'), 'id')
      .addColumn('at', bigint, (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('names', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('reference', 'text')
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('entries', bigint, (column) => column.notNull())
      .addColumn('scrubbed_at', bigint)
      .execute();
    await db.schema.alterTable('entries').addColumn('erased_by', bigint).execute();
    await db.schema
      .alterTable('decisions')
      .addColumn('evidence_gone', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.createIndex('decisions_by_account').on('decisions').column('account').execute();
    for (const statement of isSqlite(db) ? SQLITE : POSTGRES) await sql.raw(statement).execute(db);
  },
};

const allowed = (same: string): string => `
  new.erased_by is not null and exists (select 1 from erasures where erasures.id = new.erased_by)
  and ${STAYS.map((column) => `new.${column} ${same} old.${column}`).join(' and ')}
  and (new.id = old.id or new.id like 'erased:%')`;

const SQLITE = [
  `create trigger entries_are_appended before update on entries when not (${allowed('is')})
    begin select raise(abort, '${REFUSED}'); end`,
  `create trigger entries_are_never_deleted before delete on entries
    begin select raise(abort, '${REFUSED}'); end`,
];

const POSTGRES = [
  `create function entries_only_appended() returns trigger language plpgsql as $$ begin
    if tg_op = 'UPDATE' then
      if ${allowed('is not distinct from')} then
        return new;
      end if;
    end if;
    raise exception '${REFUSED}' using errcode = 'check_violation';
  end $$`,
  `create trigger entries_are_appended before update or delete on entries for each row execute function entries_only_appended()`,
];
