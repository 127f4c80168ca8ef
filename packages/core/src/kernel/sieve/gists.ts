// What an entry says in two numbers: how many tenths its hits are worth at most, and a set of bits. Both add up over entries, so that whole units and leads are found to be far from
// every gate without looking at any entry twice.
import { ANY_GRADE, ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import type { Signature } from '../columns/effect.ts';
import type { SignatureTable } from '../columns/signature-table.ts';
import type { Rulebook, Version } from '../rulebook.ts';
import type { GateNeeds } from './gate-needs.ts';

/** The lowest bits are the entry's kind (effect.ts), the next say which criteria it could make true, as far as they have room; all others are shared by the signals. */
const CRITERIA_FROM = 7;
const SIGNALS_FROM_AT_MOST = 20;
const BITS = 31;

/** The gists of a journal's signatures for one rulebook. */
export class Gists {
  /** By signature: tenths at most, under the version that makes most of them. */
  readonly worth: Int32Array;
  /** By signature: its set of bits. */
  readonly bits: Int32Array;
  /** By version: where its criteria stand, −1 where they had no room. */
  private readonly criteriaFrom: Int32Array;
  private readonly signalsFrom: number;
  /** By version: bits of the signals that each of its gates for leads cannot do without. */
  private readonly signalsNeeded: readonly Int32Array[];

  constructor(
    private readonly rulebook: Rulebook,
    signatures: readonly Signature[],
    table: SignatureTable,
    private readonly needs: readonly GateNeeds[],
  ) {
    const { versions } = rulebook;
    let next = CRITERIA_FROM;
    this.criteriaFrom = Int32Array.from(versions, ({ fitBound }) => {
      if (next + fitBound.size > SIGNALS_FROM_AT_MOST) return -1;
      next += fitBound.size;
      return next - fitBound.size;
    });
    this.signalsFrom = next;
    this.signalsNeeded = versions.map(({ compiled, firstSlot }) =>
      Int32Array.from(compiled.leadGates, (gate) =>
        this.signalsOf((compiled.gates[gate]?.needs.places ?? []).map((place) => firstSlot + place)),
      ),
    );
    this.worth = Int32Array.from(signatures, (_, position) => worthOf(position, table, rulebook));
    this.bits = Int32Array.from(
      signatures,
      (signature, position) =>
        (table.kind[position] as number) | this.criteriaOf(signature) | this.signalsOf(signature.slots),
    );
  }

  /** Whether all gates for leads stay shut for whoever has done and been no more than this adds up to. */
  isFar(worth: number, bits: number): boolean {
    const { versions } = this.rulebook;
    for (let i = 0; i < versions.length; i++) {
      const version = versions[i] as Version;
      if (!this.isFarFrom(version, worth, bits, this.gradesBy(version, bits))) return false;
    }
    return true;
  }

  /** Whether the version's gates for leads stay shut for whoever had these grades at most. */
  isFarFrom({ index }: Version, worth: number, bits: number, grades: number): boolean {
    const needs = this.needs[index] as GateNeeds;
    const signalsNeeded = this.signalsNeeded[index] as Int32Array;
    for (let i = 0; i < signalsNeeded.length; i++) {
      const signals = signalsNeeded[i] as number;
      if ((bits & signals) !== signals) continue;
      if (needs.of(i, grades, ENGAGEMENT) <= worth && needs.of(i, grades, USAGE) <= worth) return false;
    }
    return true;
  }

  private gradesBy({ index, fitBound }: Version, bits: number): number {
    const from = this.criteriaFrom[index] as number;
    return from < 0 ? ANY_GRADE : fitBound.gradesUpTo((bits >> from) & ((1 << fitBound.size) - 1));
  }

  private criteriaOf({ lead, account }: Signature): number {
    return this.rulebook.versions.reduce((bits, { index, fitBound }) => {
      const from = this.criteriaFrom[index] as number;
      if (from < 0) return bits;
      return bits | ((fitBound.madeTrueBy(lead, 'lead') | fitBound.madeTrueBy(account, 'account')) << from);
    }, 0);
  }

  /** Where there are more slots than bits some share one: who asks for them hears *yes* too often, never *no*. */
  private signalsOf(slots: readonly number[]): number {
    return slots.reduce((bits, slot) => bits | (1 << (this.signalsFrom + (slot % (BITS - this.signalsFrom)))), 0);
  }
}

function worthOf(signature: number, table: SignatureTable, { versions, slotMost, slotVersion }: Rulebook): number {
  const sums = versions.map(() => 0);
  for (let i = table.from[signature] as number; i < (table.from[signature + 1] as number); i++) {
    const slot = table.slot[i] as number;
    const version = slotVersion[slot] as number;
    sums[version] = (sums[version] as number) + (slotMost[slot] as number);
  }
  return Math.max(0, ...sums);
}
