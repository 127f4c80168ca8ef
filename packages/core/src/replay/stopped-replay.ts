// A replay that stops: each unit is shown as it stood at chosen instants, with what could be known then. Nothing is decided anew; what a stop shows is what a score would have said.

import { advanceRows, wake } from '../kernel/advance.ts';
import type { Journal } from '../kernel/columns/columns-writer.ts';
import type { Rulebook } from '../kernel/rulebook.ts';
import { UnitState } from '../kernel/unit/unit-state.ts';
import { SILENT } from './replay.ts';

/** Plays the units that have stops. `stopsOf` gives the instants of a unit, ascending; `look` sees it as of each, the entry at the very instant included. */
export function stoppedReplay(
  rulebook: Rulebook,
  journal: Journal,
  stopsOf: (atoms: readonly string[], unit: number) => readonly number[],
  look: (state: UnitState, at: number, unit: number) => void,
): void {
  const mode = { mode: 'backtest', start: Number.NEGATIVE_INFINITY, handed: false } as const;
  let state: UnitState | undefined;
  for (let unit = 0; unit < journal.units; unit++) {
    const rows = journal.unit(unit);
    const stops = stopsOf(rows.atoms, unit);
    if (stops.length === 0) continue;
    if (state === undefined) state = new UnitState(rulebook, journal.columns, rows, SILENT, mode);
    else state.open(rows);
    let row = rows.from;
    for (const at of stops) {
      row = advanceRows(state, row, rows.until, at);
      wake(state, at);
      state.now = at;
      state.evaluation += 1;
      look(state, at, unit);
      state.evaluation += 1;
    }
  }
}
