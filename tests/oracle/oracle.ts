// The oracle: a slow, literal reading of docs/kernel-rules.md. It shares no code with the kernel and recomputes all evidence
// at every evaluation; what the rules leave open is listed in README.md.
import type { Entry, EntryRef, Instant } from '@baton/core/journal/entry';
import type { RulebookSource } from '@baton/core/kernel/rulebook-source';
import { historyOf } from './evidence/view.ts';
import { unitsOf } from './identity/units.ts';
import { inOrder, type Observation, openingKey } from './observation.ts';
import { byRef } from './reading/order.ts';
import { noCommitments } from './unfolding/commitments.ts';
import type { Run } from './unfolding/run.ts';
import { unfold } from './unfolding/unfold.ts';

export interface OracleInput {
  readonly rulebook: RulebookSource;
  readonly entries: readonly Entry[];
  readonly mode: 'exact' | 'backtest';
  /** Of a backtest (R27). */
  readonly start?: Instant;
  /** Deadlines up to and including this instant are played. */
  readonly until: Instant;
}

/** What was decided, in the canonical order of observations. */
export function oracle(input: OracleInput): Observation[] {
  return inOrder(runs(input).flatMap((run) => run.said));
}

/** A hand-off the oracle opened, under the id the kernel gives it, so that histories can cite it. */
export interface OpenedHandoff {
  readonly id: string;
  readonly openedAt: Instant;
  readonly lead: string;
  /** The newest fresh entry. */
  readonly because?: EntryRef;
}

export function oracleHandoffs(input: OracleInput): OpenedHandoff[] {
  return runs(input).flatMap(({ held, said }) =>
    held.handoffs.map(({ id, openedAt, lead, key }) => {
      const opening = said.find((each) => each.kind === 'hand-off' && openingKey(each) === key);
      const because = opening?.kind === 'hand-off' ? opening.because : undefined;
      return { id, openedAt, lead, ...(because && { because }) };
    }),
  );
}

function runs({ rulebook, entries, mode, start, until }: OracleInput): Run[] {
  const instantOf = (entry: Entry): Instant => (mode === 'exact' ? (entry.admittedAt ?? entry.knownAt) : entry.knownAt);
  return unitsOf(entries).map((unit) => {
    const ordered = unit.filter((each) => instantOf(each) <= until);
    ordered.sort((a, b) => instantOf(a) - instantOf(b) || within(mode, a, b) || byRef(a, b));
    const history = historyOf(ordered, instantOf);
    const run: Run = {
      rulebook,
      mode,
      start: start ?? Number.NEGATIVE_INFINITY,
      history,
      held: noCommitments(),
      said: [],
      now: -Infinity,
      admitted: 0,
    };
    unfold(run, until);
    return run;
  });
}

/** R1: among entries of one instant. */
function within(mode: OracleInput['mode'], a: Entry, b: Entry): number {
  return mode === 'exact' ? (a.seq ?? 0) - (b.seq ?? 0) : a.occurredAt - b.occurredAt;
}
