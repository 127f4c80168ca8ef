// Two public data sets of real companies, read where they are at hand. They are looked at here and told of as sums; none of their rows leaves this room.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Temporal } from 'temporal-polyfill';
import { DAY } from '../../packages/core/src/base/duration.ts';
import { CsvRecords } from '../../packages/core/src/import/tables/csv-records.ts';
import { shareOf } from '../../packages/core/src/statistics/share.ts';
import { activeDaysWithin, byWeekday, type Contact, lagsWithin } from './measures.ts';
import { ACTIVITY_DAYS, HORIZON_DAYS, type Observed, STEPS, USE_DAYS } from './observed.ts';

type Row = Readonly<Record<string, string>>;
const dayOf = (date: string): number => Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY;

/** The rows of a packed table by the names in its header. */
function rowsOf(folder: string, file: string): Row[] {
  const records: (readonly string[])[] = [];
  const broken = (problem: { readonly message: string }): never => {
    throw new Error(`${file}: ${problem.message}`);
  };
  const reader = new CsvRecords(file, ',', { record: (cells) => records.push([...cells]), broken });
  for (const line of gunzipSync(readFileSync(join(folder, file)))
    .toString()
    .split('\n'))
    reader.push(line);
  reader.end();
  const [header = [], ...rows] = records;
  return rows
    .filter((cells) => cells.length > 1)
    .map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
}

/** Deals are recorded from December 2017 on, so that leads of 2017 are cut off at the left. */
const OLIST_FROM = dayOf('2018-01-01');
/** The last deal. */
const OLIST_UNTIL = dayOf('2018-11-14');

/** Olist, a marketplace of Brazil: leads who asked to sell on it, and those who did. Undefined where its tables are not there. */
export function readOlist(data: string): Observed | undefined {
  const folder = join(data, 'olist_mql');
  if (!existsSync(folder)) return undefined;
  const won = new Map(
    rowsOf(folder, 'olist_closed_deals_dataset.csv.gz').map((row) => [row.mql_id, localTime(row.won_date as string)]),
  );
  const contacts = rowsOf(folder, 'olist_marketing_qualified_leads_dataset.csv.gz')
    .map((row) => ({ firstDay: dayOf(row.first_contact_date as string), won: won.get(row.mql_id) }))
    .filter(({ firstDay }) => firstDay >= OLIST_FROM)
    .map(({ firstDay, won }) => ({ firstDay, boughtDay: won?.day, hour: won?.hour }));
  const lags = lagsWithin('first contact', contacts, OLIST_UNTIL, HORIZON_DAYS);
  const hours = new Array<number>(24).fill(0);
  for (const { hour } of contacts) if (hour !== undefined) hours[hour] = (hours[hour] as number) + 1;
  return {
    name: 'Olist',
    isSimulated: false,
    funnel: [{ step: STEPS.sold[2], share: lags.share }],
    lags: [lags],
    week: {
      contacts: byWeekday(contacts.map(({ firstDay }) => firstDay)),
      purchases: byWeekday(purchaseDays(contacts)),
    },
    hours,
  };
}

/** The table's times are UTC, as 02:00 and 03:00 sharp show: midnight in São Paulo with and without summer time, where only the date was entered. */
function localTime(text: string): { readonly day: number; readonly hour: number | undefined } {
  const local = Temporal.Instant.from(`${text.replace(' ', 'T')}Z`).toZonedDateTimeISO('America/Sao_Paulo');
  const isDate = local.hour === 0 && local.minute === 0 && local.second === 0;
  return { day: dayOf(local.toPlainDate().toString()), hour: isDate ? undefined : local.hour };
}

/** Watching is recorded until 2022-10-30, purchases until 2023-08-28. */
const WATCHED_UNTIL = dayOf('2022-10-30');
const PAID_UNTIL = dayOf('2023-08-28');

/** 365 Data Science, courses that are free to begin: who registered, on which days each watched, who bought. Undefined where its tables are not there. */
export function readFreemium(data: string): Observed | undefined {
  const folder = join(data, 'freemium_365');
  if (!existsSync(folder)) return undefined;
  const bought = new Map<string, number>();
  for (const row of rowsOf(folder, 'student_purchases.csv.gz')) {
    const [who, day] = [row.student_id as string, dayOf(row.date_purchased as string)];
    bought.set(who, Math.min(day, bought.get(who) ?? day));
  }
  const watched = new Map<string, number[]>();
  for (const row of rowsOf(folder, 'student_engagement.csv.gz')) {
    const days = watched.get(row.student_id as string) ?? [];
    days.push(dayOf(row.date_watched as string));
    watched.set(row.student_id as string, days);
  }
  const people = rowsOf(folder, 'student_info.csv.gz').map((row) => ({
    firstDay: dayOf(row.date_registered as string),
    boughtDay: bought.get(row.student_id as string),
    days: watched.get(row.student_id as string) ?? [],
  }));
  const lags = lagsWithin('registering', people, PAID_UNTIL, HORIZON_DAYS);
  const inView = people.filter(({ firstDay }) => firstDay + USE_DAYS - 1 <= WATCHED_UNTIL).length;
  const used = activeDaysWithin(people, WATCHED_UNTIL, USE_DAYS);
  return {
    name: '365 Data Science',
    isSimulated: false,
    funnel: [
      { step: STEPS.alone[0], share: shareOf(used.length, inView) },
      { step: STEPS.alone[1], share: shareOf(used.filter((days) => days > 1).length, inView) },
      { step: STEPS.alone[2], share: lags.share },
    ],
    lags: [lags],
    week: {
      contacts: byWeekday(people.map(({ firstDay }) => firstDay)),
      activity: byWeekday(people.flatMap(({ days }) => days)),
      purchases: byWeekday(purchaseDays(people)),
    },
    activeDays: activeDaysWithin(people, WATCHED_UNTIL, ACTIVITY_DAYS),
  };
}

function purchaseDays(contacts: readonly Contact[]): number[] {
  return contacts.flatMap(({ boughtDay }) => (boughtDay === undefined ? [] : [boughtDay]));
}
