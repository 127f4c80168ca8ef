// Tables as somebody has them, through the whole of an import, to the funnel's facts.

import { Funnel, type FunnelOptions } from '@baton/core/funnel/funnel';
import type { FunnelFacts } from '@baton/core/funnel/funnel-facts';
import { FolderFacts, IMPORT_ORDER } from '@baton/core/import/facts/folder-facts';
import { parseMapping } from '@baton/core/import/mapping/parse-mapping';
import { BulkLoads } from '@baton/core/import/rows/bulk-loads';
import { FileRows } from '@baton/core/import/rows/file-rows';
import type { Entry } from '@baton/core/journal/entry';
import { parseEntry } from '@baton/core/journal/parse-entry';

const MAPPING = `
answers: { zone: UTC, exportedAt: 2026-01-01, newBusiness: [New Business], salesOwners: [Ada], currency: EUR }
files:
  deals.csv:
    rows: deals
    id: Deal
    columns: { Company: accountId, Stage: stage, Type: type, Amount: amount, Currency: currency, Opened: openedAt, Closed: closedAt, Reason: reason }
  roles.csv: { rows: deal people, columns: { Deal: deal, Contact: email, Since: attachedAt } }
  stages.csv: { rows: stages, columns: { Deal: deal, Stage: stage, At: occurredAt } }
  talks.csv:
    rows: activities
    id: Id
    columns: { Who: email, Company: accountId, Kind: activity, Outcome: outcome, Way: direction, Long: seconds, Owner: owner, At: occurredAt }
  contacts.csv:
    rows: leads
    id: Id
    columns: { Email: email, Company: accountId, Created: occurredAt, Source: lead.source, Status: lead.status, Did: event, MQL: { fact: legacy-mql }, Talked: { fact: conversation } }
  history.csv:
    rows: dispositions
    columns: { Who: email, Field: field, Old: oldAnswer, New: answer, By: owner, At: occurredAt }
  members.csv:
    rows: members
    id: Id
    columns: { Who: email, Campaign: campaign.name, Status: status, Added: createdAt, Began: startedAt, At: occurredAt }
  visits.csv: { rows: events, columns: { Who: email, Cookie: anonymousId, Name: name, Path: path, From: campaign.source, Referrer: referrer, At: occurredAt } }
`;

export type Tables = Readonly<Record<string, string>>;

/** What became of tables. */
export interface Imported {
  readonly entries: readonly Entry[];
  /** Why rows made none. */
  readonly reasons: readonly string[];
}

/** Plays tables (`Header | Header` and rows, a line each) through an import of the whole folder. */
export function imported(tables: Tables, mapping: string = MAPPING): Imported {
  const parsed = parseMapping(mapping);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { answers, files } = parsed.value;
  const now = answers.exportedAt ?? 0;
  const folder = new FolderFacts(answers, now);
  const entries: Entry[] = [];
  const reasons: string[] = [];
  const mapped = files.filter(({ file }) => tables[file] !== undefined);
  for (const of of mapped.sort((a, b) => IMPORT_ORDER.indexOf(a.rows) - IMPORT_ORDER.indexOf(b.rows))) {
    const [header = [], ...rows] = cellsOf(tables[of.file] ?? '');
    const reading = { answers, orders: new Map(), now };
    const bulk = new BulkLoads(of, header, reading);
    if (BulkLoads.isNeeded(of)) for (const row of rows) bulk.see(row);
    const reader = new FileRows(of, header, { ...reading, bulk: BulkLoads.isNeeded(of) ? bulk : undefined }, folder);
    for (const [i, row] of rows.entries()) {
      const outcome = reader.take(row, i + 2);
      if (outcome.verdict === 'imported') entries.push(...outcome.entries);
      else
        reasons.push(outcome.verdict === 'left out' ? outcome.reason : outcome.problems.map(({ code }) => code).join());
    }
  }
  for (const { source, fields } of folder.finish().entries) {
    const entry = parseEntry(fields, { source });
    if (!entry.ok) throw new Error(JSON.stringify(entry.problems));
    entries.push(entry.value);
  }
  return { entries, reasons };
}

/** The funnel's facts of entries. */
export function funnelOf(entries: readonly Entry[], options: FunnelOptions = {}): FunnelFacts {
  const funnel = new Funnel(options);
  for (const entry of entries) funnel.readSales(entry);
  for (const entry of entries) funnel.readBehaviour(entry);
  return funnel.finish();
}

/** Tables to facts. */
export function factsOf(tables: Tables, options: FunnelOptions = {}): FunnelFacts {
  return funnelOf(imported(tables).entries, options);
}

/** The day of an instant. */
export function dayOf(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 10);
}

function cellsOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}
