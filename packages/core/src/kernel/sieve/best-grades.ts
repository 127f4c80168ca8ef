// The grades a lead could ever have, from above: of each criterion only whether anything the unit's entries say could make it true. Two bit operations an entry.
import type { Signature } from '../columns/effect.ts';
import { cleared, ints } from '../columns/number-arrays.ts';
import type { Rulebook, Version } from '../rulebook.ts';
import type { Fixed, UnitHits } from './unit-hits.ts';

/** Best grades of the leads of one unit after the other. */
export class BestGrades {
  private readonly versions: number;
  /** By signature × versions + version: criteria that it could make true, by what it says of the lead and of the account. */
  private readonly bySignatureOfLead: Int32Array;
  private readonly bySignatureOfAccount: Int32Array;
  private leadMask = ints(8);
  private accountMask = ints(8);
  private accountOfLead = ints(8);

  constructor(
    private readonly rulebook: Rulebook,
    signatures: readonly Signature[],
  ) {
    this.versions = rulebook.versions.length;
    const size = signatures.length * this.versions;
    this.bySignatureOfLead = ints(size);
    this.bySignatureOfAccount = ints(size);
    signatures.forEach((signature, i) => {
      for (const version of rulebook.versions) this.learn(signature, i * this.versions + version.index, version);
    });
  }

  private learn({ lead, account }: Signature, at: number, { fitBound }: Version): void {
    if (lead.length > 0) this.bySignatureOfLead[at] = fitBound.madeTrueBy(lead, 'lead');
    if (account.length > 0) this.bySignatureOfAccount[at] = fitBound.madeTrueBy(account, 'account');
  }

  /** Takes in all that the unit's entries say of its people and companies. */
  collect({ units }: UnitHits, unit: number, fixed: Fixed): void {
    const { versions, bySignatureOfLead, bySignatureOfAccount } = this;
    this.leadMask = cleared(this.leadMask, fixed.leads * versions, ints, 0);
    this.accountMask = cleared(this.accountMask, fixed.accounts * versions, ints, 0);
    if (this.accountOfLead.length < fixed.leads) this.accountOfLead = ints(fixed.leads * 2);
    const { leadMask, accountMask, accountOfLead } = this;
    const { firstGiven, givenAtom, givenSignature } = units;
    const until = firstGiven[unit + 1] as number;
    for (let i = fixed.from; i < fixed.from + fixed.count; i++) {
      const lead = fixed.leadOf[i] as number;
      if (lead >= 0) accountOfLead[lead] = fixed.accountOf[i] as number;
    }
    for (let i = firstGiven[unit] as number; i < until; i++) {
      const who = fixed.from + (givenAtom[i] as number);
      const sign = (givenSignature[i] as number) * versions;
      const lead = (fixed.leadOf[who] as number) * versions;
      const account = (fixed.accountOf[who] as number) * versions;
      for (let version = 0; version < versions; version++) {
        accountMask[account + version] =
          (accountMask[account + version] as number) | (bySignatureOfAccount[sign + version] as number);
        if (lead >= 0)
          leadMask[lead + version] =
            (leadMask[lead + version] as number) | (bySignatureOfLead[sign + version] as number);
      }
    }
  }

  /** Grades the lead could have had under a version, as bits. */
  of(lead: number, version: number): number {
    const { versions, leadMask, accountMask } = this;
    const mask =
      (leadMask[lead * versions + version] as number) |
      (accountMask[(this.accountOfLead[lead] as number) * versions + version] as number);
    return (this.rulebook.versions[version] as Version).fitBound.gradesUpTo(mask);
  }
}
