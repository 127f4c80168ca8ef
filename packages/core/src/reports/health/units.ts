// Every unit of a journal as it stands when all entries are in, with the signals that data health asks for. Nothing is decided, so that nothing has to be replayed.
import { parseDefinition } from '../../definition/parse-definition.ts';
import type { Entry } from '../../journal/entry.ts';
import { ColumnsWriter } from '../../kernel/columns/columns-writer.ts';
import type { Rulebook } from '../../kernel/rulebook.ts';
import { UnitState } from '../../kernel/unit/unit-state.ts';
import { rulebookOf, SILENT } from '../../replay/replay.ts';

/** What counts as a deed, a mail open, a mail click: signals of a definition that qualifies nobody. */
const SIGNALS = `
definition: health
language: 1
engagement:
  signals:
    deed:  { when: 'entry.kind in ["track", "page", "screen"] && (!has(entry.name) || !(entry.name in ["Email Opened", "Email Sent", "Email Delivered", "Email Bounced", "Unsubscribed"]))', points: 1, within: 90d }
    open:  { when: 'entry.name == "Email Opened"', points: 1, within: 90d }
    click: { when: 'entry.name == "Email Link Clicked"', points: 1, within: 90d }
qualify:
  never: { engagement: 100 }
`;
const SLOTS = { deed: 0, open: 1, click: 2 } as const;

/** Whether a row of the unit that is shown has a signal. */
export type Hits = Readonly<Record<keyof typeof SLOTS, (row: number) => boolean>>;

/** Takes entries in and shows units. Holds 24 bytes an entry. */
export class Units {
  private readonly rulebook: Rulebook = healthRulebook();
  private readonly writer = new ColumnsWriter(this.rulebook, 'backtest');

  add(entry: Entry): void {
    this.writer.add(entry);
  }

  /** Shows each unit once; the state is the same object every time. */
  each(visit: (state: UnitState, hits: Hits) => void): void {
    const journal = this.writer.finish();
    const { columns } = journal;
    const mode = { mode: 'backtest', start: Number.NEGATIVE_INFINITY, handed: false } as const;
    const isOf =
      (slot: number) =>
      (row: number): boolean =>
        (columns.signatures[columns.signature[row] as number]?.slots ?? []).includes(slot);
    const hits = { deed: isOf(SLOTS.deed), open: isOf(SLOTS.open), click: isOf(SLOTS.click) };
    let state: UnitState | undefined;
    for (let unit = 0; unit < journal.units; unit++) {
      const rows = journal.unit(unit);
      if (state === undefined) state = new UnitState(this.rulebook, columns, rows, SILENT, mode);
      else state.open(rows);
      state.evidence.admitAll(rows.until);
      visit(state, hits);
    }
  }
}

function healthRulebook(): Rulebook {
  const parsed = parseDefinition(SIGNALS);
  if (!parsed.ok) throw new Error(`the definition of data health does not parse: ${JSON.stringify(parsed.problems)}`);
  return rulebookOf(parsed.value);
}
