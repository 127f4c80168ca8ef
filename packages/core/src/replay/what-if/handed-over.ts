// Whom the one definition of a rulebook hands over in a history, and when: a replay that listens to nothing else.
import type { Journal } from '../../kernel/columns/columns-writer.ts';
import { gatesAndReady, type Rulebook } from '../../kernel/rulebook.ts';
import type { Recorder } from '../../kernel/unit/unit-state.ts';
import { allDailyLists } from '../daily-list.ts';
import { replayJournal, SILENT } from '../replay.ts';
import { atomsOf } from '../score-table.ts';

/** A lead's first hand-off. */
export interface FirstHandoff {
  readonly lead: string;
  readonly account: string;
  readonly at: number;
  readonly gate: string;
  /** The lead's identifiers then, its id first. */
  readonly atoms: readonly string[];
}

export interface HandedOver {
  readonly leads: ReadonlyMap<string, FirstHandoff>;
  /** Every hand-off's instant; a lead may be handed over again. */
  readonly handedAt: readonly number[];
}

/** Replays the rulebook over the journal as a backtest does (R27), from `start` up to and including `until`. */
export function handedOver(
  rulebook: Rulebook,
  journal: Journal,
  period: { readonly start: number; readonly until: number },
): HandedOver {
  const leads = new Map<string, FirstHandoff>();
  const handedAt: number[] = [];
  const recorder: Recorder = {
    ...SILENT,
    handoff: (state, account, chosen, contact) => {
      handedAt.push(state.now);
      const lead = state.evidence.leadId(contact);
      if (leads.has(lead)) return '';
      const compiled = state.version(chosen.definition)?.compiled;
      leads.set(lead, {
        lead,
        account: state.evidence.accountIdOf(account),
        at: state.now,
        gate: (compiled && gatesAndReady(compiled)[chosen.gate]?.name) ?? 'continuous',
        atoms: atomsOf(state, contact),
      });
      return '';
    },
  };
  const isContinuous = rulebook.versions.some(({ compiled }) => compiled.definition.handoff.continuous !== undefined);
  const lists = isContinuous ? allDailyLists(rulebook, journal, period) : undefined;
  replayJournal(rulebook, journal, recorder, {
    mode: 'backtest',
    ...period,
    handoffsOnly: true,
    ...(lists !== undefined && { lists }),
  });
  return { leads, handedAt };
}
