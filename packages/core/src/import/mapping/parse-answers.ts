// The answers of a mapping: what holds for all files (K0).
import { type Field, scalar, type YamlReader } from '../../base/yaml/yaml-reader.ts';
import { DATE_ORDERS, endOfDay, InstantReader, isZone } from '../tables/cell-instants.ts';
import { DECIMALS } from '../tables/cell-numbers.ts';
import { type Answers, DEFAULT_ANSWERS } from './mapping.ts';

/** Reads the answers; what is not answered is as the defaults say. */
export function parseAnswers(reader: YamlReader, field: Field | undefined): Answers {
  const fields = field && reader.fields(field, Object.keys(DEFAULT_ANSWERS));
  const found = (key: keyof Answers): Field | undefined => fields?.get(key);
  const texts = (key: keyof Answers): readonly string[] | undefined => {
    const list = found(key);
    return list && reader.items(list, true)?.flatMap((item) => reader.text(item) ?? []);
  };
  const order = found('dateOrder');
  const mark = found('decimals');
  const owners = found('salesOwners');
  const zone = readZone(reader, found('zone'));
  return {
    zone,
    dateOrder: order && reader.choice(order, DATE_ORDERS),
    decimals: (mark && reader.choice(mark, DECIMALS)) ?? DEFAULT_ANSWERS.decimals,
    currency: readCurrency(reader, found('currency')),
    exportedAt: readExport(reader, found('exportedAt'), zone),
    salesOwners: owners !== undefined && scalar(owners) === 'all' ? undefined : texts('salesOwners'),
    won: texts('won'),
    lost: texts('lost'),
    newBusiness: texts('newBusiness'),
    testDeals: texts('testDeals') ?? DEFAULT_ANSWERS.testDeals,
  };
}

function readZone(reader: YamlReader, field: Field | undefined): string {
  const zone = (field && reader.text(field)) ?? DEFAULT_ANSWERS.zone;
  if (isZone(zone)) return zone;
  if (field)
    reader.problem(
      field,
      'import-unknown-zone',
      `no time zone is called ${zone}`,
      'write a name such as Europe/Berlin',
    );
  return DEFAULT_ANSWERS.zone;
}

function readCurrency(reader: YamlReader, field: Field | undefined): string {
  const currency = (field && reader.text(field)?.toUpperCase()) ?? DEFAULT_ANSWERS.currency;
  if (/^[A-Z]{3}$/.test(currency)) return currency;
  if (field) reader.problem(field, 'import-bad-currency', `${currency} is no currency`, 'write a code such as EUR');
  return DEFAULT_ANSWERS.currency;
}

/** A date alone means its end: everything in the export was known by then. */
function readExport(reader: YamlReader, field: Field | undefined, zone: string): number | undefined {
  if (field === undefined) return undefined;
  const text = reader.text(field);
  if (text === undefined) return undefined;
  const instant = new InstantReader(zone, 'day first').read(text);
  if (instant === undefined)
    return reader.problem(field, 'import-bad-date', `"${text}" is no date`, 'write 2026-03-31 or 2026-03-31T14:00Z');
  return endOfDay(instant);
}
