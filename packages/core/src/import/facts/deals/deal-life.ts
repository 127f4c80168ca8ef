// A deal's life as moments: opened, moved, closed, re-opened (K1, K10). Stage history beats the close date.
import type { Answers } from '../../mapping/mapping.ts';
import { type DealRecord, type DealState, stateOfStage } from './deal-record.ts';

/** A change of stage, as a history records it. */
export interface StageChange {
  readonly stage: string;
  readonly at: number;
}

export interface DealMoment {
  readonly kind: 'opportunity' | 'stage' | 'won' | 'lost' | 'reopened';
  readonly at: number;
  readonly stage?: string;
  readonly rule: 'K1' | 'K2' | 'K5' | 'K10';
}

/** A deal's moments in order of time. Closed → open voids the outcome from then on; won → lost takes the win back (K10). A deal without any date is known as of the export (K2). */
export function dealLife(deal: DealRecord, changes: readonly StageChange[], answers: Answers): DealMoment[] {
  const moments: DealMoment[] = [];
  const history = [...changes].sort((a, b) => a.at - b.at);
  const openedAt = deal.openedAt?.at ?? history[0]?.at;
  if (openedAt !== undefined) {
    const first = history[0]?.stage ?? (deal.closings.length === 0 ? deal.stage : undefined);
    moments.push({ kind: 'opportunity', at: openedAt, ...(first !== undefined && { stage: first }), rule: 'K5' });
  }
  if (openedAt === undefined && deal.closings.length === 0 && answers.exportedAt !== undefined)
    moments.push({
      kind: 'stage',
      at: answers.exportedAt,
      ...(deal.stage !== undefined && { stage: deal.stage }),
      rule: 'K2',
    });
  let state: DealState = 'open';
  let stage = history[0]?.stage;
  const move = (next: DealState, at: number, to: string | undefined): void => {
    const kind = next === 'open' ? (state === 'open' ? 'stage' : 'reopened') : next;
    const isSame = next === state && (next !== 'open' || to === stage);
    const undoes = kind === 'reopened' || (state !== 'open' && next !== state);
    if (!isSame)
      moments.push({
        kind,
        at: Math.max(at, openedAt ?? at),
        ...(to !== undefined && { stage: to }),
        rule: undoes ? 'K10' : 'K1',
      });
    state = next;
    stage = to;
  };
  for (const change of history) move(stateOfStage(change.stage, answers), change.at, change.stage);
  const recorded = history.some((change) => stateOfStage(change.stage, answers) !== 'open');
  if (!recorded)
    for (const closing of deal.closings)
      move(closing.state, closing.at, deal.state === closing.state ? deal.stage : undefined);
  return moments;
}

/** How a deal stands after its moments, and since when. */
export function endOf(moments: readonly DealMoment[]): { readonly state: DealState; readonly at: number | undefined } {
  const last = moments.filter(({ kind }) => kind !== 'stage').at(-1);
  return last === undefined || last.kind === 'opportunity' || last.kind === 'reopened' || last.kind === 'stage'
    ? { state: 'open', at: undefined }
    : { state: last.kind, at: last.at };
}
