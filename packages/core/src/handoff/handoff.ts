// One hand-off and what it remembers: when it opened, which clocks run, what was answered (R16, R20, R21). What an answer means is answers.ts's business.

export type ClosedBy = 'rejected' | 'invalid' | 'recycled' | 'lapsed' | 'won' | 'lost' | 'recalled' | 'merged';

/** A hand-off of one lead (of an account gate: of its contact). `gate` is a position among the version's gates; −1 is continuous mode; one past the last is `ready`. */
export interface Handoff {
  readonly index: number;
  /** The decision that opened it; empty where no full records are kept. */
  readonly id: string;
  /** Position of the identifier that was the lead's id. */
  readonly leadAtom: number;
  readonly version: number;
  readonly gate: number;
  readonly ofAccount: boolean;
  readonly openedAt: number;
  /** Rows before this one were admitted when it opened. */
  readonly openedBefore: number;
  closedAt: number | undefined;
  closedBy: ClosedBy | undefined;
  rep: string | undefined;
  dueAt: number | undefined;
  rejectUntil: number | undefined;
  /** Somebody accepted in so many words, or made it an SQL. */
  accepted: boolean;
  sql: boolean;
  /** What silence decided, and the decision's id. */
  silence: { readonly kind: 'accepted-by-silence' | 'lapsed'; readonly id: string } | undefined;
  breach: { readonly id: string; superseded: boolean } | undefined;
  /** A disposition spoke of it that was not refused. */
  answered: boolean;
  flagged: boolean;
}

/** A hand-off that has just opened. */
export function openHandoff(
  of: Pick<Handoff, 'index' | 'id' | 'leadAtom' | 'version' | 'gate' | 'ofAccount' | 'openedAt' | 'openedBefore'>,
): Handoff {
  return {
    index: of.index,
    id: of.id,
    leadAtom: of.leadAtom,
    version: of.version,
    gate: of.gate,
    ofAccount: of.ofAccount,
    openedAt: of.openedAt,
    openedBefore: of.openedBefore,
    closedAt: undefined,
    closedBy: undefined,
    rep: undefined,
    dueAt: undefined,
    rejectUntil: undefined,
    accepted: false,
    sql: false,
    silence: undefined,
    breach: undefined,
    answered: false,
    flagged: false,
  };
}

/** Whether it still occupies its account. */
export function isOpen(handoff: Handoff): boolean {
  return handoff.closedAt === undefined;
}
