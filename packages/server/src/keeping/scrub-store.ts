// After an erasure: the store's files are cleaned of what rows held before, and the ledger says since when.
import { isUnscrubbed, markScrubbed } from '../store/erasure-rows.ts';
import type { KeepingContext } from './keeping-context.ts';

/** Cleans the files where anything erased may still stand in them; returns whether nothing does any more. */
export async function scrubStore({ store, intake, clock }: KeepingContext): Promise<boolean> {
  if (!(await isUnscrubbed(store.read))) return true;
  const by = clock();
  const isClean = await intake.between(() => store.scrub());
  if (isClean) await intake.aside((tx) => markScrubbed(tx, by, clock()));
  return isClean;
}
