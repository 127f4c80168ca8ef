// Which hand-offs a number was counted from, and how each stands with a step: it took it in time, not in time, or is too young. The same count as the report's.
import type { HandoffRow } from '@baton/core/reports/funnel/handoff-rows';
import type { StepRate } from '@baton/core/reports/funnel/rates/step-rate';
import { day } from '../../words/instants.ts';
import type { ReportSearch } from './question.ts';

const DAY = 24 * 3_600_000;

/** The milestone at which a step ends. */
const ENDS: Readonly<Partial<Record<StepRate['step'], keyof HandoffRow['steps']>>> = {
  'MQL → accepted': 'accepted',
  'MQL → meeting': 'meeting',
  'MQL → SQL': 'sql',
  'MQL → opportunity': 'opportunity',
  'MQL → customer': 'won',
  'SQL → opportunity': 'opportunity',
  'opportunity → won': 'won',
};
const BEGINS: Readonly<Partial<Record<StepRate['step'], keyof HandoffRow['steps']>>> = {
  'SQL → opportunity': 'sql',
  'opportunity → won': 'opportunity',
};

/** How a hand-off stands with a step. `rank` puts those that took it first. */
export interface WithStep {
  readonly state: 'took it' | 'not in time' | 'too young' | 'never began';
  readonly words: string;
}

const RANK: Readonly<Record<WithStep['state'], number>> = {
  'took it': 0,
  'not in time': 1,
  'too young': 2,
  'never began': 3,
};

/** How it stands: of those who have had `withinDays`, who took the step within them. */
export function standingWith(row: HandoffRow, { step, withinDays }: StepRate, asOf: number): WithStep {
  const { steps, at } = row;
  const began = BEGINS[step];
  const from = began === undefined ? at : steps[began];
  if (from === undefined) return { state: 'never began', words: 'never began it' };
  const ended = steps[ENDS[step] ?? 'won'];
  // An opportunity that was there before the SQL is one at once.
  const until = ended === undefined ? undefined : began === undefined ? ended : Math.max(ended, from);
  if (from + withinDays * DAY > asOf)
    return { state: 'too young', words: until === undefined ? 'too young' : `too young; took it on ${day(until)}` };
  if (until !== undefined && until <= asOf && until - from <= withinDays * DAY)
    return { state: 'took it', words: `took it on ${day(until)}` };
  return { state: 'not in time', words: until === undefined ? 'did not take it' : `too late, on ${day(until)}` };
}

/** The rows of a group, of those that began a step; those that took it first, each the newest first. */
export function pickedRows(
  rows: readonly HandoffRow[],
  { by, value }: ReportSearch,
  rate: StepRate | undefined,
  asOf: number,
): readonly HandoffRow[] {
  const own = by === undefined || value === undefined ? rows : rows.filter(({ groups }) => groups[by] === value);
  if (rate === undefined) return own;
  const rankOf = (row: HandoffRow): number => RANK[standingWith(row, rate, asOf).state];
  return own.filter((row) => rankOf(row) < RANK['never began']).sort((a, b) => rankOf(a) - rankOf(b) || b.at - a.at);
}
