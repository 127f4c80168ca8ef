// The rulebook compiled: every activation of every definition, laid out so that the kernel reads numbers by position.
// One *slot* is one signal of one activation; slots of all activations stand in one row.
import { BusinessCalendar, type WorkingHours } from '../base/business-calendar.ts';
import { gateDigests } from '../definition/canonical.ts';
import { type CompiledDefinition, type CompiledGate, compileDefinition } from '../definition/compile.ts';
import type { AttributeDictionary } from '../qualification/attribute-dictionary.ts';
import { FitBound } from '../qualification/fit-bound.ts';
import { FitTable } from '../qualification/fit-table.ts';
import type { DefinitionRef } from './decision.ts';
import type { Activation, RulebookSource } from './rulebook-source.ts';

/** An activation as the kernel uses it. */
export interface Version {
  readonly index: number;
  readonly ref: DefinitionRef;
  /** Position of its name in the rulebook's order. */
  readonly name: number;
  readonly effectiveAt: number;
  readonly compiled: CompiledDefinition;
  readonly firstSlot: number;
  readonly fit: FitTable;
  readonly fitBound: FitBound;
  /** Whether it has rules that disqualify. */
  readonly disqualifies: boolean;
  readonly calendar: BusinessCalendar;
  /** By gate: since when what it reads has been the same (R16a). The last belongs to `ready`. */
  readonly unchangedSince: Float64Array;
}

export interface Rulebook {
  readonly names: readonly string[];
  /** In order of coming into force. */
  readonly versions: readonly Version[];
  readonly slots: number;
  /** By slot: the version it belongs to, and its position among the version's signals. */
  readonly slotVersion: Int32Array;
  /** By slot: most tenths one entry may add, entries that may add, track, and whether it takes points away. */
  readonly slotMost: Int32Array;
  readonly slotEntries: Int32Array;
  readonly slotTrack: Uint8Array;
  readonly slotNegativeHours: Int32Array;
  /** By slot: source weights of its track, in thousandths. */
  readonly slotWeights: readonly Int32Array[];
  readonly attributes: AttributeDictionary;
  /** Whether a lead that did nothing yet may have a verdict: it may be disqualified, or a gate may ask for no behaviour at all. */
  readonly judgesNewcomers: boolean;
  /** Whether some gate is a hand-raise, and whether some version nurtures first. */
  readonly hasHandRaises: boolean;
  readonly hasNurture: boolean;
  /** Whether some version is in continuous mode (R28). */
  readonly hasLists: boolean;
}

/** Compiles a rulebook. `attributes` is the dictionary that the journal's columns are written with; `calendarOf` gives calendars that are kept from one rulebook to the next. */
export function compileRulebook(
  source: RulebookSource,
  attributes: AttributeDictionary,
  calendarOf = (hours: WorkingHours): BusinessCalendar => new BusinessCalendar(hours),
): Rulebook {
  const activations = [...source.activations]
    .filter((activation) => source.order.includes(activation.definition.name))
    .sort((a, b) => a.effectiveAt - b.effectiveAt || a.version - b.version);
  const versions: Version[] = [];
  let slots = 0;
  for (const activation of activations) {
    const before = versions.findLast((version) => version.ref.name === activation.definition.name);
    const version = compileVersion(activation, versions.length, slots, source.order, before, attributes, calendarOf);
    versions.push(version);
    slots += version.compiled.signals.length;
  }
  const bySlot = versions.flatMap((version) =>
    version.compiled.signals.map((signal) => ({ version: version.index, signal })),
  );
  return {
    names: source.order,
    versions,
    slots,
    slotVersion: Int32Array.from(bySlot, (slot) => slot.version),
    slotMost: Int32Array.from(bySlot, (slot) => slot.signal.most),
    slotEntries: Int32Array.from(bySlot, (slot) => slot.signal.atMost),
    slotTrack: Uint8Array.from(bySlot, (slot) => slot.signal.track),
    slotNegativeHours: Int32Array.from(bySlot, ({ signal }) => (signal.points < 0 ? signal.withinHours : 0)),
    slotWeights: versions.flatMap((version) =>
      version.compiled.signals.map((signal) => version.compiled.tracks[signal.track]?.weights ?? Int32Array.of(1000)),
    ),
    attributes,
    hasHandRaises: versions.some(({ compiled }) => compiled.gates.some((gate) => gate.signalAtTop)),
    hasNurture: versions.some(({ compiled }) => compiled.definition.handoff.mode === 'nurture-first'),
    hasLists: versions.some(({ compiled }) => compiled.definition.handoff.continuous !== undefined),
    judgesNewcomers: versions.some(({ compiled }) => judgesNewcomers(compiled)),
  };
}

function compileVersion(
  activation: Activation,
  index: number,
  firstSlot: number,
  order: readonly string[],
  before: Version | undefined,
  attributes: AttributeDictionary,
  calendarOf: (hours: WorkingHours) => BusinessCalendar,
): Version {
  const { definition, version, digest, effectiveAt } = activation;
  const compiled = compileDefinition(definition);
  return {
    index,
    ref: { digest, language: definition.language, name: definition.name, version },
    name: order.indexOf(definition.name),
    effectiveAt,
    compiled,
    firstSlot,
    fit: new FitTable(compiled, attributes),
    fitBound: new FitBound(definition.fit, attributes),
    disqualifies: (definition.fit?.disqualify.length ?? 0) > 0,
    calendar: calendarOf(definition.handoff.calendar),
    unchangedSince: unchangedSince(compiled, effectiveAt, before),
  };
}

function judgesNewcomers({ definition, gates }: CompiledDefinition): boolean {
  if ((definition.fit?.disqualify.length ?? 0) > 0) return true;
  return gates.some(({ needs, ofAccount, clause }) => {
    if (ofAccount) return (clause.account?.engagedAt ?? 0) <= 0;
    return needs.engagement <= 0 && needs.usage <= 0 && needs.places.length === 0;
  });
}

function unchangedSince(compiled: CompiledDefinition, effectiveAt: number, before: Version | undefined): Float64Array {
  const digests = gateDigests(compiled.definition);
  const earlier = before && gateDigests(before.compiled.definition);
  return Float64Array.from(gatesAndReady(compiled), (gate) => {
    const same = earlier !== undefined && earlier.get(gate.name) === digests.get(gate.name);
    const position = before ? gatesAndReady(before.compiled).findIndex((other) => other.name === gate.name) : -1;
    return same && before && position >= 0 ? (before.unchangedSince[position] ?? effectiveAt) : effectiveAt;
  });
}

/** The gates as written, then `ready` where there is one. */
export function gatesAndReady(compiled: CompiledDefinition): readonly CompiledGate[] {
  return compiled.ready === undefined ? compiled.gates : [...compiled.gates, compiled.ready];
}
