// A simulated company is the same for the same seed, its entries are ones the journal takes, and it comes account by account.
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../base/digest.ts';
import { createLedger } from '../journal/ledger.ts';
import { parseEntry } from '../journal/parse-entry.ts';
import type { SimulationOptions } from './options.ts';
import { simulate } from './simulate.ts';
import { TRUTH_COLUMNS, truthRows } from './truth/truth-rows.ts';

function bytesOf(options: SimulationOptions): string {
  const simulation = simulate(options);
  const lines = simulation.companyEntries.map((entry) => JSON.stringify(entry));
  for (const { entries, broken, truth } of simulation.accounts)
    lines.push(...entries.map((entry) => JSON.stringify(entry)), ...broken, ...truthRows(truth).map(String));
  return sha256Hex([...lines, JSON.stringify(simulation.truth())].join('\n'));
}

describe('the same seed', () => {
  const options = { seed: 'one', leads: 600, years: 2, faults: 'all' } as const;

  it('gives the same bytes, and another seed others', () => {
    expect(bytesOf(options)).toBe(bytesOf(options));
    expect(bytesOf({ ...options, seed: 'two' })).not.toBe(bytesOf(options));
  });

  it('gives the same whether a number or its text', () => {
    expect(bytesOf({ ...options, seed: 7 })).toBe(bytesOf({ ...options, seed: '7' }));
  });
});

describe('entries of a company without faults', () => {
  const simulation = simulate({ seed: 'entries', leads: 1500, years: 2 });
  const accounts = [...simulation.accounts];
  const entries = [...simulation.companyEntries, ...accounts.flatMap((account) => account.entries)];

  it('are as many leads as were asked for', () => {
    expect(accounts.reduce((sum, { truth }) => sum + truth.leads.length, 0)).toBe(1500);
    expect(new Set(accounts.flatMap(({ truth }) => truth.leads.map(({ lead }) => lead))).size).toBe(1500);
  });

  it('all parse, and the ledger balances without a duplicate or a conflict', () => {
    const ledger = createLedger();
    for (const entry of entries) {
      const parsed = parseEntry(JSON.parse(JSON.stringify(entry)), { source: 'simulated' });
      expect(parsed.problems).toEqual([]);
      if (parsed.ok) ledger.offer(parsed.value);
    }
    const { received, accepted, duplicate, conflict, refused } = ledger.counts();
    expect({ received, duplicate, conflict, refused }).toEqual({
      received: entries.length,
      duplicate: 0,
      conflict: 0,
      refused: 0,
    });
    expect(accepted).toBe(received);
    expect(accounts.flatMap(({ broken }) => broken)).toEqual([]);
  });

  it('lie within the history, none known before it happened', () => {
    const { from, until } = simulation.company.settings;
    expect(
      entries.filter(({ occurredAt, knownAt }) => occurredAt < from || knownAt >= until || knownAt < occurredAt),
    ).toEqual([]);
  });

  it('are of every kind that a company without Baton has', () => {
    const kinds = new Set(entries.map(({ kind }) => kind));
    const missing = [
      'track',
      'page',
      'screen',
      'dwell',
      'identify',
      'group',
      'alias',
      'merge',
      'move',
      'conversation',
      'meeting',
      'touch',
      'opportunity',
      'stage',
      'won',
      'lost',
      'subscription',
      'disposition',
      'evidence',
      'handed',
      'spend',
    ].filter((kind) => !kinds.has(kind as never));
    expect(missing).toEqual([]);
  });

  it('tell the truth lead by lead in rows as wide as their header', () => {
    expect(
      accounts.flatMap(({ truth }) => truthRows(truth)).filter((row) => row.length !== TRUTH_COLUMNS.length),
    ).toEqual([]);
  });

  it('hide the truth: nothing of segment, intent or probability is in them', () => {
    expect(JSON.stringify(entries)).not.toMatch(/"(intent|probability|wouldBuy|segment|isReader)"/);
  });
});

describe('streaming', () => {
  it('draws accounts only as they are asked for, so that a million leads are as light as ten', () => {
    const simulation = simulate({ seed: 'large', leads: 1_000_000, years: 5 });
    let taken = 0;
    for (const { entries } of simulation.accounts) {
      expect(entries.length).toBeGreaterThan(0);
      taken += 1;
      if (taken === 3) break;
    }
    expect(simulation.truth().total.accounts).toBe(3);
  });

  it('refuses a company of nobody', () => {
    expect(() => simulate({ seed: 1, leads: 0, years: 1 })).toThrow(RangeError);
    expect(() => simulate({ seed: 1, leads: 1, years: 0 })).toThrow(RangeError);
  });
});
