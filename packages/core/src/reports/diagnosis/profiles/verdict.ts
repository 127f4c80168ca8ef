// What a profile says of a rate: below, healthy, above, between its borders, or nothing, because the numbers do not bear it.
import { binomialGreater } from '../../../statistics/binomial.ts';
import { FEWEST, type Share } from '../../../statistics/share.ts';
import type { Band, BandMeasure, BandProfile } from './band-profile.ts';

/** A profile's verdict. `leans`: beyond a border by its estimate, and not surely. */
export interface BandVerdict {
  readonly profile: string;
  readonly measure: BandMeasure;
  readonly band: Band;
  readonly verdict: 'below' | 'healthy' | 'above' | 'between' | 'leans below' | 'leans above' | 'not judged';
  /** Why it is not judged. */
  readonly why?: string;
  readonly share: Share;
  /** Of below and above: how sure it is that the rate lies beyond the border (one minus the exact binomial tail at it). */
  readonly confidence?: number;
}

/** A rate beyond a border by less than this certainty only leans. */
export const SURE = 0.99;

/** The verdicts of all profiles that have a band for a measure. */
export function verdictsOn(measure: BandMeasure, share: Share, profiles: readonly BandProfile[]): BandVerdict[] {
  return profiles.flatMap(({ name, bands }) =>
    bands.filter((band) => band.measure === measure).map((band) => ({ profile: name, ...verdictOn(band, share) })),
  );
}

/** One band's verdict. Below 20 cases that have had the time there is none. */
export function verdictOn(band: Band, share: Share): Omit<BandVerdict, 'profile'> {
  const { measure } = band;
  const { rate, state, count, of } = share;
  const told = { measure, band, share };
  if (state !== 'ok' || rate === undefined)
    return { ...told, verdict: 'not judged', why: `${state}: ${of} that have had the time, ${FEWEST} are needed` };
  if (band.low !== undefined && rate < band.low) {
    const confidence = 1 - tailBelow(count, of, band.low);
    return { ...told, verdict: confidence >= SURE ? 'below' : 'leans below', confidence };
  }
  if (band.high !== undefined && rate > band.high) {
    const confidence = 1 - binomialGreater(count, of, band.high);
    return { ...told, verdict: confidence >= SURE ? 'above' : 'leans above', confidence };
  }
  const isHealthy = (band.from === undefined || rate >= band.from) && (band.to === undefined || rate <= band.to);
  return { ...told, verdict: isHealthy ? 'healthy' : 'between' };
}

/** How probable so few are where each case has it with probability `p`. */
function tailBelow(count: number, of: number, p: number): number {
  return binomialGreater(of - count, of, 1 - p);
}
