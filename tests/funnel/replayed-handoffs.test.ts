// Deals held against the hand-offs that a replay of any definition decides, instead of those of the rule of before.
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { handoffsOfDecisions } from '@baton/core/funnel/handoffs/given-handoff';
import type { Decision } from '@baton/core/kernel/decision';
import { replayEntries } from '@baton/core/replay/replay';
import { describe, expect, it } from 'vitest';
import { dayOf, funnelOf, imported } from './imported.ts';

const parsed = parseDefinition(`
definition: candidate
language: 1
engagement:
  signals:
    demo: { when: 'entry.name == "Demo Requested"', points: 50, within: 30d }
    fair: { when: 'entry.campaign.name == "Fair"', points: 50, within: 30d }
qualify:
  mql: { engagement: 50 }
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const definition = parsed.value;

function replayed(entries: ReturnType<typeof imported>['entries']): Decision[] {
  const activation = { definition, version: 1, digest: 'x', effectiveAt: 0 };
  const until = Date.UTC(2026, 0, 1);
  return replayEntries({ order: ['candidate'], activations: [activation] }, entries, { mode: 'backtest', until });
}
const TABLES = {
  'deals.csv': 'Deal | Company | Type | Opened\nD1 | 7 | New Business | 2025-06-01',
  'roles.csv': 'Deal | Contact\nD1 | ann@one.example',
  'contacts.csv': 'Id | Email | Company | Created | MQL\n1 | ann@one.example | 7 | 2024-01-01 | 2025-07-01',
  'visits.csv': 'Who | Name | From | At\nann@one.example | Demo Requested | partner | 2025-05-02 10:00',
};

it("a candidate's hand-offs source deals, with the source of the entry that opened the gate; the rule of before is left aside", () => {
  const { entries } = imported(TABLES);
  const handoffs = handoffsOfDecisions(replayed(entries), 'candidate');
  expect(handoffs.map(({ at, lead }) => `${dayOf(at)} ${lead}`)).toEqual(['2025-05-02 user:1']);
  const [found] = funnelOf(entries, { handoffs }).deals;
  expect(found).toMatchObject({
    class: 'mql-sourced',
    lead: 'user:1',
    sources: { triggering: 'partner', first: 'partner' },
  });
  expect(funnelOf(entries).deals[0]?.class).toBe('influenced');
  expect(handoffsOfDecisions(replayed(entries), 'another')).toEqual([]);
});

it('a recalled hand-off is none', () => {
  const handoff = {
    kind: 'hand-off',
    id: 'h1',
    at: 1,
    account: 'a',
    cause: { deadline: 'mail' },
    lead: 'user:1',
    definition: { name: 'candidate', version: 1, digest: 'x', language: 1 },
    gate: 'mql',
    grade: 'A',
    engagement: 50,
    usage: 0,
    alsoQualified: [],
  } as const;
  const recalled = {
    kind: 'recalled',
    id: 'x',
    at: 2,
    account: 'a',
    cause: { deadline: 'mail' },
    handoff: 'h1',
    lead: 'user:1',
    definition: 'candidate',
  } as const;
  expect(handoffsOfDecisions([handoff], 'candidate')).toHaveLength(1);
  expect(handoffsOfDecisions([handoff, recalled], 'candidate')).toEqual([]);
});

describe('[K12] a bulk load hands nobody over', () => {
  const handed = (members: number): number => {
    const rows = Array.from(
      { length: members },
      (_, i) => `${i} | p${i}@one.example | Fair | Attended | 2025-03-01 10:00`,
    );
    const { entries } = imported({ 'members.csv': `Id | Who | Campaign | Status | At\n${rows.join('\n')}` });
    return replayed(entries).filter(({ kind }) => kind === 'hand-off').length;
  };
  it('50 members of one minute are signals, 51 are none', () => {
    expect([handed(50) > 0, handed(51)]).toEqual([true, 0]);
  });
});
