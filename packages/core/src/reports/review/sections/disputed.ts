// Rejected hand-offs that somebody has to arbitrate: where sales disputes what the definition says, and where the account bought all the same.
import type { Definition } from '../../../definition/definition.ts';
import type { DealFact, HandoffFact } from '../../../funnel/funnel-facts.ts';
import type { Names } from '../../funnel/funnel-reading.ts';

/** One of them. Instants in milliseconds. */
export interface DisputedLead {
  readonly lead: string;
  readonly name: string;
  readonly company?: string;
  readonly handedAt: number;
  readonly rejectedAt: number;
  readonly reason: string;
  readonly rep?: string;
  /** The criterion or track that the reason disputes, by the contract. */
  readonly disputes?: string;
  readonly wonAt?: number;
  readonly openedAt?: number;
  readonly question: string;
}

const MOST = 20;

/** Those rejected in [from, until), the ones that bought first. */
export function disputedLeads(
  definition: Definition,
  handoffs: readonly HandoffFact[],
  deals: readonly DealFact[],
  { from, until }: { readonly from: number; readonly until: number },
  names: Names,
): DisputedLead[] {
  const disputes = new Map(
    definition.handoff.reject.reasons.flatMap(({ name, label, disputes: about }) =>
      about === undefined ? [] : [[name, about] as const, ...(label === undefined ? [] : [[label, about] as const])],
    ),
  );
  return handoffs
    .flatMap((fact) => {
      const { steps, answer, lead, account, at } = fact;
      const { turnedDownAt: rejectedAt, reason = 'no reason given', rep } = steps;
      if (answer !== 'rejected' || rejectedAt === undefined || rejectedAt < from || rejectedAt >= until) return [];
      const later = deals.filter(
        (deal) => deal.account === account && (deal.openedAt ?? deal.closedAt ?? 0) > rejectedAt,
      );
      const won = later.find(({ state }) => state === 'won');
      const about = disputes.get(reason);
      if (about === undefined && later.length === 0) return [];
      const company = names.companyName(account);
      const openedAt = later[0]?.openedAt;
      return [
        {
          lead,
          name: names.leadName(lead),
          ...(company !== undefined && { company }),
          handedAt: at,
          rejectedAt,
          reason,
          ...(rep !== undefined && { rep }),
          ...(about !== undefined && { disputes: about }),
          ...(won?.closedAt !== undefined && { wonAt: won.closedAt }),
          ...(openedAt !== undefined && { openedAt }),
          question: questionOf(about, later.length > 0, won !== undefined),
        },
      ];
    })
    .sort((a, b) => rankOf(a) - rankOf(b) || b.rejectedAt - a.rejectedAt || (a.lead < b.lead ? -1 : 1))
    .slice(0, MOST);
}

function rankOf({ wonAt, openedAt }: DisputedLead): number {
  if (wonAt !== undefined) return 0;
  return openedAt === undefined ? 2 : 1;
}

function questionOf(about: string | undefined, hasDeal: boolean, isWon: boolean): string {
  const bought = isWon ? 'The company bought all the same' : 'A deal was opened all the same';
  if (about === undefined) return `${bought}: was the rejection right?`;
  return hasDeal ? `${bought}: does ${about} hold?` : `Does ${about} hold, or is the definition wrong about it?`;
}
