// The audit log: who did what, each line chained to the one before.
import { get } from './call.ts';

export interface AuditLine {
  readonly position: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

export interface AuditSearch {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly before?: string | undefined;
}

/** Lines, the newest first; and every action that was ever done. */
export const readAudit = (search: AuditSearch): Promise<{ lines: readonly AuditLine[]; actions: readonly string[] }> =>
  get('/audit', { ...search, limit: 50 });

/** Walks the whole log. */
export const verifyAudit = (): Promise<{ head: string; lines: number } | { brokenAt: number }> =>
  get('/audit/verification');
