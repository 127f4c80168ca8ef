// Who is who over a stream is what a replay of the same journal comes to at its end.

import { ColumnsWriter } from '@baton/core/kernel/columns/columns-writer';
import { WhoIsWho } from '@baton/core/lead/who-is-who';
import { prepareRulebook, replayJournal, SILENT } from '@baton/core/replay/replay';
import { expect, it } from 'vitest';
import { generate } from '../oracle/generate.ts';

it('in random histories with merges, moves, flags and unmerges', () => {
  const bad: string[] = [];
  let atomsSeen = 0;
  for (let seed = 1; seed <= 50; seed++) {
    const { rulebook: source, entries } = generate(seed);
    const rulebook = prepareRulebook(source);
    const who = new WhoIsWho();
    const writer = new ColumnsWriter(rulebook, 'backtest');
    for (const entry of entries) {
      who.add(entry);
      writer.add(entry);
    }
    const until = Math.max(...entries.map(({ knownAt }) => knownAt));
    replayJournal(rulebook, writer.finish(), SILENT, {
      mode: 'backtest',
      until,
      visit: ({ evidence }) => {
        evidence.unit.atoms.forEach((atom, i) => {
          const [lead, account] = [evidence.leadOf[i] ?? -1, evidence.accountOf[i] ?? -1];
          if (account < 0) return;
          atomsSeen += 1;
          const mine = `${who.leadOf(atom)} of ${who.accountOf(atom)}`;
          const replayed = `${lead < 0 ? atom : evidence.leadId(lead)} of ${evidence.accountIdOf(account)}`;
          if (mine !== replayed) bad.push(`${seed} ${atom}: ${mine}, not ${replayed}`);
        });
      },
    });
  }
  expect(atomsSeen).toBeGreaterThan(250);
  expect(bad).toEqual([]);
});
