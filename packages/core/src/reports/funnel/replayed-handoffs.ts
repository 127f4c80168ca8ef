// The hand-offs that definitions would have made of a journal, as the funnel holds deals against them.
import { definitionDigest } from '../../definition/canonical.ts';
import { ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import type { Definition } from '../../definition/definition.ts';
import { type GivenHandoff, handoffsOfDecisions } from '../../funnel/handoffs/given-handoff.ts';
import type { Entry } from '../../journal/entry.ts';
import { ColumnsWriter, type Journal } from '../../kernel/columns/columns-writer.ts';
import type { Decision } from '../../kernel/decision.ts';
import { explainTrack } from '../../kernel/judging/explain.ts';
import { recordDecisions } from '../../kernel/recording/record-decisions.ts';
import { compileRulebook, type Rulebook } from '../../kernel/rulebook.ts';
import type { RulebookSource } from '../../kernel/rulebook-source.ts';
import type { Recorder, UnitState } from '../../kernel/unit/unit-state.ts';
import { allDailyLists } from '../../replay/daily-list.ts';
import { prepareRulebook, replayJournal, SILENT } from '../../replay/replay.ts';

/** A definition and when it comes into force. */
export interface InForce {
  readonly definition: Definition;
  readonly effectiveAt: number;
}

/** Takes entries in, in any order, then replays them under definitions; of two of one name the later is the next version. */
export class ReplayedHandoffs {
  private readonly rulebook: Rulebook;
  private readonly writer: ColumnsWriter;
  private journal: Journal | undefined;
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  /** In order of rank; versions of one name in order of time. */
  constructor(private readonly inForce: readonly InForce[]) {
    this.rulebook = prepareRulebook(sourceOf(inForce));
    this.writer = new ColumnsWriter(this.rulebook, 'backtest');
  }

  add(entry: Entry): void {
    this.first = Math.min(this.first, entry.occurredAt);
    this.last = Math.max(this.last, entry.knownAt);
    this.writer.add(entry);
  }

  /** The hand-offs by `until` (default: the last entry). `inForce` may tell other instants of coming into force, in the same order. */
  handoffs(until = this.last, inForce: readonly InForce[] = this.inForce): readonly GivenHandoff[] {
    this.journal ??= this.writer.finish();
    const rulebook = compileRulebook(sourceOf(inForce), this.rulebook.attributes);
    const decisions: Decision[] = [];
    // Verdicts are many and costly to tell, and nobody asks for them here.
    const { verdict, nurture, heldBack, unbound } = SILENT;
    const handoffs = recordDecisions((decision) => {
      if (isOfHandoffs(decision)) decisions.push(decision);
    });
    const signals = new Map<string, readonly string[]>();
    const handoff: Recorder['handoff'] = (state, account, chosen, contact, because, also) => {
      const id = handoffs.handoff(state, account, chosen, contact, because, also);
      signals.set(id, payingSignals(state, contact, chosen.definition));
      return id;
    };
    const keep = { ...handoffs, handoff, verdict, nurture, heldBack, unbound };
    const isContinuous = inForce.some(({ definition }) => definition.handoff.continuous !== undefined);
    replayJournal(rulebook, this.journal, keep, {
      mode: 'backtest',
      until,
      ...(isContinuous && { lists: allDailyLists(rulebook, this.journal, { start: this.first, until }) }),
    });
    return namesOf(inForce).flatMap((name) => handoffsOfDecisions(decisions, name, signals));
  }
}

/** The signals from which the lead that is handed over has points, on either axis. */
function payingSignals(state: UnitState, lead: number, definition: number): readonly string[] {
  const version = state.version(definition);
  if (version === undefined) return [];
  const lines = ([ENGAGEMENT, USAGE] as const).flatMap(
    (track) => explainTrack(state, lead, version, track)?.lines ?? [],
  );
  return [...new Set(lines.flatMap((line) => ('signal' in line && line.tenths > 0 ? [line.signal] : [])))].sort();
}

function isOfHandoffs({ kind }: Decision): boolean {
  return kind === 'hand-off' || kind === 'recalled' || kind === 'merged';
}

function namesOf(inForce: readonly InForce[]): string[] {
  return [...new Set(inForce.map(({ definition }) => definition.name))];
}

function sourceOf(inForce: readonly InForce[]): RulebookSource {
  const seen = new Map<string, number>();
  const activations = inForce.map(({ definition, effectiveAt }) => {
    const version = (seen.get(definition.name) ?? 0) + 1;
    seen.set(definition.name, version);
    return { definition, version, digest: definitionDigest(definition), effectiveAt };
  });
  return { order: namesOf(inForce), activations };
}
