// Where a hand-off came from: its lead's sources and campaign, when the lead showed up, what was known of it at the instant. Needs the second pass.
import type { AttributeHistories } from '../behaviour/attribute-histories.ts';
import type { Watches } from '../behaviour/watches.ts';
import type { HandoffOrigin, LeadSources } from '../funnel-facts.ts';
import type { Handoff } from './handoff.ts';

/** Asks the second pass for what {@link originOf} tells. */
export function watchHandoff(watches: Watches, { lead, at, because }: Handoff): void {
  watches.watch(lead).lastBefore.set(at, undefined);
  if (because !== undefined) watches.cite(lead, because);
}

/** Where the hand-off came from. */
export function originOf(handoff: Handoff, watches: Watches, attributes: AttributeHistories): HandoffOrigin {
  const { lead, account, at, because, gate, version, signals, confidence } = handoff;
  const known = watches.watch(lead);
  const campaign = known.firstCampaign?.text;
  const triggeredAt = because && known.citedEntry(because)?.when.occurredAt;
  const { firstSeenAt } = known;
  return {
    confidence,
    ...(gate !== undefined && { gate }),
    ...(version !== undefined && { version }),
    ...(signals !== undefined && { signals }),
    ...(firstSeenAt !== undefined && { firstSeenAt }),
    ...(triggeredAt !== undefined && { triggeredAt }),
    sources: leadSources(watches, handoff, at),
    ...(campaign !== undefined && { campaign }),
    attributes: attributes.at(lead, account, at),
  };
}

/** The four sources of a hand-off's lead (K7), the last one before an instant that was asked for. */
export function leadSources(watches: Watches, { lead, because }: Handoff, before: number): LeadSources {
  const known = watches.watch(lead);
  const first = known.firstSource?.text;
  const creating = known.crmSource?.text ?? known.sourceAtCreation;
  const triggering = because && known.citedEntry(because)?.text;
  const last = known.lastBefore.get(before)?.text;
  return {
    ...(first !== undefined && { first }),
    ...(creating !== undefined && { creating }),
    ...(triggering !== undefined && { triggering }),
    ...(last !== undefined && { last }),
  };
}
