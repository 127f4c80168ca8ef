// What needs somebody now, how this week went, and what is in force.
import { get } from './call.ts';
import type { ReviewsDue } from './reviews.ts';

export interface Week {
  readonly handedOver: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Whose response became overdue. */
  readonly late: number;
  readonly sqls: number;
}

export interface Signed {
  readonly name: string;
  readonly function: string;
  readonly at: number;
}

export interface Overview {
  readonly now: number;
  readonly queue: { readonly open: number; readonly overdue: number; readonly orphans: number };
  /** Null for those who may not see it. */
  readonly refused: number | null;
  readonly unsigned: readonly {
    readonly name: string;
    readonly version: number;
    readonly state: string;
    readonly signed: readonly Signed[];
    readonly waitsForYou: boolean;
  }[];
  readonly inForce: readonly (ReviewsDue & {
    readonly digest: string;
    readonly since: number;
    readonly signed: readonly Signed[];
  })[];
  readonly week: { readonly this: Week; readonly before: Week };
}

export const readOverview = (): Promise<Overview> => get('/overview');
