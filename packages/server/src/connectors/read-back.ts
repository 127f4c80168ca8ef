// Reading a CRM: what changed since the last time is kept as it was read, and what is new of it goes into the journal by the one way in. Read again, it adds nothing.

import { HOUR, MINUTE } from '@baton/core/base/duration';
import type { Answers } from '@baton/core/import/mapping/mapping';
import { DEFAULT_ANSWERS } from '@baton/core/import/mapping/mapping';
import { cursorsOf, holdOn, keepCursor } from '../store/connector-rows.ts';
import { keepRecords, markTaken, recordsKnown, recordsOf } from '../store/crm-record-rows.ts';
import { writeAgain } from '../store/crm-write-rows.ts';
import type { ConnectorsTable, CrmRecordsTable } from '../store/tables.ts';
import type { Settings } from './connector-settings.ts';
import type { Cells, Crm, CrmOwner, CrmRecord, Position } from './crm.ts';
import { DELETED } from './crm-rows.ts';
import { foldRecords } from './fold-records.ts';
import { NewsDesk, type ReadContext } from './offer-news.ts';

/** What changed so shortly before the last reading is read again: searches know of changes only after a while. */
export const OVERLAP = 5 * MINUTE;
/** Deleted records are asked for so often. */
export const LOOK_FOR_GONE = HOUR;
/** Entries offered at once. */
const AT_ONCE = 250;

/** Reads what changed in a CRM. Returns how many entries the journal took. */
export async function readBack(
  context: ReadContext,
  connector: ConnectorsTable,
  crm: Crm,
  settings: Settings,
): Promise<number> {
  const owners = await crm.owners();
  const reader = new Reader(context, connector, crm, settings, owners);
  for (const object of crm.objects) await reader.object(object);
  return reader.take();
}

class Reader {
  private readonly ownerOf: ReadonlyMap<string, string>;
  private readonly desk: NewsDesk;

  constructor(
    private readonly context: ReadContext,
    private readonly connector: ConnectorsTable,
    private readonly crm: Crm,
    private readonly settings: Settings,
    owners: readonly CrmOwner[],
  ) {
    this.desk = new NewsDesk(context, connector);
    this.ownerOf = new Map(owners.map(({ id, email }) => [id, email === '' ? id : email]));
  }

  /** Reads what changed of an object, page after page; each page is kept, with how far it is, in one transaction. */
  async object(object: string): Promise<void> {
    const { store, intake, clock } = this.context;
    const cursor = (await cursorsOf(store.read, this.connector.id)).find((each) => each.object === object);
    const since = cursor?.modified_at ?? this.settings.readFrom;
    let reached = since;
    const lookedAt = cursor?.looked_at ?? this.settings.readFrom;
    const keep = async (records: readonly CrmRecord[], looked: number): Promise<void> => {
      reached = Math.max(reached, ...records.map(({ modifiedAt }) => modifiedAt));
      await intake.aside(async (tx) => {
        await holdOn(tx, this.connector, clock());
        const known = new Map((await recordsKnown(tx, this.idsOf(records))).map((row) => [row.id, row]));
        const rows = records.flatMap((record) => this.news(record, known));
        await keepRecords(tx, [...new Map(rows.map((row) => [row.id, row])).values()]);
        await keepCursor(tx, { connector: this.connector.id, object, modified_at: reached, looked_at: looked });
        if (this.crm.people.includes(object) && rows.length > 0)
          await writeAgain(tx, this.connector.id, ['unmatched'], clock());
      });
    };
    let next: Position | undefined = { at: Math.max(0, cursor === undefined ? since : since - OVERLAP) };
    while (next !== undefined) {
      const page: Awaited<ReturnType<Crm['page']>> = await this.crm.page(object, next);
      if (page.records.length > 0) await keep(page.records, lookedAt);
      next = page.next;
    }
    const now = clock();
    if (now < lookedAt + LOOK_FOR_GONE) return;
    const gone = await this.crm.gone(object, Math.max(0, lookedAt - OVERLAP));
    const reachedBefore = reached;
    const cells = await this.lastKnown(gone);
    await keep(
      gone.flatMap((record) => cells.get(record.id) ?? []),
      now,
    );
    reached = reachedBefore;
  }

