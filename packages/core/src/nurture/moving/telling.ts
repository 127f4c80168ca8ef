// What every decision of a programme says of itself.
import type { NurtureUnit } from './nurture-unit.ts';

/** Instant, lead, programme and its digest. */
export function decisionBase(unit: NurtureUnit, lead: number, programme: number) {
  const { state, book } = unit;
  const compiled = book.programmes[programme] as NurtureUnit['book']['programmes'][number];
  return {
    at: state.now,
    lead: state.evidence.leadId(lead),
    programme: compiled.programme.name,
    digest: compiled.digest,
  };
}
