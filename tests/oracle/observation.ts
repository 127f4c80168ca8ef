// What the oracle and the kernel are compared by: decisions without ids, with hand-offs and superseded decisions named readably.
import type { Decision, HandoffDecision } from '@baton/core/kernel/decision';
import { byText, canonical } from './reading/order.ts';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/**
 * A decision without `id` and `counterfactual`. `handoff` is `openedAt|lead|definition|gate` of the hand-off's opening,
 * `supersedes` is `kind@at` of the decision that is replaced.
 */
export type Observation = Without<Decision, 'id' | 'counterfactual'>;

/** The name of a hand-off. */
export function handoffKey(openedAt: number, lead: string, definition: string, gate: string): string {
  return `${openedAt}|${lead}|${definition}|${gate}`;
}

/** The name of the hand-off that a decision opens. */
export function openingKey(opening: Omit<HandoffDecision, 'id'>): string {
  return handoffKey(opening.at, opening.lead, opening.definition.name, opening.gate);
}

/** Turns the kernel's decisions into observations, in the canonical order. */
export function observe(decisions: readonly Decision[]): Observation[] {
  const byId = new Map(decisions.map((each) => [each.id, each]));
  const handoff = (id: string): string => {
    const opening = byId.get(id);
    return opening?.kind === 'hand-off' ? openingKey(opening) : `no hand-off ${id}`;
  };
  const superseded = (id: string): string => {
    const decision = byId.get(id);
    return decision === undefined ? `no decision ${id}` : `${decision.kind}@${decision.at}`;
  };
  const observations = decisions.map((decision) => {
    const { id: _, ...rest } = decision as Decision & { readonly counterfactual?: unknown };
    const plain: Record<string, unknown> = { ...rest };
    delete plain.counterfactual;
    if ('handoff' in decision) plain.handoff = handoff(decision.handoff);
    if ('supersedes' in decision && decision.supersedes !== undefined)
      plain.supersedes = superseded(decision.supersedes);
    return plain as unknown as Observation;
  });
  return inOrder(observations);
}

/** By instant, account, lead, kind, then canonical JSON. */
export function inOrder(observations: readonly Observation[]): Observation[] {
  const keyed = observations.map((each) => ({
    each,
    lead: ('lead' in each ? each.lead : '') ?? '',
    text: canonical(each),
  }));
  keyed.sort(
    (a, b) =>
      a.each.at - b.each.at ||
      byText(a.each.account, b.each.account) ||
      byText(a.lead, b.lead) ||
      byText(a.each.kind, b.each.kind) ||
      byText(a.text, b.text),
  );
  return keyed.map(({ each }) => each);
}
