// Rows of what reps say of leads (K11): answers to hand-offs, and histories of statuses and lifecycle stages that tell the same.
import { plainWord } from '../../tables/cell-values.ts';
import { type Draft, type Fields, instantOf, pick, type RowReading, textOf } from '../draft.ts';
import { timesOf, whoOf } from './row-parts.ts';
import { ANSWERS, CUSTOMERS, LIFECYCLE, LIFECYCLE_FIELDS, STATUS_FIELDS } from './words.ts';

/** What a rep answered to a hand-off, by the rep's own words. `isSales` tells whether the owner who changed a lifecycle stage sells. */
export function readDisposition(draft: Draft, isSales: (owner: string | undefined) => boolean): RowReading {
  if (instantOf(draft, 'occurredAt') === undefined)
    return { fatal: 'occurredAt', message: 'the row does not say when the rep answered' };
  const field = textOf(draft, 'field');
  const isLifecycle = field !== undefined && LIFECYCLE_FIELDS.has(plainWord(field));
  if (field !== undefined && !isLifecycle && !STATUS_FIELDS.has(plainWord(field)))
    return { leftOut: 'not about statuses' };
  const written = textOf(draft, 'answer');
  if (written === undefined && field !== undefined) return { leftOut: 'no answer' };
  if (isLifecycle) return lifecycleChange(draft, written ?? '', isSales);
  const answer = written === undefined ? undefined : ANSWERS.get(plainWord(written));
  if (answer === undefined)
    return {
      fatal: 'answer',
      message: `"${(written ?? '').slice(0, 60)}" is no answer to a hand-off: say under values: whether it is accepted, touched, rejected, invalid, recycled, snoozed, sql or none`,
    };
  if (answer === 'none') return { leftOut: 'no answer' };
  if (answer === 'touched') return touched(draft);
  const reason = textOf(draft, 'reason') ?? (CUSTOMERS.has(plainWord(written ?? '')) ? 'customer' : undefined);
  return answered(draft, answer, { ...(reason !== undefined && { reason }), confidence: 'recorded' });
}

/** Going back is a rejection where a sales owner does it; reaching SQL accepts; all other changes answer nothing. */
function lifecycleChange(draft: Draft, written: string, isSales: (owner: string | undefined) => boolean): RowReading {
  const [before, now] = [lifecycleRank(textOf(draft, 'oldAnswer')), lifecycleRank(written)];
  if (now === undefined) {
    // A company's own stages say nothing, unless the mapping gives them a meaning.
    const own = ANSWERS.get(plainWord(written));
    return own === undefined || own === 'none' || own === 'touched'
      ? { leftOut: 'no answer' }
      : answered(draft, own, { confidence: 'recorded' });
  }
  if (now === lifecycleRank('sql')) return answered(draft, 'sql', { confidence: 'recorded' });
  const isBack = before === undefined ? now < MQL_RANK : before >= MQL_RANK && now < before;
  if (!isBack) return { leftOut: 'no answer' };
  if (!isSales(textOf(draft, 'owner'))) return { leftOut: 'not of sales' };
  return answered(draft, 'rejected', { reason: `back to ${written.trim()}`, confidence: 'inferred' });
}

/** The place of MQL among the lifecycle stages. */
export const MQL_RANK = LIFECYCLE.findIndex((words) => words.includes('mql'));

/** Whether a lifecycle stage is MQL. */
export function isMqlStage(stage: string | undefined): boolean {
  return lifecycleRank(stage) === MQL_RANK;
}

/** The place of a lifecycle stage in their order; undefined of a company's own stages. */
export function lifecycleRank(stage: string | undefined): number | undefined {
  if (stage === undefined) return undefined;
  const rank = LIFECYCLE.findIndex((words) => words.includes(plainWord(stage)));
  return rank < 0 ? undefined : rank;
}

function answered(draft: Draft, answer: string, more: Fields): RowReading {
  const rep = textOf(draft, 'owner');
  const fields = { kind: 'disposition', answer, ...pick(draft.fields, ['note']), ...(rep && { rep }), ...more };
  return { entries: [{ key: '', fields: { ...whoOf(draft), ...timesOf(draft), ...fields, rule: 'K11' } }] };
}

/** Sales reached out, as the status says: no answer, and no call or mail that anybody recorded. */
function touched(draft: Draft): RowReading {
  const owner = textOf(draft, 'owner');
  const fields = { kind: 'touch', channel: 'status', ...(owner && { owner }), rule: 'K11', confidence: 'recorded' };
  return { entries: [{ key: '', fields: { ...whoOf(draft), ...timesOf(draft), ...fields } }] };
}
