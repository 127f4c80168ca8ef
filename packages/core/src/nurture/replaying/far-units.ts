// Which units cannot enrol anybody, whatever happens when? Most never come near a gate, and need not be played. A bound that never errs on the side of *no*: all points of all people of the unit, undecayed, as if they were one person's.
import type { CompiledGate } from '../../definition/compile.ts';
import type { Journal } from '../../kernel/columns/columns-writer.ts';
import { pooledOf } from '../../kernel/sieve/near-units.ts';
import type { ProgrammeBook } from '../programme/programme-book.ts';

/** What one gate needs at least of a unit: tenths by track, and entries of these slots. */
interface Needs {
  readonly engagement: number;
  readonly usage: number;
  readonly slots: readonly number[];
}

/** Tells units that are far from every gate. */
export class FarUnits {
  /** Whether every unit has to be played: a programme enrols by who somebody is, or leads are handed over without a gate. */
  private readonly all: boolean;
  private readonly needs: readonly Needs[];
  private readonly rulebook: ProgrammeBook['rulebook'];
  /** By identifier × slots + slot: entries so far, of the unit that is looked at. */
  private count = new Int32Array(64);

  constructor(
    { programmes, rulebook }: ProgrammeBook,
    private readonly journal: Journal,
  ) {
    this.rulebook = rulebook;
    this.all =
      programmes.some(({ programme }) => programme.enrol.segment !== undefined) ||
      rulebook.versions.some(({ compiled }) => compiled.definition.handoff.continuous !== undefined);
    const wanted = new Set(programmes.flatMap(({ programme }) => programme.enrol.missing ?? []));
    this.needs = rulebook.versions.flatMap(({ compiled, firstSlot }) => {
      const asked = compiled.signals.filter(({ name }) => wanted.has(name));
      const more = (track: number): number =>
        Math.max(0, ...asked.filter((signal) => signal.track === track).map(({ most }) => most));
      return compiled.gates.map(
        (gate): Needs =>
          needsOf(gate, firstSlot, more(0), more(1), (place) => wanted.has(compiled.signals[place]?.name ?? '')),
      );
    });
  }

  /** Whether nobody of the unit can ever stand at a gate, or one step before it. */
  isFar(unit: number): boolean {
    if (this.all) return false;
    const { starts, columns } = this.journal;
    const { slots, slotTrack, slotMost, slotEntries } = this.rulebook;
    const { atoms } = this.journal.unit(unit);
    if (this.count.length < atoms.length * slots) this.count = new Int32Array(atoms.length * slots * 2);
    const { count } = this;
    count.fill(0, 0, atoms.length * slots);
    const tenths = [0, 0];
    const hit = new Set<number>();
    for (let row = starts[unit] as number; row < (starts[unit + 1] as number); row++) {
      const matched = columns.signatures[columns.signature[row] as number]?.slots ?? [];
      for (const slot of matched) {
        hit.add(slot);
        const at = (columns.atom[row] as number) * slots + slot;
        const seen = count[at] as number;
        count[at] = seen + 1;
        const track = slotTrack[slot] as number;
        // Of one person no more entries count at a time, and a person's identifiers bring no more than each by itself.
        if (seen < (slotEntries[slot] as number))
          tenths[track] = (tenths[track] as number) + Math.max(0, slotMost[slot] as number);
      }
    }
    const [engagement = 0, usage = 0] = tenths;
    return !this.needs.some(
      (needs) => engagement >= needs.engagement && usage >= needs.usage && needs.slots.every((slot) => hit.has(slot)),
    );
  }
}

function needsOf(
  gate: CompiledGate,
  firstSlot: number,
  moreEngagement: number,
  moreUsage: number,
  isWanted: (place: number) => boolean,
): Needs {
  if (gate.ofAccount) return { engagement: pooledOf(gate), usage: 0, slots: [] };
  const { engagement, usage, places } = gate.needs;
  return {
    engagement: engagement - moreEngagement,
    usage: usage - moreUsage,
    slots: places.filter((place) => !isWanted(place)).map((place) => firstSlot + place),
  };
}
