// Spoils an account's entries as the planted faults say. Each fault is a function of its own; together they run in the order of the kinds.
import type { Random } from '../../../base/random.ts';
import type { Entry } from '../../../journal/entry.ts';
import type { Account } from '../../people/account.ts';
import type { FaultKind } from '../fault-kinds.ts';
import type { FaultPlan, PlannedFault } from '../fault-plan.ts';
import { breakRows } from './broken-rows.ts';
import { delay, disordered, doubled, skewed } from './delivery.ts';
import { leaked, newProduct, renamed, unrecorded } from './recording.ts';

/** Entries as they arrive, and lines that cannot be read. */
export interface Spoiled {
  readonly entries: Entry[];
  readonly broken: string[];
}

type Spoiler = (entries: Entry[], fault: PlannedFault, random: Random, account: Account) => Entry[];

const SPOILERS: readonly (readonly [FaultKind, Spoiler])[] = [
  ['tracking-gap', unrecorded],
  ['renamed-events', renamed],
  ['new-product', newProduct],
  ['leaking-field', leaked],
  ['clock-skew', skewed],
  ['late-data', delay],
  ['out-of-order', disordered],
  ['duplicates', doubled],
];

/** Spoils entries; hands them back as they are where nothing is planted. */
export function spoil(entries: Entry[], plan: FaultPlan, random: Random, account: Account): Spoiled {
  let left = entries;
  for (const [kind, spoiler] of SPOILERS) {
    const fault = plan.find(kind);
    if (fault !== undefined) left = spoiler(left, fault, random, account);
  }
  const rows = plan.find('broken-rows');
  return rows === undefined ? { entries: left, broken: [] } : breakRows(left, rows, random);
}
