// Replay: the kernel over a whole journal, unit by unit. Exact replay reproduces what was decided here; a backtest asks what could have been decided (R1, R27).
import { definitionDigest } from '../definition/canonical.ts';
import type { Definition } from '../definition/definition.ts';
import type { Entry } from '../journal/entry.ts';
import { advanceRows, wake } from '../kernel/advance.ts';
import { ColumnsWriter, type Journal, type ReplayOrder } from '../kernel/columns/columns-writer.ts';
import type { Decision } from '../kernel/decision.ts';
import { handOverFromList } from '../kernel/handing-over/daily-list.ts';
import { recordDecisions } from '../kernel/recording/record-decisions.ts';
import { compileRulebook, type Rulebook } from '../kernel/rulebook.ts';
import type { RulebookSource } from '../kernel/rulebook-source.ts';
import { Sieve } from '../kernel/sieve/sieve.ts';
import type { Recorder } from '../kernel/unit/unit-state.ts';
import { type KernelMode, UnitState } from '../kernel/unit/unit-state.ts';
import { AttributeDictionary } from '../qualification/attribute-dictionary.ts';

/** A rulebook with the dictionary that its journals are written with. */
export function prepareRulebook(source: RulebookSource): Rulebook {
  return compileRulebook(
    source,
    new AttributeDictionary(source.activations.map((activation) => activation.definition)),
  );
}

/** A rulebook of one definition that has been in force for ever. */
export function rulebookOf(definition: Definition): Rulebook {
  return prepareRulebook({
    order: [definition.name],
    activations: [{ definition, version: 1, digest: definitionDigest(definition), effectiveAt: 0 }],
  });
}

/** Writes entries into columns for a rulebook. Entries may be in any order; they are let go one by one. */
export function writeJournal(rulebook: Rulebook, entries: Iterable<Entry>, order: ReplayOrder): Journal {
  const writer = new ColumnsWriter(rulebook, order);
  for (const entry of entries) writer.add(entry);
  return writer.finish();
}

/** How to replay. */
export interface ReplayOptions {
  readonly mode: ReplayOrder;
  /** Backtest: when the candidate came into force; dispositions before it are left out (R27). */
  readonly start?: number;
  /** Deadlines are played up to and including this instant. */
  readonly until: number;
  /** Units [from, to); all where absent. */
  readonly units?: readonly [number, number];
  /** Called after each unit with what it has become. */
  readonly visit?: (state: UnitState, unit: number) => void;
  /** The recorder listens to hand-offs alone: accounts that cannot have one are left out. */
  readonly handoffsOnly?: boolean;
  /** Whom the router of continuous mode takes from its daily lists, by unit, in order of time (R28). */
  readonly lists?: ReadonlyMap<number, readonly FromList[]>;
}

/** A lead that is handed over from a day's list: the identifier that names it, within its unit. */
export interface FromList {
  readonly at: number;
  readonly atom: number;
  readonly definition: number;
}

/** A recorder that keeps nothing. */
export const SILENT: Recorder = {
  verdict: () => {},
  nurture: () => {},
  handoff: () => '',
  heldBack: () => {},
  event: () => '',
  unbound: () => {},
};

/** Plays every entry at or before `until`, and every deadline; tells the recorder all that is decided, unit after unit. */
export function replayJournal(rulebook: Rulebook, journal: Journal, recorder: Recorder, options: ReplayOptions): void {
  const [from, to] = options.units ?? [0, journal.units];
  if (from >= to) return;
  const mode: KernelMode = {
    mode: options.mode,
    start: options.start ?? Number.NEGATIVE_INFINITY,
    handed: options.mode === 'exact',
  };
  let state: UnitState | undefined;
  const { handoffsOnly = false } = options;
  const mayLeaveOut = options.visit === undefined && options.lists === undefined;
  const sieve = mayLeaveOut ? new Sieve(rulebook, journal, { handoffsOnly }) : undefined;
  sieve?.start(from, to);
  const following = (unit: number): number => (sieve === undefined ? unit + 1 : sieve.next());
  for (let unit = following(from - 1); unit >= 0 && unit < to; unit = following(unit)) {
    const rows = journal.unit(unit);
    if (state === undefined) state = new UnitState(rulebook, journal.columns, rows, recorder, mode);
    else state.open(rows);
    state.outlook = sieve?.outlook;
    let row = rows.from;
    for (const { at, atom, definition } of options.lists?.get(unit) ?? []) {
      row = advanceRows(state, row, rows.until, at);
      wake(state, at);
      handOverFromList(state, state.evidence.leadOf[atom] as number, definition);
    }
    advanceRows(state, row, rows.until, options.until);
    if (options.until < Number.POSITIVE_INFINITY) wake(state, options.until);
    options.visit?.(state, unit);
  }
}

/** Replays a handful of entries and returns every decision with its full record, unit after unit in the order they were made. */
export function replayEntries(
  source: RulebookSource,
  entries: Iterable<Entry>,
  options: Omit<ReplayOptions, 'visit' | 'units'>,
): Decision[] {
  const rulebook = prepareRulebook(source);
  const decisions: Decision[] = [];
  replayJournal(
    rulebook,
    writeJournal(rulebook, entries, options.mode),
    recordDecisions((decision) => decisions.push(decision)),
    options,
  );
  return decisions;
}
