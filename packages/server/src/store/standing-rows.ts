// How leads stand, in the store: a row a lead and definition, written anew whenever something happens to them.
import { sql } from 'kysely';
import { anyOf, upsertRows } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { StandingsTable } from './tables.ts';

const COLUMNS = [
  'lead',
  'definition',
  'account',
  'label',
  'company',
  'grade',
  'engagement',
  'usage',
  'open',
  'suppressed',
  'reasons',
  'source',
  'as_of',
] as const satisfies readonly (keyof StandingsTable)[];

/** Writes standings; the row a lead had before is replaced. */
export async function keepStandings(tx: Changing, rows: readonly StandingsTable[]): Promise<void> {
  await upsertRows(tx, 'standings', COLUMNS, ['lead', 'definition'], rows);
}

/** What to look for among leads. `after` is the cursor: the last row of the page before. */
export interface StandingSearch {
  readonly text?: string | undefined;
  readonly definition?: string | undefined;
  readonly grade?: string | undefined;
  readonly after?: { readonly engagement: number; readonly lead: string; readonly definition: string } | undefined;
  readonly limit: number;
}

/** Leads by their standing, the most engaged first. */
export function findStandings(
  read: Reading,
  { text, definition, grade, after, limit }: StandingSearch,
): Promise<StandingsTable[]> {
  let query = read.selectFrom('standings').selectAll();
  if (definition !== undefined) query = query.where('definition', '=', definition);
  if (grade !== undefined) query = query.where('grade', '=', grade);
  if (text !== undefined && text !== '') {
    const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    query = query.where(
      (eb) =>
        sql<boolean>`lower(${eb.ref('label')} || ' ' || coalesce(${eb.ref('company')}, '') || ' ' || ${eb.ref('lead')}) like ${pattern} escape '\\'`,
    );
  }
  if (after !== undefined) {
    query = query.where((eb) =>
      eb.or([
        eb('engagement', '<', after.engagement),
        eb.and([eb('engagement', '=', after.engagement), eb('lead', '>', after.lead)]),
        eb.and([
          eb('engagement', '=', after.engagement),
          eb('lead', '=', after.lead),
          eb('definition', '>', after.definition),
        ]),
      ]),
    );
  }
  return query.orderBy('engagement', 'desc').orderBy('lead').orderBy('definition').limit(limit).execute();
}

/** What leads are called, and their companies, by lead. */
export async function labelsOfLeads(
  read: Reading,
  leads: readonly string[],
): Promise<Map<string, Pick<StandingsTable, 'label' | 'company'>>> {
  const rows = await read
    .selectFrom('standings')
    .select(['lead', 'label', 'company'])
    .where((eb) => anyOf(read, eb.ref('lead'), leads))
    .execute();
  return new Map(rows.map(({ lead, ...rest }) => [lead, rest]));
}
