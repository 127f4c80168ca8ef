// What definitions see as entry.machine (L21, R24): machine flags hold entries out of every signal but those that ask for them.
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { parseTests } from '@baton/core/definition/tests-file';
import type { Entry } from '@baton/core/journal/entry';
import { standingOf } from '@baton/core/kernel/judging/standing';
import { prepareRulebook, replayJournal, SILENT, writeJournal } from '@baton/core/replay/replay';
import { runTests } from '@baton/core/replay/run-tests';
import { describe, expect, it } from 'vitest';

const parsed = parseDefinition(`
definition: machines
language: 1
engagement:
  signals:
    demo: { when: 'entry.name == "Demo"', points: 20, within: 30d }
    human: { when: 'entry.name == "Download" && !entry.machine', points: 7, within: 30d }
    scanned: { when: 'entry.machine && entry.name == "Download"', points: 3, within: 30d, atMost: 5 }
    robots: { when: 'entry.machine && entry.name == "Form Sent"', points: -4, within: 7d }
qualify:
  mql: { engagement: 20 }
  scan: { pattern: [scanned x2], within: 72h }
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const definition = parsed.value;

const STORIES = `
what people do counts where nothing asks for machines: { entries: [{ ago: 2h, name: Demo }, { ago: 2h, name: Download }, { ago: 2h, name: Form Sent }], expect: { engagement: 27, mql: yes } }
what machines do counts nowhere else: { entries: [{ ago: 2h, name: Demo, machine: true }], expect: { engagement: 0, mql: no } }
but where a signal asks for it: { entries: [{ ago: 2h, name: Download, machine: true }], expect: { engagement: 3 } }
points are taken for machines alone: { entries: [{ ago: 2h, name: Demo }, { ago: 2h, name: Form Sent, machine: true }], expect: { engagement: 16, mql: no } }
and come back when the window ends: { entries: [{ ago: 8d, name: Form Sent, machine: true }, { ago: 2h, name: Demo }], expect: { engagement: 20, mql: yes } }
a pattern of what machines did: { entries: [{ ago: 4h, name: Download, times: 2, every: 1d, machine: true }], expect: { scan: yes } }
not of what people did: { entries: [{ ago: 4h, name: Download, times: 2, every: 1d }], expect: { scan: no } }
`;

describe('[L21] [R24] entry.machine', () => {
  const stories = parseTests(STORIES);
  if (!stories.ok) throw new Error(JSON.stringify(stories.problems));
  it.each(runTests(definition, stories.value))('$name', ({ failures }) => {
    expect(failures).toEqual([]);
  });
});

describe('[R24] flags beside each other', () => {
  const at = Date.UTC(2026, 2, 2, 10);
  const make = (id: string, more: object, minutes = 0): Entry =>
    ({
      source: 's',
      id,
      userId: 'u',
      occurredAt: at + minutes * 60_000,
      knownAt: at + minutes * 60_000,
      ...more,
    }) as unknown as Entry;
  const download = make('d', { kind: 'track', name: 'Download' });
  const machine = make('m', { kind: 'flag', flag: 'machine', entries: [{ source: 's', id: 'd' }] }, 1);
  const test = make('t', { kind: 'flag', flag: 'test', entries: [{ source: 's', id: 'd' }] }, 2);
  const withdrawalOf = (id: string): Entry => make(`w-${id}`, { kind: 'withdrawal', flagged: { source: 's', id } }, 3);
  const scoreOf = (...entries: Entry[]): number | undefined => {
    const activation = { definition, version: 1, digest: 'x', effectiveAt: 0 };
    const rulebook = prepareRulebook({ order: [definition.name], activations: [activation] });
    let score: number | undefined;
    replayJournal(rulebook, writeJournal(rulebook, entries, 'backtest'), SILENT, {
      mode: 'backtest',
      until: at + 600_000,
      visit: (state) => {
        score = standingOf(state, 0, 0)?.engagement;
      },
    });
    return score;
  };

  it('a machine counts as one, a test beside it counts nowhere, and withdrawals give back step by step', () => {
    expect(scoreOf(download)).toBe(70);
    expect(scoreOf(download, machine)).toBe(30);
    expect(scoreOf(download, machine, test)).toBe(0);
    expect(scoreOf(download, machine, test, withdrawalOf('t'))).toBe(30);
    expect(scoreOf(download, machine, withdrawalOf('m'))).toBe(70);
  });
});
