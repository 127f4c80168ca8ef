// Whether a tested period can tell anything: what makes it impossible, and what makes its numbers weaker than they look.
import { DAY } from '../../base/duration.ts';
import type { Problem } from '../../base/problem.ts';
import { zonedText } from '../../base/zoned-text.ts';

/** Days between the first entry and the start of the tested period where none is asked for. */
export const WARM_UP = 90 * DAY;
/** Less history than this before the start leaves early scores too low. */
const SHORTEST_WARM_UP = 30 * DAY;

/** From the first entry to the last, milliseconds. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** A period that holds nothing, in the words of the command line; empty where it holds something. Instants are told in UTC, as they are asked for. */
export function impossiblePeriod(
  { start, until }: { readonly start?: number; readonly until?: number },
  { first, last }: Span,
): Problem[] {
  const at = (instant: number): string => `${zonedText('UTC')(instant)} UTC`;
  const span = `the data goes from ${at(first)} to ${at(last)}`;
  const problem = (code: string, message: string, hint: string): Problem => ({
    code,
    severity: 'error',
    message,
    hint,
  });
  const within = 'give instants within the data';
  if (start !== undefined && start > last)
    return [problem('backtest-outside-data', `--from ${at(start)} lies after the last entry: ${span}`, within)];
  if (until !== undefined && until < first)
    return [problem('backtest-outside-data', `--until ${at(until)} lies before the first entry: ${span}`, within)];
  const from = start ?? first + WARM_UP;
  const end = until ?? last;
  if (from < end || (start === undefined && until === undefined)) return [];
  const asked = start === undefined ? `without --from the period starts 90 days after the first entry, on` : '--from';
  return [
    problem(
      'backtest-empty-period',
      `nothing lies between ${asked} ${at(from)} and ${until === undefined ? 'the last entry,' : '--until'} ${at(end)}: ${span}`,
      'give an earlier --from or a later --until',
    ),
  ];
}

/** What to weigh before the numbers of a period are believed. */
export function periodWarnings(
  { start, until, horizonDays }: { readonly start: number; readonly until: number; readonly horizonDays: number },
  { first, last }: Span,
): Problem[] {
  const warnings: Problem[] = [];
  const warn = (code: string, message: string, hint: string): void => {
    warnings.push({ code, severity: 'warning', message, hint });
  };
  if (start - first < SHORTEST_WARM_UP)
    warn(
      'backtest-short-warm-up',
      'less than 30 days of history stand before the start: early scores are too low',
      'give a later --from',
    );
  if (until - start < horizonDays * DAY)
    warn(
      'backtest-all-young',
      'the tested period is shorter than the horizon: no hand-off is old enough to tell',
      'give an earlier --from or a shorter --horizon',
    );
  if (until > last + DAY)
    warn(
      'backtest-beyond-data',
      'the tested period goes on after the last entry: what came then is not known, and counts as nothing',
      'leave --until out',
    );
  return warnings;
}
