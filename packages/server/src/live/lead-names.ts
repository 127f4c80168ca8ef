// All the names that a lead goes by, and the company it belongs to, from everything that was ever said of it.
import { LiveUnit } from '@baton/core/kernel/live/live-unit';
import { assertionOf } from '@baton/core/lead/identity';
import { atomsOf } from '@baton/core/replay/score-table';
import { entriesOfUnits } from '../store/journal-rows.ts';
import type { Reading } from '../store/store.ts';
import { leadCalled, leadNamed } from './lead-view.ts';
import type { InForce } from './working-units.ts';

/** Who a lead is. */
export interface LeadNames {
  /** Its names with their prefixes, its id first. */
  readonly names: readonly string[];
  /** The company's identifier; undefined for nobody's, or where the kernel is stuck. */
  readonly account: string | undefined;
}

/** The lead that goes by `name` (`user:17`, `17`, an e-mail); undefined where nobody does. */
export async function leadNames(read: Reading, inForce: InForce, name: string): Promise<LeadNames | undefined> {
  const known = await leadCalled(read, name);
  if (known === undefined || /^(company|domain):/.test(known.name)) return undefined;
  const entries = (await entriesOfUnits(read, [known.unit])).get(known.unit) ?? [];
  const live = new LiveUnit(inForce.rulebook, inForce.book, () => {});
  for (const entry of entries) live.admit(entry);
  const { evidence } = live.state;
  const lead = leadNamed(live, known.name);
  if (lead >= 0 && live.stuck === undefined) {
    const account = evidence.accountIdOf(evidence.accountOfLead[lead] as number);
    return { names: atomsOf(live.state, lead), account: account.startsWith('lead:') ? undefined : account };
  }
  // Where the kernel is stuck, everybody who was ever said to be the same.
  const names = new Set([known.name]);
  for (let before = 0; before < names.size; ) {
    before = names.size;
    for (const entry of entries) {
      const people = assertionOf(entry)?.people ?? [];
      if (people.some((each) => names.has(each))) for (const each of people) names.add(each);
    }
  }
  return { names: [...names], account: undefined };
}
