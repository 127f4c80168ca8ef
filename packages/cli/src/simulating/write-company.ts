// Writes a simulated company to a folder, account by account: the journal, the truth as a whole and lead by lead.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulationOptions } from '@baton/core/simulate/options';
import { simulate } from '@baton/core/simulate/simulate';
import { TRUTH_COLUMNS, truthRows } from '@baton/core/simulate/truth/truth-rows';
import { startProgress } from '../print/progress.ts';
import { LineFile } from './line-file.ts';

/** What was made. */
export interface Made {
  readonly leads: number;
  readonly accounts: number;
  readonly entries: number;
  readonly bought: number;
  readonly journal: string;
  readonly files: readonly string[];
  readonly faults: readonly object[];
}

/** Makes up the company and writes it. */
export async function writeCompany(
  options: SimulationOptions,
  folder: string,
  { gzip }: { readonly gzip: boolean },
): Promise<Made> {
  const simulation = simulate(options);
  const journalName = `journal.ndjson${gzip ? '.gz' : ''}`;
  const journal = new LineFile(join(folder, journalName), gzip);
  const leadsFile = new LineFile(join(folder, 'truth-leads.csv'));
  leadsFile.add(TRUTH_COLUMNS.join(','));
  for (const entry of simulation.companyEntries) journal.add(JSON.stringify(entry));
  const progress = startProgress('Simulating', 'leads');
  let [leads, accounts] = [0, 0];
  for (const { entries, broken, truth } of simulation.accounts) {
    for (const entry of entries) journal.add(JSON.stringify(entry));
    for (const line of broken) journal.add(line);
    for (const row of truthRows(truth)) leadsFile.add(row.map(csvCell).join(','));
    leads += truth.leads.length;
    accounts += 1;
    await journal.drain();
    await leadsFile.drain();
    progress.tell(leads, options.leads);
  }
  progress.done();
  await journal.close();
  await leadsFile.close();
  const truth = simulation.truth();
  writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
  return {
    leads,
    accounts,
    entries: journal.lines,
    bought: truth.total.bought,
    journal: journalName,
    files: [journalName, 'truth.json', 'truth-leads.csv'],
    faults: truth.faults,
  };
}

function csvCell(value: string): string {
  return /[",\n;]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
