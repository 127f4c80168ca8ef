// What programmes and mails hold of people, for erasure: rows stay and are counted, and name nobody.
import { type Beside, type Place, pages } from './beside.ts';
import { anyOf } from './columns-of-both.ts';

const PAGE = 500;
/** What somebody is called who is nobody any more. */
const NOBODY = 'user:erased';

/** The tables of nurture. */
export const NURTURE_BESIDE: readonly Place[] = [
  {
    where: 'mails',
    pages: (read) =>
      pages((after) =>
        read
          .selectFrom('mails')
          .select(['id as key', 'lead', 'address', 'variables', 'problem'])
          .where('id', '>', after)
          .where('lead', '<>', NOBODY)
          .orderBy('id')
          .limit(PAGE)
          .execute()
          .then((rows) =>
            rows.map(({ key, lead, address, variables, problem }) => ({
              key,
              texts: [lead, address, `email:${address}`, variables, problem],
            })),
          ),
      ),
    empty: (tx, keys, now) =>
      tx
        .updateTable('mails')
        .set((eb) => ({
          lead: NOBODY,
          address: '',
          domain: '',
          variables: '{}',
          problem: null,
          ended_at: eb.fn.coalesce('ended_at', eb.val(now)),
          state: eb.case().when('state', '=', 'waiting').then('erased').else(eb.ref('state')).end(),
        }))
        .where((eb) => anyOf(tx, eb.ref('id'), keys))
        .execute(),
  },
  {
    where: 'enrolments',
    pages: (read) =>
      pages((after) =>
        read
          .selectFrom('enrolments')
          .select(['id as key', 'lead', 'account'])
          .where('id', '>', after)
          .where('lead', '<>', NOBODY)
          .orderBy('id')
          .limit(PAGE)
          .execute()
          .then((rows): Beside[] => rows.map(({ key, lead, account }) => ({ key, texts: [lead, account] }))),
      ),
    empty: (tx, keys, now) =>
      tx
        .updateTable('enrolments')
        .set((eb) => ({
          lead: NOBODY,
          account: eb.ref('id'),
          step: null,
          due_at: null,
          ended_at: eb.fn.coalesce('ended_at', eb.val(now)),
          ended_by: eb.fn.coalesce('ended_by', eb.val('erased')),
        }))
        .where((eb) => anyOf(tx, eb.ref('id'), keys))
        .execute(),
  },
  {
    where: 'programme_decisions',
    pages: (read) =>
      pages((after) =>
        read
          .selectFrom('programme_decisions')
          .select(['id as key', 'lead', 'body'])
          .where('id', '>', after)
          .where('lead', '<>', NOBODY)
          .orderBy('id')
          .limit(PAGE)
          .execute()
          .then((rows): Beside[] => rows.map(({ key, lead, body }) => ({ key, texts: [lead, body] }))),
      ),
    empty: (tx, keys) =>
      tx
        .updateTable('programme_decisions')
        .set({ lead: NOBODY, body: '' })
        .where((eb) => anyOf(tx, eb.ref('id'), keys))
        .execute(),
  },
];
