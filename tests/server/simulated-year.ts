// A made-up company's year in the journal of a running service, under the enterprise definition signed on its first day.
import { simulate } from '@baton/core/simulate/simulate';
import { activate } from './activated.ts';
import { MONDAY, type RunningService } from './running-service.ts';

/** Puts it there at once: what happened is in the past, what is decided live begins now. */
export async function liveThroughYear(running: RunningService, seed: string, leads: number): Promise<void> {
  const company = simulate({ seed, leads, years: 1, until: MONDAY });
  const entries = [...company.companyEntries, ...[...company.accounts].flatMap((account) => account.entries)];
  await activate(running.service.store, MONDAY - 400 * 24 * 3_600_000);
  await running.service.intake.offer({ entries, refused: [] });
}
