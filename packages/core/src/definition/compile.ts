// A checked definition made ready for the kernel: names become positions, tables are computed, every gate states what it needs
// at the least (so that the kernel can skip what cannot open). Nothing is evaluated here.
import { HOUR } from '../base/duration.ts';
import type { Condition } from './condition.ts';
import { decayTable } from './decay-table.ts';
import type { Clause, Definition, Gate, Grade, Signal, Track, TrackName } from './definition.ts';
import { GRADES } from './definition.ts';

export const TRACKS = ['engagement', 'usage'] as const satisfies readonly TrackName[];
export const ENGAGEMENT = 0;
export const USAGE = 1;

/** A signal at its place among all signals of its definition: engagement's first, then usage's. */
export interface CompiledSignal {
  readonly name: string;
  readonly signal: Signal;
  /** 0 engagement, 1 usage. */
  readonly track: number;
  readonly points: number;
  readonly withinHours: number;
  /** How many entries may count: `atMost`, or 1 for `atLeast`. */
  readonly atMost: number;
  /** 0 where the signal has none. */
  readonly atLeast: number;
  /** Milliseconds of a bucket; 0 where the signal has none. */
  readonly oncePer: number;
  readonly distinct: boolean;
  /** Whether it keeps its latest few and asks nothing else of them. */
  readonly plain: boolean;
  readonly decay: Int32Array | undefined;
  /** Position among the track's groups, or −1. */
  readonly group: number;
  /** The most that one entry can add, in tenths: points at the largest weight, undecayed. */
  readonly most: number;
}

export interface CompiledTrack {
  readonly signals: readonly CompiledSignal[];
  /** Position of the track's first signal in the definition. */
  readonly first: number;
  readonly groupNames: readonly string[];
  readonly groupLimits: Int32Array;
  /** Thousandths by position among the track's sources; the last, 1000, is that of an entry no source speaks of. */
  readonly weights: Int32Array;
  readonly perPerson: number;
}

/** A pattern over positions of signals. `places` repeats a signal as often as it counts. */
export interface CompiledPattern {
  readonly places: Int32Array;
  readonly windowMs: number;
  readonly ordered: boolean;
}

export interface CompiledClause {
  /** Bit set of the grades it passes (A is 1, B 2, C 4, D 8, ? 16); 31 where it does not ask. */
  readonly fit: number;
  readonly engagement: number;
  readonly usage: number;
  readonly total: number;
  readonly pattern: CompiledPattern | undefined;
  readonly account: Clause['account'];
  /** Position among the definition's `unless` conditions, or −1. */
  readonly unless: number;
  readonly any: readonly CompiledClause[] | undefined;
  readonly all: readonly CompiledClause[] | undefined;
}

/** Necessary conditions of a gate, whatever decays: grades, undecayed tenths of each track, signals that must have been hit. */
export interface Needs {
  readonly fit: number;
  readonly engagement: number;
  readonly usage: number;
  readonly places: readonly number[];
}

export interface CompiledGate {
  readonly name: string;
  readonly gate: Gate;
  readonly clause: CompiledClause;
  readonly ofAccount: boolean;
  /** `signal:` at its top: a hand-raise when fresh (R19). */
  readonly signalAtTop: boolean;
  readonly patternAtTop: boolean;
  readonly readsEngagement: boolean;
  readonly readsUsage: boolean;
  readonly patterns: readonly CompiledPattern[];
  readonly needs: Needs;
}

export interface CompiledDefinition {
  readonly definition: Definition;
  readonly tracks: readonly [CompiledTrack | undefined, CompiledTrack | undefined];
  readonly signals: readonly CompiledSignal[];
  /** Gates as written; `ready`, where there is one, is not among them. */
  readonly gates: readonly CompiledGate[];
  readonly leadGates: readonly number[];
  readonly accountGates: readonly number[];
  readonly ready: CompiledGate | undefined;
  readonly unless: readonly Condition[];
}

export const ANY_GRADE = 31;

/** The bit of a grade in a gate's set. */
export function gradeBit(grade: Grade): number {
  return 1 << GRADES.indexOf(grade);
}

/** Compiles a definition that the checker has passed. Throws on what the checker would have refused (unknown signals). */
export function compileDefinition(definition: Definition): CompiledDefinition {
  const engagement = compileTrack(definition.engagement, ENGAGEMENT, 0);
  const usage = compileTrack(definition.usage, USAGE, engagement?.signals.length ?? 0);
  const signals = [...(engagement?.signals ?? []), ...(usage?.signals ?? [])];
  const unless: Condition[] = [];
  const gateOf = (gate: Gate): CompiledGate => compileGate(gate, signals, unless);
  const gates = definition.gates.map(gateOf);
  const ready = definition.handoff.ready && gateOf({ name: 'ready', clause: definition.handoff.ready });
  const positions = gates.map((_, position) => position);
  return {
    definition,
    tracks: [engagement, usage],
    signals,
    gates,
    leadGates: positions.filter((position) => !gates[position]?.ofAccount),
    accountGates: positions.filter((position) => gates[position]?.ofAccount),
    ready,
    unless,
  };
}

