// From a journal entry to its effect on commitments and facts; entries that only score or describe have none.
import type { Entry } from '../../journal/entry.ts';
import type { Effect } from './effect.ts';

/** Positions for names of deals and subscriptions. */
export type Numbered = (kind: 'deal' | 'subscription', name: string) => number;

/** The entry's effect, or undefined. */
export function effectOf(entry: Entry, numbered: Numbered): Effect | undefined {
  switch (entry.kind) {
    case 'conversation':
      return { kind: 'conversation' };
    case 'meeting':
    case 'touch':
      return { kind: 'touch' };
    case 'opportunity':
    case 'stage':
    case 'reopened':
    case 'won':
    case 'lost':
      return {
        kind: 'deal',
        deal: numbered('deal', entry.deal),
        state: entry.kind === 'won' || entry.kind === 'lost' ? entry.kind : 'open',
        ...(entry.business !== undefined && { existing: entry.business === 'existing' }),
      };
    case 'subscription':
      return { kind: 'subscription', subscription: numbered('subscription', entry.subscription), change: entry.change };
    case 'disposition':
      return {
        kind: 'disposition',
        answer: entry.answer,
        ...(entry.handoff !== undefined && { handoff: entry.handoff }),
        ...(entry.reason !== undefined && { reason: entry.reason }),
        ...(entry.disputes !== undefined && { disputes: entry.disputes }),
        ...(entry.rep !== undefined && { rep: entry.rep }),
      };
    case 'routed':
      return {
        kind: 'routed',
        rep: entry.rep,
        dueAt: entry.dueAt,
        rejectUntil: entry.rejectUntil,
        ...(entry.handoff !== undefined && { handoff: entry.handoff }),
      };
    case 'handed':
      return { kind: 'handed', definition: entry.definition };
    case 'release':
      return { kind: 'release' };
    case 'flag':
      return { kind: 'flag', flag: entry.flag, entries: entry.entries ?? [] };
    case 'withdrawal':
      return { kind: 'withdrawal', flagged: entry.flagged };
    case 'unmerge':
      return { kind: 'unmerge', link: entry.link };
    default:
      return undefined;
  }
}
