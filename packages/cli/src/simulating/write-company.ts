// Writes a simulated company to a folder, account by account: the journal or a system's export, the truth as a whole and lead by lead.
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { csvLine } from '@baton/core/simulate/exports/export-table';
import type { SimulatedAccount } from '@baton/core/simulate/make-account';
import type { SimulationOptions } from '@baton/core/simulate/options';
import { type Simulation, simulate } from '@baton/core/simulate/simulate';
import { TRUTH_COLUMNS, truthRows } from '@baton/core/simulate/truth/truth-rows';
import { startProgress } from '../print/progress.ts';
import { exportTarget } from './export-target.ts';
import { LineFile } from './line-file.ts';

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

/** Where accounts go. */
export interface Target {
  readonly files: readonly LineFile[];
  start(): void;
  account(account: SimulatedAccount): void;
}

/** Hears of every account on its way. */
export type Listener = (account: SimulatedAccount) => void;

/** Makes up the company and writes it. */
export async function writeCompany(
  options: SimulationOptions,
  folder: string,
  { shape, gzip, hear }: { readonly shape: Shape; readonly gzip: boolean; readonly hear?: Listener },
): Promise<Made> {
  const simulation = simulate(options);
  const target =
    shape === 'journal' ? journalTarget(simulation, folder, gzip) : exportTarget(simulation, folder, shape, gzip);
  const leadsFile = new LineFile(join(folder, 'truth-leads.csv'));
  leadsFile.add(csvLine(TRUTH_COLUMNS));
  target.start();
  const progress = startProgress('Simulating', 'leads');
  let [leads, accounts, entries] = [0, 0, simulation.companyEntries.length];
  for (const account of simulation.accounts) {
    target.account(account);
    hear?.(account);
    for (const row of truthRows(account.truth)) leadsFile.add(csvLine(row));
    leads += account.truth.leads.length;
    entries += account.entries.length;
    accounts += 1;
    for (const file of target.files) await file.drain();
    await leadsFile.drain();
    progress.tell(leads, options.leads);
  }
  progress.done();
  for (const file of [...target.files, leadsFile]) await file.close();
  const truth = simulation.truth();
  writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
  const files = [...target.files.map(({ path }) => relative(folder, path)), 'truth.json', 'truth-leads.csv'];
  return { leads, accounts, entries, bought: truth.total.bought, files, faults: truth.faults };
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