function compileTrack(track: Track | undefined, which: number, first: number): CompiledTrack | undefined {
  if (track === undefined) return undefined;
  const weights = Int32Array.from([...track.sources.map((source) => source.weight), 1000]);
  const heaviest = Math.max(...weights);
  const signals = track.signals.map((signal): CompiledSignal => {
    return {
      name: signal.name,
      signal,
      track: which,
      points: signal.points,
      withinHours: signal.within,
      atMost: signal.atLeast === undefined ? (signal.atMost ?? 1) : 1,
      atLeast: signal.atLeast ?? 0,
      oncePer: (signal.oncePer ?? 0) * HOUR,
      distinct: signal.distinctBy !== undefined,
      plain: signal.atLeast === undefined && signal.oncePer === undefined && signal.distinctBy === undefined,
      decay: signal.points > 0 ? decayTable(signal.decay, signal.within) : undefined,
      group: track.groups.findIndex((group) => group.signals.includes(signal.name)),
      most: signal.points > 0 ? Math.ceil((signal.points * heaviest) / 1000) : 0,
    };
  });
  return {
    signals,
    first,
    groupNames: track.groups.map((group) => group.name),
    groupLimits: Int32Array.from(track.groups, (group) => group.limit),
    weights,
    perPerson: track.perPerson,
  };
}

function compileGate(gate: Gate, signals: readonly CompiledSignal[], unless: Condition[]): CompiledGate {
  const clause = compileClause(gate.clause, signals, unless);
  const inside = everyClause(clause);
  const patterns = inside.flatMap((each) => each.pattern ?? []);
  return {
    name: gate.name,
    gate,
    clause,
    ofAccount: inside.some((each) => each.account !== undefined),
    signalAtTop: gate.clause.signal !== undefined,
    patternAtTop: gate.clause.pattern !== undefined,
    readsEngagement: inside.some((each) => each.engagement >= 0 || each.total >= 0 || each.account !== undefined),
    readsUsage: inside.some((each) => each.usage >= 0),
    patterns,
    needs: needsOf(clause),
  };
}

const NOT_ASKED = -1;

function compileClause(clause: Clause, signals: readonly CompiledSignal[], unless: Condition[]): CompiledClause {
  const compile = (inner: Clause): CompiledClause => compileClause(inner, signals, unless);
  return {
    fit: clause.fit === undefined ? ANY_GRADE : clause.fit.reduce((bits, grade) => bits | gradeBit(grade), 0),
    engagement: clause.engagement ?? NOT_ASKED,
    usage: clause.usage ?? NOT_ASKED,
    total: clause.total ?? NOT_ASKED,
    pattern: compilePattern(clause, signals),
    account: clause.account,
    unless: clause.unless === undefined ? -1 : unless.push(clause.unless) - 1,
    any: clause.any?.map(compile),
    all: clause.all?.map(compile),
  };
}

function compilePattern(clause: Clause, signals: readonly CompiledSignal[]): CompiledPattern | undefined {
  const position = (name: string): number => {
    const found = signals.findIndex((signal) => signal.name === name);
    if (found < 0) throw new RangeError(`no signal named ${name}`);
    return found;
  };
  if (clause.signal !== undefined) {
    const place = position(clause.signal);
    return { places: Int32Array.of(place), windowMs: (signals[place]?.withinHours ?? 0) * HOUR, ordered: false };
  }
  if (clause.pattern === undefined) return undefined;
  const places = clause.pattern.places.flatMap((place) => Array<number>(place.count).fill(position(place.signal)));
  return { places: Int32Array.from(places), windowMs: clause.pattern.within * HOUR, ordered: clause.pattern.ordered };
}

function everyClause(clause: CompiledClause): CompiledClause[] {
  return [clause, ...(clause.any ?? []).flatMap(everyClause), ...(clause.all ?? []).flatMap(everyClause)];
}

/** Necessary conditions: of what must all hold the strictest, of what may hold the mildest. A `total` needs nothing that is known here. */
function needsOf(clause: CompiledClause): Needs {
  const own: Needs = {
    fit: clause.fit,
    engagement: Math.max(0, clause.engagement),
    usage: Math.max(0, clause.usage),
    places: [...new Set(clause.pattern?.places ?? [])],
  };
  const parts = [own, ...(clause.all ?? []).map(needsOf)];
  if (clause.any !== undefined) {
    const choices = clause.any.map(needsOf);
    parts.push({
      fit: choices.reduce((bits, choice) => bits | choice.fit, 0),
      engagement: Math.min(...choices.map((choice) => choice.engagement)),
      usage: Math.min(...choices.map((choice) => choice.usage)),
      places: choices.length === 1 ? (choices[0] as Needs).places : [],
    });
  }
  return {
    fit: parts.reduce((bits, part) => bits & part.fit, ANY_GRADE),
    engagement: Math.max(...parts.map((part) => part.engagement)),
    usage: Math.max(...parts.map((part) => part.usage)),
    places: [...new Set(parts.flatMap((part) => part.places))],
  };
}
