// Writes a simulated company to a folder, account by account: the journal or a system's export, the truth as a whole, lead by lead, and machine by machine.
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { csvLine } from '@baton/core/simulate/exports/export-table';
import type { SimulationOptions } from '@baton/core/simulate/options';
import { type Simulation, simulate } from '@baton/core/simulate/simulate';
import { type CompanySummary, SummaryCounter } from '@baton/core/simulate/summary/company-summary';
import type { Truth } from '@baton/core/simulate/truth/truth';
import { MACHINE_COLUMNS, machineRows, TRUTH_COLUMNS, truthRows } from '@baton/core/simulate/truth/truth-rows';
import { startProgress } from '../print/progress.ts';
import { exportTarget } from './export-target.ts';
import { LineFile } from './line-file.ts';
import type { Target } from './target.ts';

/** How the company is written. */
export type Shape = 'journal' | 'hubspot' | 'salesforce';

/** What was made. */
export interface Made {
  readonly leads: number;
  readonly accounts: number;
  readonly entries: number;
  readonly bought: number;
  readonly files: readonly string[];
  readonly faults: readonly object[];
}

/** What was made, the truth about it, and what it looks like where that was asked for. */
export interface Written {
  readonly made: Made;
  readonly truth: Truth;
  readonly summary: CompanySummary | undefined;
}

/** Makes up the company and writes it. */
export async function writeCompany(
  options: SimulationOptions,
  folder: string,
  { shape, gzip, counts }: { readonly shape: Shape; readonly gzip: boolean; readonly counts: boolean },
): Promise<Written> {
  const simulation = simulate(options);
  const target =
    shape === 'journal' ? journalTarget(simulation, folder, gzip) : exportTarget(simulation, folder, shape, gzip);
  const leadsFile = new LineFile(join(folder, 'truth-leads.csv'));
  leadsFile.add(csvLine(TRUTH_COLUMNS));
  const machinesFile = new LineFile(join(folder, 'truth-machines.csv'));
  machinesFile.add(csvLine(MACHINE_COLUMNS));
  const counter = counts ? new SummaryCounter(simulation.company) : undefined;
  target.start();
  const progress = startProgress('Simulating', 'leads');
  let [leads, accounts, entries] = [0, 0, simulation.companyEntries.length];
  for (const account of simulation.accounts) {
    target.account(account);
    counter?.take(account);
    for (const row of truthRows(account.truth)) leadsFile.add(csvLine(row));
    for (const row of machineRows(account.truth)) machinesFile.add(csvLine(row));
    leads += account.truth.leads.length;
    entries += account.entries.length;
    accounts += 1;
    for (const file of target.files) await file.drain();
    await leadsFile.drain();
    await machinesFile.drain();
    progress.tell(leads, options.leads);
  }
  progress.done();
  for (const file of [...target.files, leadsFile, machinesFile]) await file.close();
  const truth = simulation.truth();
  writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
  const files = [
    ...target.files.map(({ path }) => relative(folder, path)),
    'truth.json',
    'truth-leads.csv',
    'truth-machines.csv',
  ];
  const made = { leads, accounts, entries, bought: truth.total.bought, files, faults: truth.faults };
  return { made, truth, summary: counter?.finish() };
}

function journalTarget({ companyEntries }: Simulation, folder: string, gzip: boolean): Target {
  const journal = new LineFile(join(folder, `journal.ndjson${gzip ? '.gz' : ''}`), gzip);
  return {
    files: [journal],
    start: () => {
      for (const entry of companyEntries) journal.add(JSON.stringify(entry));
    },
    account: ({ entries, broken }) => {
      for (const entry of entries) journal.add(JSON.stringify(entry));
      for (const line of broken) journal.add(line);
    },
  };
}
