// Whether a clause holds (R13–R15), seen from a lead or from an account.
import type { AccountClause, Clause, Grade, Pattern } from '@baton/core/definition/definition';
import { type Reader, truthOf } from '../reading/conditions.ts';

/** What a clause asks of whom it is judged for. */
export interface Standpoint {
  readonly grade: Grade;
  readonly fitTenths: number;
  readonly engagement: number;
  readonly usage: number;
  readonly read: Reader;
  holdsPattern(pattern: Pattern): boolean;
  holdsSignal(name: string): boolean;
  holdsAccount(clause: AccountClause): boolean;
}

/** All that is present must hold. */
export function clauseHolds(clause: Clause, from: Standpoint): boolean {
  if (clause.fit !== undefined && !clause.fit.includes(from.grade)) return false;
  if (clause.engagement !== undefined && from.engagement < clause.engagement) return false;
  if (clause.usage !== undefined && from.usage < clause.usage) return false;
  if (clause.total !== undefined && from.fitTenths + from.engagement < clause.total) return false;
  if (clause.signal !== undefined && !from.holdsSignal(clause.signal)) return false;
  if (clause.pattern !== undefined && !from.holdsPattern(clause.pattern)) return false;
  if (clause.account !== undefined && !from.holdsAccount(clause.account)) return false;
  if (clause.unless !== undefined && truthOf(clause.unless, from.read) === 'true') return false;
  if (clause.any !== undefined && !clause.any.some((each) => clauseHolds(each, from))) return false;
  return clause.all?.every((each) => clauseHolds(each, from)) ?? true;
}
