// Dates on which a person's record came to its lifecycle stages, in columns of their own: each stage as known from its date on (K2), the hand-off that MQL was (K3), the answer that SQL is (K11).
import type { Draft, Fields, RawEntry } from '../draft.ts';
import { isMqlStage, readDisposition } from './answer-rows.ts';

/** Where a stage of the dates is MQL and no other column says so, its date is that of the hand-off. */
export function noteMqlDate(draft: Draft): void {
  const mql = Object.entries(draft.entered ?? {}).find(([stage]) => isMqlStage(stage));
  if (mql !== undefined) draft.fields.legacyMqlAt ??= mql[1];
}

/** The entries of the stages that a person's record came to. */
export function stageEntries(draft: Draft, who: Fields): RawEntry[] {
  const { entered } = draft;
  if (entered === undefined) return [];
  const stages = Object.entries(entered);
  const mql = draft.fields.legacyMqlAt;
  if (mql !== undefined && !stages.some(([stage]) => isMqlStage(stage)))
    stages.push(['Marketing Qualified Lead', mql as (typeof entered)[string]]);
  return stages.flatMap(([stage, instant]): RawEntry[] => {
    const fields = { ...draft.fields, ...who, occurredAt: instant, knownAt: undefined };
    const told = { ...draft, fields: { ...fields, field: 'lifecycle stage', answer: stage, oldAnswer: stage } };
    const answer = readDisposition(told, () => false);
    const known = { kind: 'identify', lead: { lifecycleStage: stage }, rule: 'K2', confidence: 'recorded' };
    return [
      { key: `stage:${stage}`, fields: { ...who, ...known, occurredAt: instant.at } },
      ...('entries' in answer
        ? answer.entries.map((entry) => ({ key: `answer:${stage}`, fields: { ...entry.fields, ...who } }))
        : []),
    ];
  });
}
