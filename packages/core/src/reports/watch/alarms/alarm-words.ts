// Alarms in words: what is off, since when, and what to do about it.

import type { Spell } from '../series/monitor.ts';
import type { Series } from '../watch-result.ts';

const REMEDIES: Readonly<Record<Series['kind'], string>> = {
  'signal-rate':
    'look whether the page or event was renamed or is recorded still (baton doctor), then mend the tracker or the condition',
  'fill-rate': 'find out which form, enrichment or sync stopped filling it in, and enrich those who came since',
  'criterion-rate': 'look whether other people come, or whether the field is written another way now',
  'grade-mix': 'look which criterion moved, and whether the audience is still the one that was agreed on',
  'score-mix': 'look which signal moved; a threshold that was set for other scores lets through more or fewer',
  'source-mix': 'look at the source that moved: a campaign, a partner, a tracker that loses its parameters',
  lift: 'calibrate anew, and bring it to the next review with a backtest',
  conversion: 'read the recalibrated chances, and look at what changed in selling, prices or competition',
};

/** What a spell of a series is about. `because` is what data health says of the same thing. */
export function alarmWords(
  series: Series,
  { direction, since }: Spell,
  because: string | undefined,
): { message: string; remedy: string } {
  const { kind, label, reference = 0, recent } = series;
  const is = recent?.value;
  const from = `since ${since}`;
  const why = because === undefined ? '' : ` Data health: ${because}.`;
  const words: Readonly<Record<Series['kind'], string>> = {
    'signal-rate': `${label} counts for ${direction === 'up' ? 'more' : 'fewer'} active leads ${from}: ${percent(reference)} before, ${percent(is)} in the last two quarters.`,
    'fill-rate': `What ${label} goes by is known of fewer active leads ${from}: ${percent(reference)} before, ${percent(is)} in the last two quarters.`,
    'criterion-rate': `${label} holds for ${direction === 'up' ? 'more' : 'fewer'} active leads ${from}: ${percent(reference)} before, ${percent(is)} in the last two quarters.`,
    'grade-mix': `${label}: another mix ${from}, stability index ${number(is)} over the last two quarters.`,
    'score-mix': `${label}: another mix ${from}, stability index ${number(is)} over the last two quarters.`,
    'source-mix': `${label}: another mix ${from}, stability index ${number(is)} over the last two quarters.`,
    lift: `${label} tells less of winning ${from}: an odds ratio of ${number(reference)} before, ${number(is)} in the last two quarters.`,
    conversion: `Leads of equal scores win ${direction === 'up' ? 'more' : 'less'} often ${from}: ${number(is)} times the expected wins in the last two quarters.`,
  };
  return { message: `${words[kind]}${why}`, remedy: REMEDIES[kind] };
}

function percent(share: number | undefined): string {
  return share === undefined ? 'unknown' : `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function number(value: number | undefined): string {
  return value === undefined ? 'unknown' : value.toFixed(2);
}
