// A simulated company as the folder that a RevOps person would get: the system's tables, and what the tracker sent as NDJSON beside them.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { csvLine, type ExportWriter } from '@baton/core/simulate/exports/export-table';
import { hubspotExport } from '@baton/core/simulate/exports/hubspot';
import { isMemberEvent, salesforceExport } from '@baton/core/simulate/exports/salesforce';
import { type IsTracked, isFormEvent, segmentLines } from '@baton/core/simulate/exports/segment-events';
import type { Simulation } from '@baton/core/simulate/simulate';
import { LineFile } from './line-file.ts';
import type { Target } from './target.ts';

/** What each system's tracker is left with. */
const TRACKED: Readonly<Record<'hubspot' | 'salesforce', IsTracked>> = {
  hubspot: (entry) => entry.source !== 'mail' && !isFormEvent(entry),
  salesforce: (entry) => !isMemberEvent(entry),
};

/** Writes the tables of a system and `events.ndjson` into the folder. */
export function exportTarget(
  { company, plan }: Simulation,
  folder: string,
  system: 'hubspot' | 'salesforce',
  gzip: boolean,
): Target {
  const writer: ExportWriter = system === 'hubspot' ? hubspotExport(company, plan) : salesforceExport(company, plan);
  const ending = gzip ? '.gz' : '';
  // A folder of its own: the truth beside it is no table to import.
  const tablesFolder = join(folder, system);
  mkdirSync(tablesFolder, { recursive: true });
  const tables = new Map(
    [...writer.tables].map(([name, columns]) => {
      const file = new LineFile(join(tablesFolder, `${name}${ending}`), gzip);
      file.add(csvLine(columns));
      return [name, file] as const;
    }),
  );
  const events = new LineFile(join(tablesFolder, `events.ndjson${ending}`), gzip);
  const give = (name: string, cells: readonly string[]): void => tables.get(name)?.add(csvLine(cells));
  return {
    files: [...tables.values(), events],
    start: () => writer.start(give),
    account(account) {
      writer.account(account, give);
      for (const line of segmentLines(account, TRACKED[system])) events.add(line);
    },
  };
}
