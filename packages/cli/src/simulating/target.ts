// Where the accounts of a simulated company go: a journal, or a system's tables.
import type { SimulatedAccount } from '@baton/core/simulate/make-account';
import type { LineFile } from './line-file.ts';

/** Where accounts go. */
export interface Target {
  readonly files: readonly LineFile[];
  start(): void;
  account(account: SimulatedAccount): void;
}
