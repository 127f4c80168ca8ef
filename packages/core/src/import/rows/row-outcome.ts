// What becomes of a row, and the rules by which a bad cell takes its whole row with it (K0).
import type { Problem } from '../../base/problem.ts';
import type { Entry } from '../../journal/entry.ts';
import type { RowKind } from '../mapping/mapping.ts';
import type { BadCell, LeftOut, Visit } from './draft.ts';

/** imported + left out + refused = rows, always. */
export type RowOutcome =
  | {
      readonly verdict: 'imported';
      /** Its entries; those of deals follow when all files are read. */
      readonly entries: readonly Entry[];
      /** The same row again, or another content under its id: then its entries are not written. */
      readonly as: 'accepted' | 'duplicate' | 'conflict';
      /** Cells that were refused alone. */
      readonly bad: readonly BadCell[];
      /** Of analytics: the visit that the row was, of somebody who becomes known (K14). */
      readonly visit?: Visit | undefined;
    }
  | {
      readonly verdict: 'left out';
      readonly reason: LeftOut;
      /** Of analytics: the visit of somebody who never becomes known. */
      readonly visit?: Visit | undefined;
    }
  | { readonly verdict: 'refused'; readonly problems: readonly Problem[] };

/** The ids, dates and amounts that a row's fact hangs on, by kind of row: where one of them cannot be read the row is refused. */
const HANGS_ON: Readonly<Record<RowKind, readonly string[]>> = {
  leads: ['userId', 'occurredAt'],
  accounts: ['accountId', 'occurredAt'],
  deals: ['deal', 'openedAt', 'closedAt', 'wonAt', 'lostAt', 'amount'],
  'deal people': ['deal', 'userId'],
  stages: ['deal', 'occurredAt'],
  activities: ['occurredAt', 'userId'],
  dispositions: ['occurredAt', 'userId'],
  events: ['occurredAt', 'userId'],
  members: ['occurredAt', 'responded', 'userId'],
  subscriptions: ['occurredAt', 'cancelledAt', 'amount', 'userId'],
  merges: ['userId', 'occurredAt'],
  identifies: ['userId', 'occurredAt'],
  changes: ['userId', 'occurredAt'],
  spend: ['from', 'until', 'occurredAt', 'amount'],
};

/** The bad cells that take the row with them. */
export function fatalCells(rows: RowKind, bad: readonly BadCell[]): readonly BadCell[] {
  return bad.filter(({ to }) => HANGS_ON[rows].includes(to));
}
