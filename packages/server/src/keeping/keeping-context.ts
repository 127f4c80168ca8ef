// What erasure and retention work with: the store, and the one way in, by which units are played again.
import type { Clock } from '../clock.ts';
import type { Intake } from '../ingest/intake.ts';
import type { RulebookInForce } from '../live/in-force.ts';
import type { Store } from '../store/store.ts';

export interface KeepingContext {
  readonly store: Store;
  readonly intake: Intake;
  readonly inForce: RulebookInForce;
  readonly clock: Clock;
  /** The ledger of erasures beside the database. */
  readonly ledgerFile: string;
  /** The folder of uploads; absent where there are none, as at a restore. */
  readonly uploads?: string;
}
