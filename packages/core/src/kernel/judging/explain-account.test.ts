import { expect, test } from 'vitest';
import { definitionDigest } from '../../definition/canonical.ts';
import { parseDefinition } from '../../definition/parse-definition.ts';
import type { Entry } from '../../journal/entry.ts';
import { prepareRulebook, replayJournal, SILENT, writeJournal } from '../../replay/replay.ts';
import { labelsOf, sentencesOfTogether } from '../../replay/words.ts';
import { type ExplainedStanding, explainStanding } from './standing.ts';

const parsed = parseDefinition(`
definition: committee
language: 1
fit:
  criteria: { size: { when: 'account.employees >= 200', points: 60 } }
  grades: { A: 50, B: 40, C: 20 }
engagement:
  perPerson: 35
  signals:
    demo:  { when: 'entry.name == "Demo Requested"', points: 40, within: 30d }
    guide: { when: 'entry.name == "Guide Downloaded"', points: 15, within: 30d, atMost: 3 }
qualify:
  aql: { label: Buying committee, account: { engagedLeads: 2, engagedAt: 30, engagement: 60, roles: [economic-buyer, champion] } }
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const definition = parsed.value;

function explained(championReads: number): ExplainedStanding {
  const said: object[] = [
    { kind: 'identify', userId: 'ada', lead: { role: 'economic-buyer' }, account: { employees: 500 } },
    { kind: 'identify', userId: 'bo', lead: { role: 'champion' } },
    { kind: 'track', userId: 'ada', name: 'Demo Requested' },
    ...Array.from({ length: championReads }, () => ({ kind: 'track', userId: 'bo', name: 'Guide Downloaded' })),
  ];
  const entries = said.map(
    (entry, i) => ({ source: 'web', id: `e${i}`, accountId: 'acme', occurredAt: i, knownAt: i, ...entry }) as Entry,
  );
  const rulebook = prepareRulebook({
    order: ['committee'],
    activations: [{ definition, version: 1, digest: definitionDigest(definition), effectiveAt: 0 }],
  });
  let found: ExplainedStanding | undefined;
  replayJournal(rulebook, writeJournal(rulebook, entries, 'backtest'), SILENT, {
    mode: 'backtest',
    until: 100,
    visit: (state) => {
      found = explainStanding(state, 0, 0);
    },
  });
  if (found === undefined) throw new Error('somebody is there');
  return found;
}

function sentences(championReads: number): string[] {
  const { together } = explained(championReads);
  return together === undefined ? [] : sentencesOfTogether(together, labelsOf(definition), (id) => id.slice(5));
}

test('[R15] says who is engaged, what they bring together and which role is missing', () => {
  expect(sentences(1)).toEqual([
    'Buying committee is shut. It asks for 2 people at 30 or more: ada (40); 1 more needed.',
    'Together they bring 50 of the 60 it asks for.',
    'Held by none of them: champion.',
  ]);
});

test('[R15] the lines of the account add up, each share capped by person', () => {
  const engagement = explained(2).together?.engagement;
  expect(engagement).toEqual({
    lines: [
      { lead: 'user:ada', tenths: 350 },
      { lead: 'user:bo', tenths: 300 },
    ],
    tenths: 650,
  });
  expect(sentences(2)).toEqual([
    'Buying committee is open. It asks for 2 people at 30 or more: ada (40), bo (30).',
    'Together they bring 65 of the 60 it asks for.',
    'Every role it asks for is held by one of them: economic-buyer, champion.',
  ]);
});
