// An account's hidden intent over time: when it begins to look for something to buy, how far that goes, and when it decides. Nobody in the company ever sees it.
import { DAY } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { Hours, LocalTime } from '../company/local-time.ts';
import { lognormal } from '../company/seasons.ts';
import type { Source } from '../company/sources.ts';
import { INTENTS, type Intent, type Segment } from '../truth/model.ts';

/** From `onset` on the intent rises until the account decides; afterwards it fades. Accounts without intent decide too: nearly always against. */
export interface IntentPath {
  readonly level: Intent;
  readonly onset: Instant;
  readonly decidesAt: Instant;
}

const SHARES: Readonly<Record<Intent, number>> = { none: 0.7, curious: 0.19, evaluating: 0.075, buying: 0.035 };
const BY_SEGMENT: Readonly<Record<Segment, number>> = {
  'free-mail': 0.45,
  micro: 0.8,
  small: 1,
  'mid-market': 1.25,
  enterprise: 1.1,
};

/** Draws the hidden path of an account first seen at `born`. It decides in hours in which its people are about. */
export function drawIntent(
  random: Random,
  time: LocalTime,
  {
    source,
    segment,
    born,
    ...hours
  }: Hours & { readonly source: Source; readonly segment: Segment; readonly born: Instant },
): IntentPath {
  const factor = source.quality * BY_SEGMENT[segment];
  const weights = INTENTS.map(
    (intent) => SHARES[intent] * (intent === 'none' ? 1 : intent === 'curious' ? Math.sqrt(factor) : factor),
  );
  let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  const level = INTENTS[Math.max(0, found)] as Intent;
  if (level === 'none') {
    const decidesAt = time.browsing(random, born + (5 + 55 * random.uniform()) * DAY, hours);
    return { level, onset: born, decidesAt };
  }
  const onset = random.chance(0.68) ? born : born + random.exponential(130) * DAY;
  const days = Math.min(120, Math.max(0.2, lognormal(random, level === 'buying' ? 9 : 13, 1.1)));
  return { level, onset: Math.floor(onset), decidesAt: time.browsing(random, onset + days * DAY, hours) };
}

/** How interested an account looks at an instant, from 0 (not at all) to 1: what drives how often people come by. */
export function intensityAt({ level, onset, decidesAt }: IntentPath, at: Instant): number {
  if (level === 'none' || at < onset) return 0.12;
  const most = level === 'curious' ? 0.45 : level === 'evaluating' ? 0.8 : 1;
  if (at <= decidesAt) return most * (0.4 + (0.6 * (at - onset)) / Math.max(1, decidesAt - onset));
  return Math.max(0.1, most * Math.exp(-(at - decidesAt) / (20 * DAY)));
}
