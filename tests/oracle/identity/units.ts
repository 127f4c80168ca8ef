// I9: the units that entries fall into, from all of them at once.
import type { Entry } from '@baton/core/journal/entry';
import { refKey } from '../reading/order.ts';
import {
  citedBy,
  claimOf,
  companiesOf,
  companyMergeOf,
  companyOfEmail,
  domainClaimOf,
  linksOf,
  peopleOf,
  subjectOf,
} from './named.ts';
import { Sets } from './sets.ts';

/** The entries of each unit, in the order given. Entries that name nobody are in none. */
export function unitsOf(entries: readonly Entry[]): Entry[][] {
  const sets = new Sets();
  const subjects = new Map(entries.map((entry) => [refKey(entry), subjectOf(entry)]));
  for (const entry of entries) {
    const subject = subjectOf(entry);
    if (subject === undefined) continue;
    for (const identifier of [...peopleOf(entry), ...companiesOf(entry)]) {
      const company = companyOfEmail(identifier);
      if (company !== undefined) sets.join(identifier, company);
    }
    for (const link of [...linksOf(entry), domainClaimOf(entry), companyMergeOf(entry)]) {
      if (link === undefined) continue;
      sets.join(...link.between);
      for (const each of link.between) {
        const company = companyOfEmail(each);
        if (company !== undefined) sets.join(each, company);
      }
    }
    const claim = claimOf(entry);
    if (claim !== undefined) sets.join(claim.person, claim.to);
    for (const cited of citedBy(entry)) {
      const other = subjects.get(refKey(cited));
      if (other !== undefined) sets.join(subject, other);
    }
  }
  const units = new Map<ReadonlySet<string>, Entry[]>();
  for (const entry of entries) {
    const subject = subjectOf(entry);
    if (subject === undefined) continue;
    const set = sets.of(subject);
    const unit = units.get(set);
    if (unit === undefined) units.set(set, [entry]);
    else unit.push(entry);
  }
  return [...units.values()];
}
