// The rule of two keys, held by the database itself: nothing comes into force without a signature of marketing and one of sales, by two people, on the very digest; and a text that changes voids what was signed.
import { type Kysely, type Migration, sql } from 'kysely';
import { isSqlite } from '../columns-of-both.ts';

/** What must be there before a version comes into force: two valid signatures, or an earlier version of the same digest that was in force. */
const ALLOWED = `
  exists (
    select 1 from signatures m join signatures s on s.name = m.name and s.version = m.version and s.digest = m.digest
    where m.name = new.name and m.version = new.version and m.digest = new.digest
      and m.function = 'marketing' and s.function = 'sales' and m.person <> s.person
      and m.voided_at is null and s.voided_at is null
  ) or exists (
    select 1 from versions earlier
    where earlier.name = new.name and earlier.version < new.version and earlier.digest = new.digest and earlier.effective_at is not null
  )`;
const REFUSED = 'a version comes into force with two valid signatures on its digest, or not at all';

/** Creates the triggers. */
export const twoSignatures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of isSqlite(db) ? SQLITE : POSTGRES) await sql.raw(statement).execute(db);
  },
};

const SQLITE = [
  ...['insert', 'update'].map(
    (event) => `create trigger versions_need_two_keys_on_${event} before ${event} on versions
      when new.effective_at is not null ${event === 'update' ? 'and (old.effective_at is null or old.digest <> new.digest)' : ''} and not (${ALLOWED})
      begin select raise(abort, '${REFUSED}'); end`,
  ),
  `create trigger versions_in_force_never_change before update on versions
    when old.effective_at is not null and (new.text <> old.text or new.digest <> old.digest or new.effective_at is not old.effective_at)
    begin select raise(abort, 'a version that was activated never changes'); end`,
  `create trigger edits_void_signatures after update on versions when new.digest <> old.digest
    begin update signatures set voided_at = new.edited_at, voided_because = 'edited'
      where name = new.name and version = new.version and voided_at is null; end`,
];

const POSTGRES = [
  `create function versions_two_keys() returns trigger language plpgsql as $$ begin
    if tg_op = 'UPDATE' and old.effective_at is not null and (new.text <> old.text or new.digest <> old.digest or new.effective_at is distinct from old.effective_at) then
      raise exception 'a version that was activated never changes' using errcode = 'check_violation';
    end if;
    if new.effective_at is not null and (tg_op = 'INSERT' or old.effective_at is null) and not (${ALLOWED}) then
      raise exception '${REFUSED}' using errcode = 'check_violation';
    end if;
    return new;
  end $$`,
  `create trigger versions_need_two_keys before insert or update on versions for each row execute function versions_two_keys()`,
  `create function versions_void_signatures() returns trigger language plpgsql as $$ begin
    if new.digest <> old.digest then
      update signatures set voided_at = new.edited_at, voided_because = 'edited'
        where name = new.name and version = new.version and voided_at is null;
    end if;
    return null;
  end $$`,
  `create trigger edits_void_signatures after update on versions for each row execute function versions_void_signatures()`,
];
