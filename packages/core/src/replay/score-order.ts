// Who stands first in a table of scores: by the rank of a hand-off (R18), with those first who would be handed over.
import type { Grade } from '../definition/definition.ts';
import { comparePlaces } from '../kernel/handing-over/daily-list.ts';
import { RANK_OF_GRADE } from '../kernel/unit/unit-state.ts';
import type { ScoreRow } from './score-table.ts';

/** What a row is ordered by. */
export interface ScorePlace {
  readonly id: string;
  /** 0 where a gate is open for a lead that is not disqualified or a daily list holds it; else 1. */
  readonly turn: number;
  /** 0 where a `signal:` gate is open; else 1. */
  readonly hand: number;
  readonly grade: number;
  /** The greater of engagement and usage, in tenths. */
  readonly score: number;
}

/** The place of a lead under its definition. */
export function placeOf(row: ScoreRow): ScorePlace {
  const isOpen = row.open.length > 0 && row.disqualified.length === 0;
  return {
    id: row.lead,
    turn: isOpen || row.isListed ? 0 : 1,
    hand: isOpen && row.raisesHand ? 0 : 1,
    grade: RANK_OF_GRADE[row.grade as Grade],
    score: Math.max(row.engagement, row.usage),
  };
}

/** Negative where `a` stands before `b`. */
export function compareScores(a: ScorePlace, b: ScorePlace): number {
  return a.turn - b.turn || a.hand - b.hand || comparePlaces(a, b);
}
