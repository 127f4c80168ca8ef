// Takes in what came back of mails: each event once, as an entry about the person whom the mail was for.
import type { Clock } from '../clock.ts';
import type { Intake } from '../ingest/intake.ts';
import { latestMailTo, mailById } from '../store/mail-rows.ts';
import type { Store } from '../store/store.ts';
import { cameBackEntry } from './mail-entries.ts';
import type { ProviderEvent } from './provider-events.ts';

/** What became of events: `strangers` are of mails and addresses that Baton knows nothing of. */
export interface Taken {
  readonly taken: number;
  readonly known: number;
  readonly strangers: number;
}

/** Takes them in; durable when it resolves. */
export async function takeCameBack(
  { store, intake, clock }: { readonly store: Store; readonly intake: Intake; readonly clock: Clock },
  events: readonly ProviderEvent[],
): Promise<Taken> {
  const now = clock();
  const entries = [];
  for (const event of events) {
    const byId = event.mail === undefined ? undefined : await mailById(store.read, event.mail);
    const row = byId ?? (event.email === undefined ? undefined : await latestMailTo(store.read, event.email));
    // Nothing of ours went there, or to somebody who was erased.
    if (row === undefined || row.address === '') continue;
    entries.push({ ...cameBackEntry(row, { ...event, at: Math.min(event.at, now) }), knownAt: now });
  }
  const fates = entries.length === 0 ? [] : await intake.offer({ entries, refused: [] });
  const taken = fates.filter((fate) => fate === 'accepted').length;
  return { taken, known: fates.length - taken, strangers: events.length - fates.length };
}
