// Who brought a deal (K7), as far as the sales side alone tells it: the hand-off that sourced it, those that influenced it, and sales' own first outreach.
import { DAY } from '../../base/duration.ts';
import { compareText } from '../../base/text-order.ts';
import type { Handoff } from '../handoffs/handoff.ts';
import type { SalesEntry } from '../sales-book.ts';
import { touchChannel } from '../touch-channel.ts';
import type { Deal } from './deal.ts';
import type { FirstTalk } from './first-talks.ts';

/** So long before a deal's creation hand-offs source it, and outreach brings it. */
export const SOURCING_WINDOW = 180 * DAY;

/** The hand-off that sourced the deal: the latest of its people's in the 180 days before its creation, neither displaced by a conversation nor rejected by then. */
export function sourcingHandoff(
  deal: Deal,
  handoffs: readonly Handoff[],
  talk: FirstTalk | undefined,
): Handoff | undefined {
  const { thereBy } = deal;
  if (thereBy === undefined) return undefined;
  const able = handoffs.filter(
    (each) =>
      deal.people.has(each.lead) &&
      // Of a hand-off and a creation at one instant, two dates of one day, the hand-off is first (K1).
      each.at <= thereBy &&
      each.at >= thereBy - SOURCING_WINDOW &&
      !isAfter(each, talk) &&
      !each.isTurnedDownBy(thereBy),
  );
  return able.sort((a, b) => b.at - a.at || compareText(a.id, b.id))[0];
}

/** The first hand-off of any of the deal's people after its creation or after sales had begun to talk, up to its closing. */
export function influencingHandoff(
  deal: Deal,
  handoffs: readonly Handoff[],
  talk: FirstTalk | undefined,
  now: number,
): Handoff | undefined {
  const { thereBy, closedAt = now } = deal;
  if (thereBy === undefined) return undefined;
  const able = handoffs.filter(
    (each) =>
      (deal.people.has(each.lead) || deal.latePeople.has(each.lead)) &&
      (each.at > thereBy || isAfter(each, talk)) &&
      each.at <= closedAt,
  );
  return able.sort((a, b) => a.at - b.at || compareText(a.id, b.id))[0];
}

function isAfter(handoff: Handoff, talk: FirstTalk | undefined): boolean {
  return talk !== undefined && handoff.at > talk.at;
}

/** When sales first reached out to the deal's people in the 180 days before its creation. `sales` are entries about these people. */
export function firstOutreach(deal: Deal, sales: readonly SalesEntry[]): number | undefined {
  const { thereBy } = deal;
  if (thereBy === undefined) return undefined;
  const found = sales.filter(
    (entry) => isOutreach(entry) && entry.occurredAt >= thereBy - SOURCING_WINDOW && entry.occurredAt < thereBy,
  );
  return found.length === 0 ? undefined : Math.min(...found.map(({ occurredAt }) => occurredAt));
}

/** Outbound mail and messages, steps of sequences, and calls that nobody marked inbound. */
function isOutreach(entry: SalesEntry): boolean {
  if (entry.kind !== 'touch' || entry.direction === 'inbound') return false;
  const channel = touchChannel(entry.channel);
  return channel === undefined || channel === 'call' || channel === 'email' || channel === 'message';
}
