// Shares in words: no percentage without its count and interval, and none of too few.
import type { Share } from '@baton/core/statistics/share';

/** A share as people read it: a percentage with its interval, or why there is none. */
export function shareText(value: Share): string {
  if (value.rate === undefined || value.low === undefined || value.high === undefined) return value.state;
  if (value.state !== 'ok') return `${value.count} of ${value.of} (${value.state} for a percentage)`;
  const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`;
  return `${percent(value.rate)} (${value.count} of ${value.of}; 95 %: ${percent(value.low)} to ${percent(value.high)})`;
}
