// Queries of Salesforce (SOQL), page after page, with every value as text.
import type { CrmCalls } from '../crm-http.ts';

const VERSION = 'v62.0';

/** A row of an answer. Empty fields are ''. */
export type Row = Readonly<Record<string, string | undefined>>;

interface Answer {
  readonly records?: readonly Readonly<Record<string, unknown>>[];
  readonly nextRecordsUrl?: string;
}

/** Asks. */
export class Soql {
  constructor(private readonly calls: CrmCalls) {}

  /** The path of a resource. */
  path(of: string): string {
    return `/services/data/${VERSION}${of}`;
  }

  /** The first page of a query. With `deleted`, records in the bin are among the rows. */
  first(query: string, deleted = false): Promise<{ readonly rows: readonly Row[]; readonly next: string | undefined }> {
    return this.next(this.path(`/${deleted ? 'queryAll' : 'query'}?q=${encodeURIComponent(query)}`));
  }

  /** The page at an address that the page before told. */
  async next(url: string): Promise<{ readonly rows: readonly Row[]; readonly next: string | undefined }> {
    const { body } = await this.calls.call('GET', url);
    const { records = [], nextRecordsUrl } = (body ?? {}) as Answer;
    return { rows: records.map(textOf), next: nextRecordsUrl };
  }

  /** All rows of a query. */
  async all(query: string, deleted = false): Promise<Row[]> {
    const rows: Row[] = [];
    let page = await this.first(query, deleted);
    rows.push(...page.rows);
    while (page.next !== undefined) {
      page = await this.next(page.next);
      rows.push(...page.rows);
    }
    return rows;
  }
}

/** A text within a query. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, (sign) => `\\${sign}`)}'`;
}

/** Instants as ISO has them: Salesforce writes their zone without a colon. */
function textOf({ attributes: _, ...row }: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const text = value === null || value === undefined ? '' : String(value);
      return [name, /T[\d:.]+\+0000$/.test(text) ? text.replace('+0000', 'Z') : text];
    }),
  );
}
