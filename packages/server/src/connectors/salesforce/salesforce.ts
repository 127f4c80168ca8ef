// Salesforce by its REST API: SOQL in the order of changes, histories, deleted and merged records, and writing many records at once with partial success.
import type { Clock } from '../../clock.ts';
import { type Cells, type Crm, type CrmOwner, CrmProblem, type CrmRecord, type Page, type Position } from '../crm.ts';
import type { CrmCalls } from '../crm-http.ts';
import type { FieldVersion } from '../crm-rows.ts';
import { SalesforcePeople } from './salesforce-people.ts';
import { SALESFORCE_OBJECTS, salesforceTables } from './salesforce-tables.ts';
import { quoted, type Row, Soql } from './soql.ts';

/** Ids that one query names. */
const AT_ONCE = 200;
/** So much of a day's calls is left to others. */
const LEFT_TO_OTHERS = 0.05;
const QUARTER = 15 * 60_000;

/** The CRM of one organisation. */
export class Salesforce extends SalesforcePeople implements Crm {
  readonly objects = Object.keys(SALESFORCE_OBJECTS);
  readonly people = ['Contact', 'Lead'];
  readonly tables;
  private ownId: string | undefined;
  private roomUntil = 0;

  constructor(
    calls: CrmCalls,
    answers: Readonly<Record<string, string>>,
    private readonly clock: Clock,
  ) {
    super(calls, new Soql(calls));
    this.tables = salesforceTables(answers);
  }

  async checkRoom(): Promise<void> {
    if (this.clock() < this.roomUntil) return;
    const { body } = await this.calls.call('GET', this.soql.path('/limits'));
    const { DailyApiRequests: day } = body as {
      DailyApiRequests?: { readonly Max: number; readonly Remaining: number };
    };
    if (day !== undefined && day.Remaining < day.Max * LEFT_TO_OTHERS)
      throw new CrmProblem(
        'later',
        `${day.Remaining} of the ${day.Max} API calls of the day are left: they are left to others`,
        QUARTER,
      );
    this.roomUntil = this.clock() + QUARTER;
  }

  async owners(): Promise<readonly CrmOwner[]> {
    const rows = await this.soql.all('SELECT Id, Email FROM User WHERE IsActive = true');
    return rows.map(({ Id = '', Email = '' }) => ({ id: Id, email: Email.toLowerCase() }));
  }

  async stages(): Promise<{ readonly won: string[]; readonly lost: string[] }> {
    const rows = await this.soql.all('SELECT ApiName, IsWon FROM OpportunityStage WHERE IsClosed = true');
    const named = (won: string): string[] =>
      rows.filter(({ IsWon }) => IsWon === won).map(({ ApiName = '' }) => ApiName);
    return { won: named('true'), lost: named('false') };
  }

  async page(object: string, { at, after }: Position): Promise<Page> {
    const { rows, next } = await (after === undefined
      ? this.soql.first(`${selectOf(object)} ${whereOf(object, at)} ORDER BY SystemModstamp, Id`)
      : this.soql.next(after));
    const records = await this.withHistories(object, rows);
    // A query stays what it was when it was asked, so that nothing is pushed off its page.
    return { records, next: next === undefined ? undefined : { at, after: next } };
  }

  async gone(object: string, since: number): Promise<readonly CrmRecord[]> {
    const fields = this.people.includes(object) || object === 'Account' ? ', MasterRecordId' : '';
    const query = `SELECT Id, SystemModstamp${fields} FROM ${object} ${whereOf(object, since)} AND IsDeleted = true`;
    const rows = await this.soql.all(query, true);
    return rows.map((row) => ({
      ...recordOf(object, row),
      gone: row.MasterRecordId === undefined || row.MasterRecordId === '' ? 'deleted' : 'merged',
    }));
  }

  private async withHistories(object: string, rows: readonly Row[]): Promise<CrmRecord[]> {
    const ids = rows.map(({ Id = '' }) => Id);
    const histories =
      object === 'Lead'
        ? await this.leadHistories(ids)
        : object === 'Opportunity'
          ? await this.stageHistories(ids)
          : undefined;
    return rows.map((row) => {
      const record = recordOf(object, row);
      if (histories === undefined) return record;
      return { ...record, cells: { ...record.cells, history: JSON.stringify(histories.get(record.id) ?? []) } };
    });
  }

  /** Changes of the lead's status, the oldest first; before the first the value that it had. */
  private async leadHistories(ids: readonly string[]): Promise<Map<string, FieldVersion[]>> {
    const found = new Map<string, FieldVersion[]>();
    const own = ids.length === 0 ? '' : await this.ownUser();
    const query = (list: string): string =>
      `SELECT LeadId, OldValue, NewValue, CreatedDate, CreatedById FROM LeadHistory WHERE LeadId IN (${list}) AND Field = 'Status' ORDER BY CreatedDate, Id`;
    for (const { LeadId = '', OldValue = '', NewValue = '', CreatedDate = '', CreatedById = '' } of await this.ofAll(
      ids,
      query,
    )) {
      const versions = found.get(LeadId) ?? [{ value: OldValue, at: CreatedDate, by: '' }];
      versions.push({ value: NewValue, at: CreatedDate, by: CreatedById === own ? 'baton' : CreatedById });
      found.set(LeadId, versions);
    }
    return found;
  }

  private async stageHistories(ids: readonly string[]): Promise<Map<string, FieldVersion[]>> {
    const found = new Map<string, FieldVersion[]>();
    const query = (list: string): string =>
      `SELECT OpportunityId, StageName, CreatedDate FROM OpportunityHistory WHERE OpportunityId IN (${list}) ORDER BY CreatedDate, Id`;
    for (const { OpportunityId = '', StageName = '', CreatedDate = '' } of await this.ofAll(ids, query)) {
      const versions = found.get(OpportunityId) ?? [];
      if (versions.at(-1)?.value !== StageName) versions.push({ value: StageName, at: CreatedDate, by: '' });
      found.set(OpportunityId, versions);
    }
    return found;
  }

  private async ofAll(ids: readonly string[], query: (list: string) => string): Promise<Row[]> {
    const rows: Row[] = [];
    for (let from = 0; from < ids.length; from += AT_ONCE)
      rows.push(
        ...(await this.soql.all(
          query(
            ids
              .slice(from, from + AT_ONCE)
              .map(quoted)
              .join(', '),
          ),
        )),
      );
    return rows;
  }

  /** The user that Baton acts as: what it changed itself is no answer of a rep. */
  private async ownUser(): Promise<string> {
    if (this.ownId === undefined) {
      const { body } = await this.calls.call('GET', '/services/oauth2/userinfo');
      this.ownId = (body as { readonly user_id: string }).user_id;
    }
    return this.ownId;
  }
}

function selectOf(object: string): string {
  return `SELECT Id, SystemModstamp, ${(SALESFORCE_OBJECTS[object]?.fields ?? []).join(', ')} FROM ${object}`;
}

function whereOf(object: string, at: number): string {
  const also = SALESFORCE_OBJECTS[object]?.where;
  return `WHERE SystemModstamp >= ${new Date(at).toISOString()}${also === undefined ? '' : ` AND ${also}`}`;
}

function recordOf(object: string, { Id = '', SystemModstamp = '', ...cells }: Row): CrmRecord {
  return { object, id: Id, modifiedAt: Date.parse(SystemModstamp), cells: cells as Cells };
}
