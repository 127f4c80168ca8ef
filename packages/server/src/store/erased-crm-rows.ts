// What connectors keep of people: records as they were read, what was told of them, and what is still to be written. An erasure takes it out; the CRM has its own.
import { type Place, pages } from './beside.ts';
import { anyOf } from './columns-of-both.ts';

const PAGE = 200;

/** Tables of connectors whose texts may name anybody. */
export const CRM_PLACES: readonly Place[] = [
  {
    where: 'crm_records',
    pages: (read) =>
      pages((after) =>
        read
          .selectFrom('crm_records')
          .select(['id as key', 'record', 'named', 'cells'])
          .where('id', '>', after)
          .orderBy('id')
          .limit(PAGE)
          .execute()
          .then((rows) => rows.map(({ key, record, named, cells }) => ({ key, texts: [record, named, cells] }))),
      ),
    empty: (tx, keys) =>
      tx
        .deleteFrom('crm_records')
        .where((eb) => anyOf(tx, eb.ref('id'), keys))
        .execute(),
  },
  {
    where: 'crm_told',
    pages: (read) =>
      pages((after) =>
        read
          .selectFrom('crm_told')
          .select('id as key')
          .where('id', '>', after)
          .orderBy('id')
          .limit(PAGE)
          .execute()
          .then((rows) => rows.map(({ key }) => ({ key, texts: [key] }))),
      ),
    empty: (tx, keys) =>
      tx
        .deleteFrom('crm_told')
        .where((eb) => anyOf(tx, eb.ref('id'), keys))
        .execute(),
  },
  {
    where: 'crm_writes',
    pages: (read) =>
      pages((after) =>
        read
          .selectFrom('crm_writes')
          .select(['id as key', 'lead', 'problem', 'written'])
          .where('id', '>', after)
          .orderBy('id')
          .limit(PAGE)
          .execute()
          .then((rows) => rows.map(({ key, lead, problem, written }) => ({ key, texts: [lead, problem, written] }))),
      ),
    empty: (tx, keys) =>
      tx
        .deleteFrom('crm_writes')
        .where((eb) => anyOf(tx, eb.ref('id'), keys))
        .execute(),
  },
];
