// What is seen to once a day: retention; and at every look, whether the store's files still hold what was erased.
import { DAY, HOUR } from '@baton/core/base/duration';
import { claimRun } from '../store/retention-rows.ts';
import type { KeepingContext } from './keeping-context.ts';
import { runRetention } from './retention.ts';
import { scrubStore } from './scrub-store.ts';

/** How often one looks, in milliseconds. */
export const ROUND_EVERY = HOUR;

/** One look. Of several processes one does a day's work. */
export async function dailyRound(context: KeepingContext): Promise<void> {
  const { intake, clock } = context;
  if (await intake.aside((tx) => claimRun(tx, clock(), DAY - ROUND_EVERY))) await runRetention(context);
  await scrubStore(context);
}