  private key(object: string, id: string): string {
    return `${this.connector.id}:${object}:${id}`;
  }

  private idsOf(records: readonly CrmRecord[]): string[] {
    return records.flatMap(({ object, id, mergedFrom = [] }) =>
      [id, ...mergedFrom].map((each) => this.key(object, each)),
    );
  }

  /** Deleted records that were read before, as they were known last. */
  private async lastKnown(gone: readonly CrmRecord[]): Promise<Map<string, CrmRecord>> {
    const rows = await recordsKnown(this.context.store.read, this.idsOf(gone));
    const known = new Map(rows.map((row) => [row.record, row]));
    return new Map(
      gone.flatMap((record) => {
        const row = known.get(record.id);
        if (row === undefined || row.gone !== 0 || row.cells === '') return [];
        return [[record.id, { ...record, cells: { ...record.cells, ...(JSON.parse(row.cells) as Cells) } }] as const];
      }),
    );
  }

  /** What is new of a record, and of those that were merged into it. */
  private news(record: CrmRecord, known: Map<string, CrmRecordsTable>): CrmRecordsTable[] {
    const { object, id, modifiedAt, gone, mergedFrom = [] } = record;
    const before = known.get(this.key(object, id));
    const merged = mergedFrom
      .flatMap((each) => known.get(this.key(object, each)) ?? [])
      .filter((row) => row.record !== id);
    const cells = JSON.stringify(this.withOwner(record.cells));
    const names = [before, ...merged].flatMap((row) => (row === undefined ? [] : row.named));
    // A merged deal is called as the first of its records was: its entries have their ids already.
    const named = before?.named ?? (object === 'deals' ? names.toSorted(byAge)[0] : undefined) ?? id;
    const row: CrmRecordsTable = {
      id: this.key(object, id),
      connector: this.connector.id,
      object,
      record: id,
      named,
      modified_at: modifiedAt,
      cells,
      gone: gone === undefined ? 0 : gone === 'deleted' ? 1 : 2,
      fresh: 1,
    };
    const isSame = before?.cells === cells && before.modified_at === modifiedAt && before.gone === row.gone;
    const went = merged.filter((each) => each.gone !== 2).map((each) => ({ ...each, gone: 2, fresh: 1 }));
    const changed = isSame ? went : [row, ...went];
    for (const each of changed) known.set(each.id, each);
    return changed;
  }

  /** Owners by their e-mail: ids say nothing to people. */
  private withOwner(cells: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const id = cells.hubspot_owner_id ?? cells.OwnerId;
    if (id === undefined || cells.owner !== undefined) return cells;
    return { ...cells, owner: this.ownerOf.get(id) ?? id };
  }

  /** Offers what is new to the journal. */
  async take(): Promise<number> {
    const { store, clock } = this.context;
    const fresh: CrmRecordsTable[] = [];
    const { id } = this.connector;
    for (const object of this.crm.objects)
      for await (const page of recordsOf(store.read, id, object)) fresh.push(...page.filter((row) => row.fresh === 1));
    if (fresh.length === 0) return 0;
    // Its clock may be ahead of ours: what it has recorded lies in nobody's future.
    const now = Math.max(clock(), ...fresh.map(({ modified_at }) => modified_at));
    const { entries, refused } = await foldRecords(
      this.crm.tables,
      (object) => recordsOf(store.read, id, object),
      await this.answers(),
      now,
    );
    let taken = 0;
    for (let from = 0; from < Math.max(entries.length, 1); from += AT_ONCE)
      taken += await this.desk.offer(entries.slice(from, from + AT_ONCE), from === 0 ? refused : []);
    await this.context.intake.aside(async (tx) => {
      await holdOn(tx, this.connector, clock());
      await markTaken(tx, fresh);
    });
    return taken;
  }

  private async answers(): Promise<Answers> {
    const { settings } = this;
    const told = await this.crm.stages();
    return {
      ...DEFAULT_ANSWERS,
      currency: settings.currency,
      salesOwners: settings.salesOwners,
      won: settings.won ?? told.won,
      lost: [...(settings.lost ?? told.lost), DELETED],
      newBusiness: settings.newBusiness,
    };
  }
}

/** Ids that are numbers count up; others are compared as they are. */
function byAge(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
